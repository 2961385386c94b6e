"""Reading scenarios: the list of cases from its rows, a scenario to play from the process's own memory."""

import dataclasses
import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from webapp.engine.scenario.build import build
from webapp.engine.scenario.model import Scenario, Words
from webapp.engine.scenario.schema import read
from webapp.errors import NotFound, Refused
from webapp.manual import queries as manual
from webapp.scenarios.models import ScenarioCite, ScenarioFlag, ScenarioVersion

MOST_KEPT = 256
_kept: dict[tuple[str, int], Scenario] = {}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """A line of the list of cases. Units: `minutes` of the reader's time; `decisions` without repairs."""

    id: str
    digest: str
    access: str
    title: Words
    summary: Words
    note: Words
    role: Words
    role_id: str
    minutes: int
    difficulty: int
    decisions: int
    harm: tuple[str, ...]
    risk: str
    sectors: tuple[str, ...]
    sibling_of: str = ""


def catalogue(connection: sa.Connection) -> tuple[CaseEntry, ...]:
    """Return the current cases, easiest first."""
    return _catalogue(connection, sa.true())


def offered(connection: sa.Connection) -> tuple[CaseEntry, ...]:
    """Return the current cases that can be begun, easiest first: those not withdrawn."""
    withdrawn = sa.select(ScenarioFlag.scenario_id).where(ScenarioFlag.state == "withdrawn")
    return _catalogue(connection, ScenarioVersion.scenario_id.not_in(withdrawn))


def _catalogue(connection: sa.Connection, which: sa.ColumnElement[bool]) -> tuple[CaseEntry, ...]:
    rows = connection.execute(
        sa.select(ScenarioVersion.digest, ScenarioVersion.entry).where(ScenarioVersion.is_current, which)
    )
    entries = (_entry(row.digest, row.entry) for row in rows)
    return tuple(sorted(entries, key=lambda entry: (entry.difficulty, entry.id)))


def case(connection: sa.Connection, scenario_id: str) -> CaseEntry | None:
    """Return the line of one current case."""
    row = connection.execute(
        sa.select(ScenarioVersion.digest, ScenarioVersion.entry).where(
            ScenarioVersion.scenario_id == scenario_id, ScenarioVersion.is_current
        )
    ).first()
    return None if row is None else _entry(row.digest, row.entry)


def current_digest(connection: sa.Connection, scenario_id: str) -> str | None:
    """Return the digest of a scenario's current text."""
    return connection.execute(
        sa.select(ScenarioVersion.digest).where(
            ScenarioVersion.scenario_id == scenario_id, ScenarioVersion.is_current
        )
    ).scalar()


def known(digest: str, *, edition: int) -> Scenario | None:
    """Return a scenario that this process has built already."""
    return _kept.get((digest, edition))


def scenario(connection: sa.Connection, digest: str, *, edition: int) -> Scenario:
    """Return a scenario with the limits of an edition; built once in a process, since neither can change.

    Errors: NotFound for an unknown digest; Refused when the text can no longer be read.
    """
    kept = known(digest, edition=edition)
    if kept is not None:
        return kept
    row = connection.execute(
        sa.select(ScenarioVersion.text, ScenarioVersion.path).where(ScenarioVersion.digest == digest)
    ).first()
    if row is None:
        raise NotFound("scenario.not-found", digest=digest)
    draft, problems = read(row.text, row.path)
    if draft is None:
        raise Refused("scenario.unreadable", digest=digest, problems=problems)
    limits = manual.limits(connection, edition=edition)
    made = build(draft, limits, manual.holidays(connection, edition=edition))
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    return _kept.setdefault((digest, edition), made)


def citing(connection: sa.Connection, uids: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the current cases that cite any of these blocks of the manual."""
    if not uids:
        return ()
    rows = connection.execute(
        sa.select(ScenarioVersion.scenario_id)
        .distinct()
        .join(ScenarioCite, ScenarioCite.digest == ScenarioVersion.digest)
        .where(ScenarioVersion.is_current, ScenarioCite.uid.in_(uids))
        .order_by(ScenarioVersion.scenario_id)
    )
    return tuple(rows.scalars())


def cited(connection: sa.Connection) -> frozenset[str]:
    """Return every block of the manual that some current case cites."""
    rows = connection.execute(
        sa.select(ScenarioCite.uid)
        .join(ScenarioVersion, ScenarioVersion.digest == ScenarioCite.digest)
        .where(ScenarioVersion.is_current)
    )
    return frozenset(rows.scalars())


def cites(connection: sa.Connection) -> dict[str, frozenset[str]]:
    """Return the blocks of the manual that each current case cites, by the case's digest."""
    rows = connection.execute(
        sa.select(ScenarioCite.digest, ScenarioCite.uid)
        .join(ScenarioVersion, ScenarioVersion.digest == ScenarioCite.digest)
        .where(ScenarioVersion.is_current)
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.digest, set()).add(row.uid)
    return {digest: frozenset(uids) for digest, uids in found.items()}


def entry_text(entry: CaseEntry) -> str:
    """Return a line of the list as it is kept."""
    data = dataclasses.asdict(entry)
    del data["digest"]
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _entry(digest: str, text: str) -> CaseEntry:
    data: dict[str, Any] = json.loads(text)
    words = {name: Words(**data[name]) for name in ("title", "summary", "note", "role")}
    lists = {name: tuple(data[name]) for name in ("harm", "sectors")}
    return CaseEntry(**{**data, **words, **lists, "digest": digest})
