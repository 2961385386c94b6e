"""Walking complete plays and holding the ledger to its word on each: nothing is lost, nothing made up."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.casetime import MINUTE, credit
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import DIMENSIONS, Choice, Scenario
from webapp.engine.scenario.moves import KEY, Effect, effects, fields_of
from webapp.engine.scenario.play import Play, replay, take
from webapp.engine.scenario.result import Result, from_json, to_json
from webapp.engine.scenario.score import score
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import reach_of
from webapp.engine.scenario.worth import worth_of

Score = Callable[[Scenario, Play], Result]


class Verified(NamedTuple):
    """What a walk came to.

    Units: `paths` complete plays there are, `walked` of them walked; `steps` from state to state. Shape:
    `endings` says how many walked plays came to each; `breach` is the first fault found, empty when none is.
    """

    paths: int
    walked: int
    steps: int
    endings: Mapping[str, int]
    breach: str


def verify(scenario: Scenario, most: int, scored: Score = score) -> Verified:
    """Walk every complete play, or `most` of them evenly spread over all, until the first breach.

    Shape: every play is replayed answer by answer and scored as a trainee's would be; what it collected is
    read off its answers and clocks once more, and compared dimension by dimension.
    Errors: Refused when the scenario has too many states.
    """
    paths = Paths(scenario)
    total = paths.count
    numbers = range(total) if total <= most else (place * total // most for place in range(most))
    steps = sum(map(len, reach_of(scenario).steps.values()))
    endings: Counter[str] = Counter()
    breach = _steps(scenario)
    if not breach:
        for play in _plays(scenario, paths, numbers):
            endings[play.scene.id] += 1
            breach = _breach(scenario, play, scored(scenario, play))
            if breach:
                break
    return Verified(total, endings.total(), steps, dict(endings), breach)


class Paths:
    """The complete plays of a scenario, numbered from 0: every way of answering is its own."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.reach = reach_of(scenario)
        self.after: dict[State, int] = {}
        for state in reversed(self.reach.steps):
            steps = self.reach.steps[state]
            self.after[state] = sum(step.move.ways * self.after[step.after] for step in steps) or 1
        self.count = self.after[self.reach.start]
        self.known: dict[str, dict[Effect, list[Choice]]] = {}

    def path(self, number: int) -> list[Choice]:
        """Return the choices of a play by its number."""
        state, choices = self.reach.start, []
        while steps := self.reach.steps[state]:
            for step in steps:
                size = step.move.ways * self.after[step.after]
                if number < size:
                    break
                number -= size
            way, number = divmod(number, self.after[step.after])
            choices.append(self._ways(state.scene)[step.move.effect][way])
            state = step.after
        return choices

    def _ways(self, scene_id: str) -> dict[Effect, list[Choice]]:
        """Return every way of answering a scene, by what it does."""
        if scene_id not in self.known:
            scene = self.scenario.scenes[scene_id]
            names = [field.id for field in fields_of(scene)]
            found: dict[Effect, list[Choice]] = {}
            for picks, effect in effects(self.scenario, scene):
                found.setdefault(effect, []).append(dict(zip(names, picks, strict=True)))
            self.known[scene_id] = found
        return self.known[scene_id]


def _plays(scenario: Scenario, paths: Paths, numbers: "range | Iterator[int]") -> Iterator[Play]:
    """Return the plays, each going on from where it parts from the one before."""
    made = [replay(scenario, ())]
    before: list[Choice] = []
    for number in numbers:
        choices = paths.path(number)
        shared = sum(
            1 for _ in itertools.takewhile(lambda two: two[0] == two[1], zip(before, choices, strict=False))
        )
        del made[shared + 1 :]
        for choice in choices[shared:]:
            made.append(take(made[-1], choice))
        before = choices
        yield made[-1]


def _steps(scenario: Scenario) -> str:
    """Say where a step gains more than could still be attained: no loss is ever negative."""
    reach = reach_of(scenario)
    for state, steps in reach.steps.items():
        for step in steps:
            if step.total + reach.values[step.after].total > reach.values[state].total:
                return f"in {state.scene} an answer is worth more than the best one: {step.move.picks}"
    best = Fraction(reach.values[reach.start].total) / reach.scale
    return "" if best == rules.FULL else f"the best play comes to {best} of {rules.FULL}"


def _breach(scenario: Scenario, play: Play, result: Result) -> str:
    lost = sum((row.loss for row in result.rows), Fraction(0))
    taken = sum((one.points for one in result.caps), Fraction(0))
    faults = {
        "losses and caps do not add up to 100 − final": lost + taken != rules.FULL - result.final,
        "the final score lies outside 0 to 100": not 0 <= result.final <= rules.FULL,
        "a loss is negative": any(row.loss < 0 for row in result.rows),
        "a row's dimensions do not add up to its loss": any(
            sum(row.by_dimension.values()) != row.loss for row in result.rows
        ),
        "a result does not survive being stored": from_json(to_json(result)) != result,
    }
    for code, got in _collected(scenario, play).items():
        gone = sum((row.by_dimension.get(code, Fraction(0)) for row in result.rows), Fraction(0))
        full = rules.FULL * worth_of(scenario).weights[DIMENSIONS.index(code)]
        faults[f"{code} does not add up: {float(full - gone):.4f} left, {float(got):.4f} collected"] = (
            full - gone != got
        )
    told = [says for says, is_broken in faults.items() if is_broken]
    return f"{told[0]}: {_named(play)}" if told else ""


def _collected(scenario: Scenario, play: Play) -> dict[str, Fraction]:
    """Return the points of a play by dimension, read off its answers and clocks alone."""
    given = dict.fromkeys(DIMENSIONS, Fraction(0))
    for step in play.steps:
        key = KEY if step.scene.decision and step.scene.decision.key else 1
        for field in fields_of(step.scene):
            for code, one in kind_of(field).credit(field, step.choice[field.id]).items():
                given[code] += key * one
    for clock, reading in zip(scenario.clocks, play.clocks, strict=True):
        if reading.started_at is not None and reading.stopped_at is not None:
            times = [(at - scenario.starts) // MINUTE for at in (reading.started_at, reading.stopped_at)]
            given["TIM"] += credit(scenario, clock, *times)
    rates = worth_of(scenario).rates
    return {code: given[code] * rate for code, rate in zip(DIMENSIONS, rates, strict=True)}


def _named(play: Play) -> str:
    """Return the answers of a play, as its author knows them."""
    return " > ".join(
        f"{step.scene.id}({' '.join(','.join(picks) for picks in step.choice.values())})"
        for step in play.steps
    )
