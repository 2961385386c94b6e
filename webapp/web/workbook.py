"""Tables sent as an Excel workbook: its visible sheets, every cell as a person would write it down."""

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from webapp.errors import BadInput
from webapp.web.workbook_survey import repacked

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_MOST_SHEETS = 20


def grids(content: bytes) -> Iterator[Iterator[list[str]]]:
    """Read the sheets that can be seen, in their order, row by row from the first.

    Errors: BadInput `table.kind`, `table.too-large` or `table.damaged`.
    """
    book = _opened(repacked(content))
    for index in islice(_visible(book), _MOST_SHEETS):
        yield ([text(value) for value in row] for row in _rows(book, index))


def text(value: Value) -> str:
    """Write down a cell's value: whole numbers without a point, days and moments as ISO 8601 has them."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # Excel keeps fifteen digits; a longer tail is only how the computer counts.
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _opened(content: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except BaseException as fault:  # a panic of the library is no Exception
        raise _refusal(fault) from fault


def _visible(book: "CalamineWorkbook") -> Iterator[int]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            yield index


def _rows(book: "CalamineWorkbook", index: int) -> list[list[Value]]:
    try:
        # Empty rows above the table are kept, so that a row has the number it has on the screen.
        return book.get_sheet_by_index(index).to_python(skip_empty_area=False)
    except BaseException as fault:
        raise _refusal(fault) from fault


def _refusal(fault: BaseException) -> BaseException:
    """Return what is raised instead: whatever the library stumbled over, the workbook is damaged."""
    is_panic = type(fault).__name__ == "PanicException"
    return BadInput("table.damaged") if is_panic or isinstance(fault, Exception) else fault
