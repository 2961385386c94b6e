"""How often a habit ends Secure: every dimension that has a floor, and the total, must stay above it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from operator import add
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.model import DIMENSIONS, Scenario
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import Step, reach_of
from webapp.engine.scenario.walks import Weights, criticals_of, measure, shares
from webapp.engine.scenario.worth import worth_of

Losses = tuple[int, ...]
"""Of each goal. Units: points on the scale of the goal."""

Steps = Mapping[State, tuple[Step, ...]]
Masses = dict[int, int]
"""How much probability stands where so much may still be lost."""


class Room(NamedTuple):
    """The most that can still be lost from a state on, by steps that do not rule Secure out.

    Shape: packed as the slack is; `bounded` has the guards of the goals of which that is not more than there
    ever is to lose.
    """

    packed: int
    bounded: int


class Goal(NamedTuple):
    """What may still be lost before Secure is out of reach, each goal in its own bits of one integer.

    Shape: `guard` has the bit above each; a step's `lost` taken from the slack borrows one when too much is.
    `start` is None where even the best play is not Secure. `bits` has each goal's own bits by its guard.
    """

    start: int | None
    guard: int
    bits: Mapping[int, int]
    lost: Mapping[State, tuple[int | None, ...]]
    ahead: Mapping[State, Room]


def secure_share(scenario: Scenario, weights: Weights) -> Fraction:
    """Return how often it ends Secure. Units: share of 1.

    What can no longer do so is let go at once; what only a ruled-out step can keep from it counts at once.
    """
    goal = goal_of(scenario)
    if goal.start is None:
        return Fraction(0)
    reach = reach_of(scenario)
    whole = measure(weights, frozenset(scenario.scenes))
    waiting: dict[State, Masses] = defaultdict(lambda: defaultdict(int))
    waiting[reach.start][goal.start] = whole
    secure, guard, clean = 0, goal.guard, _clean(reach.steps, goal, weights)
    for state, steps in reach.steps.items():
        sure, standing = _parted(waiting.pop(state, {}), goal, goal.ahead[state])
        secure += sure * clean[state].numerator // clean[state].denominator
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


def _parted(standing: Mapping[int, int], goal: Goal, room: Room) -> tuple[int, Masses]:
    """Return how much can lose no more than it may, and the rest.

    Shape: of a goal of which more may be lost than can be, as much is kept as can be: the future is the same,
    and far fewer are apart.
    """
    sure, rest = 0, defaultdict[int, int](int)
    ample: dict[int, tuple[int, int]] = {}
    for slack, mass in standing.items():
        met = (slack - room.packed) & room.bounded
        if met == goal.guard:
            sure += mass
            continue
        if met not in ample:
            bits = sum(own for guard, own in goal.bits.items() if guard & met)
            ample[met] = ~bits, room.packed & bits
        keep, instead = ample[met]
        rest[slack & keep | instead] += mass
    return sure, rest


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
    fine = _fine(reach.steps, needs)
    slack = [
        int((most[reach.start][index] - need) * fine) for index, need in zip(tracked, needs, strict=True)
    ]
    if any(one < 0 for one in slack):
        return Goal(None, 0, {}, {}, {})

    def parts(state: State, step: Step) -> Losses | None:
        if any(rule.class_ != "C3" for rule in criticals_of(scenario, state.scene, step.move)):
            return None
        given = (*step.points, step.total)
        losses = (int((most[state][one] - given[one] - most[step.after][one]) * fine) for one in tracked)
        found = tuple(losses)
        return None if any(loss > had for loss, had in zip(found, slack, strict=True)) else found

    lost = {state: tuple(parts(state, step) for step in steps) for state, steps in reach.steps.items()}
    return _packed(slack, lost, _ahead(reach.steps, lost, (0,) * len(slack)))


def _packed(
    slack: Sequence[int],
    lost: Mapping[State, tuple[Losses | None, ...]],
    ahead: Mapping[State, Losses],
) -> Goal:
    """Return the goal with each of its losses in one integer."""
    widths = [one.bit_length() for one in slack]
    places = [sum(widths[:number]) + number for number in range(len(widths))]
    guards = [1 << (place + width) for place, width in zip(places, widths, strict=True)]

    def pack(parts: Sequence[int]) -> int:
        return sum(one << place for one, place in zip(parts, places, strict=True))

    def room(most: Losses) -> Room:
        held = [(one, guard) for one, had, guard in zip(most, slack, guards, strict=True) if one <= had]
        inside = [min(one, had) for one, had in zip(most, slack, strict=True)]
        return Room(pack(inside), sum(guard for _, guard in held))

    return Goal(
        start=sum(guards) + pack(slack),
        guard=sum(guards),
        bits={guard: guard - (1 << place) for guard, place in zip(guards, places, strict=True)},
        lost={
            state: tuple(None if one is None else pack(one) for one in all_) for state, all_ in lost.items()
        },
        ahead={state: room(most) for state, most in ahead.items()},
    )


def _ahead(
    steps: Steps, lost: Mapping[State, tuple[Losses | None, ...]], nothing: Losses
) -> Mapping[State, Losses]:
    """Return the most that steps which rule nothing out can lose from each state on, goal by goal."""
    found: dict[State, Losses] = {}
    for state in reversed(list(steps)):
        sums = [
            tuple(map(add, parts, found[step.after]))
            for step, parts in zip(steps[state], lost[state], strict=True)
            if parts is not None
        ]
        found[state] = tuple(map(max, *sums, nothing)) if sums else nothing
    return found


def _clean(steps: Steps, goal: Goal, weights: Weights) -> Mapping[State, Fraction]:
    """Return how often no step rules Secure out from each state on. Units: share of 1."""
    found: dict[State, Fraction] = {}
    for state in reversed(list(steps)):
        lost = goal.lost[state]
        ways = shares(steps[state], weights[state.scene]) if lost else ()
        kept = (
            found[step.after] * Fraction(share, total)
            for step, share, total in ways
            if lost[step.place] is not None
        )
        found[state] = sum(kept, Fraction(0)) if lost else Fraction(1)
    return found


def _fine(steps: Steps, needs: Sequence[Fraction]) -> int:
    """Return a scale on which every point and every need is whole."""
    numbers = (one for all_ in steps.values() for step in all_ for one in (*step.points, step.total))
    return lcm(*(one.denominator for one in needs), *(Fraction(one).denominator for one in numbers))


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
