"""The question put to an index: what each word may mean, weighed so that no rare slip wins by its rarity.

Source: docs/adr/0009-search.md
"""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from webapp.engine.words.query import Group
from webapp.engine.words.vocabulary import idf
from webapp.search.index import Opened

if TYPE_CHECKING:
    import tantivy

TITLE, EXACT, COVERAGE, NEAR, WHOLE_TITLE = 0.4, 0.25, 0.3, 0.4, 0.3
TIE = 0.2
SLOPS = (6, 0)


def question(opened: Opened, groups: Sequence[Group]) -> "tantivy.Query":
    """Return the query for some groups, made of query objects only: nothing a reader writes is parsed."""
    import tantivy

    known = [group for group in groups if group.alternatives]
    parts = [part for group in known for part in _word(opened, group)]
    parts += _neighbours(opened, groups)
    if known and len(known) == len(groups):
        parts.append(_whole_title(opened, known))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _word(opened: Opened, group: Group) -> "list[tantivy.Query]":
    import tantivy

    weight = _weight(opened, group)
    best = tantivy.Query.disjunction_max_query(_terms(opened, group, weight), TIE)
    found = _in_field(opened, group, "a")
    parts = [best, tantivy.Query.const_score_query(found, COVERAGE * weight)]
    if opened.searcher.doc_freq("x", group.token.normal):
        exact = tantivy.Query.term_query(opened.schema, "x", group.token.normal)
        parts.append(tantivy.Query.boost_query(exact, EXACT))
    return parts


def _terms(opened: Opened, group: Group, weight: float) -> "list[tantivy.Query]":
    import tantivy

    parts = []
    for one in group.alternatives:
        for field, boost in (("a", 1.0), ("t", TITLE)):
            frequency = opened.searcher.doc_freq(field, one.stem)
            if frequency:
                term = tantivy.Query.term_query(opened.schema, field, one.stem)
                rarity = idf(frequency, opened.vocabulary.documents)
                parts.append(tantivy.Query.boost_query(term, boost * one.weight * weight / rarity))
    return parts


def _weight(opened: Opened, group: Group) -> float:
    """Return how telling a group is: as its own word, or else as the commonest thing it may stand for."""
    own = [one for one in group.alternatives if one.kind == "own"] or group.alternatives
    return opened.vocabulary.idf(own[0].stem)


def _in_field(opened: Opened, group: Group, field: str) -> "tantivy.Query":
    import tantivy

    return tantivy.Query.term_set_query(opened.schema, field, [one.stem for one in group.alternatives])


def _neighbours(opened: Opened, groups: Sequence[Group]) -> "list[tantivy.Query]":
    import tantivy

    parts = []
    for one, other in itertools.pairwise(groups):
        if one.alternatives and other.alternatives:
            words: list[str | tuple[int, str]] = [one.alternatives[0].stem, other.alternatives[0].stem]
            for slop in SLOPS:
                phrase = tantivy.Query.phrase_query(opened.schema, "a", words, slop)
                parts.append(tantivy.Query.boost_query(phrase, NEAR))
    return parts


def _whole_title(opened: Opened, groups: Sequence[Group]) -> "tantivy.Query":
    import tantivy

    every = [(tantivy.Occur.Must, _in_field(opened, group, "t")) for group in groups]
    weight = sum(_weight(opened, group) for group in groups)
    return tantivy.Query.const_score_query(tantivy.Query.boolean_query(every), WHOLE_TITLE * weight)
