"""Registering scenarios: a text is checked against the manual in force and kept under its digest."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.engine.problems import Problem, has_errors
from webapp.engine.scenario.check import check_text
from webapp.engine.scenario.model import Draft
from webapp.engine.scenario.report import cites
from webapp.errors import BadInput, Refused
from webapp.manual import queries as manual
from webapp.scenarios import analyses, flags, queries
from webapp.scenarios.models import ScenarioCite, ScenarioVersion
from webapp.scenarios.queries import CaseEntry
from webapp.web import site


@dataclasses.dataclass(frozen=True, slots=True)
class Registered:
    """What registering came to: the pin, whether anything changed, and the warnings that remain."""

    scenario_id: str
    digest: str
    changed: bool
    warnings: tuple[Problem, ...]


def register(connection: sa.Connection, *, text: str, path: str, now: dt.datetime) -> Registered:
    """Make a text the current one of its scenario; the same text again changes nothing.

    Errors: BadInput with all findings in `problems`; Refused while no edition of the manual is in force.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    draft, problems = findings(connection, text=text, path=path, edition=edition.number)
    return keep(connection, draft, problems, text=text, now=now)


def findings(
    connection: sa.Connection, *, text: str, path: str, edition: int, parent: tuple[str, str] | None = None
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft of a text and everything the check finds, held against an edition of the manual.

    What plays show, which takes seconds, is worked out once and kept; the rest is looked at anew each time.
    Shape: `parent` is the text and the path of the case that a variant is one of.
    """
    return check_text(
        text,
        path,
        limits=manual.limits(connection, edition=edition),
        holidays=manual.holidays(connection, edition=edition),
        known_uids=manual.known_uids(connection, edition=edition),
        parent=parent,
        look=analyses.looking(connection),
    )


def keep(
    connection: sa.Connection,
    draft: Draft | None,
    problems: tuple[Problem, ...],
    *,
    text: str,
    now: dt.datetime,
) -> Registered:
    """Make a text that has been checked the current one of its scenario.

    Errors: BadInput with all findings in `problems`.
    """
    if draft is None or has_errors(problems):
        raise BadInput("scenario.findings", problems=problems)
    changed = _keep(connection, draft, text, now)
    if changed:
        flags.edited(connection, draft.id, now=now)
        site.raise_version(connection)
    return Registered(draft.id, draft.digest, changed, problems)


def _keep(connection: sa.Connection, draft: Draft, text: str, now: dt.datetime) -> bool:
    """Keep the text and make it current; say whether anything changed."""
    if queries.current_digest(connection, draft.id) == draft.digest:
        return False
    connection.execute(
        sa.update(ScenarioVersion)
        .where(ScenarioVersion.scenario_id == draft.id, ScenarioVersion.is_current)
        .values(is_current=False)
    )
    known = connection.execute(
        sa.update(ScenarioVersion).where(ScenarioVersion.digest == draft.digest).values(is_current=True)
    )
    if not known.rowcount:
        _insert(connection, draft, text, now)
    return True


def _insert(connection: sa.Connection, draft: Draft, text: str, now: dt.datetime) -> None:
    connection.execute(
        sa.insert(ScenarioVersion).values(
            digest=draft.digest,
            scenario_id=draft.id,
            text=text,
            path=draft.path,
            entry=queries.entry_text(_entry(draft)),
            registered=now,
            is_current=True,
        )
    )
    rows = [{"digest": draft.digest, "uid": uid} for uid in sorted(cites(draft.fields))]
    if rows:
        connection.execute(sa.insert(ScenarioCite), rows)


def _entry(draft: Draft) -> CaseEntry:
    return CaseEntry(
        id=draft.id,
        digest=draft.digest,
        access=draft.access,
        title=draft.title,
        summary=draft.summary,
        note=draft.note,
        role=draft.role.title,
        role_id=draft.role.id,
        minutes=draft.minutes,
        difficulty=draft.difficulty,
        decisions=draft.decisions,
        harm=draft.harm,
        risk=draft.risk,
        sectors=draft.sectors,
        sibling_of=draft.sibling_of,
    )
