"""What can still be attained: the value of every reachable state, by backward induction, exactly."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario.graph import graph_of
from webapp.engine.scenario.model import DIMENSIONS, Scenario
from webapp.engine.scenario.moves import Move, moves_of
from webapp.engine.scenario.states import END, State, advance, canonical, first_state
from webapp.engine.scenario.worth import TIM, Worth, worth_of
from webapp.errors import Refused

MOST_STATES = 40_000
MOST_STEPS = 400_000
Number = int | Fraction
Vector = tuple[Number, ...]
"""Scaled points for each of DIMENSIONS. Units: `Reach.scale` of them make one point of 100."""


class Step(NamedTuple):
    """One move from a state: scaled points it gives, clocks included, and the state it leads to.

    Shape: `place` is the move's among the moves of its scene.
    """

    place: int
    move: Move
    points: Vector
    total: Number
    after: State


class Value(NamedTuple):
    """The most still attainable from a state, split by dimension, and the move that attains it."""

    total: Number
    points: Vector
    best: Move | None


class Reach(NamedTuple):
    """Every state that can be reached, in an order in which each stands before those it leads to."""

    scale: int
    start: State
    steps: dict[State, tuple[Step, ...]]
    values: dict[State, Value]


NOTHING: Vector = (0,) * len(DIMENSIONS)


@lru_cache(maxsize=32)
def reach_of(scenario: Scenario) -> Reach:
    """Return the reachable states of a scenario with their values.

    Shape: ties go to the expert's answer, then to an accepted one, then to the first in the file.
    Errors: Refused when there are more than MOST_STATES, or more than MOST_STEPS between them.
    """
    scale = _scale(scenario)
    start = canonical(scenario, first_state(scenario))
    steps = _explore(scenario, start, _Points(scenario, scale))
    values: dict[State, Value] = {}
    for state in reversed(steps):
        values[state] = _value(steps[state], values)
    return Reach(scale, start, steps, values)


def value_at(scenario: Scenario, state: State) -> Value:
    """Return the value of a state met in a play."""
    return reach_of(scenario).values[canonical(scenario, state)]


def _explore(scenario: Scenario, start: State, points: "_Points") -> dict[State, tuple[Step, ...]]:
    """Visit scene by scene in the order of the graph, so that the states come out sorted."""
    waiting: dict[str, dict[State, None]] = {name: {} for name in (*graph_of(scenario).order, END.scene)}
    waiting[start.scene][start] = None
    steps: dict[State, tuple[Step, ...]] = {}
    count = 0
    for name, states in waiting.items():
        for state in states:
            steps[state] = tuple(points.steps(state, name))
            count += len(steps[state])
            if len(steps) > MOST_STATES or count > MOST_STEPS:
                raise Refused("scenario.too-many-states", most=MOST_STATES)
            for step in steps[state]:
                waiting[step.after.scene][step.after] = None
    return steps


class _Points:
    """The moves of each scene with what they give, worked out once for all states of the scene."""

    def __init__(self, scenario: Scenario, scale: int) -> None:
        self.scenario = scenario
        rates = worth_of(scenario).rates
        self.tim = _whole(rates[TIM] * scale)
        self.moves: dict[str, list[tuple[Move, Vector, Number]]] = {}
        for scene in scenario.scenes.values():
            if scene.decision is not None:
                self.moves[scene.id] = [
                    (move, points, sum(points))
                    for move in moves_of(scenario, scene.id)
                    for points in [_scaled(move.effect.credit, worth_of(scenario), scale)]
                ]

    def steps(self, state: State, scene_id: str) -> Iterator[Step]:
        for place, (move, points, total) in enumerate(self.moves.get(scene_id, ())):
            after, earned = advance(self.scenario, state, move.effect)
            there = canonical(self.scenario, after)
            if earned:
                gives = _whole(earned * self.tim)
                more = tuple(one + gives if index == TIM else one for index, one in enumerate(points))
                yield Step(place, move, more, total + gives, there)
            else:
                yield Step(place, move, points, total, there)


def _value(steps: tuple[Step, ...], values: Mapping[State, Value]) -> Value:
    if not steps:
        return Value(0, NOTHING, None)
    best = max(steps, key=lambda step: step.total + values[step.after].total)
    after = values[best.after]
    points = tuple(one + more for one, more in zip(best.points, after.points, strict=True))
    return Value(best.total + after.total, points, best.move)


def _scaled(credit: tuple[Fraction, ...], worth: Worth, scale: int) -> Vector:
    return tuple(_whole(one * scale) for one in worth.points(credit))


def _whole(number: Number) -> Number:
    """Return the same number, as an int where it is whole: ints are quicker, and mix with fractions."""
    return number.numerator if number.denominator == 1 else number


def _scale(scenario: Scenario) -> int:
    """Return a scale on which points are whole; only a clock of working days may still give fractions."""
    worth = worth_of(scenario)
    found = {rate.denominator for rate in worth.rates}
    for scene in scenario.scenes.values():
        for move in moves_of(scenario, scene.id) if scene.decision else ():
            found.update(one.denominator for one in worth.points(move.effect.credit))
    found.update(
        worth.rates[TIM].denominator * _span(clock.limit.amount, clock.limit.unit)
        for clock in scenario.clocks
    )
    return math.lcm(*found)


def _span(amount: int, unit: str) -> int:
    return amount * {"minute": 1, "hour": 60, "day": 24 * 60, "working_day": 24 * 60}[unit]
