"""Texts out to translators, as a table or as XLIFF, and their changes back into amendments, never live."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

import sqlalchemy as sa

from webapp.desk import ledger, queries, service, units, xliff
from webapp.desk.units import Unit
from webapp.engine.desk import rows
from webapp.engine.desk.rows import Pair
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.web import exported_table, uploaded_table
from webapp.web.cells import plain, undone
from webapp.web.uploaded_table import LONGEST_CELL, Column

HEADINGS = ("id", "mark", "state", "ar", "en")
COLUMNS = tuple(Column(name, (name,), required=name != "state") for name in HEADINGS)
MOST_ROWS = 6000

Reason = Literal["unknown", "twice", "meanwhile", "emptied", "not-put"]


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """What is taken along: one amendment, one chapter, or (neither) all that is behind or missing."""

    amendment: int | None = None
    chapter: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """Texts for translators, with the state of those that are open, by unit id."""

    units: tuple[Unit, ...]
    states: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """A row that came back. Units: `row` as a spreadsheet numbers it, or the place of a unit in its file."""

    row: int
    id: str
    mark: str
    texts: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken."""

    row: int
    id: str
    reason: Reason


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """What a file came to: how many texts changed, the amendments they went into, what was refused."""

    changed: int
    amendments: tuple[queries.Amendment, ...]
    refused: tuple[Refusal, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Section:
    piece: str
    pair: Pair


def sheet(connection: sa.Connection, scope: Scope) -> Sheet:
    """Return the texts of a scope in the order of the manual, as open amendments have them.

    Errors: NotFound, where there is no such amendment of a section.
    """
    edition = manual.edition_in_force(connection)
    entries = ledger.ledger(connection, edition=edition.number) if edition else ()
    states = {f"{one.section_id}#{one.uid}": f"{one.waits} {one.state}" for one in entries if one.waits}
    sections = _sections(connection)
    wanted = set(sections)
    if scope.amendment is not None:
        found = queries.amendment(connection, scope.amendment)
        if not found.is_section:
            raise NotFound("amendment.not-found", amendment=scope.amendment)
        sections = {found.section_id: _Section(found.piece, rows.pair_of(found.files))}
        wanted = {found.section_id}
    elif scope.chapter is not None:
        wanted = {one.section_id for one in entries if one.chapter == scope.chapter}
    listed = [unit for id_, one in sections.items() if id_ in wanted for unit in units.units(id_, one.pair)]
    if scope.amendment is None and scope.chapter is None:
        listed = [unit for unit in listed if unit.id in states]
    return Sheet(tuple(listed), states)


def table(found: Sheet, *, label: str) -> bytes:
    """Return texts as a CSV file; those longer than a cell that is read back are left to XLIFF."""
    told = ([one.id, one.mark, found.states.get(one.id, ""), *_cells(one)] for one in found.units)
    lines = (line for line in told if all(len(exported_table.cell(text)) <= LONGEST_CELL for text in line))
    return exported_table.csv_bytes(HEADINGS, lines, label=label)


def sent(filename: str, content: bytes) -> tuple[Sent, ...]:
    """Return the rows of a file that came back, a table or XLIFF: what it is, its bytes say.

    Errors: BadInput table.… or exchange.xliff.
    """
    begins = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if begins.startswith(b"<"):
        found = enumerate(xliff.read(content), 1)
        return tuple(_of_target(at, one) for at, one in found)
    read = uploaded_table.read(filename, content, columns=COLUMNS, most_rows=MOST_ROWS)
    return tuple(
        Sent(
            row.number,
            undone(row.values["id"]),
            undone(row.values["mark"]),
            {lang: undone(row.values[lang]) for lang in LANGUAGES},
        )
        for row in read.rows
    )


def take(connection: sa.Connection, given: Iterable[Sent], *, by: str, now: dt.datetime) -> Taken:
    """Put what translators changed into amendments, begun where a section has none; nothing else is touched.

    Errors: Refused manual.no-edition.
    """
    sections = _sections(connection)
    known = {unit.id: unit for id_, one in sections.items() for unit in units.units(id_, one.pair)}
    work = _Taking(sections, known)
    for one in given:
        work.take(one)
    made = []
    for section_id in sorted(work.changed, key=list(sections).index):
        piece, pair = sections[section_id].piece, work.pairs[section_id]
        open_one = service.begin(connection, piece=piece, section_id=section_id, by=by, now=now)
        files = rows.files_of(pair, piece)
        made.append(
            service.save(connection, open_one.id, files=files, revision=open_one.revision, by=by, now=now)
        )
    return Taken(sum(work.changed.values()), tuple(made), tuple(work.refused))


class _Taking:
    """Rows being taken one after the other: the sections as they come to stand, and what was refused."""

    def __init__(self, sections: Mapping[str, _Section], known: Mapping[str, Unit]) -> None:
        self.known = known
        self.pairs = {id_: one.pair for id_, one in sections.items()}
        self.changed: dict[str, int] = {}
        self.refused: list[Refusal] = []
        self.seen: set[str] = set()

    def take(self, one: Sent) -> None:
        """Take a row, or refuse it with its reason; a row that says what is there already is passed over."""
        unit = self.known.get(one.id)
        if unit is None or one.id in self.seen:
            self._refuse(one, "twice" if unit else "unknown")
            return
        self.seen.add(one.id)
        changes = {lang: text for lang, text in one.texts.items() if not _is_same(unit.texts[lang], text)}
        if not changes:
            return
        if one.mark != unit.mark:
            self._refuse(one, "meanwhile")
        elif not all(plain(text) for text in changes.values()):
            self._refuse(one, "emptied")
        else:
            self._put(one, unit, changes)

    def _put(self, one: Sent, unit: Unit, changes: Mapping[str, str]) -> None:
        section_id = unit.id.rpartition("#")[0]
        pair: Pair | None = self.pairs[section_id]
        for lang, text in changes.items():
            pair = units.put(pair, unit.key, lang, plain(text)) if pair else None
        if pair is None:
            self._refuse(one, "not-put")
            return
        self.pairs[section_id] = pair
        self.changed[section_id] = self.changed.get(section_id, 0) + 1

    def _refuse(self, one: Sent, reason: Reason) -> None:
        self.refused.append(Refusal(one.row, one.id, reason))


def _sections(connection: sa.Connection) -> dict[str, _Section]:
    """Return every section by id in order, as an open amendment has it, else as it is in force."""
    edition = manual.edition_in_force(connection)
    if edition is None:
        return {}
    files = manual.files(connection, edition=edition.number)
    pieces = queries.pieces_in(files)
    open_ones = queries.with_texts(connection, tuple(one.id for one in queries.in_work(connection)))
    amended = {one.section_id: one for one in open_ones if one.is_section}
    held = {
        id_: {path: files[path] for path in service.paths(piece) if path in files}
        for id_, piece in pieces.items()
    }
    held |= {id_: dict(one.files) for id_, one in amended.items()}
    stems = pieces | {id_: one.piece for id_, one in amended.items()}
    ordered = sorted(held, key=lambda id_: stems[id_])
    return {id_: _Section(stems[id_], rows.pair_of(held[id_])) for id_ in ordered}


def _cells(unit: Unit) -> list[str]:
    return [unit.texts[lang] for lang in LANGUAGES]


def _of_target(at: int, one: xliff.Target) -> Sent:
    id_, _, mark = one.id.rpartition(".")
    return Sent(at, id_, mark, {one.lang: one.text})


def _is_same(before: str, after: str) -> bool:
    """Say whether a text is what was written out, whatever spreadsheets do to spaces at its ends."""
    return plain(after) == plain(before)
