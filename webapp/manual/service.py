"""The manual's life: imported, reviewed by another person, published as an edition, exported again."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.engine.manual import ages
from webapp.engine.manual.book import Book
from webapp.engine.manual.book import digest as digest_of
from webapp.engine.manual.check import check
from webapp.engine.manual.in_arabic import told_twice
from webapp.engine.manual.pages import SectionPage, pages
from webapp.engine.problems import Problem, has_errors, in_order
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import between, history, queries, rows
from webapp.manual.models import Block, Draft, Edition, EditionData, EditionFile, Section
from webapp.web.site import raise_version


@dataclasses.dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: an edition, a draft, or nothing when these files are in force already."""

    edition: int | None
    draft: int | None
    problems: tuple[Problem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Signed:
    """Who made an edition. Shape: pseudonyms, several apart by spaces; at most 120 letters each."""

    author: str
    reviewer: str
    publisher: str


def import_files(
    connection: sa.Connection, *, files: Mapping[str, str], by: str, now: dt.datetime
) -> Imported:
    """Take in a whole manual: edition 1 on an empty database, a draft afterwards; never a live change.

    Shape: `problems` of what is returned are warnings and notes.
    Errors: BadInput with `problems` when the files have errors; nothing is kept then.
    """
    force = queries.edition_in_force(connection)
    book, problems = _checked(connection, files, in_force=force.number if force else 0)
    if force is None:
        number = _write(connection, book, files, number=1, signed=Signed(by, "", by), now=now)
        _record(connection, "manual.published", by=by, now=now, subject=f"edition {number}")
        return Imported(number, None, problems)
    if force.digest == book.digest:
        return Imported(None, None, problems)
    made = _draft(connection, files, by=by, based_on=force.number, now=now)
    _record(connection, "manual.imported", by=by, now=now, subject=f"draft {made}")
    return Imported(None, made, problems)


def review(connection: sa.Connection, *, draft: int, by: str, now: dt.datetime) -> None:
    """Record that somebody other than the author has read a draft and agrees.

    Errors: NotFound; Refused for the author (`manual.review.same-person`), and when done already.
    """
    kept = _kept(connection, draft)
    if kept.published_as is not None:
        raise Refused("manual.draft.published", draft=draft, edition=kept.published_as)
    if kept.reviewed_by is not None:
        raise Refused("manual.review.done", draft=draft, by=kept.reviewed_by)
    if not by or by == kept.author:
        raise Refused("manual.review.same-person", draft=draft, by=by)
    connection.execute(sa.update(Draft).where(Draft.id == draft).values(reviewed_by=by, reviewed_at=now))
    _record(connection, "manual.reviewed", by=by, now=now, subject=f"draft {draft}")


def publish(connection: sa.Connection, *, draft: int, by: str, now: dt.datetime) -> int:
    """Make a reviewed draft the edition in force and return its number.

    Errors: NotFound; Refused when it is not reviewed, is published, or another edition came since;
    BadInput when its text no longer passes the check.
    """
    kept = _kept(connection, draft)
    if kept.published_as is not None:
        raise Refused("manual.draft.published", draft=draft, edition=kept.published_as)
    if kept.reviewed_by is None:
        raise Refused("manual.publish.not-reviewed", draft=draft)
    force = queries.edition_in_force(connection)
    if force is None or force.number != kept.based_on:
        raise Refused("manual.publish.outdated", draft=draft, based_on=kept.based_on)
    book, _problems = _checked(connection, kept.files, in_force=force.number)
    signed = Signed(kept.author, kept.reviewed_by, by)
    number = _write(connection, book, kept.files, number=force.number + 1, signed=signed, now=now)
    connection.execute(sa.update(Draft).where(Draft.id == draft).values(published_as=number))
    _record(connection, "manual.published", by=by, now=now, subject=f"edition {number}")
    return number


def publish_files(
    connection: sa.Connection, *, files: Mapping[str, str], signed: Signed, based_on: int, now: dt.datetime
) -> int:
    """Make a manual whose every change was reviewed the edition in force, and return its number.

    Shape: `based_on` is the edition that was in force when the files were put together.
    Errors: Refused where another edition came since, and manual.publish.nothing where nothing differs;
    BadInput with `problems` when the files have errors.
    """
    force = queries.edition_in_force(connection)
    if force is None or force.number != based_on:
        raise Refused("manual.publish.outdated", based_on=based_on)
    book, _problems = _checked(connection, files, in_force=force.number)
    if book.digest == force.digest:
        raise Refused("manual.publish.nothing")
    try:
        number = _write(connection, book, files, number=force.number + 1, signed=signed, now=now)
    except sa.exc.IntegrityError as fault:  # somebody else published at the same moment
        raise Refused("manual.publish.outdated", based_on=based_on) from fault
    _record(connection, "manual.published", by=signed.publisher, now=now, subject=f"edition {number}")
    return number


def findings(
    connection: sa.Connection, files: Mapping[str, str], *, in_force: int
) -> tuple[Book, tuple[Problem, ...]]:
    """Return a manual and everything that is found in it, what earlier editions forbid too."""
    book, problems = check(files)
    retired = told_twice(history.retired(connection, book, in_force=in_force))
    return book, in_order((*problems, *retired))


def _record(connection: sa.Connection, action: str, *, by: str, now: dt.datetime, subject: str) -> None:
    audit.record(connection, action=action, actor=by, subject=subject, now=now)


def export_files(connection: sa.Connection, *, edition: int) -> dict[str, str]:
    """Return the files of an edition, character for character as they were imported.

    Errors: NotFound.
    """
    files = queries.files(connection, edition=edition)
    if not files:
        raise NotFound("manual.edition-unknown", edition=edition)
    return files


def _checked(
    connection: sa.Connection, files: Mapping[str, str], *, in_force: int
) -> tuple[Book, tuple[Problem, ...]]:
    """Return a manual that may be published, with its warnings.

    Errors: BadInput for what the check finds, and for what earlier editions forbid.
    """
    book, problems = findings(connection, files, in_force=in_force)
    if has_errors(problems):
        raise BadInput("manual.import.problems", problems=problems)
    return book, problems


def _draft(
    connection: sa.Connection, files: Mapping[str, str], *, by: str, based_on: int, now: dt.datetime
) -> int:
    made = connection.execute(
        sa.insert(Draft)
        .values(files=dict(files), digest=digest_of(files), author=by, made=now, based_on=based_on)
        .returning(Draft.id)
    )
    return made.scalar_one()


def _kept(connection: sa.Connection, draft: int) -> sa.Row[str, str | None, int, int | None, dict[str, str]]:
    row = connection.execute(
        sa.select(Draft.author, Draft.reviewed_by, Draft.based_on, Draft.published_as, Draft.files)
        .where(Draft.id == draft)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound("manual.draft-unknown", draft=draft)
    return row


def _write(
    connection: sa.Connection,
    book: Book,
    files: Mapping[str, str],
    *,
    number: int,
    signed: Signed,
    now: dt.datetime,
) -> int:
    """Write an edition and everything worked out from it: the one way in which public text changes."""
    frame = book.data.frame
    said = ages.said(book)
    past = history.of_next(connection, book, number=number, said=said)
    edition_id = connection.execute(
        sa.insert(Edition)
        .values(
            number=number,
            effective=frame.effective,
            note_ar=frame.note.ar,
            note_en=frame.note.en,
            digest=book.digest,
            published=now,
            **dataclasses.asdict(signed),
        )
        .returning(Edition.id)
    ).scalar_one()
    kept = [{"edition_id": edition_id, "path": path, "text": text} for path, text in files.items()]
    connection.execute(sa.insert(EditionFile), kept)
    lists = {**rows.data(book), history.DATA: past.row()}
    named = [{"edition_id": edition_id, "name": name, "value": value} for name, value in lists.items()]
    connection.execute(sa.insert(EditionData), named)
    _write_pages(connection, edition_id, pages(book, past.behind, said))
    changed = between.changes(connection, old=number - 1, new=number).row()
    connection.execute(sa.insert(EditionData).values(edition_id=edition_id, name=between.DATA, value=changed))
    raise_version(connection)
    return number


def _write_pages(connection: sa.Connection, edition_id: int, made: Iterable[SectionPage]) -> None:
    ready = tuple(made)
    sections = [rows.section(page, edition_id=edition_id, position=at) for at, page in enumerate(ready)]
    blocks = [row for page in ready for row in rows.blocks(page, edition_id=edition_id)]
    if sections:
        connection.execute(sa.insert(Section), sections)
    if blocks:
        connection.execute(sa.insert(Block), blocks)
