"""One way through the case beside the expert's: the room's own, or a participant's whom nobody can name."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.attempts import beside, case_clock, course
from webapp.attempts.beside import BesideRow
from webapp.attempts.course import Moment
from webapp.attempts.service import replayed
from webapp.engine.room.small import LEAST
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.casetime import moment
from webapp.engine.scenario.debrief import debrief
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.score import Result
from webapp.sessions import debrief_evidence, standing
from webapp.sessions.debrief_evidence import Choices
from webapp.sessions.debrief_plan import Pick
from webapp.sessions.queries import AgendaPart

Ways = Mapping[Pick, Choices]


@dataclasses.dataclass(frozen=True, slots=True)
class PathRow:
    """A scene of either way. Shape: when each left it, in the case; empty where it did not pass."""

    beside: BesideRow
    time: str
    best_time: str


@dataclasses.dataclass(frozen=True, slots=True)
class Path:
    """A finished way beside the expert's. Units: `alike` of `scenes` were answered alike."""

    pick: Pick
    rows: tuple[PathRow, ...]
    alike: int
    scenes: int
    course: tuple[Moment, ...]
    ends: str
    best_ends: str


def offered(connection: sa.Connection, part: AgendaPart) -> Ways:
    """Return the ways that may be shown, the one to propose first.

    Shape: of a paced part the room's own, once it is at its end. Of a self-paced one that five or more have
    finished: the way most like the others', the costliest that was repaired, and one that came to a safe end;
    none that is the expert's own, none twice. Of fewer than five everybody would know whose it was.
    """
    if part.phase == "waiting":
        return {}
    if part.is_paced:
        at = standing.of(connection, part)
        return {"room": at.choices} if at.play.ended else {}
    finished = [one for one in debrief_evidence.owns(connection, part) if one.is_finished]
    if sum(one.count for one in finished) < LEAST:
        return {}
    scenario = standing.scenario_of(connection, part)
    return _of_people(scenario, {one.choices: one.count for one in finished})


def drawn(scenario: Scenario, ways: Ways, pick: Pick, lang: str) -> Path | None:
    """Return one of the ways beside the expert's, or the first where that one is not there; None for none."""
    if not ways:
        return None
    found = pick if pick in ways else next(iter(ways))
    play = replayed(scenario, ways[found])
    result = scores.score(scenario, play)
    both = beside.of(play, result, lang)
    best = plays.expert(scenario)
    return Path(
        pick=found,
        rows=_rows(play, result, both.rows, lang),
        alike=both.alike,
        scenes=both.scenes,
        course=course.of(play, result, lang),
        ends=_hour(scenario, play.minutes, lang),
        best_ends=_hour(scenario, best.minutes, lang),
    )


def _rows(play: Play, result: Result, rows: Sequence[BesideRow], lang: str) -> tuple[PathRow, ...]:
    scenes = [one.scene_id for one in debrief(play, result).beside]
    times = [_left(one, lang) for one in (play, plays.expert(play.scenario))]
    return tuple(
        PathRow(row, *(left.get(scene, "") for left in times))
        for row, scene in zip(rows, (*scenes, ""), strict=True)
    )


def _left(play: Play, lang: str) -> dict[str, str]:
    """Return the hour of the case at which a play left each of its scenes."""
    return {step.scene.id: _hour(play.scenario, step.ended, lang) for step in play.steps}


def _hour(scenario: Scenario, minutes: int, lang: str) -> str:
    return case_clock.hour(moment(scenario, minutes), scenario.starts, lang)


def _of_people(scenario: Scenario, counts: Mapping[Choices, int]) -> dict[Pick, Choices]:
    shared: Counter[tuple[int, str]] = Counter()
    for choices, count in counts.items():
        for place in enumerate(choices):
            shared[place] += count
    played = [one for one in (_Played(scenario, choices) for choices in sorted(counts)) if not one.is_expert]
    if not played:
        return {}
    typical = max(
        played, key=lambda one: sum(shared[place] for place in enumerate(one.choices)) / len(one.choices)
    )
    found: dict[Pick, Choices] = {"typical": typical.choices}
    repaired = [one for one in played if one.is_repaired and one is not typical]
    if repaired:
        found["repaired"] = max(repaired, key=lambda one: -one.result.final).choices
    safe = [one for one in played if one.is_safe and one.choices not in found.values()]
    if safe:
        found["other"] = min(safe, key=lambda one: (one.alike, one.choices)).choices
    return found


def is_apart(scenario: Scenario, choices: Choices) -> bool:
    """Say whether a finished way is another than the expert's."""
    return not _Played(scenario, choices).is_expert


class _Played:
    """A finished way, looked at once."""

    def __init__(self, scenario: Scenario, choices: Choices) -> None:
        self.choices = choices
        self.play = replayed(scenario, choices)
        self.result: Result = scores.score(scenario, self.play)
        best = {(step.scene.id, str(step.choice)) for step in plays.expert(scenario).steps}
        own = {(step.scene.id, str(step.choice)) for step in self.play.steps}
        self.alike = len(own & best)
        self.is_expert = own == best

    @property
    def _outcome(self) -> str:
        return self.play.scene.ending.outcome if self.play.scene.ending else ""

    @property
    def is_repaired(self) -> bool:
        """Something went wrong and was put right on the way."""
        through = any(step.scene.recovery for step in self.play.steps)
        return any(one.repaired for one in self.result.criticals) or (through and self._outcome != "unsafe")

    @property
    def is_safe(self) -> bool:
        """It came to a safe end."""
        return self._outcome == "safe"
