"""Reading the chain back: whole, to be verified; a page of it, to be looked through."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.audit.chain import Link, head_seal, row_hash
from webapp.audit.models import AuditHead, AuditRow
from webapp.database import audit_key

A_PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found. Shape: `broken_at` is the first row that does not fit."""

    rows: int
    broken_at: int | None
    is_whole: bool
    head: str


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One deed to be shown."""

    number: int
    at: dt.datetime
    actor: str
    action: str
    subject: str
    facts: dict[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Which deeds are asked for; what is empty or None asks for all."""

    action: str = ""
    person: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


_COLUMNS = (
    AuditRow.number,
    AuditRow.at,
    AuditRow.actor,
    AuditRow.action,
    AuditRow.subject,
    AuditRow.facts,
)


_WITH_THE_END = (
    sa.select(*_COLUMNS, AuditRow.hash, AuditHead.number, AuditHead.hash, AuditHead.seal)
    .join(AuditHead, AuditHead.id == 1, isouter=True)
    .order_by(AuditRow.number)
    .execution_options(yield_per=1000)
)
_END_WITHOUT_ROWS = sa.select(AuditHead.id).where(~sa.exists().select_from(AuditRow))


def verify(connection: sa.Connection) -> Verdict:
    """Walk the whole chain and say whether a row was changed, removed or put in, at its end too.

    Shape: rows and end are read by one statement, so that deeds recorded meanwhile break nothing.
    """
    key = audit_key(connection)
    before, count, broken, end = "", 0, None, None
    for row in connection.execute(_WITH_THE_END):
        link, kept, end = Link(*row[:6]), row[6], row[7:]
        count += 1
        if broken is None and (link.number != count or row_hash(link, before=before, key=key) != kept):
            broken = link.number
        before = kept
    if count:
        is_end = end == (count, before, head_seal(count, before, key=key))
    else:
        is_end = connection.execute(_END_WITHOUT_ROWS).first() is None
    return Verdict(count, broken, is_whole=broken is None and is_end, head=before)


def entries(
    connection: sa.Connection, wanted: Wanted, *, page: int = 1, size: int = A_PAGE
) -> tuple[Entry, ...]:
    """Return one page of deeds, newest first. Units: `page` counts from 1."""
    statement = sa.select(*_COLUMNS).where(*_conditions(wanted)).order_by(AuditRow.number.desc())
    rows = connection.execute(statement.limit(size).offset((page - 1) * size))
    return tuple(_entry(row) for row in rows)


def every(connection: sa.Connection, wanted: Wanted) -> Iterator[Entry]:
    """Return all deeds asked for, oldest first, a few at a time."""
    statement = sa.select(*_COLUMNS).where(*_conditions(wanted)).order_by(AuditRow.number)
    for row in connection.execute(statement.execution_options(yield_per=1000)):
        yield _entry(row)


def count(connection: sa.Connection, wanted: Wanted) -> int:
    """Return how many deeds there are of those asked for."""
    statement = sa.select(sa.func.count()).select_from(AuditRow).where(*_conditions(wanted))
    return connection.execute(statement).scalar_one()


def has_seal(connection: sa.Connection, seal: str) -> bool:
    """Say whether a row with this seal is there."""
    return connection.execute(sa.select(AuditRow.id).where(AuditRow.hash == seal)).first() is not None


def about(connection: sa.Connection, subject: str) -> tuple[Entry, ...]:
    """Return the deeds done to one thing, the earliest first."""
    rows = connection.execute(
        sa.select(*_COLUMNS).where(AuditRow.subject == subject).order_by(AuditRow.number)
    )
    return tuple(_entry(row) for row in rows)


def _entry(row: sa.Row[int, dt.datetime, str, str, str, str]) -> Entry:
    return Entry(row.number, row.at, row.actor, row.action, row.subject, json.loads(row.facts))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = []
    if wanted.action:
        found.append(AuditRow.action == wanted.action)
    if wanted.person:
        found.append((AuditRow.actor == wanted.person) | (AuditRow.subject == wanted.person))
    if wanted.since:
        found.append(AuditRow.at >= wanted.since)
    if wanted.until:
        found.append(AuditRow.at < wanted.until)
    return found
