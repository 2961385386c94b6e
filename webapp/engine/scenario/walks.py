"""Carrying probability through a scenario: whole numbers of one measure, so nothing is rounded."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.graph import ahead_of
from webapp.engine.scenario.model import CriticalRule, Scenario
from webapp.engine.scenario.moves import Move, fields_of
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import Number, Step, reach_of

Weights = Mapping[str, Mapping[int, int]]
"""For each scene, in how many equally likely ways somebody comes to each move, by the move's place."""

Repairs = frozenset[tuple[str, int]]
"""C1 answers not repaired yet: the fact that repairs each, and the minutes left for it."""


class Context(NamedTuple):
    """What the past still means for the rest: the state, the lowest cap so far, what can be repaired."""

    state: State
    cap: int
    repairs: Repairs

    @property
    def final_cap(self) -> int:
        """The cap if it ended here."""
        return rules.CAP_C1 if self.repairs else self.cap


Masses = dict[Context, dict[Number, int]]
"""How much probability stands in each context, by the scaled points collected so far."""

ByCap = Mapping[int, Mapping[Number, int]]
"""How much probability ends under each final cap, by the scaled points still to come."""


def start_of(scenario: Scenario) -> Context:
    """Return the context in which every play begins."""
    return Context(reach_of(scenario).start, rules.FULL, frozenset())


def measure(weights: Weights, scenes: frozenset[str]) -> int:
    """Return a number that every way through these scenes divides evenly."""
    whole = 1
    for name, ways in weights.items():
        whole *= sum(ways.values()) if name in scenes else 1
    return whole


def walk(
    scenario: Scenario, weights: Weights, start: Context, whole: int, *, until: frozenset[str]
) -> Masses:
    """Return where probability comes to stand: in endings, and in the scenes of `until`."""
    reach = reach_of(scenario)
    waiting: dict[State, Masses] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    waiting[start.state][start][0] = whole
    ended: Masses = {}
    for state in reach.steps:
        standing = waiting.pop(state, {})
        if not reach.steps[state] or state.scene in until:
            ended.update(standing)
            continue
        for context, masses in standing.items():
            for step, share, total in shares(reach.steps[state], weights[state.scene]):
                there = after(scenario, context, step)
                into = waiting[there.state][there]
                for points, mass in masses.items():
                    into[points + step.total] += mass * share // total
    return ended


class Futures:
    """What can follow a context: by final cap, the scaled points still to come with their probability.

    Worked out backwards and kept, since many contexts share their later ones.
    """

    def __init__(self, scenario: Scenario, weights: Weights, whole: int) -> None:
        self.scenario = scenario
        self.weights = weights
        self.whole = whole
        self.steps = reach_of(scenario).steps
        self.known: dict[Context, ByCap] = {}

    def of(self, context: Context) -> ByCap:
        """Return the futures of a context."""
        known = self.known.get(context)
        if known is None:
            known = self.known[context] = self._of(context)
        return known

    def _of(self, context: Context) -> ByCap:
        steps = self.steps[context.state]
        if not steps:
            return {context.final_cap: {0: self.whole}}
        found: dict[int, dict[Number, int]] = defaultdict(lambda: defaultdict(int))
        for step, share, total in shares(steps, self.weights[context.state.scene]):
            for cap, later in self.of(after(self.scenario, context, step)).items():
                into = found[cap]
                for points, mass in later.items():
                    into[points + step.total] += mass * share // total
        return found


def latter_half(scenario: Scenario, weights: Weights) -> frozenset[str]:
    """Return the scenes behind the cut at which a walk from either side has the fewest ways to follow."""
    reach = reach_of(scenario)
    taken = {
        state: [step.after for step, _, _ in shares(steps, weights[state.scene])] if steps else []
        for state, steps in reach.steps.items()
    }
    ways_to: dict[State, int] = defaultdict(int, {reach.start: 1})
    for state, afters in taken.items():
        for there in afters:
            ways_to[there] += ways_to[state]
    ways_from: dict[State, int] = {}
    for state in reversed(reach.steps):
        ways_from[state] = sum(ways_from[there] for there in taken[state]) or 1
    order = tuple(dict.fromkeys(state.scene for state in reach.steps))
    place = {name: number for number, name in enumerate(order)}

    def cost(cut: int) -> int:
        at_cut = {
            there
            for state, afters in taken.items()
            if place[state.scene] < cut and ways_to[state]
            for there in afters
            if place[there.scene] >= cut
        }
        return sum(ways_to[state] + ways_from[state] for state in at_cut)

    cut = min(range(1, len(order)), key=cost, default=0)
    return frozenset(order[cut:])


def shares(steps: tuple[Step, ...], ways: Mapping[int, int]) -> Iterator[tuple[Step, int, int]]:
    """Return each step that can be taken, in how many ways of how many."""
    total = sum(ways.values())
    for step in steps:
        share = ways.get(step.place)
        if share is not None:
            yield step, share, total


def after(scenario: Scenario, context: Context, step: Step) -> Context:
    """Return the context that a step leads to from another."""
    fresh = criticals_of(scenario, context.state.scene, step.move)
    if not fresh and not context.repairs:
        return Context(step.after, context.cap, context.repairs)
    effect = step.move.effect
    left = {(fact, minutes - effect.minutes) for fact, minutes in context.repairs}
    left |= {(rule.repaired, rule.within) for rule in fresh if rule.class_ == "C1"}
    still = {(fact, minutes) for fact, minutes in left if fact not in effect.sets or minutes < 0}
    caps = [context.cap]
    if still != left:
        caps.append(rules.CAP_REPAIRED)
    settable = ahead_of(scenario)[step.after.scene].sets if step.after.scene else frozenset()
    if any(minutes < 0 or fact not in settable for fact, minutes in still):
        caps.append(rules.CAP_C1)
    if any(rule.class_ == "C2" for rule in fresh):
        caps.append(rules.CAP_C2)
    cap = min(caps)
    return Context(step.after, cap, frozenset(still) if cap > rules.CAP_C1 else frozenset())


def criticals_of(scenario: Scenario, scene_id: str, move: Move) -> tuple[CriticalRule, ...]:
    """Return the critical rules that a move of a scene falls under."""
    if not move.effect.critical:
        return ()
    fields = {field.id: field for field in fields_of(scenario.scenes[scene_id])}
    found = (fields[field].answer(answer).critical for field, answer in move.effect.critical)
    return tuple(rule for rule in found if rule is not None)
