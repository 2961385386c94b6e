"""How final scores spread, exactly and quickly: a whole distribution is one large integer.

Points lie on a lattice. The mass at lattice place k stands in the k-th group of bytes of an integer, so that
a step is one shift, and two ways that meet are one addition, however many scores there are.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.graph import ahead_of
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.states import END, State
from webapp.engine.scenario.values import Number, Reach, reach_of
from webapp.engine.scenario.walks import Context, Weights, after, criticals_of, measure, shares

MOST_BITS = 1 << 23
"""Of one distribution; where it would need more, points lie too finely for this way."""

CAPS = (rules.FULL, rules.CAP_C2, rules.CAP_C1)
"""Every cap there is, the highest first."""

LEAST_STATES = 16
"""In a part: multiplying distributions costs more than walking so few states on."""

Part = tuple[State, ...]
Places = list[tuple[int, int]]
"""What lies at which place of the lattice."""


class Lattice(NamedTuple):
    """Whole numbers for points. Units: `unit` scaled points a place; `lowest` places to a state at least.

    Shape: what lies between two places is taken for the higher one.
    """

    unit: Fraction
    lowest: Mapping[State, int]
    places: int


@lru_cache(maxsize=64)
def lattice_of(scenario: Scenario, *, coarse: bool = False) -> Lattice:
    """Return the coarsest lattice on which every step of a scenario lies, or one of half points."""
    reach = reach_of(scenario)
    unit = Fraction(reach.scale, 2) if coarse else _unit(reach)
    lowest: dict[State, int] = {reach.start: 0}
    highest: dict[State, int] = {reach.start: 0}
    for state, steps in reach.steps.items():
        for step in steps:
            moved = math.ceil(step.total / unit)
            there = step.after
            lowest[there] = min(lowest.get(there, lowest[state] + moved), lowest[state] + moved)
            highest[there] = max(highest.get(there, highest[state] + moved), highest[state] + moved)
    places = max(highest[state] - lowest[state] for state in lowest) + 1
    return Lattice(unit, lowest, places)


def _unit(reach: Reach) -> Fraction:
    totals = {step.total for steps in reach.steps.values() for step in steps if step.total}
    low = math.lcm(*(Fraction(one).denominator for one in totals))
    return Fraction(math.gcd(*(int(one * low) for one in totals)) or 1, low)


@lru_cache(maxsize=32)
def parts_of(scenario: Scenario) -> tuple[Part, ...]:
    """Return the states in order, cut before each that every play passes through with nothing to repair."""
    reach = reach_of(scenario)
    order = list(reach.steps)
    place = {state: number for number, state in enumerate(order)}
    cuts, furthest = [0], 0
    repairs: set[str] = set()
    for number, state in enumerate(order[:-1]):
        is_crossed = furthest <= number and not repairs & ahead_of(scenario)[state.scene].sets
        if is_crossed and number - cuts[-1] >= LEAST_STATES:
            cuts.append(number)
        for step in reach.steps[state]:
            furthest = max(furthest, place[step.after])
            repairs |= {rule.repaired for rule in criticals_of(scenario, state.scene, step.move)}
    return tuple(tuple(order[one:other]) for one, other in itertools.pairwise([*cuts, len(order)]))


def spread(
    scenario: Scenario, weights: Weights, *, coarse: bool = False
) -> Mapping[int, Mapping[Number, int]] | None:
    """Return how much probability ends under each final cap, by scaled points; None where that is too fine.

    Shape: a `coarse` one is soon there and gives each play its points or some more, never less. What comes
    after a cut does not know what was before it, so the parts are walked apart, and their distributions
    multiplied.
    Units: mass as whole numbers of `measure` over all scenes.
    """
    lattice = lattice_of(scenario, coarse=coarse)
    whole = measure(weights, frozenset(scenario.scenes))
    size = whole.bit_length() // 8 + 1
    if lattice.places * size * 8 > MOST_BITS:
        return None
    halves = [_above(scenario, weights, part, lattice) for part in parts_of(scenario)]
    while len(halves) > 1:
        pairs = itertools.zip_longest(halves[::2], halves[1::2])
        halves = [one if other is None else _times(one, other) for one, other in pairs]
    [all_of] = halves
    rest = whole // all_of.measure
    base = lattice.lowest[END]
    unit = lattice.unit.numerator if lattice.unit.denominator == 1 else lattice.unit
    found: dict[int, Mapping[Number, int]] = {}
    higher: Mapping[int, int] = {}
    for cap, masses in zip(CAPS, all_of.above, strict=True):
        found[cap] = {
            (base + place) * unit: (mass - higher.get(place, 0)) * rest
            for place, mass in masses
            if mass != higher.get(place, 0)
        }
        higher = dict(masses)
    return found


class _Half(NamedTuple):
    """What a stretch of the case gives: for each cap what stays under that or a higher one, by places."""

    measure: int
    above: tuple[Places, ...]


def _above(scenario: Scenario, weights: Weights, part: Part, lattice: Lattice) -> _Half:
    own = measure(weights, frozenset(state.scene for state in part))
    size = own.bit_length() // 8 + 1
    ended = _walked(scenario, weights, part, lattice, 8 * size)
    sums = (sum(one for context, one in ended.items() if context.final_cap >= cap) for cap in CAPS)
    return _Half(own, tuple(_unpacked(one, size) for one in sums))


def _times(one: _Half, other: _Half) -> _Half:
    whole = one.measure * other.measure
    size = whole.bit_length() // 8 + 1
    pairs = zip(one.above, other.above, strict=True)
    return _Half(
        whole, tuple(_unpacked(_packed(first, size) * _packed(second, size), size) for first, second in pairs)
    )


def _walked(
    scenario: Scenario, weights: Weights, part: Part, lattice: Lattice, bits: int
) -> dict[Context, int]:
    """Carry the distribution through a part, from state to state; what is left stands behind it.

    Units: mass in a state is a whole number of `measure` over the part's scenes that stand before its own.
    """
    reach, lowest, unit = reach_of(scenario), lattice.lowest, lattice.unit
    before, own = _before(weights, part)
    waiting: dict[State, dict[Context, int]] = defaultdict(lambda: defaultdict(int))
    start = Context(part[0], rules.FULL, frozenset())
    waiting[start.state][start] = 1
    for state in part:
        standing = waiting.pop(state) if reach.steps[state] and state in waiting else {}
        if not standing:
            continue
        here = before[state.scene] * sum(weights[state.scene].values())
        moved = [
            (
                step,
                share * (before.get(step.after.scene, own) // here),
                bits * (lowest[state] + math.ceil(step.total / unit) - lowest[step.after]),
            )
            for step, share, _ in shares(reach.steps[state], weights[state.scene])
        ]
        for context, masses in standing.items():
            for step, times, shift in moved:
                there = after(scenario, context, step)
                waiting[there.state][there] += (masses if times == 1 else masses * times) << shift
    return {context: masses for standing in waiting.values() for context, masses in standing.items()}


def _before(weights: Weights, part: Part) -> tuple[Mapping[str, int], int]:
    """Return the measure of a part's scenes that stand before each of them, and of them all."""
    found: dict[str, int] = {}
    own = 1
    for name in dict.fromkeys(state.scene for state in part):
        if name in weights:
            found[name] = own
            own *= sum(weights[name].values())
    return found, own


def _packed(places: Places, size: int) -> int:
    groups = [bytes(size)] * (places[-1][0] + 1 if places else 0)
    for place, mass in places:
        groups[place] = mass.to_bytes(size, "little")
    return int.from_bytes(b"".join(groups), "little")


def _unpacked(masses: int, size: int) -> Places:
    """Return the places that hold anything, with what they hold."""
    octets = masses.to_bytes((masses.bit_length() + 7) // 8 + size, "little")
    nothing = bytes(size)
    groups = ((at // size, octets[at : at + size]) for at in range(0, len(octets), size))
    return [(place, int.from_bytes(one, "little")) for place, one in groups if one != nothing]
