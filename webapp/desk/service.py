"""The writing of amendments: begun from the edition in force, saved, thrown away; no text is ever lost."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.desk import queries
from webapp.desk.models import Amendment as Row
from webapp.desk.models import AmendmentPresence, AmendmentRevision
from webapp.desk.queries import DROPPED, WRITING, Amendment
from webapp.engine.letters import UNPRINTABLE
from webapp.engine.manual import source
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.web.requests import UNREADABLE

LONGEST = 200_000
"""Letters of one file, twice what the largest data file has."""


def paths(piece: str) -> tuple[str, ...]:
    """Return the files of a piece: two of a section, one of data."""
    return (piece,) if piece.endswith(".yaml") else tuple(f"{piece}.{lang}.md" for lang in LANGUAGES)


def begin(connection: sa.Connection, *, piece: str, section_id: str, by: str, now: dt.datetime) -> Amendment:
    """Open a piece of the edition in force for writing; the amendment that is open already, if there is one.

    Shape: `piece` is `manual/07-reporting/01-routes` or `manual/clocks.yaml`.
    Errors: NotFound for a piece that the edition lacks; Refused while there is no edition.
    """
    there = queries.open_on(connection, piece)
    if there is not None:
        return there
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    files = manual.files(connection, edition=edition.number, paths=paths(piece))
    if not files:
        raise NotFound("amendment.no-piece", piece=piece)
    return begin_with(connection, piece=piece, section_id=section_id, files=files, by=by, now=now)


def begin_with(
    connection: sa.Connection,
    *,
    piece: str,
    section_id: str,
    files: Mapping[str, str],
    by: str,
    now: dt.datetime,
) -> Amendment:
    """Open an amendment with a text, of a piece that the edition in force has or that is new.

    Errors: Refused amendment.open where the piece has one; Refused while there is no edition.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    values = {
        "piece": piece, "open_piece": piece, "section_id": section_id, "base": edition.number,
        "files": _tidy(files), "revision": 1, "state": WRITING, "author": by, "writers": by, "weights": {},
        "note_ar": "", "note_en": "", "urgent": "", "made": now, "changed": now,
    }  # fmt: skip
    try:
        with connection.begin_nested():
            number = connection.execute(sa.insert(Row).values(values).returning(Row.id)).scalar_one()
    except sa.exc.IntegrityError as fault:
        raise Refused("amendment.open", piece=piece) from fault
    found = queries.amendment(connection, number)
    _keep(connection, found, by=by, now=now)
    _record(connection, "begun", number, by=by, now=now)
    return found


def save(
    connection: sa.Connection,
    number: int,
    *,
    files: Mapping[str, str],
    revision: int,
    by: str,
    now: dt.datetime,
) -> Amendment:
    """Keep an amendment's new text, faults and all; every approval falls, and it is being written again.

    Shape: `files` are those of its paths that were changed; `revision` is the one they were written over.
    Errors: NotFound; BadInput amendment.long; Refused amendment.closed, and amendment.meanwhile when somebody
    has saved another text since.
    """
    found = queries.amendment(connection, number)
    if not found.is_open:
        raise Refused("amendment.closed", amendment=number)
    text = {**found.files, **_tidy(files)}
    if text == found.files:
        return found
    writers = found.writers if by in found.everybody else f"{found.writers} {by}"
    values = {"files": text, "writers": writers, "state": WRITING, "changed": now}
    change(connection, found, revision=revision, values={**values, "revision": revision + 1})
    saved = queries.amendment(connection, number)
    _keep(connection, saved, by=by, now=now)
    return saved


def change(
    connection: sa.Connection, found: Amendment, *, revision: int, values: Mapping[str, object]
) -> None:
    """Change an amendment that still has the text and the state it was seen with.

    Errors: Refused amendment.meanwhile.
    """
    seen = (Row.id == found.id) & (Row.revision == revision) & (Row.state == found.state)
    if not connection.execute(sa.update(Row).where(seen).values(**values)).rowcount:
        raise Refused("amendment.meanwhile", amendment=found.id)


def drop(connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime) -> None:
    """Throw an amendment away; its revisions stay and `take_up` brings it back.

    Errors: NotFound; Refused amendment.closed, amendment.meanwhile.
    """
    found = queries.amendment(connection, number)
    if not found.is_open:
        raise Refused("amendment.closed", amendment=number)
    change(
        connection,
        found,
        revision=revision,
        values={"state": DROPPED, "open_piece": None, "changed": now},
    )
    connection.execute(sa.delete(AmendmentPresence).where(AmendmentPresence.amendment_id == number))
    _record(connection, "dropped", number, by=by, now=now)


def take_up(connection: sa.Connection, number: int, *, by: str, now: dt.datetime) -> None:
    """Bring an amendment back that was thrown away.

    Errors: NotFound; Refused amendment.not-dropped, and amendment.open where its piece has another one.
    """
    found = queries.amendment(connection, number)
    if found.state != DROPPED:
        raise Refused("amendment.not-dropped", amendment=number)
    values = {"state": WRITING, "open_piece": found.piece, "changed": now}
    try:
        with connection.begin_nested():
            change(connection, found, revision=found.revision, values=values)
    except sa.exc.IntegrityError as fault:
        raise Refused("amendment.open", piece=found.piece) from fault
    _record(connection, "taken-up", number, by=by, now=now)


def _tidy(files: Mapping[str, str]) -> dict[str, str]:
    """Return texts as files keep them: newlines alone end lines, nothing that no letter is.

    Errors: BadInput amendment.long.
    """
    tidied = {}
    for path, text in files.items():
        if len(text) > LONGEST:
            raise BadInput("amendment.long", path=path)
        plain = "\n".join(source.lines(text.removeprefix("\ufeff")))
        tidied[path] = UNPRINTABLE.sub(UNREADABLE, plain)
    return tidied


def _keep(connection: sa.Connection, found: Amendment, *, by: str, now: dt.datetime) -> None:
    row = {"amendment_id": found.id, "revision": found.revision, "files": found.files, "by": by, "at": now}
    connection.execute(sa.insert(AmendmentRevision).values(row))


def _record(connection: sa.Connection, what: str, number: int, *, by: str, now: dt.datetime) -> None:
    audit.record(connection, action=f"amendment.{what}", actor=by, subject=f"amendment {number}", now=now)
