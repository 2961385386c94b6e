"""What a finished play is talked through with: the day, the expert's way beside it, what cost most."""

import dataclasses
import datetime as dt
from fractions import Fraction
from typing import Literal

from webapp.engine.scenario.casetime import moment
from webapp.engine.scenario.model import Words
from webapp.engine.scenario.play import ClockReading, Play, expert
from webapp.engine.scenario.result import LedgerRow, Result

COSTLIEST = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Happening:
    """A moment of the case: a decision taken, an event of the story, or a limit falling due."""

    at: dt.datetime
    kind: Literal["decision", "event", "due"]
    title: Words
    position: int | None = None
    clock: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Beside:
    """One scene of the expert's way or of one's own: the answers given there, None where it was not met."""

    scene_id: str
    title: Words
    own: tuple[Words, ...] | None
    best: tuple[Words, ...] | None


@dataclasses.dataclass(frozen=True, slots=True)
class Debrief:
    """Everything to talk through. `cites` are the blocks to read, those of the costliest decisions first."""

    happened: tuple[Happening, ...]
    beside: tuple[Beside, ...]
    clocks: tuple[ClockReading, ...]
    costliest: tuple[LedgerRow, ...]
    cites: tuple[str, ...]


def debrief(play: Play, result: Result) -> Debrief:
    """Return the debrief of a finished play; a cap counts to the decision that brought it on."""
    costly = [row for row, cost in by_cost(result) if cost or row.kind == "critical"]
    cites = dict.fromkeys(uid for row in costly for uid in row.cites)
    return Debrief(
        happened=_happened(play),
        beside=_beside(play, expert(play.scenario)),
        clocks=play.clocks,
        costliest=tuple(costly[:COSTLIEST]),
        cites=tuple(cites),
    )


def by_cost(result: Result) -> tuple[tuple[LedgerRow, Fraction], ...]:
    """Return every row with its cost, a cap included, the costliest first; a cap may exceed its answer.

    Units: points of 100.
    """
    capped = {one.position: one.points for one in result.caps}
    costs = [(row, row.loss + capped.get(row.position, Fraction(0))) for row in result.rows]
    return tuple(sorted(costs, key=lambda pair: -pair[1]))


def _happened(play: Play) -> tuple[Happening, ...]:
    """Return decisions at their end, events and due limits up to the end of the play, in time's order."""
    found = [Happening(one.at, "event", one.title) for one in play.scenario.events if one.at <= play.now]
    found += [
        Happening(one.due_at, "due", one.title, clock=one.id)
        for one in play.clocks
        if one.due_at is not None and one.due_at <= play.now
    ]
    for step in play.steps:
        assert step.scene.decision is not None  # noqa: S101 -- a step is taken at a decision
        ended = moment(play.scenario, step.ended)
        found.append(Happening(ended, "decision", step.scene.decision.title, position=step.position))
    return tuple(sorted(found, key=lambda one: one.at))


def _beside(own: Play, best: Play) -> tuple[Beside, ...]:
    """Return the scenes of both ways, each once: one's own order, the expert's others put where they come."""
    owns, bests = _answers(own), _answers(best)
    titles = {step.scene.id: step.scene.title for play in (own, best) for step in play.steps}
    order = list(owns)
    place = 0
    for name in bests:
        if name in owns:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
    return tuple(Beside(name, titles[name], owns.get(name), bests.get(name)) for name in order)


def _answers(play: Play) -> dict[str, tuple[Words, ...]]:
    return {
        step.scene.id: tuple(answer.text for _, answers in step.answers for answer in answers)
        for step in play.steps
    }
