"""Who approves which chapter: named reviewers; a chapter without any is approved by any reviewer."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.accounts import queries as accounts
from webapp.audit import service as audit
from webapp.desk.models import Approver as Row
from webapp.engine.manual import source
from webapp.engine.manual.source import LEADING
from webapp.errors import BadInput, NotFound

KINDS = ("text", "ar", "en")
LISTS = 0
"""The chapter of the data files, which belong to none."""


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """Somebody who approves a chapter."""

    id: int
    chapter: int
    kind: str
    pseudonym: str


def chapter_of(piece: str) -> int:
    """Return the number of the chapter a piece belongs to."""
    place = source.place(f"{piece}.{LEADING}.md")
    return place.chapter if place else LISTS


def everyone(connection: sa.Connection) -> tuple[Named, ...]:
    """Return everyone who is named, by chapter."""
    wanted = sa.select(Row.id, Row.chapter, Row.kind, Row.pseudonym)
    rows = connection.execute(wanted.order_by(Row.chapter, Row.kind, Row.id))
    return tuple(Named(*row) for row in rows)


def named(connection: sa.Connection, chapter: int) -> Mapping[str, frozenset[str]]:
    """Return who approves a chapter, by kind; who cannot review any more does not count."""
    reviewers = accounts.holders(connection, "reviewer")
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for one in everyone(connection):
        if one.chapter == chapter and one.pseudonym in reviewers:
            found[one.kind].add(one.pseudonym)
    return {kind: frozenset(people) for kind, people in found.items()}


def name(
    connection: sa.Connection, *, chapter: int, kind: str, pseudonym: str, by: str, now: dt.datetime
) -> None:
    """Name a reviewer as one who approves a chapter; naming them again changes nothing.

    Errors: BadInput approver.unknown for what is no kind or no reviewer.
    """
    if kind not in KINDS or pseudonym not in accounts.holders(connection, "reviewer"):
        raise BadInput("approver.unknown")
    if any(
        (one.chapter, one.kind, one.pseudonym) == (chapter, kind, pseudonym) for one in everyone(connection)
    ):
        return
    connection.execute(sa.insert(Row).values(chapter=chapter, kind=kind, pseudonym=pseudonym))
    audit.record(
        connection, action="approver.named", actor=by, subject=pseudonym, now=now, chapter=chapter, kind=kind
    )


def remove(connection: sa.Connection, number: int, *, by: str, now: dt.datetime) -> None:
    """Take a named approver away.

    Errors: NotFound.
    """
    found = next((one for one in everyone(connection) if one.id == number), None)
    if found is None:
        raise NotFound("approver.not-found", approver=number)
    connection.execute(sa.delete(Row).where(Row.id == number))
    audit.record(
        connection, action="approver.removed", actor=by, subject=found.pseudonym, now=now,
        chapter=found.chapter, kind=found.kind,
    )  # fmt: skip
