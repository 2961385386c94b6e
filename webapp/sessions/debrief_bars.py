"""How a room answered, as a wall or a sheet of paper may show it: nobody can be counted out of five."""

import dataclasses
from collections.abc import Collection, Sequence
from typing import Literal

from webapp.engine.room.small import LEAST, shown_counts
from webapp.sessions.debrief_words import counted
from webapp.sessions.reveal import Bar, Reveal

MOST, SOME = "66%", "22%"
"""How wide a bar is whose number is kept back: more than half of the people, or anybody at all."""

Told = Literal["number", "others", "most", "some", "nobody"]


@dataclasses.dataclass(frozen=True, slots=True)
class WallBar:
    """One answer, or the others together. Units: `width` in per cent.

    Shape: `told` says what stands beside it, `count` is its number, None where none is told.
    """

    letter: str
    text: str
    told: Told
    count: int | None
    width: str


@dataclasses.dataclass(frozen=True, slots=True)
class WallField:
    """One question and how it was answered, without what is best."""

    ask: str
    bars: tuple[WallBar, ...]


def for_wall(shown: Reveal, places: Collection[int]) -> tuple[WallField, ...]:
    """Return questions by their places, without verdicts; none of which nothing may be told."""
    votes = shown.votes
    if votes is None:
        return ()
    fields = (
        WallField(field.ask, _boxes(field.bars, votes) if field.kind == "many" else _parts(field.bars, votes))
        for place, field in enumerate(shown.fields)
        if place in places
    )
    return tuple(field for field in fields if any(bar.told != "others" for bar in field.bars))


def words(counts: Sequence[tuple[str, int]]) -> tuple[WallBar, ...]:
    """Return names with their counts as bars, the largest first; nothing for a whole of fewer than five."""
    whole = sum(count for _, count in counts)
    bars = [Bar("", name, count, "", is_best=False, is_critical=False) for name, count in counts]
    return _parts(bars, whole) if whole >= LEAST else ()


def _parts(bars: Sequence[Bar], votes: int) -> tuple[WallBar, ...]:
    """Return the answers of which a number may be told, and all others as one: a room is their sum."""
    counts = [bar.count or 0 for bar in bars]
    seen = shown_counts([*counts, votes - sum(counts)])
    told = [
        WallBar(bar.letter, bar.text, "number", one.number, _width(one.number, votes))
        for bar, one in zip(bars, seen, strict=False)
        if one.number
    ]
    rest = votes - sum(bar.count or 0 for bar in told)
    if not rest:
        return tuple(told)
    return (*told, WallBar("", "", "others", rest if rest >= LEAST else None, _width(rest, votes)))


def _boxes(bars: Sequence[Bar], votes: int) -> tuple[WallBar, ...]:
    """Return boxes, each for itself: who ticked it and who did not are the room."""
    return tuple(_box(bar, bar.count or 0, votes) for bar in bars)


def _box(bar: Bar, count: int, votes: int) -> WallBar:
    if not count:
        return WallBar(bar.letter, bar.text, "nobody", None, "0%")
    if counted(count, votes) is not None:
        return WallBar(bar.letter, bar.text, "number", count, _width(count, votes))
    is_most = 2 * count > votes
    return WallBar(bar.letter, bar.text, "most" if is_most else "some", None, MOST if is_most else SOME)


def _width(count: int, votes: int) -> str:
    return f"{100 * count / votes:.1f}%"
