"""The decision map: a room's way through a case as streams in three lanes, decision under decision."""

import dataclasses
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from webapp.engine.room.lanes import LANES, Lane, Move, drawn, weighed
from webapp.engine.room.small import Count

WIDE, HIGH = 160, 100
"""Units: of the box of one decision, stretched to the height of its text."""

PEOPLE = 72
"""How wide all people of the room are together."""

EDGE, GAP, THIN, FINE = 2, 8, 3, 1
"""Units: beside the outer lanes, between two lanes, the least width of a lane with people, of a stream."""

STARTS: Mapping[Lane, int] = {"best": EDGE, "off": 92, "critical": 146}
"""Where the lanes begin, unless a lane is so wide that its neighbour makes room."""

Span = tuple[Fraction, Fraction]
"""From where to where, across. Units: of the box."""


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """One stream of a decision, from a lane above to a lane below.

    Shape: `kind` stay goes on in its lane, `join` comes from another, `wait` is a lane of a decision not made
    yet. `path` is closed, for an `svg` with the box WIDE by HIGH.
    """

    kind: Literal["stay", "join", "wait"]
    start: Lane
    end: Lane
    top: Span
    bottom: Span
    path: str


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One decision on the map.

    Shape: `bands` in the order of painting, what changes lanes first. `people` is what may be told of the
    lanes after the decision, None while it waits. `top` and `bottom` hold the lanes with people in them; the
    bottom of a row is the top of the next.
    """

    bands: tuple[Band, ...]
    people: Mapping[Lane, Count] | None
    top: Mapping[Lane, Span]
    bottom: Mapping[Lane, Span]


def flow(decisions: Sequence[Mapping[Move, int]], *, pending: int = 0, people: int = 0) -> tuple[Row, ...]:
    """Return the rows of the map: those of the decisions made, then `pending` rows that wait.

    Shape: of each decision how many people went from which lane to which (`lanes.moves_of`); their lanes
    after it follow from that. Widths stand for people: all lanes of a row together are as wide as those who
    voted, PEOPLE for `people` of them or, if there were ever more, for the most. Where 1 to 4 people went
    together they are drawn as `lanes.drawn` and `lanes.weighed` allow. No lane with people is thinner than
    THIN and no stream than FINE, which takes from the others in large rooms. A decision on which nobody voted
    changes nothing.
    Units: people, not negative; spans and paths in units of the box.
    """
    voted = [sum(moves.values()) for moves in decisions]
    unit = Fraction(PEOPLE, max([people, *voted, 1]))
    first = next((count for count in voted if count), people or 1)
    lanes = _spans([Fraction(first), Fraction(0), Fraction(0)], unit)
    rows: list[Row] = []
    for moves in decisions:
        rows.append(_row(moves, lanes, unit) if any(moves.values()) else _waiting(lanes))
        lanes = rows[-1].bottom
    return (*rows, *[_waiting(lanes)] * pending)


def _row(moves: Mapping[Move, int], top: Mapping[Lane, Span], unit: Fraction) -> Row:
    counts = [sum(moves.get((start, end), 0) for start in LANES) for end in LANES]
    lanes = drawn(counts)
    bottom = _spans([one.weight for one in lanes], unit)
    above, below = _shared(weighed(moves, 0), top, 0), _shared(weighed(moves, 1), bottom, 1)
    order = sorted(above, key=lambda move: (move[0] == move[1], LANES.index(move[1]), LANES.index(move[0])))
    bands = tuple(_band(move, above[move], below[move]) for move in order)
    return Row(bands, {lane: one.told for lane, one in zip(LANES, lanes, strict=True)}, top, bottom)


def _band(move: Move, top: Span, bottom: Span) -> Band:
    return Band("stay" if move[0] == move[1] else "join", *move, top, bottom, _path(top, bottom))


def _waiting(lanes: Mapping[Lane, Span]) -> Row:
    bands = (Band("wait", lane, lane, span, span, _path(span, span)) for lane, span in lanes.items())
    return Row(tuple(bands), None, lanes, lanes)


def _divided(whole: Fraction, weights: Sequence[Fraction], least: int) -> list[Fraction]:
    """Divide a width by weights; what weighs anything gets at least so much, or all such get the same.

    Shape: where all get enough, a width is in proportion to its weight; else what is above the least is.
    """
    filled = [weight > 0 for weight in weights]
    if not any(filled):
        return [Fraction(0) for _ in weights]
    unit = whole / sum(weights, Fraction(0))
    floor = min(Fraction(least), whole / sum(filled))
    more = [max(weight * unit - floor, Fraction(0)) for weight in weights]
    spare, over = whole - floor * sum(filled), sum(more, Fraction(0))
    return [
        floor * there + (one * spare / over if over else Fraction(0))
        for there, one in zip(filled, more, strict=True)
    ]


def _spans(weights: Sequence[Fraction], unit: Fraction) -> Mapping[Lane, Span]:
    """Place three lanes, from the last to the first, each where it begins by rule if there is room."""
    widths = _divided(sum(weights, Fraction(0)) * unit, weights, THIN)
    spans: dict[Lane, Span] = {}
    edge = Fraction(WIDE - EDGE)
    for lane, width in reversed(list(zip(LANES, widths, strict=True))):
        if width:
            start = min(Fraction(STARTS[lane]), edge - width)
            spans[lane] = (start, start + width)
            edge = start - GAP
    return {lane: spans[lane] for lane in LANES if lane in spans}


def _shared(weights: Mapping[Move, Fraction], spans: Mapping[Lane, Span], end: int) -> dict[Move, Span]:
    """Divide every lane among its streams, in the order of the lanes they come from or go to.

    Shape: `end` 0 divides where streams start, 1 where they end. A lane nobody was in has no width: who comes
    late begins at its edge.
    """
    found: dict[Move, Span] = {}
    for lane in LANES:
        own = [move for move in weights if move[end] == lane]
        own.sort(key=lambda move: LANES.index(move[1 - end]))
        at, until = spans.get(lane, (Fraction(STARTS[lane]), Fraction(STARTS[lane])))
        for move, width in zip(own, _divided(until - at, [weights[move] for move in own], FINE), strict=True):
            found[move] = (at, at + width)
            at += width
    return found


def _path(top: Span, bottom: Span) -> str:
    """Return a stream as a closed path, bent like a river where it changes its place."""
    (a, b), (c, d) = ((_number(one) for one in span) for span in (top, bottom))
    if top == bottom:
        return f"M{a} 0H{b}V{HIGH}H{a}Z"
    half = HIGH // 2
    return f"M{a} 0C{a} {half} {c} {half} {c} {HIGH}H{d}C{d} {half} {b} {half} {b} 0Z"


def _number(place: Fraction) -> str:
    whole, rest = divmod(round(place * 100), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
