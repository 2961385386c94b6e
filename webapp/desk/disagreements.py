"""Decisions on which those who played a case disagree; counted, and never by person."""

import dataclasses
import json
from collections import Counter, defaultdict

import sqlalchemy as sa

from webapp.attempts.models import Attempt
from webapp.engine.scenario.model import Scenario
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.scenarios.models import ScenarioVersion

FEWEST = 10
"""People; fewer say nothing, and might be known by what they answered."""
MOST_READ = 1000
"""Attempts, the latest."""
_HALF = 0.5
_LONGEST = 160


@dataclasses.dataclass(frozen=True, slots=True)
class Split:
    """A question of which no answer was given by more than half. Units: `most` people gave the commonest."""

    subject: str
    scenario_id: str
    case: str
    decision: str
    people: int
    most: int


def found(connection: sa.Connection, *, lang: str) -> tuple[Split, ...]:
    """Return the questions with one answer each that at least FEWEST people answered and disagree on.

    Shape: of the current versions, each person's latest finished attempt that began at the beginning.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        return ()
    counts: dict[str, dict[tuple[str, str], Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for digest, result in _results(connection):
        for row in json.loads(result)["rows"]:
            for field, picks in row["chosen"].items():
                if len(picks) == 1:
                    counts[digest][row["scene_id"], field][picks[0]] += 1
    splits = []
    for digest, by_field in counts.items():
        scenario = scenarios.scenario(connection, digest, edition=edition.number)
        for (scene, field), answers in by_field.items():
            people, most = answers.total(), max(answers.values())
            if people >= FEWEST and most <= _HALF * people and _is_one(scenario, scene, field):
                decision = scenario.scenes[scene].title.of(lang)
                subject = f"{digest[:12]} {scene} {field}"[:_LONGEST]
                case = scenario.title.of(lang)
                splits.append(Split(subject, scenario.id, case, decision, people, most))
    return tuple(splits)


def _results(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return version and result of each person's latest attempt at a current case."""
    rows = connection.execute(
        sa.select(Attempt.digest, Attempt.owner, Attempt.result)
        .join(ScenarioVersion, ScenarioVersion.digest == Attempt.digest)
        .where(ScenarioVersion.is_current, Attempt.result.is_not(None), Attempt.replayed_from.is_(None))
        .order_by(Attempt.id.desc())
        .limit(MOST_READ)
    )
    latest: dict[tuple[str, str], str] = {}
    for row in rows:
        latest.setdefault((row.digest, row.owner), row.result or "")
    return [(digest, result) for (digest, _owner), result in latest.items()]


def _is_one(scenario: Scenario, scene_id: str, field_id: str) -> bool:
    decision = scenario.scenes[scene_id].decision if scene_id in scenario.scenes else None
    return any(one.id == field_id and one.kind == "one" for one in (decision.fields if decision else ()))
