"""What the answers of a part add up to: figures alone, without words, silent about fewer than five people."""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import get_args

from webapp.engine.room.fields import Share, field_tally
from webapp.engine.room.small import LEAST, Count, shown_count, shown_counts, shown_mean
from webapp.engine.room.statistics import (
    Alpha,
    Change,
    Item,
    Level,
    Said,
    alpha,
    calibration,
    change,
    items,
)
from webapp.engine.room.tally import RIGHT
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import DIMENSIONS, Field
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.result import RowKind
from webapp.engine.scenario.worth import worth_of
from webapp.sessions.report_answers import Answer, Asked, Gathered

KINDS: tuple[RowKind, ...] = get_args(RowKind)
FULL, NOTHING = Fraction(100), Fraction(0)


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One way of answering a question. Units: `share` of those who answered, None where its count is."""

    picks: Picks
    count: Count
    share: Fraction | None
    is_best: bool
    is_critical: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One question of a decision and how it was answered."""

    field: Field
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Struck:
    """A critical answer that was given. Shape: `count` is withheld where fewer than five answered at all."""

    field: Field
    answer: str
    class_: str
    count: Count


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """One decision in figures, of round 1 but for `second`.

    Shape: `disagreement` is None where it would tell a number that is kept back; `item` is None where no
    answer could lose anything. Units: `disagreement` 0 to 1; `right` a share; `second` points of 100.
    """

    asked: Asked
    votes: Count
    questions: tuple[Question, ...]
    kinds: tuple[tuple[RowKind, Count], ...]
    right: Fraction | None
    disagreement: Fraction | None
    item: Item | None
    struck: tuple[Struck, ...]
    second: Change | None


@dataclasses.dataclass(frozen=True, slots=True)
class Lost:
    """What paragraphs about one thing cost. Units: `points` of 100 a person; `people` lost any there."""

    points: Fraction
    people: Count


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """One person's answers in a part, for nobody but their trainer.

    Units: `loss` in points of 100; `sides` of 100, those that the case scores; `criticals` answers.
    """

    loss: Fraction
    criticals: int
    sides: Mapping[str, Fraction]


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """A part in figures.

    Shape: `people` answered anything, `complete` everything the others did; `scores` and `profiles` are by
    participant and for nobody but the trainer. Units: scores and `dimensions` of 100.
    """

    people: int
    complete: int
    decisions: tuple[Decision, ...]
    alpha: Alpha
    levels: tuple[Level, ...]
    dimensions: tuple[tuple[str, Fraction | None], ...]
    scores: Mapping[int, Fraction]
    profiles: Mapping[int, Profile]


def of(gathered: Gathered) -> Figures:
    """Return a part in figures."""
    first = gathered.first
    by_item = _by_item(first)
    again = {item: own for item, own in _by_item(_last(gathered)).items() if item in by_item}
    matrix, columns, people = _matrix(by_item, is_shared=gathered.part.is_paced)
    told = dict(zip(columns, items(matrix), strict=True)) if columns else {}
    told |= _alone(by_item, columns)
    profiles = _profiles(gathered)
    return Figures(
        people=len(people),
        complete=sum(None not in row for row in matrix) if columns else 0,
        decisions=tuple(_decision(own, told.get(item), again.get(item, ())) for item, own in by_item.items()),
        alpha=alpha(matrix if columns else []),
        levels=_levels(first),
        dimensions=_dimensions(profiles),
        scores=_scores(profiles, gathered, len(by_item)),
        profiles=profiles,
    )


def lost(answers: Iterable[Answer], places: Mapping[str, str], *, people: int) -> Mapping[str, Lost]:
    """Return what each place of the manual cost a room, the dearest first; nothing for fewer than five.

    Shape: `places` has the place of each cited paragraph. What an answer lost is shared evenly among the
    places its row cites, so that what is lost is counted once; a row that cites none is counted nowhere.
    """
    if people < LEAST:
        return {}
    given: dict[int, list[Answer]] = {}
    for one in answers:
        if one.row.loss:
            given.setdefault(id(one.row), []).append(one)
    points: dict[str, Fraction] = {}
    who: dict[str, set[int]] = {}
    for alike in given.values():
        row = alike[0].row
        found = tuple(dict.fromkeys(places[uid] for uid in row.cites if uid in places))
        for place in found:
            points[place] = points.get(place, NOTHING) + row.loss * len(alike) / len(found)
            who.setdefault(place, set()).update(one.participant for one in alike)
    ordered = sorted(points, key=lambda place: (-points[place], place))
    return {place: Lost(points[place] / people, shown_count(len(who[place]))) for place in ordered}


