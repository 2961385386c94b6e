"""The question put to an index: what each word may mean, weighed so that no rare slip wins by its rarity.

Source: docs/adr/0009-search.md, docs/adr/0020-search-tuned.md
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from webapp.engine.words.query import Alternative, Group
from webapp.engine.words.vocabulary import idf
from webapp.search.index import Opened

if TYPE_CHECKING:
    import tantivy

TITLE, ASKED_AS, EXACT, COVERAGE, NEAR, WHOLE_TITLE = 0.6, 1.0, 0.55, 0.3, 0.4, 0.3
TIE, NO_TIE = 0.2, 0.0
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
    # What else a known word is called finds sections, but none holds more of the question for holding both.
    typed = [one for one in group.alternatives if not (group.is_known and one.kind == "pair")]
    found = _in_field(opened, typed, "a")
    coverage = tantivy.Query.const_score_query(found, COVERAGE * weight)
    forms = ((one.form, EXACT * one.weight) for one in group.alternatives if one.form)
    fields = [
        _by_rarity(opened, field, ((one.stem, boost * one.weight) for one in group.alternatives))
        for field, boost in (("t", TITLE), ("k", ASKED_AS))
    ]
    return [best, coverage, _by_rarity(opened, "x", forms), *fields]


def _terms(opened: Opened, group: Group, weight: float) -> "list[tantivy.Query]":
    import tantivy

    parts = []
    for one in group.alternatives:
        frequency = opened.searcher.doc_freq("a", one.stem)
        if frequency:
            term = tantivy.Query.term_query(opened.schema, "a", one.stem)
            rarity = idf(frequency, opened.vocabulary.documents)
            worth = min(weight, rarity) if one.kind == "pair" else weight
            parts.append(tantivy.Query.boost_query(term, one.weight * worth / rarity))
    return parts


def _by_rarity(opened: Opened, field: str, terms: Iterable[tuple[str, float]]) -> "tantivy.Query":
    """Return a query for the best of some boosted terms, by how rare they are in a field of their own.

    Shape: «law» says little in the text of a manual about laws, and much in a title.
    """
    import tantivy

    parts = [
        tantivy.Query.boost_query(tantivy.Query.term_query(opened.schema, field, term), boost)
        for term, boost in terms
        if opened.searcher.doc_freq(field, term)
    ]
    return tantivy.Query.disjunction_max_query(parts, NO_TIE)


def _weight(opened: Opened, group: Group) -> float:
    """Return how telling a group is: as its own word, or else as the likeliest thing it may stand for."""
    first = group.alternatives[0]
    own = next((one for one in group.alternatives if one.kind == "own"), first)
    if own.kind == "pair":
        return max(opened.vocabulary.idf(one.stem) for one in group.alternatives)
    return opened.vocabulary.idf(own.stem)


def _in_field(opened: Opened, any_of: Sequence[Alternative], field: str) -> "tantivy.Query":
    """Return a query for any of some stems; twenty times as fast as tantivy's own set of terms."""
    import tantivy

    stems = (one.stem for one in any_of)
    terms = (tantivy.Query.term_query(opened.schema, field, stem, index_option="basic") for stem in stems)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


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

    every = [(tantivy.Occur.Must, _in_field(opened, group.alternatives, "t")) for group in groups]
    weight = sum(_weight(opened, group) for group in groups)
    return tantivy.Query.const_score_query(tantivy.Query.boolean_query(every), WHOLE_TITLE * weight)
