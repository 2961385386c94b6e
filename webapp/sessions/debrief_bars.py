"""How a room answered, as a wall or a sheet of paper may show it: nobody can be counted out of five."""

import dataclasses
from collections.abc import Sequence
from typing import Literal

from webapp.sessions.debrief_words import counted
from webapp.sessions.reveal import Bar, Reveal, RevealField

MOST, SOME = "66%", "22%"
"""How wide a bar is drawn whose number is kept back: more than half, or anybody at all."""


@dataclasses.dataclass(frozen=True, slots=True)
class WallBar:
    """One answer. Shape: `told` says what stands beside it; `count` is None unless that is its number."""

    letter: str
    text: str
    told: Literal["number", "most", "some", "nobody"]
    count: int | None
    width: str


@dataclasses.dataclass(frozen=True, slots=True)
class WallField:
    """One question and how it was answered, without what is best."""

    ask: str
    bars: tuple[WallBar, ...]


def for_wall(shown: Reveal) -> tuple[WallField, ...]:
    """Return bars without verdicts; where a number would speak of few, its question has none."""
    return tuple(WallField(field.ask, _bars(field, shown.votes)) for field in shown.fields)


def words(counts: Sequence[tuple[str, int]]) -> tuple[WallBar, ...]:
    """Return names with their counts as bars, the largest first; for a whole of five or more."""
    whole = sum(count for _, count in counts)
    bars = [
        Bar("", name, count, f"{100 * count / whole:.1f}%", is_best=False, is_critical=False)
        for name, count in counts
    ]
    return _bars(RevealField("", "one", tuple(bars)), whole)


def _bars(field: RevealField, votes: int | None) -> tuple[WallBar, ...]:
    if votes is None:
        return tuple(_kept_back(bar, is_most=False, is_nobody=bar.width == "0%") for bar in field.bars)
    if all(counted(bar.count or 0, votes) is not None for bar in field.bars):
        return tuple(
            WallBar(bar.letter, bar.text, "number" if bar.count else "nobody", bar.count, bar.width)
            for bar in field.bars
        )
    return tuple(
        _kept_back(bar, is_most=2 * (bar.count or 0) > votes, is_nobody=not bar.count) for bar in field.bars
    )


def _kept_back(bar: Bar, *, is_most: bool, is_nobody: bool) -> WallBar:
    if is_nobody:
        return WallBar(bar.letter, bar.text, "nobody", None, "0%")
    return WallBar(bar.letter, bar.text, "most" if is_most else "some", None, MOST if is_most else SOME)
