"""Amendments as the desk lists and opens them."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.desk.models import Amendment as Row
from webapp.desk.models import AmendmentApproval, AmendmentRevision
from webapp.engine.manual import source
from webapp.errors import NotFound
from webapp.manual import queries as manual

WRITING, SUBMITTED, RETURNED, APPROVED = "writing", "submitted", "returned", "approved"
PUBLISHED, DROPPED = "published", "dropped"
IN_WORK = (WRITING, SUBMITTED, RETURNED, APPROVED)
_ID = re.compile(r"^id: *([a-z0-9/-]{1,120}) *$", re.MULTILINE)


@dataclasses.dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment. Shape: `files` is its text by path, empty in a list; people are pseudonyms."""

    id: int
    piece: str
    section_id: str
    base: int
    revision: int
    state: str
    author: str
    writers: str
    weights: Mapping[str, str]
    note_ar: str
    note_en: str
    urgent: str
    looked_by: str | None
    looked: dt.datetime | None
    due: dt.date | None
    made: dt.datetime
    changed: dt.datetime
    published_as: int | None
    files: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def everybody(self) -> tuple[str, ...]:
        """Everyone who saved it, the author first."""
        return tuple(self.writers.split())

    @property
    def is_section(self) -> bool:
        """Say whether it is about a section; if not, it is about a data file."""
        return not self.piece.endswith(".yaml")

    @property
    def is_open(self) -> bool:
        """Say whether it is worked on, or waits to be published."""
        return self.state in IN_WORK


@dataclasses.dataclass(frozen=True, slots=True)
class Approval:
    """A reviewer's word for the revision there is now. Shape: `kind` is text, ar or en."""

    kind: str
    by: str
    at: dt.datetime


_NAMES = [field.name for field in dataclasses.fields(Amendment)]
_LISTED = sa.select(*(getattr(Row, name) for name in _NAMES if name != "files"))
_WHOLE = sa.select(*(getattr(Row, name) for name in _NAMES))


def amendment(connection: sa.Connection, number: int) -> Amendment:
    """Return an amendment with its text.

    Errors: NotFound.
    """
    row = connection.execute(_WHOLE.where(Row.id == number)).first()
    if row is None:
        raise NotFound("amendment.not-found", amendment=number)
    return Amendment(*row)


def in_work(connection: sa.Connection) -> tuple[Amendment, ...]:
    """Return the amendments that are worked on, without their texts, in the order of the manual."""
    wanted = _LISTED.where(Row.open_piece.is_not(None)).order_by(Row.piece)
    return tuple(Amendment(*row) for row in connection.execute(wanted))


def done(connection: sa.Connection, *, most: int = 20) -> tuple[Amendment, ...]:
    """Return the amendments that were published, the latest first, without their texts."""
    wanted = _LISTED.where(Row.state == PUBLISHED).order_by(Row.changed.desc(), Row.id.desc()).limit(most)
    return tuple(Amendment(*row) for row in connection.execute(wanted))


def listed(connection: sa.Connection, this: sa.ColumnElement[bool]) -> tuple[Amendment, ...]:
    """Return the amendments of which this holds, without their texts, the latest first."""
    wanted = _LISTED.where(this).order_by(Row.changed.desc(), Row.id.desc())
    return tuple(Amendment(*row) for row in connection.execute(wanted))


def owing(connection: sa.Connection) -> tuple[Amendment, ...]:
    """Return the published amendments that still owe their second look, without their texts."""
    return listed(connection, (Row.state == PUBLISHED) & (Row.urgent != "") & Row.looked.is_(None))


def open_on(connection: sa.Connection, piece: str) -> Amendment | None:
    """Return the amendment that is worked on for a piece, with its text, or None."""
    row = connection.execute(_WHOLE.where(Row.open_piece == piece)).first()
    return Amendment(*row) if row else None


def with_texts(connection: sa.Connection, numbers: tuple[int, ...]) -> tuple[Amendment, ...]:
    """Return these amendments with their texts, in the order of the manual."""
    wanted = _WHOLE.where(Row.id.in_(numbers)).order_by(Row.piece)
    return tuple(Amendment(*row) for row in connection.execute(wanted))


def revision(connection: sa.Connection, number: int, *, at: int) -> Mapping[str, str]:
    """Return an amendment's text as it was at one saving.

    Errors: NotFound.
    """
    this = (AmendmentRevision.amendment_id == number) & (AmendmentRevision.revision == at)
    found = connection.execute(sa.select(AmendmentRevision.files).where(this)).scalar()
    if found is None:
        raise NotFound("amendment.no-revision", amendment=number, revision=at)
    return dict(found)


def approvals(connection: sa.Connection, found: Amendment) -> dict[str, Approval]:
    """Return the approvals of the text as it stands now, by kind; those of an earlier text do not count."""
    this = (AmendmentApproval.amendment_id == found.id) & (AmendmentApproval.revision == found.revision)
    rows = connection.execute(
        sa.select(AmendmentApproval.kind, AmendmentApproval.by, AmendmentApproval.at).where(this)
    )
    return {row.kind: Approval(row.kind, row.by, row.at) for row in rows}


def pieces(connection: sa.Connection, *, edition: int) -> dict[str, str]:
    """Return the piece of each section of an edition by the section's id, in the order of the manual."""
    return pieces_in(manual.files(connection, edition=edition))


def pieces_in(files: Mapping[str, str]) -> dict[str, str]:
    """Return the piece of each section of some files by the section's id, in the order of the manual."""
    found = {}
    for path in sorted(files):
        place = source.place(path)
        id_ = _ID.search(files[path]) if place and place.lang == source.LEADING else None
        if place and id_:
            found[id_[1]] = place.stem
    return found


def piece_of(connection: sa.Connection, section_id: str) -> str:
    """Return the piece of a section of the edition in force.

    Errors: NotFound.
    """
    edition = manual.edition_in_force(connection)
    known = pieces(connection, edition=edition.number) if edition else {}
    if section_id not in known:
        raise NotFound("amendment.no-piece", section=section_id)
    return known[section_id]
