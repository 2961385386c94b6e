"""Sections of a Word file become amendments; what cited the paragraphs they replace is named."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from webapp.desk import beginning, importing, queries, service
from webapp.desk.importing import Import
from webapp.desk.models import Amendment as Row
from webapp.desk.queries import Amendment
from webapp.engine.manual import source
from webapp.engine.word import reviewing, writing
from webapp.errors import AppError, BadInput, Refused
from webapp.manual import queries as manual
from webapp.manual.models import Block, Edition
from webapp.scenarios import queries as scenarios

OPEN, ACCEPTED, LEFT_OUT = "open", "accepted", "left-out"
DEEDS = {
    "part": reviewing.part,
    "join": reviewing.join,
    "split": reviewing.split,
    "turn": reviewing.turn,
}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,58}/[a-z0-9][a-z0-9-]{0,58}")
_LAST_NUMBER = 99


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the manual. Units: `line` from 1."""

    path: str
    line: int
    uid: str


@dataclasses.dataclass(frozen=True, slots=True)
class Citations:
    """What cites paragraphs that would be gone: uids, places in the manual, ids of cases."""

    gone: tuple[str, ...]
    places: tuple[Place, ...]
    cases: tuple[str, ...]


def section_of(file: Import, at: int) -> Mapping[str, Any]:
    """Return one section of a proposal.

    Errors: BadInput word.no-section.
    """
    sections = file.found.get("sections", ())
    if not 0 <= at < len(sections):
        raise BadInput("word.no-section")
    found: Mapping[str, Any] = sections[at]
    return found


def change_row(
    connection: sa.Connection, file: Import, at: int, *, deed: str, row: int, now: dt.datetime
) -> None:
    """Part, join, split, leave out or take in one row of a section.

    Errors: BadInput word.no-section, word.no-row; Refused word.row.alone, .last, .kinds, .short, word.closed,
    word.meanwhile.
    """
    section = _open(file, at)
    if deed not in DEEDS or not 0 <= row < len(section["rows"]):
        raise BadInput("word.no-row")
    try:
        rows = DEEDS[deed](section["rows"], row)
    except reviewing.NotPossible as fault:
        raise Refused(f"word.row.{fault.why}") from fault
    _keep(connection, file, {at: {**section, "rows": rows}}, now=now)


def settle(
    connection: sa.Connection,
    file: Import,
    at: int,
    *,
    replaces: str,
    own: str,
    titles: Mapping[str, str],
    now: dt.datetime,
) -> None:
    """Say which section of the manual a section replaces ("" for none), under which id and which titles.

    Errors: BadInput word.no-section, word.id, word.title; Refused word.closed, word.meanwhile.
    """
    section = _open(file, at)
    known = _pieces(connection)
    id_ = own or replaces
    if (replaces and replaces not in known) or not _ID.fullmatch(id_) or (id_ in known and id_ != replaces):
        raise BadInput("word.id")
    if not all(titles[lang].strip() for lang in writing.LANGUAGES):
        raise BadInput("word.title")
    changed = {**section, "replaces": replaces, "id": id_, "chapter_id": id_.split("/")[0], "title": titles}
    _keep(connection, file, {at: changed}, now=now)


def leave(connection: sa.Connection, file: Import, at: int, *, now: dt.datetime) -> None:
    """Leave a section out, or take it in again.

    Errors: BadInput word.no-section; Refused word.closed, word.meanwhile.
    """
    section = section_of(file, at)
    if section["state"] == ACCEPTED:
        raise Refused("word.closed")
    state = OPEN if section["state"] == LEFT_OUT else LEFT_OUT
    _keep(connection, file, {at: {**section, "state": state}}, now=now)


def accept(
    connection: sa.Connection, file: Import, wanted: Sequence[int], *, by: str, now: dt.datetime
) -> tuple[tuple[int, AppError], ...]:
    """Make an amendment of each of these sections, and return those of which none could be made, with why.

    Errors: BadInput word.no-section; Refused word.meanwhile.
    """
    edition = manual.edition_in_force(connection)
    files = manual.files(connection, edition=edition.number) if edition else {}
    pieces = queries.pieces_in(files)
    changed: dict[int, Mapping[str, Any]] = {}
    faults: list[tuple[int, AppError]] = []
    for at in wanted:
        try:
            section = _open(file, at)
            known = file.found["known"]
            made = _amend(connection, section, known, files, pieces, by=by, now=now)
        except (Refused, BadInput) as fault:
            faults.append((at, fault))
            continue
        changed[at] = {**section, "state": ACCEPTED, "amendment": made.id}
    if changed:
        _keep(connection, file, changed, now=now)
    return tuple(faults)


