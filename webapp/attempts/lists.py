"""A case before it is begun, and the list of somebody's own attempts, in one language."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.attempts import queries
from webapp.attempts.prose import Paragraph, paragraphs
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Scenario
from webapp.scenarios import queries as scenarios


@dataclasses.dataclass(frozen=True, slots=True)
class CasePage:
    """A case before it is begun."""

    id: str
    title: str
    role: str
    gender: str
    minutes: int
    decisions: int
    risk: str
    setting: tuple[Paragraph, ...]
    note: tuple[Paragraph, ...]
    objectives: tuple[str, ...]
    is_open: bool


@dataclasses.dataclass(frozen=True, slots=True)
class OwnAttempt:
    """A line of somebody's own list; `points` and `band` only when it is finished."""

    key: str
    title: str
    started: dt.datetime
    is_finished: bool
    next_number: int
    points: int | None
    band: str


def case(scenario: Scenario, lang: str) -> CasePage:
    """Return what is said of a case before it is begun."""
    return CasePage(
        id=scenario.id,
        title=scenario.title.of(lang),
        role=scenario.role.title.of(lang),
        gender=scenario.role.gender,
        minutes=scenario.minutes,
        decisions=len(plays.expert(scenario).steps),
        risk=scenario.risk,
        setting=paragraphs(scenario.setting.of(lang)),
        note=paragraphs(scenario.note.of(lang)),
        objectives=tuple(one.of(lang) for one in scenario.objectives),
        is_open=scenario.access == "open",
    )


def own(connection: sa.Connection, *, owner: str | None, lang: str) -> tuple[OwnAttempt, ...]:
    """Return somebody's attempts, newest first, with their titles and results."""
    return tuple(_own(connection, entry, lang) for entry in queries.own(connection, owner=owner))


def _own(connection: sa.Connection, entry: queries.OwnEntry, lang: str) -> OwnAttempt:
    scenario = scenarios.scenario(connection, entry.digest, edition=entry.edition)
    result = scores.from_json(entry.result) if entry.result else None
    return OwnAttempt(
        key=entry.key,
        title=scenario.title.of(lang),
        started=entry.started,
        is_finished=result is not None,
        next_number=entry.steps + 1,
        points=round(result.final) if result else None,
        band=result.band if result else "",
    )
