"""Small groups are not broken down: a table of counts that lets nobody work out who is in it."""

import dataclasses
import types
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclasses.dataclass(frozen=True, slots=True)
class Breakdown(Generic[K]):
    """What may be shown of a count: some groups with their numbers, the others by name only.

    Shape: every group stands in one of `shown` and `withheld`; `total` is None when it is itself too small.
    Units: people.
    """

    shown: Mapping[K, int]
    withheld: frozenset[K]
    total: int | None


def broken_down(counts: Mapping[K, int], *, least: int = 5) -> Breakdown[K]:
    """Return what may be shown so that no group of 1 to `least` - 1 people can be worked out.

    Whoever reads it may know the total and this very rule: each withheld group still has several possible
    sizes. It guards one table; two tables of nearly the same people can still be taken from each other.

    Shape: counts are not negative; their order is kept and decides nothing. Nothing under 3 is taken for
    `least`: in two groups of two people together, 1 and 1 could not be hidden.
    Units: people.
    """
    least = max(least, 3)
    total = sum(counts.values())
    if total < least:
        return _kept_back(counts, frozenset(counts), None)
    if not any(0 < count < least for count in counts.values()):
        return _kept_back(counts, frozenset(), total)
    bar = _bar(sorted(counts.values()), least)
    return _kept_back(counts, frozenset(key for key, count in counts.items() if count <= bar), total)


def _bar(sizes: Sequence[int], least: int) -> int:
    """Return the size up to which groups stay back: all small ones, and as many more as hide them.

    Together they must be `least` people, which always takes two groups that are not empty. They must not all
    be of one size: else 4, 4 and a shown 5 could be nothing but 4 and 4. Unequal, they could stand the other
    way round. That is also why groups of the same size go together, and why empty ones stay back too: were
    zero always shown, five withheld groups of five people would be one each.

    Shape: `sizes` ascend and one of them is small. Where nothing suffices, everything stays back.
    Units: people.
    """
    for bar in sorted({least - 1, *(size for size in sizes if size >= least)}):
        back = [size for size in sizes if size <= bar]
        if sum(back) >= least and len(set(back)) > 1:
            return bar
    return sizes[-1]


def _kept_back(counts: Mapping[K, int], withheld: frozenset[K], total: int | None) -> Breakdown[K]:
    shown = {key: count for key, count in counts.items() if key not in withheld}
    return Breakdown(types.MappingProxyType(shown), withheld, total)