def citations(connection: sa.Connection, section: Mapping[str, Any]) -> Citations:
    """Return what cites the paragraphs that go when a section replaces another one."""
    edition = manual.edition_in_force(connection)
    if edition is None or not section["replaces"]:
        return Citations((), (), ())
    there = connection.execute(
        sa.select(Block.uid).distinct().join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition.number, Block.section_id == section["replaces"])
    ).scalars()  # fmt: skip
    gone = frozenset(there) - writing.changed_uids(section)
    files = manual.files(connection, edition=edition.number)
    own = queries.pieces_in(files).get(section["replaces"], "")
    elsewhere = {path: text for path, text in files.items() if not path.startswith(f"{own}.")}
    names = set(gone)
    if section["id"] != section["replaces"]:
        names.add(section["replaces"])
    return Citations(
        tuple(sorted(gone)), tuple(_places(elsewhere, names)), scenarios.citing(connection, gone)
    )


def _open(file: Import, at: int) -> Mapping[str, Any]:
    section = section_of(file, at)
    if section["state"] != OPEN:
        raise Refused("word.closed")
    return section


def _keep(
    connection: sa.Connection, file: Import, changed: Mapping[int, Mapping[str, Any]], *, now: dt.datetime
) -> None:
    sections = [changed.get(at, one) for at, one in enumerate(file.found["sections"])]
    importing.keep(connection, file, {**file.found, "sections": sections}, now=now)


def _amend(
    connection: sa.Connection,
    section: Mapping[str, Any],
    known: Mapping[str, Any],
    files: Mapping[str, str],
    pieces: Mapping[str, str],
    *,
    by: str,
    now: dt.datetime,
) -> Amendment:
    if not _ID.fullmatch(section["id"]):
        raise BadInput("word.id")
    if section["replaces"]:
        piece = pieces[section["replaces"]]
        old = {lang: files.get(f"{piece}.{lang}.md", "") for lang in writing.LANGUAGES}
    else:
        piece, old = _new_piece(connection, section, pieces), {}
    told = writing.files(section, known, old)
    named = {f"{piece}.{lang}.md": text for lang, text in told.items()}
    return service.begin_with(connection, piece=piece, section_id=section["id"], files=named, by=by, now=now)


def _new_piece(connection: sa.Connection, section: Mapping[str, Any], pieces: Mapping[str, str]) -> str:
    """Return the piece of a new section: the next number of its chapter.

    Errors: BadInput word.chapter.
    """
    edition = manual.edition_in_force(connection)
    chapters = manual.outline(connection, lang="en", edition=edition.number) if edition else ()
    chapter = next((one for one in chapters if one.id == section["chapter_id"]), None)
    if chapter is None:
        raise BadInput("word.chapter")
    begun = connection.execute(sa.select(Row.open_piece).where(Row.open_piece.is_not(None))).scalars()
    places = [source.place(f"{piece}.ar.md") for piece in (*pieces.values(), *begun) if piece]
    here = [place for place in places if place and place.chapter == chapter.number]
    number = max((place.section for place in here), default=0) + 1
    if number > _LAST_NUMBER:
        raise BadInput("word.chapter")
    stems = [place.stem for place in here]
    return beginning.stem_of(stems, chapter, number, section["id"].split("/")[1])


def _pieces(connection: sa.Connection) -> dict[str, str]:
    edition = manual.edition_in_force(connection)
    return queries.pieces(connection, edition=edition.number) if edition else {}


def _places(files: Mapping[str, str], names: set[str]) -> list[Place]:
    if not names:
        return []
    told = "|".join(re.escape(name) for name in sorted(names))
    wanted = re.compile(rf"(?:\{{ref:|[\[ ,:])({told})(?=[\]\}},\s]|$)")
    found = []
    for path in sorted(files):
        for number, line in enumerate(source.lines(files[path]), 1):
            if path.endswith(".md") and "{ref:" not in line and not line.startswith("related:"):
                continue
            found += [Place(path, number, match[1]) for match in wanted.finditer(line)]
    return found
