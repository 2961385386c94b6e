"""Words that stand for one another: the glossary's names of one thing, and what editors say is the same."""

import dataclasses
from collections.abc import Container, Iterable, Mapping, Sequence

from webapp.engine.words.analyse import analyse
from webapp.engine.words.query import Alternative, Group

PAIR = 0.7
"""What another name is worth beside the reader's own word."""

MOST_WORDS = 4
"""Words of a name that is looked for in a query."""

Stems = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Pairs:
    """Other names by the stems of what may be typed. Shape: each is its own spelling and its stems."""

    by_stems: Mapping[Stems, tuple[tuple[str, Stems], ...]]


@dataclasses.dataclass(frozen=True, slots=True)
class Expanded:
    """A query with other names beside its words. Shape: `also` are the names that were added, as written."""

    groups: tuple[Group, ...]
    also: tuple[str, ...]


def pairs(names: Iterable[Sequence[str]]) -> Pairs:
    """Return pairs of names; each item holds names of the same thing, in either language."""
    found: dict[Stems, dict[Stems, str]] = {}
    for same in names:
        told = {stems: name for name in same if (stems := _stems(name))}
        for stems in told:
            if len(stems) <= MOST_WORDS:
                others = {other: name for other, name in told.items() if other != stems}
                found.setdefault(stems, {}).update(others)
    return Pairs(
        {stems: tuple((name, other) for other, name in held.items()) for stems, held in found.items() if held}
    )


def expanded(groups: Sequence[Group], known: Pairs, vocabulary: Container[str]) -> Expanded:
    """Put the other names of what a query names beside its words.

    Shape: the words of another name stand for the first word of the one that was typed; words that the index
    does not have are left out, and a name of which nothing is left is not said to have been searched.
    """
    more: dict[int, list[Alternative]] = {}
    also: list[str] = []
    for at in range(len(groups)):
        for size in range(min(MOST_WORDS, len(groups) - at), 0, -1):
            typed = tuple(group.token.stem for group in groups[at : at + size])
            for name, stems in known.by_stems.get(typed, ()):
                new = [stem for stem in stems if stem in vocabulary and stem not in typed]
                if new:
                    more.setdefault(at, []).extend(Alternative(stem, PAIR, "pair") for stem in new)
                    also.append(name)
    merged = (_with(group, more.get(at, ())) for at, group in enumerate(groups))
    return Expanded(tuple(merged), tuple(dict.fromkeys(also)))


def _with(group: Group, more: Iterable[Alternative]) -> Group:
    found = {one.stem: one for one in group.alternatives}
    for one in more:
        if one.stem not in found or found[one.stem].weight < one.weight:
            found[one.stem] = one
    return dataclasses.replace(group, alternatives=tuple(sorted(found.values(), key=lambda one: -one.weight)))


def _stems(name: str) -> Stems:
    return tuple(token.stem for token in analyse(name))
