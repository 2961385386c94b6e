"""What a query demands of an index: groups to rank by, runs of stems that must be there, runs that must not.

Shape: everything is bounded, so that no query, however made, is more work than `MOST_TERMS` terms beside its
ordinary words.
Source: docs/adr/0022-search-operators.md
"""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator

from webapp.engine.words import query
from webapp.engine.words.analyse import Token
from webapp.engine.words.operators import MOST_WORDS, Read, Run, fronts
from webapp.engine.words.query import Alternative, Group, groups
from webapp.engine.words.stops import is_stop
from webapp.engine.words.vocabulary import Vocabulary

BEGINNING = 0.8
MOST_BEGINNING, MOST_OF_ALL = 64, 120
"""Stems that one beginning stands for, and all beginnings of a query together; the commonest are taken."""
MOST_READ = 1000
"""Forms looked at for one beginning."""
_ATTACHED = "وبلكف"
_SURE_FROM = 4  # letters; a letter before a shorter stem is as likely another word
_FORMS_OF_A_WORD = 1 + len(_ATTACHED)
MOST_TERMS = MOST_OF_ALL * 2 + MOST_WORDS * _FORMS_OF_A_WORD * 2
"""Terms that phrases, beginnings and words left out of one query may ask for, at most."""

Stems = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in an index.

    Shape: `runs` are the stems that may stand for it, one after the other, the first with a letter attached
    or not; empty where the index lacks one of its words. `groups` are its words, to rank and to mark.
    """

    run: Run
    runs: tuple[Stems, ...]
    groups: tuple[Group, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Demand:
    """A query as an index is asked it. Shape: a run of `without` is one stem or more; none may be there."""

    words: tuple[Group, ...]
    beginnings: tuple[Group, ...]
    phrases: tuple[Phrase, ...]
    without: tuple[Stems, ...]

    @property
    def of_phrases(self) -> tuple[Group, ...]:
        """Return the words of all phrases."""
        return tuple(group for phrase in self.phrases for group in phrase.groups)

    @property
    def terms(self) -> int:
        """Return how many terms are asked for beside those of ordinary words."""
        runs = itertools.chain(self.without, *(phrase.runs for phrase in self.phrases))
        started = (one for group in self.beginnings for one in group.alternatives if one.kind == "beginning")
        return sum(map(len, runs)) + sum(1 for _ in started)


def demand(read: Read, vocabulary: Vocabulary, *, as_written: bool = False) -> Demand:
    """Return what a query asks of an index whose vocabulary this is."""
    words = groups(read.words, vocabulary, as_written=as_written)
    if read.phrases or read.beginnings:
        words = tuple(group for group in words if not is_stop(group.token.normal))
    share = MOST_OF_ALL // max(1, len(read.beginnings), len(read.left_out_beginnings))
    most = min(MOST_BEGINNING, share)
    started = (_started(token, vocabulary, most, as_written=as_written) for token in read.beginnings)
    return Demand(
        words=words,
        beginnings=tuple({group.token.stem: group for group in started}.values()),
        phrases=tuple(_phrase(run, vocabulary) for run in read.phrases),
        without=tuple(dict.fromkeys(_without(read, vocabulary, most))),
    )


def _started(token: Token, vocabulary: Vocabulary, most: int, *, as_written: bool) -> Group:
    """Return a word with all that begins with it; corrected only where nothing does."""
    whole = groups(token.surface, vocabulary, as_written=as_written)
    own = whole[0].alternatives if whole else ()
    stems = _beginning(token, vocabulary, most)
    if stems:
        own = tuple(one for one in own if one.kind != "correction")
    found = {stem: Alternative(stem, BEGINNING, "beginning") for stem in stems}
    for one in own:
        if one.stem not in found or one.weight > BEGINNING:
            found[one.stem] = one
    return Group(token, tuple(sorted(found.values(), key=lambda one: -one.weight)))


def _beginning(token: Token, vocabulary: Vocabulary, most: int) -> list[str]:
    """Return the stems of the forms that begin as a word does, the commonest first."""
    found = (itertools.islice(vocabulary.beginning(front), MOST_READ) for front in fronts(token.normal))
    stems = dict.fromkeys(itertools.chain.from_iterable(found))
    return sorted(stems, key=lambda stem: (-vocabulary.frequency(stem), stem))[:most]


def _phrase(run: Run, vocabulary: Vocabulary) -> Phrase:
    telling = [token for token in run.tokens if not is_stop(token.normal)] or run.tokens
    each = {token.stem: token for token in telling if token.stem in vocabulary}
    own = (Group(token, (Alternative(token.stem, 1.0, "own", token.core),)) for token in each.values())
    return Phrase(run, tuple(_runs(run.tokens, vocabulary)), tuple(own))


def _without(read: Read, vocabulary: Vocabulary, most: int) -> Iterator[Stems]:
    for run in read.left_out:
        found = tuple(_runs(run.tokens, vocabulary))
        yield from found
        if not found and len(run.tokens) == 1 and run.tokens[0].script == "arabic":
            readings = query.read_off(run.tokens[0].normal)
            yield from ((stem,) for stem in readings if stem in vocabulary)
    for token in read.left_out_beginnings:
        yield from ((stem,) for stem in _beginning(token, vocabulary, most))


def _runs(tokens: Iterable[Token], vocabulary: Vocabulary) -> Iterator[Stems]:
    """Return the stems of words in a row, and the same with a letter attached in front of the first."""
    first, *rest = tokens
    if any(token.stem not in vocabulary for token in rest):
        return
    heads = [first.stem]
    if first.script == "arabic" and len(first.stem) >= _SURE_FROM:
        heads += [letter + first.stem for letter in _ATTACHED]
    yield from ((head, *(token.stem for token in rest)) for head in heads if head in vocabulary)
