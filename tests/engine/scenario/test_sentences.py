"""Whatever the check finds is told in Arabic as well as in English, with nothing left untranslated."""

import re
from functools import cache

import pytest

from tests.engine.scenario.planted import FAULTS, IN_A_HABIT, WHOLE
from tests.engine.scenario.rules import TABLES, every_place
from tests.engine.scenario.test_planted import WORKED, checked, checked_late
from webapp.engine import telling
from webapp.engine.problems import SEVERITIES, Entry, Problem, Where, raised
from webapp.engine.scenario import check_words, sentences
from webapp.engine.scenario.sentences import near, near_key
from webapp.engine.telling import Both, Phrase, names, plain

LATIN, ARABIC = re.compile("[A-Za-z]"), re.compile("[\u0621-\u064a]")
ENTRIES = {(family, key): entry for family, table in TABLES.items() for key, entry in table.items()}
PHRASES = [
    *sentences.WHAT.values(), sentences._MEANT, sentences._NONE, sentences._THESE, sentences._KNOWN,
    *SEVERITIES.values(),
]  # fmt: skip


def words(template: str) -> str:
    """What a template says itself, without code and without what fills it."""
    return re.sub(r"\$[a-z_]+", "", "".join(template.split("`")[::2]))


@cache
def problems_of_planted_faults() -> tuple[Problem, ...]:
    """What is found in every text with a planted fault."""
    texts = [WORKED.replace(old, new) for old, new, _, _ in FAULTS] + [bent(WORKED) for _, bent, _ in WHOLE]
    found = [checked(text) for text in texts] + [checked_late(old, new) for old, new, _ in IN_A_HABIT]
    return tuple(one for problems in found for one in problems)


def test_whatever_can_be_found_stands_in_a_table_and_nothing_else_does() -> None:
    found = {(place.family, key) for place in every_place() for key in place.sentences}
    assert found == set(ENTRIES)


@pytest.mark.parametrize("both", [*(b for e in ENTRIES.values() for b in (e.says, e.mend)), *PHRASES])
def test_both_languages_say_the_same_of_the_same_values(both: Both) -> None:
    assert names(both.ar) == names(both.en)
    assert both.ar.count("`") % 2 == both.en.count("`") % 2 == 0
    assert both.ar.strip() == both.ar != ""
    assert both.en.strip() == both.en != ""
    assert not LATIN.search(words(both.ar))
    assert not ARABIC.search(both.en)
    assert bool(ARABIC.search(words(both.ar))) == bool(LATIN.search(words(both.en)))


def test_every_place_that_finds_something_gives_what_its_sentences_name() -> None:
    wrong = {}
    for place in every_place():
        needed = [
            names(entry.says.en) | names(entry.mend.en)
            for entry in (ENTRIES[place.family, key] for key in place.sentences)
        ]
        if frozenset().union(*needed) != place.values:
            wrong[place.place] = needed
    assert wrong == {}


def test_every_sentence_says_what_is_wrong_in_words() -> None:
    assert [key for key, entry in ENTRIES.items() if not ARABIC.search(words(entry.says.ar))] == []


def test_every_planted_fault_is_told_in_arabic_that_holds_no_english() -> None:
    found = problems_of_planted_faults()
    assert len({one.rule for one in found}) > 60
    for one in found:
        for pieces in one.told("ar"):
            said = "".join(piece.text for piece in pieces if piece.kind == "words")
            assert not LATIN.search(said), str(one)
            assert all(re.fullmatch(r"[-+0-9.%]+", piece.text) for piece in pieces if piece.kind == "number")
        assert ARABIC.search(plain(one.told("ar").says, "ar"))


def test_a_planted_fault_is_told_in_english_without_signs_of_the_template() -> None:
    for one in problems_of_planted_faults():
        told = one.told("en")
        assert (one.says, one.mend) == (plain(told.says, "en"), plain(told.mend, "en"))
        assert not re.search(r"[`$]|[\u0621-\u064a\u2066-\u2069]", re.sub("“[^”]*”", "", one.says + one.mend))


def test_code_in_arabic_keeps_its_own_direction() -> None:
    [one] = [
        p for p in checked(WORKED.replace("go: waiting", "go: wating")) if p.rule == "scenario.scene-unknown"
    ]
    assert one.line("en").endswith(
        "error scenario.scene-unknown: there is no scene “wating” (did you mean “waiting”?)"
    )
    assert one.as_dict("ar")["says"] == "لا مشهد اسمه «\u2066wating\u2069»"
    assert one.as_dict()["says"] == one.says
    assert ": خطأ scenario.scene-unknown: لا مشهد" in one.line("ar")


def test_what_fills_a_sentence_is_never_read_as_a_template() -> None:
    sly = "`$key`"
    [says, _] = raised(
        "x.y", Entry("error", Both("«`$text`»", "“`$text`”"), Both("م", "m")), Where("f"), {"text": sly}
    ).told("ar")
    assert [piece.text for piece in says if piece.kind == "code"] == [sly]
    nested = Phrase(Both("أ $more", "a $more"), {"more": Phrase(Both("ب $n", "b $n"), {"n": -2})})
    assert plain(nested.told("en"), "en") == "a b -2"
    assert plain(nested.told("ar"), "ar") == "أ ب \u2066-2\u2069"


@pytest.mark.parametrize(
    ("name", "known", "ar", "en"),
    [
        ("wating", ["waiting", "burn"], "أتقصد «waiting»؟", "did you mean “waiting”?"),
        ("x", [], "لا شيء منه بعد: أضف مشهدًا، أو احذف هذا", "there is none yet: add a scene, or leave this out"),
        ("x", [f"s{n}" for n in range(9)], "اختر مشهدًا من هذه: s0, s1, s2, s3, s4, s5, s6, s7, …",
         "a scene of these: s0, s1, s2, s3, s4, s5, s6, s7, …"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_answered_with_those_that_are(name, known, ar: str, en: str) -> None:
    told = near(name, known, "scene")
    assert plain(told.told("en"), "en") == en
    assert re.sub("[\u2066\u2069]", "", plain(told.told("ar"), "ar")) == ar


def test_what_a_sentence_says_in_words_is_what_is_measured() -> None:
    assert "more than twice" in sentences.SENTENCES["languages-apart"].says.en
    assert check_words.APART == 2


def test_an_unknown_key_is_answered_with_the_keys_there_are() -> None:
    assert plain(near_key("x", ("ar", "en")).told("en"), "en") == "known here: ar, en"


def test_a_finding_in_english_alone_is_told_in_english() -> None:
    one = Problem("error", "manual.x", Where("f", 1, 2), "it is wrong", "mend it")
    assert one.line("ar") == "f:1:2: خطأ manual.x: it is wrong (mend it)"
    assert one.told("ar").says == (telling.Piece("words", "it is wrong"),)
