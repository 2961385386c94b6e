"""A query with demands put to an index: phrases that must be there, words that must not.

Source: docs/adr/0022-search-operators.md
"""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from webapp.engine.words.demands import Demand, Phrase, Stems
from webapp.engine.words.query import Group
from webapp.manual.queries import SectionText
from webapp.search.index import Opened
from webapp.search.ranking import question

if TYPE_CHECKING:
    import tantivy


@dataclasses.dataclass(frozen=True, slots=True)
class Ranked:
    """Sections by their scores, best first. Shape: `emptied` says that all there was has been left out."""

    hits: tuple[tuple[float, SectionText], ...]
    emptied: bool


def ranked(opened: Opened, groups: Sequence[Group], asked: Demand, *, most: int, worth: float) -> Ranked:
    """Return the sections that meet a demand.

    Shape: at most `most`. What scores less than the share `worth` of the best is left out where words are
    merely looked for; whatever holds a phrase, or begins as is asked, has what was demanded. The best is one
    of all that is found, also of what is then left out: leaving something out never brings in something else.
    """
    wanted = positive(opened, groups, asked)
    found = opened.searcher.search(_without(opened, wanted, asked.without), most).hits
    best = opened.searcher.search(wanted, 1).hits if asked.without else found[:1]
    least = worth * best[0][0] if best and asked.words and not asked.phrases else 0.0
    hits = tuple(
        (score, opened.sections[opened.searcher.doc(address)["n"][0]])
        for score, address in found
        if score >= least
    )
    return Ranked(hits, emptied=bool(best) and not hits)


def positive(opened: Opened, groups: Sequence[Group], asked: Demand) -> "tantivy.Query":
    """Return the query for all that is to be found: each phrase must be there, words may."""
    import tantivy

    words = question(opened, groups)
    if not asked.phrases:
        return words
    must = [(tantivy.Occur.Must, _phrase(opened, phrase)) for phrase in asked.phrases]
    return tantivy.Query.boolean_query([*must, (tantivy.Occur.Should, words)])


def full(opened: Opened, groups: Sequence[Group], asked: Demand) -> "tantivy.Query":
    """Return the whole query, with what must not be there."""
    return _without(opened, positive(opened, groups, asked), asked.without)


def is_held(opened: Opened, phrase: Phrase) -> bool:
    """Say whether any section holds a phrase."""
    return bool(opened.searcher.search(_phrase(opened, phrase), 1).hits)


def _phrase(opened: Opened, phrase: Phrase) -> "tantivy.Query":
    return _any(_run(opened, stems) for stems in phrase.runs)


def _without(opened: Opened, wanted: "tantivy.Query", runs: Sequence[Stems]) -> "tantivy.Query":
    import tantivy

    if not runs:
        return wanted
    gone = _any(_run(opened, stems) for stems in runs)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.MustNot, gone)])


def _any(queries: "Iterable[tantivy.Query]") -> "tantivy.Query":
    import tantivy

    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _run(opened: Opened, stems: Stems) -> "tantivy.Query":
    """Return a query for stems that follow one another in one text of a section."""
    import tantivy

    if len(stems) == 1:  # of which tantivy makes no phrase
        return tantivy.Query.term_query(opened.schema, "p", stems[0])
    return tantivy.Query.phrase_query(opened.schema, "p", list[str | tuple[int, str]](stems), 0)
