"""Conditions are data: a closed table of operators over facts, answers, moments and clocks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from webapp.engine.scenario.model import Condition, Scene

ClockState = Literal["waiting", "running", "met", "late"]
CLOCK_STATES = ("waiting", "running", "met", "late")
Ref = tuple[str, str, str]
"""An answer by scene, field and its own id."""


class Sight(NamedTuple):
    """What conditions may look at. What is not there is never true.

    Units: minutes of case time since the start, events too.
    """

    facts: frozenset[str]
    minutes: int
    answered: frozenset[Ref]
    events: Mapping[str, int]
    clock: Callable[[str], ClockState | None]


def holds(condition: Condition, sight: Sight) -> bool:
    """Say whether a condition holds."""
    return OPERATORS[condition.operator](condition, sight)


def within(condition: Condition) -> Iterator[Condition]:
    """Return the condition and all its parts, outermost first."""
    yield condition
    for part in condition.parts:
        yield from within(part)


def read_by(scene: Scene) -> Iterator[Condition]:
    """Return every condition, and part of one, that a scene's branches read."""
    for branch in scene.branches:
        if branch.condition is not None:
            yield from within(branch.condition)


def shown_by(scene: Scene) -> Iterator[Condition]:
    """Return every condition, and part of one, that a scene's papers read."""
    for document in scene.documents:
        if document.condition is not None:
            yield from within(document.condition)


def _fact(condition: Condition, sight: Sight) -> bool:
    return condition.values[0] in sight.facts


def _not(condition: Condition, sight: Sight) -> bool:
    return not holds(condition.parts[0], sight)


def _all(condition: Condition, sight: Sight) -> bool:
    return all(holds(part, sight) for part in condition.parts)


def _any(condition: Condition, sight: Sight) -> bool:
    return any(holds(part, sight) for part in condition.parts)


def _answered(condition: Condition, sight: Sight) -> bool:
    scene, field, answer = condition.values
    return (scene, field, answer) in sight.answered


def _before(condition: Condition, sight: Sight) -> bool:
    at = sight.events.get(condition.values[0])
    return at is not None and sight.minutes < at


def _after(condition: Condition, sight: Sight) -> bool:
    at = sight.events.get(condition.values[0])
    return at is not None and sight.minutes >= at


def _clock(condition: Condition, sight: Sight) -> bool:
    clock, state = condition.values
    return sight.clock(clock) == state


OPERATORS: Mapping[str, Callable[[Condition, Sight], bool]] = {
    "fact": _fact,
    "not": _not,
    "all": _all,
    "any": _any,
    "answered": _answered,
    "before": _before,
    "after": _after,
    "clock": _clock,
}
