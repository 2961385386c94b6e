"""What each answer of a decision costs, exactly, and how a scene is come to: for those who write a case."""

from collections import deque
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import Answer, Choice, Field, Scenario, Scene
from webapp.engine.scenario.moves import effect_of, expert_choice, fields_of, moves_of
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.states import State, advance, canonical, first_state
from webapp.engine.scenario.values import reach_of

MOST_SEEN = 20_000
"""States looked at for a way to a scene."""


class Probe(NamedTuple):
    """One field answered in one way, every other field of its decision as the expert does.

    Shape: `answer` is the one that differs, None for the expert's own way.
    """

    field: Field
    answer: Answer | None
    choice: Choice


class Cost(NamedTuple):
    """What a way of answering loses. Units: points of 100, over all ways of coming to the scene."""

    probe: Probe
    least: Fraction
    most: Fraction


class Leads(NamedTuple):
    """Where a way of answering leads from one standing of a play. Units: minutes of case time it takes."""

    probe: Probe
    place: int
    scene: Scene
    minutes: int


def probes(scene: Scene) -> Iterator[Probe]:
    """Yield the expert's way, and every way next to it, field by field; nothing is asked of free words."""
    usual = expert_choice(scene)
    for field in fields_of(scene):
        if field.kind == "text":
            continue
        yield Probe(field, None, usual)
        for answer, picks in _ways(field, usual[field.id]):
            yield Probe(field, answer, {**usual, field.id: picks})


def costs(scenario: Scenario) -> Mapping[str, tuple[Cost, ...]]:
    """Return what each way of answering costs, scene by scene, at least and at most.

    Errors: Refused when the scenario has too many states.
    """
    reach = reach_of(scenario)
    standing: dict[str, list[State]] = {}
    for state in reach.steps:
        standing.setdefault(state.scene, []).append(state)

    def of(scene: Scene, probe: Probe) -> Cost:
        place = place_of(scenario, scene, probe.choice)
        lost = []
        for state in standing.get(scene.id, ()):
            step = reach.steps[state][place]
            lost.append(reach.values[state].total - step.total - reach.values[step.after].total)
        scale = reach.scale
        return Cost(probe, Fraction(min(lost, default=0)) / scale, Fraction(max(lost, default=0)) / scale)

    scenes = (scene for scene in scenario.scenes.values() if scene.decision is not None)
    return {scene.id: tuple(of(scene, probe) for probe in probes(scene)) for scene in scenes}


def leads(play: Play) -> tuple[Leads, ...]:
    """Return where each way of answering leads from where a play stands."""
    scenario, state = play.scenario, play.states[-1]
    found = []
    for probe in probes(play.scene):
        place = place_of(scenario, play.scene, probe.choice)
        after = advance(scenario, state, moves_of(scenario, play.scene.id)[place].effect).state
        found.append(Leads(probe, place, scenario.scenes[after.scene], after.minutes - state.minutes))
    return tuple(found)


def place_of(scenario: Scenario, scene: Scene, choice: Choice) -> int:
    """Return the place of a choice among the moves of its scene."""
    effect = effect_of(scenario, scene, choice)
    return next(place for place, move in enumerate(moves_of(scenario, scene.id)) if move.effect == effect)


@lru_cache(maxsize=512)
def way_to(scenario: Scenario, scene_id: str) -> tuple[int, ...] | None:
    """Return the shortest way to a scene as places of moves, the expert's first; None where none is found."""
    start = first_state(scenario)
    waiting: deque[tuple[State, tuple[int, ...]]] = deque([(start, ())])
    seen = {canonical(scenario, start, endings=True)}
    while waiting:
        state, taken = waiting.popleft()
        if state.scene == scene_id:
            return taken
        if scenario.scenes[state.scene].decision is None or len(seen) > MOST_SEEN:
            continue
        for place, move in enumerate(moves_of(scenario, state.scene)):
            after = advance(scenario, state, move.effect).state
            known = canonical(scenario, after, endings=True)
            if known not in seen:
                seen.add(known)
                waiting.append((after, (*taken, place)))
    return None


def _ways(field: Field, usual: Picks) -> Iterator[tuple[Answer, Picks]]:
    """Yield what can be answered instead; of a single choice every other answer, accepted ones too."""
    if field.kind == "one":
        for answer in field.answers:
            if (answer.id,) != usual:
                yield answer, (answer.id,)
    else:
        yield from kind_of(field).slips(field)
