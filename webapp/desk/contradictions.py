"""What another limit does to a case: whether the expert's way keeps to it, which answers score otherwise."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn

import sqlalchemy as sa

from webapp.engine.clocks import Limit
from webapp.engine.scenario.model import Answer, Clock, Scenario, Words
from webapp.engine.scenario.play import Play, expert, finish
from webapp.engine.scenario.probes import costs, probes
from webapp.engine.scenario.score import score
from webapp.scenarios import analyses

SCORES, WAYS = "scores", "ways"
MET = "met"

Pair = tuple[str, str]
"""A clock of the manual and a level of risk."""


class Place(NamedTuple):
    """An answer of a case, by the ids of its scene, its question and itself."""

    scene: str
    field: str
    answer: str


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """What a case scores with some limits.

    Units: `expert` points of 100, None where nothing was scored; `lost` the most points that an answer costs.
    Shape: `clocks` say how each stands at the end of the expert's way; `beside` how, where one answer of that
    way is another.
    """

    expert: Fraction | None
    lost: Mapping[Place, Fraction]
    clocks: Mapping[str, str]
    beside: Mapping[Place, Mapping[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Rescored:
    """An answer that scores otherwise. Units: points of 100 that it costs."""

    scene: Words
    answer: Words
    before: Fraction
    after: Fraction


@dataclasses.dataclass(frozen=True, slots=True)
class Turned:
    """A clock that is met where it was not, or missed where it was met.

    Shape: `answer` is None for the expert's own way.
    """

    clock: Words
    scene: Words | None = None
    answer: Words | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What other limits do to a case. Units: `expert` points of 100, before and after.

    Shape: `expert` is None and `scored` empty where nothing was scored; `gone` are clocks that the manual
    would have no limit for; `missed` those that the expert's way meets no longer; `met` wrong answers that
    keep to a limit now.
    """

    expert: tuple[Fraction, Fraction] | None
    gone: tuple[str, ...] = ()
    missed: tuple[Turned, ...] = ()
    met: tuple[Turned, ...] = ()
    scored: tuple[Rescored, ...] = ()

    @property
    def contradicts(self) -> bool:
        """Say whether the case teaches what the new limits no longer bear out."""
        worse = self.expert is not None and self.expert[1] < self.expert[0]
        return bool(self.gone or self.missed or self.met or worse)

    @property
    def is_touched(self) -> bool:
        """Say whether anything about the case would be otherwise."""
        return self.contradicts or bool(self.scored)


def changed(old: Iterable[Limit], new: Iterable[Limit]) -> frozenset[Pair]:
    """Return the clocks and risks whose limit is another one, is new or is gone."""
    before, after = ({(one.clock, one.risk): (one.amount, one.unit) for one in some} for some in (old, new))
    return frozenset(pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair))


def is_concerned(scenario: Scenario, pairs: Collection[Pair], *, other_days: bool) -> bool:
    """Say whether a case has a clock that runs otherwise; `other_days` says that the holidays are others."""
    return any(
        (one.clock, one.risk) in pairs or (other_days and one.limit.unit == "working_day")
        for one in scenario.clocks
    )


def relimited(scenario: Scenario, limits: Iterable[Limit], holidays: Collection[dt.date]) -> Scenario:
    """Return a case as it would be with other limits; a clock that has none any more keeps its own."""
    known = {(one.clock, one.risk): one for one in limits}
    clocks = tuple(
        dataclasses.replace(one, limit=known.get((one.clock, one.risk), one.limit)) for one in scenario.clocks
    )
    return dataclasses.replace(scenario, clocks=clocks, holidays=frozenset(holidays))


def quickly(connection: sa.Connection, old: Scenario, new: Scenario, limits: Iterable[Limit]) -> Verdict:
    """Return what the limits of `new` contradict, without what each answer scores: that takes seconds."""
    return _verdict(old, _ways(connection, old), _ways(connection, new), limits)


def fully(connection: sa.Connection, old: Scenario, new: Scenario, limits: Iterable[Limit]) -> Verdict:
    """Return what the limits of `new` do to a case, answer by answer; worked out once for all processes.

    Errors: Refused when the case has too many states.
    """
    return _verdict(old, key(connection, old), key(connection, new), limits)


