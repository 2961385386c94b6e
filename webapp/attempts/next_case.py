"""Which case to practise next, and why: one rule after the other, each of which can be said in a sentence."""

import dataclasses
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

Reason = Literal["first", "weakest", "not-played", "not-secure", "longest-ago"]
_BY_BAND = ("again", "developing")


@dataclasses.dataclass(frozen=True, slots=True)
class Offered:
    """An open case. Shape: `weights` say how much of its score each side of the work has, as shares of 1."""

    id: str
    weights: Mapping[str, Fraction]


@dataclasses.dataclass(frozen=True, slots=True)
class Advice:
    """A case and the reason for it. Shape: `side` is the dimension the reason speaks of, or empty."""

    scenario_id: str
    reason: Reason
    side: str = ""


def advise(cases: Sequence[Offered], bands: Mapping[str, str], *, weakest: str) -> Advice | None:
    """Return what to practise next, or None where no case is open.

    Shape: `cases` are the open ones, easiest first; `bands` the latest band of each case finished so far, the
    one finished longest ago first; `weakest` is the dimension that went worst, empty where nothing tells.
    """
    offered = {one.id for one in cases}
    fresh = [one for one in cases if one.id not in bands]
    if not bands and fresh:
        return Advice(fresh[0].id, "first")
    if fresh:
        return _fresh(fresh, weakest)
    played = [one for one in bands if one in offered]
    for band in _BY_BAND:
        for one in played:
            if bands[one] == band:
                return Advice(one, "not-secure")
    return Advice(played[0], "longest-ago") if played else None


def _fresh(fresh: Sequence[Offered], weakest: str) -> Advice:
    """Return the case, of those never played, in which the weakest side counts most."""
    most = max(fresh, key=lambda one: one.weights.get(weakest, Fraction(0)))
    if weakest and most.weights.get(weakest, Fraction(0)) > 0:
        return Advice(most.id, "weakest", weakest)
    return Advice(fresh[0].id, "not-played")
