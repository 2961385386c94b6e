"""How often a habit ends Secure: every dimension that has a floor, and the total, must stay above it."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.model import DIMENSIONS, Scenario
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import Step, reach_of
from webapp.engine.scenario.walks import Weights, criticals_of, measure, shares
from webapp.engine.scenario.worth import worth_of

Slack = tuple[int, ...]


class Goal(NamedTuple):
    """What may still be lost before Secure is out of reach, each goal in its own bits of one integer.

    Shape: `guard` has the bit above each; a step's `lost` taken from the slack borrows one when too much is.
    `start` is None where even the best play is not Secure.
    """

    start: int | None
    guard: int
    lost: Mapping[State, tuple[int | None, ...]]


def secure_share(scenario: Scenario, weights: Weights) -> Fraction:
    """Return how often it ends Secure; what can no longer do so is let go at once. Units: share of 1."""
    goal = goal_of(scenario)
    if goal.start is None:
        return Fraction(0)
    reach = reach_of(scenario)
    whole = measure(weights, frozenset(scenario.scenes))
    waiting: dict[State, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    waiting[reach.start][goal.start] = whole
    secure, guard = 0, goal.guard
    for state, steps in reach.steps.items():
        standing = waiting.pop(state, {})
        if not steps:
            secure += sum(standing.values())
            continue
        lost = goal.lost[state]
        for step, share, total in shares(steps, weights[state.scene]) if standing else ():
            taken = lost[step.place]
            if taken is None:
                continue
            into = waiting[step.after]
            for slack, mass in standing.items():
                left = slack - taken
                if left & guard == guard:
                    into[left] += mass // total * share
    return Fraction(secure, whole)


@lru_cache(maxsize=32)
def goal_of(scenario: Scenario) -> Goal:
    """Return what each step of a scenario takes from what may still be lost."""
    reach = reach_of(scenario)
    most = _most(scenario)
    weights = worth_of(scenario).weights
    floors = [
        (index, rules.FLOORS[code] * weights[index] * reach.scale)
        for index, code in enumerate(DIMENSIONS)
        if code in rules.FLOORS and weights[index]
    ]
    needs = [Fraction(rules.SECURE * reach.scale), *(Fraction(need) for _, need in floors)]
    tracked = [len(DIMENSIONS), *(index for index, _ in floors)]
    fine = lcm(
        *(one.denominator for one in needs),
        *(
            Fraction(one).denominator
            for steps in reach.steps.values()
            for step in steps
            for one in (*step.points, step.total)
        ),
    )
    slack = [
        int((most[reach.start][index] - need) * fine) for index, need in zip(tracked, needs, strict=True)
    ]
    if any(one < 0 for one in slack):
        return Goal(None, 0, {})
    widths = [one.bit_length() for one in slack]
    places = [sum(widths[:number]) + number for number in range(len(widths))]
    guard = sum(1 << (place + width) for place, width in zip(places, widths, strict=True))
    start = guard + sum(one << place for one, place in zip(slack, places, strict=True))

    def taken(state: State, step: Step) -> int | None:
        if any(rule.class_ != "C3" for rule in criticals_of(scenario, state.scene, step.move)):
            return None
        given = (*step.points, step.total)
        losses = [int((most[state][one] - given[one] - most[step.after][one]) * fine) for one in tracked]
        if any(loss > had for loss, had in zip(losses, slack, strict=True)):
            return None
        return sum(loss << place for loss, place in zip(losses, places, strict=True))

    lost = {state: tuple(taken(state, step) for step in steps) for state, steps in reach.steps.items()}
    return Goal(start, guard, lost)


@lru_cache(maxsize=32)
def _most(scenario: Scenario) -> Mapping[State, tuple[int | Fraction, ...]]:
    """Return the most that can still be collected in each dimension, each taken alone, and in all."""
    reach = reach_of(scenario)
    found: dict[State, tuple[int | Fraction, ...]] = {}
    for state in reversed(reach.steps):
        parts = [(*step.points, step.total) for step in reach.steps[state]]
        later = [found[step.after] for step in reach.steps[state]]
        found[state] = tuple(
            max((one[index] + more[index] for one, more in zip(parts, later, strict=True)), default=0)
            for index in range(len(DIMENSIONS) + 1)
        )
    return found
