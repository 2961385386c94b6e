"""How many people stand in each lane of the decision map, drawn so that nobody is counted out of four."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from webapp.engine.room.small import FEW, LEAST, WITHHELD, Count
from webapp.engine.scenario.result import RowKind

Lane = Literal["best", "off", "critical"]
LANES: tuple[Lane, ...] = ("best", "off", "critical")
Move = tuple[Lane, Lane]

NARROW = Fraction(5, 2)
"""What a lane of one to four people is drawn as: their middle. Units: people."""

_FEWEST = 12
"""Below this many people four, four and four, or five, five and one, would give themselves away."""

_BESIDE = 9
"""At least so many stay undivided between a small lane and the one beside it: four and five."""

_OF: Mapping[RowKind, Lane] = {
    "best": "best", "fine": "best", "slip": "off", "mistake": "off", "critical": "critical",
}  # fmt: skip


class Drawn(NamedTuple):
    """A lane as it may be drawn and told. Units: `weight` in people, not always whole."""

    weight: Fraction
    told: Count


def lane_of(kind: RowKind) -> Lane:
    """Return the lane of an answer: best where it costs nothing, critical whatever it costs, else off."""
    return _OF[kind]


def drawn(counts: Sequence[int]) -> tuple[Drawn, ...]:
    """Return up to three lanes as they may be drawn, for one who knows how many people there are and this.

    Shape: weights add up to the people. Where no lane has 1 to 4 people, each is its own number. Else a lane
    of 1 to 4 is NARROW, whatever its number, and so much stays undivided between it and a larger one that its
    number still may be several; an empty lane is always seen to be empty. In fewer than twelve people only
    the largest lane is told from the others. What cannot be hid: where everybody is, when all are in one
    lane, and the numbers of fewer than five people.
    Units: people, not negative.
    """
    total = sum(counts)
    filled = [place for place, count in enumerate(counts) if count]
    if not any(0 < count < LEAST for count in counts):
        return tuple(Drawn(Fraction(count), Count(count)) for count in counts)
    large = [place for place, count in enumerate(counts) if count >= LEAST]
    if total >= _FEWEST and len(large) > 1:
        return _beside(counts, total, *large)
    narrow = Drawn(min(NARROW, Fraction(total, len(filled))), FEW)
    if total < _FEWEST and len(filled) > 2:  # noqa: PLR2004 -- with five, five and one, not all are few
        narrow = narrow._replace(told=WITHHELD)
    wide = max(filled, key=lambda place: counts[place])
    rest = total - narrow.weight * (len(filled) - 1)
    return tuple(
        Drawn(Fraction(0), Count(0)) if not count
        else Drawn(rest, FEW if len(filled) == 1 else WITHHELD) if place == wide
        else narrow
        for place, count in enumerate(counts)
    )  # fmt: skip


def _beside(counts: Sequence[int], total: int, first: int, second: int) -> tuple[Drawn, ...]:
    """Return two large lanes and a small one: the first is true, except where that would tell the others."""
    most = total - _BESIDE
    told = Drawn(Fraction(counts[first]), Count(counts[first]))
    if counts[first] > most:
        told = Drawn(Fraction(max(most, LEAST)), WITHHELD)
    rest = Drawn(total - told.weight - NARROW, WITHHELD)
    return tuple(
        told if place == first else rest if place == second else Drawn(NARROW, FEW)
        for place in range(len(counts))
    )


def weighed(moves: Mapping[Move, int], end: int) -> dict[Move, Fraction]:
    """Return how wide each stream between two lanes is to be at one end, beside the others of its lane.

    Shape: `end` 0 where streams start, 1 where they end; streams of nobody are left out. At each end a lane's
    streams are `drawn` as lanes are. Where any of a step has 1 to 4 people, those that would be exact are
    rounded to fives, lest they tell at one end what the other keeps back. Still, who knows the lanes at both
    ends and which streams there are can sometimes work out a stream: no picture of them could prevent it.
    Units: people, not always whole.
    """
    coarse = any(0 < count < LEAST for count in moves.values())
    weights: dict[Move, Fraction] = {}
    for lane in LANES:
        own: list[Move] = [(lane, other) if end == 0 else (other, lane) for other in LANES]
        for move, one in zip(own, drawn([moves.get(move, 0) for move in own]), strict=True):
            if one.weight:
                exact = one.told.number is not None
                weights[move] = (
                    Fraction(round(one.weight / LEAST) * LEAST) if coarse and exact else one.weight
                )
    return weights


def moves_of(decisions: Iterable[Mapping[int, Lane]]) -> tuple[Mapping[Move, int], ...]:
    """Return for each decision in turn how many people came from which lane to which.

    Shape: `decisions` give the lane of everybody who voted, by participant. Somebody comes from the lane of
    their last vote, however long ago; who never voted comes from the best, on which everybody begins.
    """
    last: dict[int, Lane] = {}
    found = []
    for lanes in decisions:
        moves: dict[Move, int] = {}
        for who, lane in lanes.items():
            move = (last.get(who, "best"), lane)
            moves[move] = moves.get(move, 0) + 1
        last.update(lanes)
        found.append(moves)
    return tuple(found)