def is_known(connection: sa.Connection, *some: Scenario) -> bool:
    """Say whether `fully` has worked all of these out before."""

    def give_up() -> NoReturn:
        raise _UnknownError

    try:
        for one in some:
            analyses.remembered(connection, SCORES, one, give_up)
    except _UnknownError:
        return False
    return True


def key(connection: sa.Connection, scenario: Scenario) -> Key:
    """Return what a case scores, from the database where that is known.

    Errors: as for `fully`.
    """
    known = analyses.remembered(connection, SCORES, scenario, lambda: _scores(scenario))
    lost = {Place(*place): Fraction(lost) for place, lost in known["lost"]}
    return dataclasses.replace(_ways(connection, scenario), expert=Fraction(known["expert"]), lost=lost)


class _UnknownError(Exception):
    """What is asked for has not been worked out."""


def _scores(scenario: Scenario) -> dict[str, Any]:
    lost = [
        ([scene, one.probe.field.id, one.probe.answer.id], str(one.most))
        for scene, found in costs(scenario).items()
        for one in found
        if one.probe.answer is not None
    ]
    return {"expert": str(score(scenario, expert(scenario)).final), "lost": lost}


def _ways(connection: sa.Connection, scenario: Scenario) -> Key:
    """Return how clocks stand on the expert's way and beside it, and no scores."""

    def work_out() -> dict[str, Any]:
        clocks, beside = _walked(scenario)
        return {"clocks": dict(clocks), "beside": [(list(place), dict(one)) for place, one in beside.items()]}

    known = analyses.remembered(connection, WAYS, scenario, work_out)
    return Key(None, {}, known["clocks"], {Place(*place): states for place, states in known["beside"]})


def _walked(scenario: Scenario) -> tuple[Mapping[str, str], Mapping[Place, Mapping[str, str]]]:
    """Return how clocks stand after the expert's way, and after each way that differs in one answer."""
    way = expert(scenario)
    choices = [step.choice for step in way.steps]
    beside = {}
    for step in way.steps:
        for probe in probes(step.scene):
            if probe.answer is not None and not (probe.answer.expert or probe.answer.accepted):
                other = finish(scenario, [*choices[: step.position], probe.choice])
                beside[Place(step.scene.id, probe.field.id, probe.answer.id)] = _clocks(other)
    return _clocks(way), beside


def _clocks(play: Play) -> dict[str, str]:
    return {one.id: one.state for one in play.clocks}


def _verdict(scenario: Scenario, before: Key, after: Key, limits: Iterable[Limit]) -> Verdict:
    there = {(one.clock, one.risk) for one in limits}
    gone = tuple(dict.fromkeys(one.clock for one in scenario.clocks if (one.clock, one.risk) not in there))
    missed = tuple(
        Turned(one.title)
        for one in scenario.clocks
        if before.clocks.get(one.id) == MET and after.clocks.get(one.id) != MET
    )
    met = tuple(
        Turned(clock.title, *_words(scenario, place))
        for place, states in after.beside.items()
        for clock in scenario.clocks
        if _is_met_now(clock, before.beside.get(place, {}), states)
    )
    experts = None
    if before.expert is not None and after.expert is not None:
        experts = (before.expert, after.expert)
    return Verdict(experts, gone, missed, met, tuple(_rescored(scenario, before, after)))


def _is_met_now(clock: Clock, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    return after.get(clock.id) == MET and before.get(clock.id) in {"late", "missed"}


def _rescored(scenario: Scenario, before: Key, after: Key) -> Iterator[Rescored]:
    for place, lost in after.lost.items():
        was = before.lost.get(place, lost)
        if was != lost:
            yield Rescored(*_words(scenario, place), was, lost)


def _words(scenario: Scenario, place: Place) -> tuple[Words, Words]:
    scene = scenario.scenes[place.scene]
    fields = scene.decision.fields if scene.decision else ()
    answers: Mapping[str, Answer] = {
        one.id: one for field in fields if field.id == place.field for one in field.answers
    }
    return scene.title, answers[place.answer].text
