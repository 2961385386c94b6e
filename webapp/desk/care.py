"""By when sections are read again, and what rests on a source that has changed."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.database import change_or_add
from webapp.desk import queries
from webapp.desk.comparing import book_in_force
from webapp.desk.models import SectionCare, SourceChange
from webapp.engine.manual import references
from webapp.engine.manual.book import Book
from webapp.errors import BadInput, NotFound, Refused
from webapp.web import free_text

NEAR = dt.timedelta(days=30)
"""So long before its day a section stands on the worklist."""
LEAST, MOST = 5, 500
"""Letters of what is said about a changed source."""


@dataclasses.dataclass(frozen=True, slots=True)
class Care:
    """When a section is to be read again at the latest, and who sees to it."""

    section_id: str
    review_by: dt.date | None
    owner: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A source that somebody marked as changed."""

    id: int
    source_id: str
    note: str
    by: str
    at: dt.datetime
    settled_by: str | None
    settled: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class Dependent:
    """What rests on a source.

    Shape: `kind` is paragraph, section, limit, entity or term; `id` is a uid, an id or a clock; `number` a
    section’s or a paragraph’s.
    """

    kind: str
    id: str
    number: str
    title: str


def dates(connection: sa.Connection) -> tuple[Care, ...]:
    """Return the days by which sections are to be read again, the next first."""
    rows = connection.execute(
        sa.select(SectionCare.section_id, SectionCare.review_by, SectionCare.owner).order_by(
            SectionCare.review_by, SectionCare.section_id
        )
    )
    return tuple(Care(*row) for row in rows)


def set_date(
    connection: sa.Connection,
    *,
    section_id: str,
    review_by: dt.date | None,
    owner: str | None,
    by: str,
    now: dt.datetime,
) -> None:
    """Say by when a section is to be read again, and by whom; without a day it is not asked for.

    Errors: NotFound for a section that the edition in force has not.
    """
    queries.piece_of(connection, section_id)
    values = {"review_by": review_by, "owner": owner}
    change_or_add(
        connection,
        sa.update(SectionCare).where(SectionCare.section_id == section_id).values(**values),
        sa.insert(SectionCare).values(section_id=section_id, **values),
    )
    audit.record(connection, action="section.care", actor=by, subject=section_id, now=now)


def changes(connection: sa.Connection) -> tuple[Change, ...]:
    """Return the sources that were marked as changed, those not settled first, then the newest."""
    names = [field.name for field in dataclasses.fields(Change)]
    wanted = sa.select(*(getattr(SourceChange, name) for name in names))
    order = (sa.case((SourceChange.settled.is_(None), 0), else_=1), SourceChange.id.desc())
    return tuple(Change(*row) for row in connection.execute(wanted.order_by(*order)))


def mark(connection: sa.Connection, *, source_id: str, note: str, by: str, now: dt.datetime) -> int:
    """Say that a source, such as a law, has changed, and return the number of the change.

    Errors: BadInput source.unknown, source.note, text.private.
    """
    book = book_in_force(connection)
    if book is None or all(one.id != source_id for one in book.data.sources):
        raise BadInput("source.unknown", field="source")
    note = " ".join(note.split())
    if not LEAST <= len(note) <= MOST:
        raise BadInput("source.note", field="note")
    free_text.refuse_private(note, field="note")
    made = sa.insert(SourceChange).values(source_id=source_id, note=note, by=by, at=now)
    number = connection.execute(made.returning(SourceChange.id)).scalar_one()
    audit.record(connection, action="source.changed", actor=by, subject=f"source {source_id}", now=now)
    return number


def settle(connection: sa.Connection, change: int, *, by: str, now: dt.datetime) -> None:
    """Say that everything that rests on a changed source was looked at.

    Errors: NotFound source.no-change; Refused source.settled.
    """
    _turn(connection, change, is_open=True, values={"settled": now, "settled_by": by})
    audit.record(connection, action="source.settled", actor=by, subject=f"change {change}", now=now)


def reopen(connection: sa.Connection, change: int, *, by: str, now: dt.datetime) -> None:
    """Undo the settling of a changed source.

    Errors: NotFound source.no-change; Refused source.settled.
    """
    _turn(connection, change, is_open=False, values={"settled": None, "settled_by": None})
    audit.record(connection, action="source.reopened", actor=by, subject=f"change {change}", now=now)


def _turn(connection: sa.Connection, change: int, *, is_open: bool, values: dict[str, object]) -> None:
    state = SourceChange.settled.is_(None) if is_open else SourceChange.settled.is_not(None)
    this = SourceChange.id == change
    if connection.execute(sa.update(SourceChange).where(this, state).values(**values)).rowcount:
        return
    if connection.execute(sa.select(SourceChange.id).where(this)).first() is None:
        raise NotFound("source.no-change", change=change)
    raise Refused("source.settled", change=change)


def source_names(connection: sa.Connection, lang: str) -> dict[str, str]:
    """Return what the sources of the edition in force are called, by their ids."""
    book = book_in_force(connection)
    return {one.id: one.title.of(lang) for one in book.data.sources} if book else {}


def dependents(book: Book, source_id: str, lang: str) -> tuple[Dependent, ...]:
    """Return what rests on a source: text in the order of the manual, then limits, entities and terms."""
    resting = tuple(_resting(book, source_id, lang))
    terms = {one.id: one for one in book.data.terms}
    used = dict.fromkeys(name for _one, markdown in resting for name in _terms(markdown))
    limits = dict.fromkeys(one.limit.clock for one in book.data.clocks if source_id in one.sources)
    return (
        *(one for one, _markdown in resting),
        *(Dependent("limit", clock, "", clock) for clock in limits),
        *(
            Dependent("entity", one.id, "", one.name.of(lang))
            for one in book.data.directory
            if source_id in one.sources
        ),
        *(Dependent("term", name, "", terms[name].words.of(lang)) for name in used if name in terms),
    )


def _terms(markdown: str) -> list[str]:
    """Return the ids of the terms that a text names."""
    found = (one for line in markdown.split("\n") for _at, _written, one in references.found(line))
    return [one.target for one in found if one and one.kind == "term"]


def _resting(book: Book, source_id: str, lang: str) -> Iterator[tuple[Dependent, str]]:
    """Yield the sections that name a source and the paragraphs that rest on it, each with its text."""
    for section in book.sections:
        title, numbers = section.title.of(lang), section.numbers()
        if source_id in section.ids("sources"):
            yield Dependent("section", section.id, section.number, title), ""
        for block in section.leading.blocks:
            if block.basis and source_id in block.basis.sources:
                number = numbers.get(block.uid, section.number)
                yield Dependent("paragraph", block.uid, number, title), block.markdown
