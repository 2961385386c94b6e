"""Laws of phrases, of what is left out, and of beginnings; and no text, however made, is much work."""

import itertools
import pathlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.test_search import arabic_words, english_words, manuals, sentences
from webapp.engine.words import demands, operators
from webapp.engine.words.analyse import analyse
from webapp.engine.words.operators import MOST_WORDS
from webapp.manual.queries import BlockText, SectionText
from webapp.search import demanding, index
from webapp.search.index import Opened
from webapp.search.queries import MOST_HITS, Found, find

Manual = tuple[SectionText, ...]
MOST_OF_A_WORD = 60
"""Stems one ordinary word may stand for: itself, two readings, five with a letter, eight slips, and its likes."""
CLAUSES = 5
"""Times one stem is asked for: as a word, covered, in its form, in the title, in the whole title."""
NASTY = (
    "",
    " ",
    "a",
    "ب",
    "a" * 10_000,
    "ابت " * 2_500,
    "َُِّ",
    "\u064b" * 500,
    '"',
    "* - ”“ «» ''",
    '"child',
    "child» “report",
    "'; DROP TABLE section; --",
    "%' OR 1=1 --",
    "title:child^4 AND (report OR +police) ~2 [a TO z]",
    "🙂🙂 👩‍👩‍👧",
    "\u202eecilop\u202c child",
    "po\x00lice",
    "\ud800",
    " ".join(["a*"] * 24),
    " ".join(f"{first}{second}*" for first in "abcdefghijkl" for second in "aeiou"),
    " ".join(f"-{first}{second}*" for first in "abcdefghijkl" for second in "aeiou"),
    " ".join(f"-word{number}" for number in range(400)) + " child",
    " ".join(f'"child {number}"' for number in range(400)),
    '"' + "child " * 400 + '"',
    '-"' + "child " * 400 + '" report',
    "«‹‘“" * 100,
    "-" * 500,
    "*" * 500,
    '"-' * 300,
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return an index of words that share their beginnings."""
    letters = "abcdefghijkl"
    words = [a + b + c + d for a in letters for b in "aeiou" for c in letters for d in ("n", "nd")]
    blocks = tuple(
        BlockText(f"w{at}", f"1.1.{at}", "", "", "child report police " + " ".join(words[at : at + 40]))
        for at in range(0, len(words), 40)
    )
    folder = pathlib.Path(tmp_path_factory.mktemp("operators")) / "index"
    index.build(folder, [SectionText("one/words", "1.1", "Words of a child", "One", blocks)])
    return index.open(folder)


def _open(folder: pathlib.Path, manual: Manual) -> Opened:
    index.build(folder, manual)
    return index.open(folder)


def found(opened: Opened, text: str, *, as_written: bool = False) -> set[str]:
    return set(answer(opened, text, as_written=as_written).sections)


def answer(opened: Opened, text: str, *, as_written: bool = False) -> Found:
    return find(opened, text, lang="en", limit=MOST_HITS, as_written=as_written)


def clauses(opened: Opened, text: str) -> int:
    """Return how many terms tantivy is asked for."""
    asked = demands.demand(operators.read(text), opened.vocabulary)
    groups = (*asked.words, *asked.beginnings, *asked.of_phrases)
    query = str(demanding.full(opened, groups, asked))
    in_phrases = (len(re.findall(r"Term\(", one)) for one in re.findall(r"phrase_terms: \[(.*?)\]", query))
    return len(re.findall("TermQuery", query)) + sum(in_phrases)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_costs_more_than_so_many_clauses(opened: Opened, text: str) -> None:
    most = CLAUSES * (demands.MOST_TERMS + 2 * MOST_WORDS * MOST_OF_A_WORD)
    assert clauses(opened, text) <= most
    assert find(opened, text, lang="en").total <= 1
    assert find(opened, text, lang="en", as_written=True).total <= 1


def test_clauses_are_counted(opened: Opened) -> None:
    assert clauses(opened, "zzzz") == 0
    assert clauses(opened, "child") >= 3
    assert clauses(opened, '"police child report"') > clauses(opened, '"police report"') > 3
    assert clauses(opened, "ba*") > clauses(opened, "ban") + 20


@given(text=st.text(max_size=200) | st.text("\"“”«»-−* 'abcdeابت\u202e\x00", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_finds_or_finds_nothing(opened: Opened, text: str) -> None:
    told = find(opened, text, lang="en")
    assert told.total == len(told.hits)
    assert told.total <= 1
    assert not told.emptied or not told.total


@st.composite
def asked(draw: st.DrawFn) -> tuple[Manual, str, str]:
    """Return a manual, a few words in a row of one of its paragraphs, and a word of any of them."""
    manual = draw(manuals())
    texts = [block.text for section in manual for block in section.blocks]
    words = draw(st.sampled_from(texts)).split()
    at = draw(st.integers(0, len(words) - 1))
    some = words[at : at + draw(st.integers(1, 3))]
    other = draw(st.sampled_from([word for text in texts for word in text.split()]))
    return manual, " ".join(some), other


@given(asked=asked(), extra=sentences(arabic_words | english_words))
@settings(max_examples=60, deadline=None)
def test_the_laws_of_operators_hold(
    asked: tuple[Manual, str, str], extra: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    manual, words, other = asked
    opened = _open(pathlib.Path(tmp_path_factory.mktemp("laws")) / "index", manual)
    _phrases_are_a_part(opened, manual, words)
    _phrases_are_a_part(opened, manual, extra)
    for text in (words, f"{extra} {words}", f'"{words}"', f"{other}*"):
        assert found(opened, f"{text} -{other}") <= found(opened, text)
        assert found(opened, f'{text} -"{words}"') <= found(opened, text)
    assert found(opened, other) <= found(opened, f"{other}*")
    assert found(opened, other, as_written=True) <= found(opened, other)
    assert found(opened, f'"{words}"', as_written=True) == found(opened, f'"{words}"')


def _phrases_are_a_part(opened: Opened, manual: Manual, words: str) -> None:
    """Check that a phrase finds the sections that hold it in one text, and only what its words find."""
    exact = found(opened, f'"{words}"')
    assert exact <= found(opened, words)
    run = [token.stem for token in analyse(words)]
    for section in manual if run else ():
        assert section.section_id in exact or not _holds(section, run)
    if run and len(run[0]) < 4:
        assert all(section.section_id not in exact or _holds(section, run) for section in manual)


def _holds(section: SectionText, run: list[str]) -> bool:
    rows = ([token.stem for token in analyse(text)] for text in index.texts(section))
    return any(row[at : at + len(run)] == run for row in rows for at in range(len(row)))


@given(asked=asked())
@settings(max_examples=25, deadline=None)
def test_a_phrase_never_goes_from_one_paragraph_to_the_next(
    asked: tuple[Manual, str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    manual = asked[0]
    opened = _open(pathlib.Path(tmp_path_factory.mktemp("between")) / "index", manual)
    for section in manual:
        for one, other in itertools.pairwise(section.blocks):
            words = f"{one.text.split()[-1]} {other.text.split()[0]}"
            run = [token.stem for token in analyse(words)]
            if len(run) > 1 and not _holds(section, run) and len(run[0]) < 4:
                assert section.section_id not in found(opened, f'"{words}"')
