"""Geometry of the debrief's drawings, in per cent and SVG units; direction is the style sheet's business."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from webapp.engine.scenario.play import ClockReading, Play

TOP, DEEPEST = 16, 74
_DEEP_AT = Fraction(15)
"""A loss of this many points, or more, is drawn as deep as the drawing goes."""


@dataclasses.dataclass(frozen=True, slots=True)
class Station:
    """One decision on the route. Units: `x` in per cent, `y` and `r` in the drawing's own units."""

    number: int
    x: str
    y: int
    r: int
    kind: str


@dataclasses.dataclass(frozen=True, slots=True)
class Route:
    """Own line against the best line; `path` is drawn on a field of 1000 by 112 units."""

    path: str
    stations: tuple[Station, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a deadline's lane. Units: per cent from the start edge."""

    kind: Literal["ok", "late", "left", "open"]
    begins: str
    ends: str


@dataclasses.dataclass(frozen=True, slots=True)
class LaneDrawing:
    """A deadline's lane: strokes, the limit's mark, and where it was met."""

    strokes: tuple[Stroke, ...]
    limit: str
    met: str


def route(losses: Sequence[tuple[Fraction, str]]) -> Route:
    """Draw each decision's loss as depth below the best line.

    Shape: `losses` holds (points lost, kind of row) in the order of the decisions.
    """
    count = len(losses)
    spots = [((index * 2 + 1) * 500 / count, _depth(loss)) for index, (loss, _) in enumerate(losses)]
    path = [f"M0 {TOP}"]
    before = (0.0, TOP)
    for spot in [*spots, (1000.0, TOP)]:
        middle = (before[0] + spot[0]) / 2
        path.append(f"C{middle:.1f} {before[1]} {middle:.1f} {spot[1]} {spot[0]:.1f} {spot[1]}")
        before = spot
    stations = tuple(
        Station(index + 1, f"{x / 10:.2f}%", y, {"best": 6, "fine": 6}.get(kind, 8), kind)
        for index, ((x, y), (_, kind)) in enumerate(zip(spots, losses, strict=True))
    )
    return Route("".join(path), stations)


def lane(reading: ClockReading, play: Play, last: dt.datetime) -> LaneDrawing:
    """Draw one deadline on the time of the whole case, which ends at `last`."""
    begins = play.scenario.starts
    whole = (last - begins) or dt.timedelta(minutes=1)

    def place(moment: dt.datetime) -> str:
        return f"{max(0.0, min(100.0, (moment - begins) / whole * 100)):.2f}%"

    started, due, stopped = reading.started_at, reading.due_at, reading.stopped_at
    if started is None or due is None:
        return LaneDrawing((), "", "")
    until = stopped or max(play.now, due)
    strokes = [Stroke("ok" if stopped else "open", place(started), place(min(until, due)))]
    if until > due:
        strokes.append(Stroke("late" if stopped else "open", place(due), place(until)))
    elif stopped:
        strokes.append(Stroke("left", place(stopped), place(due)))
    return LaneDrawing(tuple(strokes), place(due) if due <= last else "", place(stopped) if stopped else "")


def _depth(loss: Fraction) -> int:
    return TOP + round(min(loss, _DEEP_AT) / _DEEP_AT * DEEPEST)
