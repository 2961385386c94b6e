"""The linter: what it finds, what its fixes do, and that the shipped manual gives it next to nothing to say."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.desk import lint, reading_level, rows
from webapp.engine.desk.lint import Preferred
from webapp.settings import ROOT

PIECES = (
    "الطفل", "علي الطفل", "المدرسه", "الى", "النيابة العامة", "للنيابة العامة", "وزارة التربية والتعليم", "١٢٫٥", "٣٠٪",
    "1445هـ", "كـــتاب", "\ufefb", "\ufdfa", "\u200f", "\u00ad", "a/b(2)", "`a/b(2)`", "`", "](", ")", "{ref:h2vt}",
    "{term:child|الطفله}", "{", ",", ";", "?", "،", "؟", ".", "  ", " ", "\n", "- ", "| ", "::: must", "1. ",
    "behavior", "Center", "shall", "word", "CPIMS+", "\ufe71", "x#y",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
LANGS = st.sampled_from(("ar", "en"))


def rules(text: str, lang: str = "ar") -> list[str]:
    return [one.rule.removeprefix("lint.") for one in lint.findings(text, lang)]


@functools.cache
def shipped() -> tuple[tuple[str, rows.Pair], ...]:
    paths = sorted((ROOT / "manual").glob("*/*.ar.md"))
    stems = [path.relative_to(ROOT).as_posix().removesuffix(".ar.md") for path in paths]
    files = {
        name: (ROOT / name).read_text("utf-8")
        for stem in stems
        for name in (f"{stem}.ar.md", f"{stem}.en.md")
    }
    return tuple(
        (stem, rows.pair_of({name: files[name] for name in files if name.startswith(stem)})) for stem in stems
    )


@pytest.mark.parametrize(
    ("text", "lang", "rule", "mended"),
    [
        ("خلال ٢٤ ساعة", "ar", "digits", "خلال 24 ساعة"),
        ("كتـــاب", "ar", "kashida", "كتاب"),
        ("ﻻ تنتظر", "ar", "letter-forms", "لا تنتظر"),
        ("قال\u200f الطفل", "ar", "unseen", "قال الطفل"),
        ("قال  الطفل", "ar", "spaces", "قال الطفل"),
        ("إن قال, ثم سكت", "ar", "punctuation", "إن قال، ثم سكت"),
        ("اتصل بالرقم 1100, ثم انتظر", "ar", "punctuation", "اتصل بالرقم 1100، ثم انتظر"),
        ("أُحيل للنيابة العامة", "ar", "prosecution", "أُحيل للادعاء العام"),
        ("أبلغ وزارة التربية والتعليم", "ar", "ministry", "أبلغ وزارة التعليم"),
        ("في المدرسه", "ar", "spelling", "في المدرسة"),
        ("سلّمه الى أمه", "ar", "spelling", "سلّمه إلى أمه"),
        ("حافظ علي الطفل", "ar", "spelling", "حافظ على الطفل"),
        ("انظر a/b(2) هنا", "ar", "direction", "انظر `a/b(2)` هنا"),
        ("Note the behavior.", "en", "spelling", "Note the behaviour."),
        ("Call 1100؛ wait", "en", "", ""),
        ("He called، then left", "en", "punctuation", "He called, then left"),
    ],
)
def test_a_slip_is_found_and_mended(text: str, lang: str, rule: str, mended: str) -> None:
    assert rules(text, lang) == ([rule] if rule else [])
    assert lint.fix_all(text, lang) == (mended or text)


@pytest.mark.parametrize(
    "text",
    [
        "`a/b(2)` وكذلك {ref:h2vt} و{clock:CL-SEEN high}، عام 1445هـ",
        "قال علي البلوشي، وكتب في سجلّه وحاله",
        "::: must basis=law source=S1,S2 article=91",
        "| المستوى   |  خلال |",
        "-  أولًا",
        "انظر CPIMS+ و62(1)(a) و§7.1.4",
    ],
)
def test_what_is_written_rightly_is_let_be(text: str) -> None:
    assert rules(text) == []


def test_what_needs_thought_has_no_fix() -> None:
    shall, other = lint.findings(
        "It shall be a worried friend.", "en", (Preferred("calm friend", ("worried friend",)),)
    )
    assert (shall.rule, shall.fix, other.rule, other.fix) == ("lint.shall", None, "lint.term", None)
    assert "calm friend" in other.problem.line("en")
    assert "calm friend" in other.problem.line("ar")


def test_a_name_with_a_capital_letter_keeps_its_spelling() -> None:
    assert rules("The Center for Behavior", "en") == []


@given(TEXTS, LANGS)
@settings(max_examples=150, deadline=None)
def test_after_every_fix_nothing_is_left_to_fix(text: str, lang: str) -> None:
    mended = lint.fix_all(text, lang)
    assert [one.rule for one in lint.findings(mended, lang) if one.fix is not None] == []
    assert lint.fix_all(mended, lang) == mended
    if not any(one.fix is not None for one in lint.findings(text, lang)):
        assert mended == text


@given(TEXTS, LANGS)
@settings(max_examples=100, deadline=None)
def test_a_fix_changes_its_own_place_and_nothing_else(text: str, lang: str) -> None:
    for one in lint.findings(text, lang):
        assert one.start < one.end
        mended = lint.fixed(text, one)
        if one.fix is None:
            assert mended == text
        else:
            assert mended != text
            assert (mended[: one.start], mended[one.start + len(one.fix) :]) == (
                text[: one.start],
                text[one.end :],
            )
        told = one.problem.told("ar")
        assert told.says


def test_the_shipped_manual_gives_next_to_nothing_to_say() -> None:
    found = [
        (stem, one.rule, side.items[at].written[one.start : one.end])
        for stem, pair in shipped()
        for lang, side in pair.items()
        for at in range(len(side.items))
        for one in lint.findings(side.items[at].written, lang)
    ]
    assert len(shipped()) == 90
    assert found == []


def test_few_sections_read_harder_and_few_blocks_are_apart() -> None:
    hard = pairs = apart = 0
    for _, pair in shipped():
        for lang, side in pair.items():
            texts = [one.written for one in side.items if one.kind != "heading"]
            hard += reading_level.harder(reading_level.level(texts), lang) is not None
        for row in rows.rows(pair):
            if len(row.at) > 1:
                pairs += 1
                apart += (
                    reading_level.apart(*(pair[lang].items[row.at[lang]].written for lang in ("ar", "en")))
                    is not None
                )
    assert 0 < hard <= 12
    assert 0 < apart < pairs / 50


def test_a_twin_of_one_word_is_far_from_its_other() -> None:
    arabic = (
        "يبلّغ كل من يعمل مع الأطفال متى قام لديه اشتباه معقول في تعرّض طفل للإساءة أو الإهمال أو الاستغلال."
    )
    found = reading_level.apart(arabic, "Everyone reports.")
    assert found is not None
    assert "Arabic 78" in found.line("en")
