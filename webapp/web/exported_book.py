"""Tables that people take away as one Excel workbook, a sheet each, which runs nothing.

Written with the standard library: openpyxl would be a second reader and writer of the same format beside
python-calamine, takes seconds for the answers of a large room, and stays among the tools of the tests. Of the
format only this is used: sheets of numbers and inline texts, a frozen head, widths, the direction of a sheet.
"""

import dataclasses
import functools
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from webapp.web.exported_table import cell, is_number

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_767
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FONT = '<sz val="11"/><name val="Calibri"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Shape: `title` is ours: letters and spaces, at most 31. Units: `widths` of its columns in signs.
    """

    title: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[object]]


def xlsx_bytes(sheets: Sequence[Sheet], *, label: str, lang: str) -> bytes:
    """Return a workbook; each sheet begins with the label of the unofficial edition and its headings.

    Shape: sheets run from right to left in Arabic; no cell is a formula.
    Errors: ValueError for a moment that does not say its offset.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, text in _frame(sheets):
            packed.writestr(name, _HEAD + text)
        for number, sheet in enumerate(sheets, start=1):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", _HEAD + _sheet(sheet, label, lang))
    return made.getvalue()


def _frame(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Yield what holds the sheets together: the kinds of files, who points at whom, their names."""
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for one in numbers
    )
    told = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>'
    )
    yield "[Content_Types].xml", told
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    ways = [*(("worksheet", f"worksheets/sheet{one}.xml") for one in numbers), ("styles", "styles.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(ways)
    yield "xl/styles.xml", _STYLES
    listed = "".join(
        f'<sheet name="{_quoted(sheet.title)}" sheetId="{one}" r:id="rId{one}"/>'
        for one, sheet in zip(numbers, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )


def _relations(ways: Iterable[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(ways, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _sheet(sheet: Sheet, label: str, lang: str) -> str:
    across = ' rightToLeft="1"' if lang == "ar" else ""
    columns = "".join(
        f'<col min="{one}" max="{one}" width="{width}" customWidth="1"/>'
        for one, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join((_row([label]), _row(sheet.headings, style=1), *map(_row, sheet.rows)))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{across} workbookViewId="0"><pane ySplit="2" '
        'topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _row(values: Sequence[object], style: int = 0) -> str:
    return f"<row>{''.join(_cell(value, style) for value in values)}</row>"


def _cell(value: object, style: int) -> str:
    if value is None or value == "":
        return "<c/>"
    if is_number(value) and not isinstance(value, bool):
        return f"<c><v>{format(value, 'f') if isinstance(value, Decimal) else value}</v></c>"
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'


@functools.lru_cache(maxsize=1024)
def _text(value: object) -> str:
    """Return a text that could become no formula either in whatever the sheet is saved as."""
    return _quoted(cell(value)[:_LONGEST_CELL])


def _quoted(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text), {'"': "&quot;"})
