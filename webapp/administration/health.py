"""How the site is: what works, and what somebody should look at."""

import dataclasses
import datetime as dt
import importlib.metadata
import platform
import shutil

import sqlalchemy as sa

from webapp.administration import state
from webapp.administration.audit_page import LONGEST_VERIFIED
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.database import SCHEMA
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.scenarios import queries as scenarios
from webapp.search import index
from webapp.settings import Settings

RETENTION_DUE = dt.timedelta(days=2)
BACKUP_DUE = dt.timedelta(days=8)
MOST_WORKERS_ON_A_FILE = 4
"""A file has one writer at a time; more processes only wait for one another."""
_LEAST_FREE = 1_000_000_000
"""Bytes of the disk; below it a backup or an upload may find no room."""
PYTHON_ENDS = {
    (3, 11): dt.date(2027, 10, 31),
    (3, 12): dt.date(2028, 10, 31),
    (3, 13): dt.date(2029, 10, 31),
    (3, 14): dt.date(2030, 10, 31),
}
"""Until when each Python is kept safe by those who make it. Source: PEP 664, 693, 719 and 745."""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One thing about the site. Shape: a page says it in words by its code, from its facts."""

    code: str
    is_ok: bool
    facts: dict[str, object]


def lines(connection: sa.Connection, settings: Settings, *, now: dt.datetime) -> tuple[Line, ...]:
    """Return everything there is to say, in the order of the page; no secret and no path."""
    edition = manual.edition_in_force(connection)
    cases = len(scenarios.catalogue(connection))
    schema = state.schema(connection)
    return (
        Line(
            "database",
            is_ok=True,
            facts={"kind": state.kind(connection), "megabytes": state.size(connection) / 1e6},
        ),
        Line("schema", is_ok=schema == SCHEMA, facts={"found": schema or "", "wanted": SCHEMA}),
        Line("edition", is_ok=edition is not None, facts={"edition": edition}),
        Line("cases", is_ok=cases > 0, facts={"count": cases}),
        Line("index", is_ok=_has_index(settings, edition), facts={}),
        Line("cache", is_ok=settings.page_cache, facts={}),
        _chain(connection),
        _last("retention", state.last_run(connection, "retention"), RETENTION_DUE, now),
        _last("backup", state.last_deed(connection, "backup"), BACKUP_DUE, now),
        _disk(settings),
        _server(settings),
        _versions(now.date()),
    )


def is_python_old(version: tuple[int, int], today: dt.date) -> bool:
    """Say whether nobody mends this version of Python any more."""
    return version < min(PYTHON_ENDS) or today > PYTHON_ENDS.get(version, dt.date.max)


def is_crowded(settings: Settings) -> bool:
    """Say whether more processes than help write to one file."""
    return settings.database_url.startswith("sqlite") and settings.workers > MOST_WORKERS_ON_A_FILE


def _has_index(settings: Settings, edition: EditionInfo | None) -> bool:
    folder = settings.instance / "search"
    return edition is not None and all(
        index.is_whole(folder / index.folder_name(edition.digest, lang)) for lang in ("ar", "en")
    )


def _chain(connection: sa.Connection) -> Line:
    """Verify the audit where that takes a moment only."""
    rows = audit.count(connection, Wanted())
    if rows > LONGEST_VERIFIED:
        return Line("audit", is_ok=True, facts={"rows": rows, "is_verified": False})
    verdict = audit.verify(connection)
    return Line("audit", is_ok=verdict.is_whole, facts={"rows": verdict.rows, "is_verified": True})


def _last(code: str, at: dt.datetime | None, due: dt.timedelta, now: dt.datetime) -> Line:
    return Line(code, is_ok=at is not None and now - at <= due, facts={"at": at, "days": due.days})


def _disk(settings: Settings) -> Line:
    free = shutil.disk_usage(settings.instance).free
    return Line("disk", is_ok=free >= _LEAST_FREE, facts={"gigabytes": free / 1e9})


def _server(settings: Settings) -> Line:
    facts: dict[str, object] = {"workers": settings.workers, "threads": settings.threads}
    return Line("server", is_ok=not is_crowded(settings), facts=facts)


def _versions(today: dt.date) -> Line:
    major, minor, _ = platform.python_version_tuple()
    facts: dict[str, object] = {
        "masar": importlib.metadata.version("masar"),
        "python": platform.python_version(),
    }
    return Line("versions", is_ok=not is_python_old((int(major), int(minor)), today), facts=facts)
