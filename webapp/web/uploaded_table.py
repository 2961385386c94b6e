"""Tables that people send: a CSV file or an Excel workbook becomes rows of text under known headings."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from webapp.engine.words.normal import normal
from webapp.errors import BadInput
from webapp.web import delimited, workbook
from webapp.web.cells import plain
from webapp.web.workbook_survey import is_zip

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_000, 50, 2_000

_MOST_BYTES = 5_000_000
_FURTHEST_ROW = 100_000  # empty rows are skipped, but not without end
_WIDEST = 16_384  # a row of Excel's, with its empty cells
_HEADINGS_WITHIN = 10  # rows that hold something: a title or a notice may stand above the headings


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for, under any of its headings, in either language."""

    id: str
    headings: tuple[str, ...]
    required: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one the spreadsheet shows, and every column has a value, "" for none."""

    number: int
    values: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold something, and the headings that were not known."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Record:
    number: int
    cells: Sequence[str]
    width: int  # with the empty cells at the end


@dataclasses.dataclass(frozen=True, slots=True)
class _Headings:
    places: Mapping[str, int]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int


def read(name: str, content: bytes, *, columns: Sequence[Column], most_rows: int = MOST_ROWS) -> Table:
    """Read the table in a file; what the file is, its bytes say and not its name.

    Shape: rows in their order; a row without a word under a known heading is left out.
    Errors: BadInput `table.kind`, `table.encoding`, `table.damaged`, `table.too-large`, `table.empty`, or
    `table.headings`, whose fact `missing` holds the ids of the columns that were not found.
    """
    if len(content) > _MOST_BYTES:
        raise BadInput("table.too-large", name=plain(name))
    grids = workbook.grids(content) if is_zip(content) else delimited.grids(content)
    headings, records = _begun(grids, columns)
    rows = tuple(islice(_rows(headings, records, columns), most_rows + 1))
    if len(rows) > most_rows:
        raise BadInput("table.too-large", name=plain(name), most=most_rows)
    if not rows:
        raise BadInput("table.empty", name=plain(name))
    return Table(rows, headings.unknown)


def _begun(
    grids: Iterable[Iterable[Sequence[str]]], columns: Sequence[Column]
) -> tuple[_Headings, Iterator[_Record]]:
    """Return the first headings that hold all that is required, and the records below them."""
    seen: list[_Headings] = []
    faults: list[BadInput] = []
    for grid in grids:
        records = _records(grid)
        try:
            for record in islice(records, _HEADINGS_WITHIN):
                seen.append(_headings(record, columns))
                if not seen[-1].missing:
                    return seen[-1], records
        except BadInput as fault:  # another sheet, or another delimiter, may still be the right one
            faults.append(fault)
    raise _nothing_found(seen, faults)


def _nothing_found(seen: Sequence[_Headings], faults: Sequence[BadInput]) -> BadInput:
    nearest = max(seen, key=lambda one: len(one.places), default=None)
    if faults and (nearest is None or not nearest.places):
        return faults[0]
    if nearest is None:
        return BadInput("table.empty")
    return BadInput("table.headings", missing=nearest.missing)


def _records(grid: Iterable[Sequence[str]]) -> Iterator[_Record]:
    """Give every record its number and clean its cells; empty ones are passed over."""
    for number, raw in enumerate(grid, start=1):
        if number > _FURTHEST_ROW or len(raw) > _WIDEST:
            raise BadInput("table.too-large", row=number)
        cells = [plain(cell) for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadInput("table.too-large", row=number)
        if cells:
            yield _Record(number, cells, len(raw))


def _headings(record: _Record, columns: Sequence[Column]) -> _Headings:
    known = {normal(heading): column.id for column in columns for heading in column.headings}
    places: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(record.cells):
        column = known.get(normal(cell), "")
        if column and column not in places:
            places[column] = place
        elif cell:
            unknown.append(cell)
    missing = tuple(column.id for column in columns if column.required and column.id not in places)
    return _Headings(places, missing, tuple(unknown), record.width)


def _rows(headings: _Headings, records: Iterable[_Record], columns: Sequence[Column]) -> Iterator[Row]:
    for record in records:
        # More cells than headings: somewhere a delimiter was meant as a letter, and all after it has moved.
        if len(record.cells) > headings.width:
            raise BadInput("table.damaged", row=record.number)
        values = {column.id: _value(record.cells, headings.places.get(column.id)) for column in columns}
        if any(values.values()):
            yield Row(record.number, values)


def _value(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
