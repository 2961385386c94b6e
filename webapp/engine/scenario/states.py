"""States of a play, the one step from a state to the next, and what of a state can still matter."""

from fractions import Fraction
from typing import NamedTuple

from webapp.engine.scenario.casetime import credit, events, window
from webapp.engine.scenario.conditions import ClockState, Ref, Sight, holds
from webapp.engine.scenario.graph import Ahead, ahead_of, graph_of
from webapp.engine.scenario.model import AT_THE_START, Clock, Document, Scenario
from webapp.engine.scenario.moves import Effect

Mark = tuple[str, int]
"""How a clock stands: waiting, running since a minute, met, late, or gone (settled, and nothing asks how)."""

WAITING: Mark = ("waiting", 0)
MET: Mark = ("met", 0)
LATE: Mark = ("late", 0)
GONE: Mark = ("gone", 0)


class State(NamedTuple):
    """All that the rest of a play depends on.

    Units: minutes of case time since the start; in a canonical state they may count from elsewhere.
    """

    scene: str
    minutes: int
    facts: frozenset[str]
    marks: tuple[Mark, ...]
    answered: frozenset[Ref]


END = State("", 0, frozenset(), (), frozenset())
"""Every ending, for the score: nothing more can be gained or lost."""


class Moved(NamedTuple):
    """The state after a step, and what clocks gave at it. Units: author's points in TIM."""

    state: State
    earned: Fraction | int


def first_state(scenario: Scenario) -> State:
    """Return the state in which every play begins."""
    marks = tuple(("running", 0) if clock.starts == AT_THE_START else WAITING for clock in scenario.clocks)
    return State(scenario.start, 0, frozenset(), marks, frozenset())


def advance(scenario: Scenario, state: State, effect: Effect) -> Moved:
    """Take one step: time passes, facts are set, clocks start and stop, and the story goes on."""
    now = state.minutes + effect.minutes
    facts = state.facts | effect.sets
    answered = state.answered | effect.answered
    earned: Fraction | int = 0
    marks = list(state.marks)
    for index, clock in enumerate(scenario.clocks):
        if effect.sets and marks[index][0] in {"waiting", "running"}:
            marks[index], gives = _turned(scenario, clock, marks[index], now, facts)
            earned += gives
    after = State(state.scene, now, facts, tuple(marks), answered)
    return Moved(after._replace(scene=_rescued(scenario, state, after) or _next(scenario, after)), earned)


def clock_state(scenario: Scenario, clock: Clock, mark: Mark, now: int) -> ClockState:
    """Return how a clock stands; one that is open past its limit is late."""
    kind, started = mark
    if kind == "running":
        return "late" if now > window(scenario, clock, started)[0] else "running"
    if kind == "waiting":
        return "waiting"
    return "met" if kind == "met" else "late"


def canonical(scenario: Scenario, state: State, *, endings: bool = False) -> State:
    """Return the state without what no later point depends on: equal canonical states have equal futures.

    Time counts from the last event on, unless events or working days lie ahead. All endings are END, unless
    asked to keep them apart.
    """
    if scenario.scenes[state.scene].decision is None:
        return END._replace(scene=state.scene) if endings else END
    ahead = ahead_of(scenario, endings=endings)[state.scene]
    pairs = zip(scenario.clocks, state.marks, strict=True)
    marks = [_settled(scenario, clock, mark, state.minutes, ahead) for clock, mark in pairs]
    paired = tuple(zip(scenario.clocks, marks, strict=True))
    running = [clock for clock, mark in paired if mark[0] == "running"]
    coming = [clock for clock, mark in paired if mark[0] == "waiting" and clock.starts in ahead.sets]
    facts = state.facts & ahead.reads.union(clock.stops for clock in coming)
    answered = state.answered & ahead.answers
    moments = events(scenario)
    if any(moments[event] > state.minutes for event in ahead.events) or any(
        clock.limit.unit == "working_day" for clock in (*running, *coming)
    ):
        return State(state.scene, state.minutes, facts, tuple(marks), answered)
    anchor = max(moments.values(), default=0)
    by = anchor - state.minutes
    shifted = tuple((kind, at + by) if kind == "running" else (kind, at) for kind, at in marks)
    return State(state.scene, anchor, facts, shifted, answered)


def papers(scenario: Scenario, state: State) -> tuple[Document, ...]:
    """Return the papers that come into one's hands with the scene of a state, as it stands when one comes."""
    found = scenario.scenes[state.scene].documents
    if all(one.condition is None for one in found):
        return found
    sight = _sight(scenario, state)
    return tuple(one for one in found if one.condition is None or holds(one.condition, sight))


def _turned(
    scenario: Scenario, clock: Clock, mark: Mark, now: int, facts: frozenset[str]
) -> tuple[Mark, Fraction | int]:
    """Start a clock whose fact is set, and stop one whose fact is there, even when it was there before."""
    if mark[0] == "waiting" and clock.starts in facts:
        mark = ("running", now)
    if mark[0] == "waiting" or clock.stops not in facts:
        return mark, 0
    met = now <= window(scenario, clock, mark[1])[0]
    return (MET if met else LATE), credit(scenario, clock, mark[1], now)


def _next(scenario: Scenario, state: State) -> str:
    branches = scenario.scenes[state.scene].branches
    if branches[0].condition is None:  # most scenes go on in one way: nothing is to be looked at
        return branches[0].go
    sight = _sight(scenario, state)
    return next(one.go for one in branches if one.condition is None or holds(one.condition, sight))


def _sight(scenario: Scenario, state: State) -> Sight:
    def clock(clock_id: str) -> ClockState | None:
        for one, mark in zip(scenario.clocks, state.marks, strict=True):
            if one.id == clock_id:
                return clock_state(scenario, one, mark, state.minutes)
        return None

    return Sight(state.facts, state.minutes, state.answered, events(scenario), clock)


def _rescued(scenario: Scenario, before: State, after: State) -> str | None:
    """Return the scene of the first clock whose limit passed, unanswered, in this step."""
    allowed = graph_of(scenario).rescues[before.scene]
    if not allowed:
        return None
    passed: list[tuple[int, str]] = []
    for clock, mark in zip(scenario.clocks, after.marks, strict=True):
        if clock.id in allowed and mark[0] == "running":
            limit = window(scenario, clock, mark[1])[0]
            if before.minutes <= limit < after.minutes:
                passed.append((limit, clock.runs_out))
    return min(passed)[1] if passed else None


def _settled(scenario: Scenario, clock: Clock, mark: Mark, now: int, ahead: Ahead) -> Mark:
    """Forget of a clock what can no longer give points, send the story anywhere, or be asked about."""
    asked = clock.id in ahead.clocks
    if mark[0] in {"met", "late"}:
        return mark if asked else GONE
    if mark[0] != "running":
        return mark if asked or clock.starts in ahead.sets else GONE
    first, second = window(scenario, clock, mark[1])
    if clock.stops in ahead.sets and now < second:
        return mark
    if now <= first and (asked or clock.id in ahead.rescues):
        return mark
    return LATE if asked else GONE
