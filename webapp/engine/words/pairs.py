"""Words that stand for one another: the glossary's names of one thing, and what editors say is the same."""

import dataclasses
import itertools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from webapp.engine.words.mending import mended
from webapp.engine.words.query import Alternative, Group, asked, read_off, trust
from webapp.engine.words.vocabulary import Collected, Vocabulary

PAIR = 0.7
"""What another name is worth beside the reader's own word."""

MOST_WORDS = 4
"""Words of a name that is looked for in a query."""

Stems = tuple[str, ...]
_GUESSES = {"correction", "soft"}
_MENDED_FROM, _MOST_SLIPS = 4, 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Pairs:
    """Other names by the stems of what may be typed.

    Shape: each is its own spelling and its stems; `words` are the single words that have some, to be compared
    with one that is mistyped.
    """

    by_stems: Mapping[Stems, tuple[tuple[str, Stems], ...]]
    words: Vocabulary


@dataclasses.dataclass(frozen=True, slots=True)
class Expanded:
    """A query with other names beside its words. Shape: `also` are the names that were added, as written."""

    groups: tuple[Group, ...]
    also: tuple[str, ...]


def pairs(
    names: Iterable[Sequence[str]], everyday: Iterable[tuple[Sequence[str], Sequence[str]]] = ()
) -> Pairs:
    """Return pairs of names.

    Shape: each item of `names` holds names of the same thing, in either language; each of `everyday` holds
    what people say and what it is called, which does not hold the other way round.
    """
    found: dict[Stems, dict[Stems, str]] = {}
    single = Collected()
    for said, called in (*((same, same) for same in names), *everyday):
        told = {stems: name for name in called if (stems := _stems(name))}
        for tokens in filter(None, (asked(name.casefold()) for name in said)):
            stems = tuple(token.stem for token in tokens)
            others = {other: name for other, name in told.items() if other != stems}
            if others and len(stems) <= MOST_WORDS:
                found.setdefault(stems, {}).update(others)
                single.add(tokens if len(tokens) == 1 else ())
    by_stems = {stems: tuple((name, other) for other, name in held.items()) for stems, held in found.items()}
    return Pairs(by_stems, single.vocabulary())


def expanded(groups: Sequence[Group], known: Pairs, vocabulary: Container[str]) -> Expanded:
    """Put the other names of what a query names beside its words.

    Shape: the words of another name stand for the first word of the one that was typed; words that the index
    does not have are left out, and a name of which nothing is left is not said to have been searched. A word
    that has other names is no slip, so nothing else is said to have been meant.
    """
    typed = {group.token.stem for group in groups}
    merged = list(groups)
    also: list[str] = []
    for at, stems, names in _named(groups, known):
        new = [
            (name, [stem for stem in other if stem in vocabulary and stem not in typed])
            for name, other in names
        ]
        also += [name for name, held in new if held]
        more = [Alternative(stem, PAIR, "pair") for _name, held in new for stem in held]
        merged[at] = _with(
            merged[at], more, is_sure=stems[0] not in {one.stem for one in groups[at].corrections}
        )
    return Expanded(tuple(merged), tuple(dict.fromkeys(also)))


def _named(
    groups: Sequence[Group], known: Pairs
) -> Iterator[tuple[int, Stems, tuple[tuple[str, Stems], ...]]]:
    """Yield where names are typed, the longest first, under which stems they are known, the other names."""
    said = [_said(group, known) for group in groups]
    for at in range(len(groups)):
        for size in range(min(MOST_WORDS, len(groups) - at), 0, -1):
            stems = next(
                (one for one in itertools.product(*said[at : at + size]) if one in known.by_stems), None
            )
            if stems:
                yield at, stems, known.by_stems[stems]


def _said(group: Group, known: Pairs) -> Stems:
    """Return the stems a word may be known under: its own, without attached letters, without a slip."""
    token = group.token
    own = (token.stem, *(read_off(token.normal) if token.script == "arabic" else ()))
    if group.is_known or any(stem in known.words for stem in own):
        return own
    return (*own, *(one.stem for one in group.corrections[:1]), *_without_slip(group, known.words))


def _without_slip(group: Group, words: Vocabulary) -> Iterator[str]:
    """Yield the word with other names that was likelier meant than any of the index."""
    least = group.corrections[0].weight if group.corrections else 0.0
    if len(group.token.normal) >= _MENDED_FROM:
        for one in mended(group.token, words)[:1]:
            if one.slips <= _MOST_SLIPS and trust(one.slips) > least:
                yield one.stem


def _with(group: Group, more: Sequence[Alternative], *, is_sure: bool) -> Group:
    if not more:
        return group
    found = {one.stem: one for one in group.alternatives if not (is_sure and one.kind in _GUESSES)}
    for one in more:
        if one.stem not in found or found[one.stem].weight < one.weight:
            found[one.stem] = one
    return dataclasses.replace(group, alternatives=tuple(sorted(found.values(), key=lambda one: -one.weight)))


def _stems(name: str) -> Stems:
    return tuple(token.stem for token in asked(name.casefold()))
