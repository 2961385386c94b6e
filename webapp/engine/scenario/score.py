"""The score of a finished play and the ledger that explains it: every lost point belongs to one decision."""

from collections.abc import Sequence
from fractions import Fraction

from webapp.engine.scenario import rules
from webapp.engine.scenario.kind import EXPERT
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import DIMENSIONS, Choice, Scenario
from webapp.engine.scenario.moves import Credits, choice_of, effect_of, expert_choice, fields_of, rank_of
from webapp.engine.scenario.play import Play, Step, take
from webapp.engine.scenario.result import (
    Adjustment,
    Critical,
    DimensionScore,
    LedgerRow,
    Result,
    RowKind,
    from_json,
    to_json,
)
from webapp.engine.scenario.rules import RULES
from webapp.engine.scenario.states import advance
from webapp.engine.scenario.values import Value, reach_of, value_at
from webapp.engine.scenario.worth import in_tim, worth_of
from webapp.errors import Refused

__all__ = [
    "RULES",
    "Adjustment",
    "Critical",
    "DimensionScore",
    "LedgerRow",
    "Result",
    "RowKind",
    "criticals",
    "dimensions",
    "from_json",
    "ledger",
    "row_of",
    "score",
    "to_json",
]


def score(scenario: Scenario, play: Play) -> Result:
    """Return the result of a finished play.

    Errors: Refused while the play is unfinished.
    Source: docs/scoring.md
    """
    if not play.ended:
        raise Refused("scenario.unfinished", scene=play.scene.id)
    rows = ledger(scenario, play)
    found = criticals(play)
    raw = rules.FULL - sum((row.loss for row in rows), Fraction(0))
    reached = dimensions(scenario, rows)
    below = tuple(
        one.code
        for one in reached
        if one.score is not None and one.floor is not None and one.score < one.floor
    )
    caps = _adjustments(raw, found)
    final = raw - sum((one.points for one in caps), Fraction(0))
    serious = any(one.class_ != "C3" for one in found)
    band = rules.band(final, below_floor=bool(below), serious=serious)
    return Result(RULES, raw, final, band, reached, rows, caps, below, found)


def ledger(scenario: Scenario, play: Play) -> tuple[LedgerRow, ...]:
    """Return a row for each decision taken so far, in order."""
    return tuple(_row(scenario, play, step) for step in play.steps)


def row_of(scenario: Scenario, play: Play, choice: Choice) -> LedgerRow:
    """Return the row of one more choice, that of `ledger` once it is taken, without those before it.

    Errors: as for `take`.
    """
    taken = take(play, choice)
    return _row(scenario, taken, taken.steps[-1])


def dimensions(scenario: Scenario, rows: Sequence[LedgerRow]) -> tuple[DimensionScore, ...]:
    """Return the bar of every dimension: 100 less what these rows lost in it, each loss over its weight."""
    weights = dict(zip(DIMENSIONS, worth_of(scenario).weights, strict=True))
    return tuple(_dimension(code, weights[code], rows) for code in DIMENSIONS)


def criticals(play: Play) -> tuple[Critical, ...]:
    """Return the critical answers given so far, in order."""
    return tuple(
        Critical(
            answer.critical.class_,
            step.position,
            field.id,
            answer.id,
            _repaired(play, step, answer.critical.repaired, answer.critical.within),
        )
        for step in play.steps
        for field, answers in step.struck
        for answer in answers
        if answer.critical is not None
    )


def _repaired(play: Play, at: Step, fact: str, within: int) -> bool:
    return any(fact in step.sets and step.ended <= at.ended + within for step in play.steps[at.position :])


def _row(scenario: Scenario, play: Play, step: Step) -> LedgerRow:
    before, after = play.states[step.position], play.states[step.position + 1]
    effect = effect_of(scenario, step.scene, step.choice)
    earned = in_tim(advance(scenario, before, effect).earned)
    credit = tuple(one + more for one, more in zip(effect.credit, earned, strict=True))
    points = worth_of(scenario).points(credit)
    value = value_at(scenario, before)
    losses = _losses(reach_of(scenario).scale, value, points, value_at(scenario, after))
    loss = sum(losses, Fraction(0))
    best = _best(step, choice_of(step.scene, value.best) if value.best else step.choice)
    return LedgerRow(
        position=step.position,
        scene_id=step.scene.id,
        loss=loss,
        by_dimension={code: one for code, one in zip(DIMENSIONS, losses, strict=True) if one},
        kind=_kind(step, loss, best),
        chosen=step.choice,
        best=best,
        cites=_cites(step, best),
    )


def _losses(scale: int, before: Value, points: Credits, after: Value) -> Credits:
    three = zip(before.points, points, after.points, strict=True)
    return tuple(Fraction(had) / scale - gave - Fraction(left) / scale for had, gave, left in three)


def _best(step: Step, best: Choice) -> Choice:
    """Return the best choice, in the same words as one's own where the two are the same answer."""
    return {
        field.id: own
        if kind_of(field).alike(field, own := step.choice[field.id], best[field.id])
        else best[field.id]
        for field in fields_of(step.scene)
    }


def _kind(step: Step, loss: Fraction, best: Choice) -> RowKind:
    if any(answer.critical for _, answers in step.struck for answer in answers):
        return "critical"
    if not loss:
        return "best" if step.choice == best or rank_of(step.scene, step.choice) == EXPERT else "fine"
    return "slip" if loss < rules.SLIP else "mistake"


def _cites(step: Step, best: Choice) -> tuple[str, ...]:
    """Return what speaks of the answers that were not the best, or else of the expert's."""
    fields = fields_of(step.scene)
    differing = [field for field in fields if step.choice[field.id] != best[field.id]] or fields
    for choice in (step.choice, expert_choice(step.scene)):
        cites = [uid for field in differing for uid in kind_of(field).cites(field, choice[field.id])]
        if cites:
            return tuple(dict.fromkeys(cites))
    return ()


def _dimension(code: str, weight: Fraction, rows: Sequence[LedgerRow]) -> DimensionScore:
    if not weight:
        return DimensionScore(code, weight, None, None)
    loss = sum((row.by_dimension.get(code, Fraction(0)) for row in rows), Fraction(0))
    reached = rules.FULL - loss / weight
    return DimensionScore(
        code, weight, max(Fraction(0), min(Fraction(rules.FULL), reached)), rules.FLOORS.get(code)
    )


def _adjustments(raw: Fraction, found: tuple[Critical, ...]) -> tuple[Adjustment, ...]:
    """Return the lowest cap, said even when the score lies below it already, and the stop at 0."""
    rows: list[Adjustment] = []
    capped = raw
    caps = [(rules.cap(one.class_, repaired=one.repaired), one) for one in found]
    lowest = min(
        ((limit, one) for limit, one in caps if limit is not None), key=lambda pair: pair[0], default=None
    )
    if lowest is not None:
        limit, one = lowest
        capped = min(raw, Fraction(limit))
        rows.append(Adjustment("cap", one.class_, raw - capped, one.position))
    if capped < 0:
        rows.append(Adjustment("floor-at-zero", "", capped, None))
    return tuple(rows)