def _by_item(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for one in sorted(answers, key=lambda one: one.asked.position):
        found.setdefault(one.asked.item, []).append(one)
    return found


def _last(gathered: Gathered) -> Iterable[Answer]:
    return (one for one in gathered.answers if one.round > 1)


def _earned(own: Iterable[Answer]) -> dict[int, Fraction]:
    """Return by participant which share of what could be lost each of them kept."""
    known: dict[int, Fraction] = {}
    found = {}
    for one in own:
        if one.asked.stake:
            if id(one.row) not in known:
                known[id(one.row)] = 1 - one.row.loss / one.asked.stake
            found[one.participant] = known[id(one.row)]
    return found


def _matrix(
    by_item: Mapping[str, Sequence[Answer]], *, is_shared: bool
) -> tuple[list[list[Fraction | None]], list[str], list[int]]:
    """Return a row for each person, the items of its columns, and whose rows they are.

    Shape: where everybody goes their own way only decisions that all of them met are compared.
    """
    people = sorted({one.participant for own in by_item.values() for one in own})
    earned = {item: _earned(own) for item, own in by_item.items()}
    columns = [item for item, own in earned.items() if own and (is_shared or len(own) == len(people))]
    return [[earned[item].get(who) for item in columns] for who in people], columns, people


def _alone(by_item: Mapping[str, Sequence[Answer]], columns: Sequence[str]) -> dict[str, Item]:
    """Return how hard decisions were that not everybody met; how they tell people apart cannot be said."""
    found = {}
    for item, own in by_item.items():
        earned = [*_earned(own).values()]
        if item not in columns and earned:
            found[item] = Item(shown_count(len(earned)), _mean(earned), None)
    return found


def _decision(own: Sequence[Answer], item: Item | None, again: Sequence[Answer]) -> Decision:
    asked, votes = own[0].asked, len(own)
    wholes = Counter(tuple(one.choice.values()) for one in own)
    largest, *_ = shown_counts(sorted(wholes.values(), reverse=True))
    kinds = Counter(one.row.kind for one in own)
    right = sum(one.row.kind in RIGHT for one in own)
    return Decision(
        asked=asked,
        votes=shown_count(votes),
        questions=tuple(_question(field, own) for field in fields_of(asked.scene) if field.kind != "text"),
        kinds=tuple(zip(KINDS, shown_counts([kinds[kind] for kind in KINDS]), strict=True)),
        right=None if shown_counts([right, votes - right])[0].number is None else Fraction(right, votes),
        disagreement=None if largest.number is None else 1 - Fraction(largest.number, votes),
        item=item,
        struck=_struck(own),
        second=_second(own, again) if again else None,
    )


def _question(field: Field, own: Sequence[Answer]) -> Question:
    tally = field_tally(field, Counter(tuple(one.choice[field.id]) for one in own))
    numbers = [share.count for share in tally.shares]
    if field.kind == "many":  # each box stands for itself, ticked or not
        counts = [shown_counts([number, len(own) - number])[0] for number in numbers]
    else:
        counts = [*shown_counts(numbers)]
    return Question(field, tuple(map(_bar, tally.shares, counts)))


def _bar(share: Share, count: Count) -> Bar:
    told = None if count.number is None else share.share
    return Bar(share.picks, count, told, share.expert, share.critical)


def _struck(own: Sequence[Answer]) -> tuple[Struck, ...]:
    fields = fields_of(own[0].asked.scene)
    found: Counter[tuple[str, int, str]] = Counter()
    for picks, count in Counter(tuple(one.choice.values()) for one in own).items():
        for place, (field, chosen) in enumerate(zip(fields, picks, strict=True)):
            for answer in kind_of(field).struck(field, chosen):
                if answer.critical is not None:
                    found[answer.critical.class_, place, answer.id] += count
    return tuple(
        Struck(fields[place], answer, class_, shown_count(count) if len(own) >= LEAST else Count(None))
        for (class_, place, answer), count in sorted(found.items(), key=lambda one: (one[0][0], -one[1]))
    )


def _second(own: Sequence[Answer], again: Sequence[Answer]) -> Change:
    before, after = ({one.participant: -one.row.loss for one in given} for given in (own, again))
    return change(before, after)


def _levels(first: Iterable[Answer]) -> tuple[Level, ...]:
    said = [Said(one.participant, one.sure, one.row.kind in RIGHT) for one in first if one.sure is not None]
    return calibration(said) if said else ()


def _profiles(gathered: Gathered) -> dict[int, Profile]:
    """Return everybody's sides as `statistics.profile` has them, by whole numbers: there are many rows."""
    rows = [one.row for one in gathered.first]
    parts = [one for row in rows for one in row.by_dimension.values()]
    whole = math.lcm(*{one.denominator for one in parts}, *{row.loss.denominator for row in rows})
    losses: dict[int, list[int]] = {}
    criticals: Counter[int] = Counter()
    known: dict[int, list[int]] = {}
    for one in gathered.first:
        row = one.row
        if id(row) not in known:
            values = [row.loss, *(row.by_dimension.get(code, NOTHING) for code in DIMENSIONS)]
            known[id(row)] = [value.numerator * (whole // value.denominator) for value in values]
        so_far = losses.setdefault(one.participant, [0] * (1 + len(DIMENSIONS)))
        losses[one.participant] = [mine + more for mine, more in zip(so_far, known[id(row)], strict=True)]
        criticals[one.participant] += row.kind == "critical"
    weights = worth_of(gathered.scenario).weights
    return {
        who: Profile(
            Fraction(lost, whole),
            criticals[who],
            {
                code: min(FULL, max(NOTHING, FULL - Fraction(loss, whole) / weight))
                for code, loss, weight in zip(DIMENSIONS, sides, weights, strict=True)
                if weight
            },
        )
        for who, (lost, *sides) in losses.items()
    }


def _dimensions(profiles: Mapping[int, Profile]) -> tuple[tuple[str, Fraction | None], ...]:
    reached: dict[str, list[Fraction]] = {}
    for one in profiles.values():
        for code, side in one.sides.items():
            reached.setdefault(code, []).append(side)
    return tuple((code, _mean(reached[code])) for code in DIMENSIONS if code in reached)


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return shown_mean(_sum(values), len(values))


def _sum(values: Sequence[Fraction]) -> Fraction:
    """Return a sum by whole numbers, which is exact too and many times as fast."""
    whole = math.lcm(*{one.denominator for one in values})
    return Fraction(sum(one.numerator * (whole // one.denominator) for one in values), whole)


def _scores(profiles: Mapping[int, Profile], gathered: Gathered, items: int) -> dict[int, Fraction]:
    """Return what those have left of 100 who answered every decision of the room, or finished the case."""
    times = Counter(one.participant for one in gathered.first)
    is_whole = gathered.part.is_paced
    return {who: FULL - one.loss for who, one in profiles.items() if not is_whole or times[who] == items}
