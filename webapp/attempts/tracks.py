"""Two ways through one case, drawn as a line with stations: apart where they differ, one where they agree."""

import dataclasses
from collections.abc import Sequence
from typing import Literal

OWN, MIDDLE, BEST = "20%", "50%", "80%"
NODE = 16
"""Where a station stands. Units: pixels from the top of its row."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """A scene on the two ways. Shape: `verdict` is the ledger's, empty where one's own way passed by."""

    verdict: str
    is_on_best: bool
    is_same: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A piece of a way. Units: `x` in per cent of the width, `y` in pixels or per cent of the row."""

    way: Literal["own", "best"]
    x1: str
    y1: str
    x2: str
    y2: str


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A station of the row."""

    way: Literal["own", "best"]
    x: str
    verdict: str


@dataclasses.dataclass(frozen=True, slots=True)
class Track:
    """What is drawn beside one row."""

    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]


def tracks(stops: Sequence[Stop]) -> tuple[Track, ...]:
    """Return the drawing of each row: the expert's way first, so that one's own lies above it."""
    return tuple(
        Track(
            lines=tuple(line for way in ("best", "own") for line in _lines(stops, place, way)),
            nodes=_nodes(one),
        )
        for place, one in enumerate(stops)
    )


def _lines(stops: Sequence[Stop], place: int, way: Literal["own", "best"]) -> list[Line]:
    here = _across(stops[place], way)
    found = []
    if place:
        found.append(Line(way, here, "0", here, str(NODE)))
    if place + 1 < len(stops):
        found.append(Line(way, here, str(NODE), _across(stops[place + 1], way), "100%"))
    return found


def _nodes(one: Stop) -> tuple[Node, ...]:
    own = (Node("own", _across(one, "own"), one.verdict),) if one.verdict else ()
    best = (Node("best", BEST, "best"),) if one.is_on_best and not one.is_same else ()
    return (*best, *own)


def _across(one: Stop, way: Literal["own", "best"]) -> str:
    if one.is_same:
        return MIDDLE
    return OWN if way == "own" else BEST
