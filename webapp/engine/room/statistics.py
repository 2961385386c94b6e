"""What a training's answers say about its cases and its people; silent where there are too few to say it."""

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from webapp.engine.groups import broken_down
from webapp.engine.room.small import LEAST, WITHHELD, Count, shown_count, shown_counts, shown_mean
from webapp.engine.room.tally import RIGHT
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.result import DimensionScore, LedgerRow, RowKind
from webapp.engine.scenario.score import dimensions

Matrix = Sequence[Sequence[Fraction | None]]
"""A row a person, a column an item. Units: points earned as a share of those attainable; None unanswered."""

Silence = Literal["", "too-few-people", "too-few-items", "no-variance"]
SURE = (1, 2, 3, 4)
"""How sure people say they are, from guessed to certain."""

ENOUGH = 10
"""Below this many people neither discrimination nor alpha means anything. Units: people."""


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """How hard an item was and how well it tells people apart.

    Shape: None where it may not or cannot be said. Units: `difficulty` the mean share of points, 1 is easy;
    `discrimination` a correlation, -1 to 1.
    """

    people: Count
    difficulty: Fraction | None
    discrimination: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha, or the code of the reason why there is none. Units: at most 1, it may be negative."""

    value: float | None
    silence: Silence


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """Before and after, of the people who did both. Units: `mean` in the units of what was compared."""

    people: Count
    mean: Fraction | None
    up: Count
    down: Count
    same: Count


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """One person's votes in a room, for this person. No mastery follows from it.

    Units: `loss` in points of 100, over all decisions; `agreement` the share of votes that lost nothing.
    """

    votes: int
    loss: Fraction
    dimensions: tuple[DimensionScore, ...]
    agreement: Fraction | None
    criticals: int


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """How sure somebody was of one vote, and whether it was right. Units: `sure` one of SURE."""

    participant: int
    sure: int
    right: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Level:
    """All votes of which people were equally sure. Units: `right` a share of them, None where too few."""

    sure: int
    votes: Count
    right: Fraction | None


def items(matrix: Matrix) -> tuple[Item, ...]:
    """Return difficulty and corrected item-total discrimination of every item.

    Shape: difficulty is over all who answered the item, None for fewer than five. Discrimination correlates
    an item with the sum of the others, over those who answered everything: None for fewer than ENOUGH of
    them, and where the item or the sum is the same for all, as it is where there is only one item.
    Errors: ValueError when the rows are not equally long.
    """
    rows, whole = _scaled(matrix)
    complete = _complete(rows)
    return tuple(
        _item(column, place, complete, whole) for place, column in enumerate(zip(*rows, strict=True))
    )


def alpha(matrix: Matrix) -> Alpha:
    """Return Cronbach's alpha over those who answered everything.

    Shape: people are looked at before items, items before variance: the first that lacks is the reason.
    Errors: ValueError when the rows are not equally long.
    """
    complete = _complete(_scaled(matrix)[0])
    if len(complete) < ENOUGH:
        return Alpha(None, "too-few-people")
    columns = list(zip(*complete, strict=True))
    if len(columns) < 2:  # noqa: PLR2004 -- alpha compares items, so there are two
        return Alpha(None, "too-few-items")
    whole = _spread([sum(row) for row in complete])
    if not whole:
        return Alpha(None, "no-variance")
    parts = sum(map(_spread, columns))
    return Alpha(float(Fraction(len(columns), len(columns) - 1) * (1 - Fraction(parts, whole))), "")


def change(before: Mapping[int, Fraction], after: Mapping[int, Fraction]) -> Change:
    """Return how scores changed, of the people who have one in both.

    Shape: by participant. The mean stays unsaid for fewer than five; how many went up, down or neither goes
    through `shown_counts`, since together they are everybody.
    """
    moved = [after[who] - before[who] for who in before if who in after]
    signs = [(one > 0) - (one < 0) for one in moved]
    up, down, same = shown_counts([signs.count(1), signs.count(-1), signs.count(0)])
    return Change(shown_count(len(moved)), shown_mean(sum(moved, Fraction(0)), len(moved)), up, down, same)


def profile(scenario: Scenario, rows: Sequence[LedgerRow]) -> Profile:
    """Return the profile of one participant's votes, of round 1, at the decisions of one room's play.

    A dimension's bar is 100 - (what the votes lost in it, added up) / (its weight in `worth_of(scenario)`),
    held between 0 and 100; None where its weight is 0. It is the bar of a play's result, with two
    differences: a decision on which this participant did not vote has lost nothing, so that the bar is an
    upper one; and every vote is measured where the room stood, not where the participant's own answers would
    have led, so that the losses need not add up to those of any play. Caps are left out for that reason.
    """
    return Profile(
        votes=len(rows),
        loss=sum((row.loss for row in rows), Fraction(0)),
        dimensions=dimensions(scenario, rows),
        agreement=_share_right(row.kind for row in rows),
        criticals=sum(row.kind == "critical" for row in rows),
    )


def agreement(votes: Mapping[int, Sequence[RowKind]]) -> Fraction | None:
    """Return the share of a group's votes that agreed with the expert, None for fewer than five people.

    Shape: the kinds of each participant's votes. To agree is to have given the expert's answer or one that
    costs nothing.
    """
    kinds = [kind for own in votes.values() for kind in own]
    people = sum(bool(own) for own in votes.values())
    return shown_mean(Fraction(sum(kind in RIGHT for kind in kinds)), len(kinds), people=people)


def calibration(said: Iterable[Said]) -> tuple[Level, ...]:
    """Return for each level of SURE how many votes and what share of them was right.

    Shape: a level that fewer than five people chose is kept back, and with it so many of the next smallest
    that it does not follow from all votes together; of one that nobody chose there is no share.
    """
    by_level: dict[int, list[Said]] = {level: [] for level in SURE}
    for one in said:
        by_level[one.sure].append(one)
    people = {level: len({one.participant for one in own}) for level, own in by_level.items()}
    back = broken_down(people, least=LEAST).withheld
    return tuple(_level(level, own, hidden=level in back) for level, own in by_level.items())


def _level(level: int, own: Sequence[Said], *, hidden: bool) -> Level:
    if hidden or not own:
        return Level(level, WITHHELD if hidden else Count(0), None)
    return Level(level, Count(len(own)), Fraction(sum(one.right for one in own), len(own)))


def _share_right(kinds: Iterable[RowKind]) -> Fraction | None:
    given = [kind in RIGHT for kind in kinds]
    return Fraction(sum(given), len(given)) if given else None


def _scaled(matrix: Matrix) -> tuple[list[list[int | None]], int]:
    """Return the same values as whole numbers, and of how many one is made: exact, and soon added up."""
    whole = math.lcm(*{one.denominator for row in matrix for one in row if one is not None})
    return [
        [None if one is None else one.numerator * (whole // one.denominator) for one in row] for row in matrix
    ], whole


def _complete(rows: Sequence[Sequence[int | None]]) -> list[list[int]]:
    filled = ([one for one in row if one is not None] for row in rows)
    return [own for row, own in zip(rows, filled, strict=True) if len(own) == len(row)]


def _item(column: Sequence[int | None], place: int, complete: Sequence[Sequence[int]], whole: int) -> Item:
    answered = [one for one in column if one is not None]
    own = [row[place] for row in complete]
    rest = [sum(row) - row[place] for row in complete]
    return Item(
        shown_count(len(answered)),
        shown_mean(Fraction(sum(answered), whole), len(answered)),
        _correlation(own, rest) if len(complete) >= ENOUGH else None,
    )


def _correlation(ones: Sequence[int], others: Sequence[int]) -> float | None:
    spread = _spread(ones) * _spread(others)
    if not spread:
        return None
    together = sum(one * other for one, other in zip(ones, others, strict=True))
    shared = len(ones) * together - sum(ones) * sum(others)
    return math.copysign(math.sqrt(Fraction(shared * shared, spread)), shared)


def _spread(values: Sequence[int]) -> int:
    """Return the sum of squared distances from the mean, times how many: wherever it is used both cancel."""
    return len(values) * sum(one * one for one in values) - sum(values) ** 2
