"""What a query demands is read by its signs, and a sign that does not do its office means nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.words.demands import MOST_BEGINNING, MOST_OF_ALL, MOST_TERMS, demand
from webapp.engine.words.operators import MOST_WORDS, Read, read
from webapp.engine.words.vocabulary import collect

SIGNS = "\"“”„«»‘’‹›'-−*٭ \u200f\u202e.،؟?"


def phrases(text: str) -> list[str]:
    return [run.text for run in read(text).phrases]


def left_out(text: str) -> list[str]:
    return [run.text for run in read(text).left_out]


def beginnings(text: str) -> list[str]:
    return [token.surface for token in read(text).beginnings]


@pytest.mark.parametrize(
    "text",
    [
        '"child protection"',
        "“child protection”",
        "«child protection»",
        "‘child protection’",
        "”child protection“",
    ],
)
def test_any_pair_of_quotes_makes_a_phrase(text: str) -> None:
    assert phrases(text) == ["child protection"]
    assert read(text).words.strip() == ""


def test_words_beside_a_phrase_stay_ordinary() -> None:
    assert read('school "child protection" report').words.split() == ["school", "report"]
    assert phrases('و"حماية الطفل"') == ["حماية الطفل"]


@pytest.mark.parametrize(
    "text",
    [
        '"child protection',
        "child» protection«",
        "the child’s room and the mother’s",
        '5" and 6"',
        '"؟!"',
        '""',
        "well-being",
        "a - b",
        "--child",
        "child*protection",
        "* child",
        "a*",
        "-",
        "7.1-7.2",
    ],
)
def test_a_sign_without_its_office_means_nothing(text: str) -> None:
    assert read(text) == Read(text=text, words=text, kept=text, unquoted=text)


@pytest.mark.parametrize(
    ("text", "gone", "rest"),
    [
        ("child -police", ["police"], "child"),
        ("−الشرطة الطفل", ["الشرطة"], "الطفل"),
        ('child -"child protection" police', ["child protection"], "child police"),
        ("child -well-being", ["well-being"], "child"),
        ("\u200f-الشرطة الطفل", ["الشرطة"], "الطفل"),
    ],
)
def test_a_hyphen_before_a_word_or_a_phrase_leaves_it_out(text: str, gone: list[str], rest: str) -> None:
    assert left_out(text) == gone
    assert read(text).words.split() == rest.split()
    assert not read(text).phrases


def test_a_star_makes_a_word_a_beginning() -> None:
    assert beginnings("school confid* مدر* ab٭") == ["confid", "مدر", "ab"]
    assert [token.surface for token in read("child -pol*").left_out_beginnings] == ["pol"]


def test_signs_inside_quotes_are_part_of_what_is_quoted() -> None:
    told = read('"not -this word*" child')
    assert (len(told.phrases), told.left_out, told.beginnings) == (1, (), ())


def test_a_question_names_things_in_quotes_and_demands_nothing() -> None:
    assert phrases('who is told of an "anonymous report"?') == []
    assert phrases("من يعلم «بالبلاغ المجهول»؟") == []
    assert phrases('"anonymous report"?') == ["anonymous report"]


@pytest.mark.parametrize("text", ['"', "* - ”“", "«» -", "-", "\u200f*", "‘’"])
def test_only_signs_ask_for_nothing(text: str) -> None:
    assert read(text).is_only_signs


@pytest.mark.parametrize("text", ["", " ", "a*", "-police", "🙂", "َُ"])
def test_other_queries_are_not_only_signs(text: str) -> None:
    assert not read(text).is_only_signs


@pytest.mark.parametrize(
    ("text", "only"), [("-police", True), ('-"a b" -pol*', True), ("-police child", False)]
)
def test_a_query_may_only_leave_out(text: str, *, only: bool) -> None:
    assert read(text).only_leaves_out is only


@given(st.text(max_size=80) | st.text(SIGNS + "abcابت", max_size=80))
def test_every_reading_keeps_its_offsets(text: str) -> None:
    told = read(text)
    assert {len(told.words), len(told.kept), len(told.unquoted), len(told.wanted)} == {len(text)}
    runs = (*told.phrases, *told.left_out)
    for token in (*told.beginnings, *told.left_out_beginnings, *(one for run in runs for one in run.tokens)):
        assert text[token.start : token.end] == token.surface


@given(st.text(SIGNS + "abcابت", max_size=80))
def test_without_its_quotes_a_query_has_no_phrase_and_leaves_out_no_more(text: str) -> None:
    told, bare = read(text), read(read(text).unquoted)
    assert not told.without_phrases().phrases
    assert [run.text for run in bare.left_out] == [run.text for run in told.left_out]


WORDS = collect(
    [[f"{first}{second}ing {first}{second}ed"] for first in "abcdefghij" for second in "klmnoprstuvw"]
)


@given(
    st.text(SIGNS + "abcde", max_size=3000)
    | st.lists(st.text("abcklm", min_size=1, max_size=3), max_size=200).map(
        lambda words: " ".join(f"{word}*" for word in words)
    )
    | st.lists(st.text("abcklm", min_size=1, max_size=3), max_size=200).map(
        lambda words: " ".join(f"-{word}*" for word in words)
    )
)
def test_no_query_asks_for_more_than_so_many_terms(text: str) -> None:
    told = demand(read(text), WORDS)
    assert told.terms <= MOST_TERMS
    assert len(told.words) <= MOST_WORDS
    assert len(told.beginnings) <= MOST_WORDS


def test_one_beginning_stands_for_so_many_stems_and_many_share() -> None:
    words = " ".join(f"ab{first}{second}" for first in "cdfghklmnp" for second in "klmnpqrtvw")
    front = collect([[words], ["abck"]])
    (group,) = demand(read("ab*"), front).beginnings
    assert len([one for one in group.alternatives if one.kind == "beginning"]) == MOST_BEGINNING
    assert group.alternatives[0].stem == "abck"  # the commonest comes first
    many = " ".join(f"{first}{second}*" for first in "abcdefghij" for second in "klmnoprstuvw")
    assert demand(read(many), WORDS).terms <= MOST_OF_ALL


def test_the_article_is_ignored_in_beginnings() -> None:
    words = collect([["المدرسة والوثيقة بلاغ"], ["مدير"]])
    for text in ("مدر*", "المدر*", "والمدر*"):
        (group,) = demand(read(text), words).beginnings
        assert "مدرس" in {one.stem for one in group.alternatives}
    (group,) = demand(read("وثي*"), words).beginnings
    assert group.alternatives


def test_a_phrase_with_an_unknown_word_stands_for_nothing() -> None:
    words = collect([["report a child"]])
    (phrase,) = demand(read('"report zebra"'), words).phrases
    assert phrase.runs == ()
