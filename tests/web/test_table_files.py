"""Tables come in as CSV or as a workbook, whatever wrote them; tricks and accidents stay outside."""

import codecs
import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest

from webapp.errors import BadInput
from webapp.web.sentences import SENTENCES
from webapp.web.uploaded_table import Column, Table, read

COLUMNS = (
    Column("name", ("الاسم", "Name"), required=True),
    Column("phone", ("الهاتف", "Phone"), required=False),
)
LIST = "الاسم,الهاتف\r\nمنى,96891234567\r\n"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def text(content: str | bytes, name: str = "list.csv", **limits: int) -> Table:
    raw = content.encode() if isinstance(content, str) else content
    return read(name, raw, columns=COLUMNS, **limits)


def values(table: Table) -> list[tuple[int, str, str]]:
    return [(row.number, row.values["name"], row.values["phone"]) for row in table.rows]


def refused(content: str | bytes, **limits: int) -> BadInput:
    with pytest.raises(BadInput) as caught:
        text(content, **limits)
    assert caught.value.code in SENTENCES
    return caught.value


def book(*rows: list[object], title: str = "Sheet") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def altered(content: bytes, **parts: str | bytes | None) -> bytes:
    """The same zip with members changed, added, or (None) left out; `sheet1` stands for its whole path."""
    kept = io.BytesIO()
    names = {
        "sheet1": "xl/worksheets/sheet1.xml",
        "shared": "xl/sharedStrings.xml",
        "book": "xl/workbook.xml",
    }
    changed = {names.get(name, name): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changed]):
            part = changed[name] if name in changed else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return kept.getvalue()


def sheet(rows: str) -> bytes:
    return altered(saved(book()), sheet1=f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")


HEADING = '<row r="1"><c r="A1" t="str"><v>Name</v></c></row>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_every_way_in_which_arabic_is_saved_is_read(encoding: str) -> None:
    assert values(text(LIST.encode(encoding))) == [(2, "منى", "96891234567")]


def test_utf_16_is_read_in_either_order_of_its_bytes() -> None:
    assert values(text(codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"))) == [(2, "منى", "96891234567")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_headings_tell_the_delimiter(delimiter: str) -> None:
    told = f"Name{delimiter}Phone\nMuna; of,Sur{delimiter}1\n".replace(f"; of{','}", " of ")
    assert values(text(told)) == [(2, "Muna of Sur", "1")]
    assert values(text(f'Name{delimiter}Phone\n"a,b;c\td"{delimiter}1\n')) == [(2, "a,b;c d", "1")]


@pytest.mark.parametrize("heading", ["الإسم", " ٱلاسْم ", "الاســم", "NAME", "\u202bname\u202c", "« Name »"])
def test_headings_are_known_however_they_are_spelled(heading: str) -> None:
    assert values(text(f"{heading}\nx\n")) == [(2, "x", "")]


def test_numbers_of_rows_are_those_of_the_spreadsheet() -> None:
    told = 'A list,\n\nName,Phone\n"two\nlines",1\n,\n\nlast,2\n'
    assert values(text(told)) == [(4, "two\nlines", "1"), (7, "last", "2")]
    made = book([], ["A list"], [], ["Name", "Phone"], ["one", 1], [], ["last", 2])
    assert values(text(saved(made))) == [(5, "one", "1"), (7, "last", "2")]


def test_what_is_not_known_is_told_and_what_stands_twice_is_not_mixed() -> None:
    table = text("م,Name,الاسم,,Age\n1,Muna,منى,note,30\n2,,,,\n")
    assert values(table) == [(2, "Muna", "")]
    assert table.unknown == ("م", "الاسم", "Age")


def test_cells_lose_what_cannot_be_seen() -> None:
    assert values(text("Name\n\u200f\u202e Mu\x07na\ufeff\u2069 \n")) == [(2, "Muna", "")]


def test_the_bytes_say_what_a_file_is_and_not_its_name() -> None:
    assert values(text(saved(book(["Name"], ["Muna"])), name="list.csv")) == [(2, "Muna", "")]
    assert values(text("Name\nMuna\n", name="list.xlsx")) == [(2, "Muna", "")]


def test_cells_of_a_workbook_are_what_a_person_would_write() -> None:
    moment = dt.datetime(2026, 11, 4, 8, 30)  # noqa: DTZ001 -- Excel knows no offsets
    cells = [96891234567, 1.5, 0.1 + 0.2, True, dt.date(2026, 11, 4), moment, dt.time(8, 30), "007", None]
    made = book(["Name", "Phone"], *([f"n{place}", cell] for place, cell in enumerate(cells)))
    assert [row.values["phone"] for row in text(saved(made)).rows] == [
        "96891234567", "1.5", "0.3", "TRUE", "2026-11-04", "2026-11-04T08:30:00", "08:30:00", "007", "",
    ]  # fmt: skip


def test_the_first_visible_sheet_with_the_headings_is_read() -> None:
    made = book(["Something", "else"], title="Notes")
    hidden = made.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append(["Name"])
    hidden.append(["hidden"])
    made.create_sheet("Empty")
    right = made.create_sheet("List")
    right.append(["Name"])
    right.append(["Muna"])
    assert values(text(saved(made))) == [(2, "Muna", "")]


def test_texts_kept_once_for_many_cells_are_read() -> None:
    cells = '<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>1</v></c></row>'
    shared = f"<sst {MAIN}><si><t>Name</t></si><si><r><t>Mu</t></r><r><t>na</t></r></si></sst>"
    assert values(text(altered(sheet(cells), shared=shared))) == [(2, "Muna", "")]
    assert refused(altered(sheet(cells.replace("1<", "7<")), shared=shared)).code == "table.damaged"


def test_colour_far_away_and_notes_beside_the_list_do_no_harm() -> None:
    rows = '<row r="2"><c r="A2" t="str"><v>Muna</v></c><c r="D2"><v>9</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert values(text(sheet(HEADING + rows))) == [(2, "Muna", "")]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
        "Name\nx".encode("utf-16-le"),
        b"Name\nMu\x00na\n",
        b"\x1f\x8b\x08\xff\xfe\x01",
        altered(saved(book(["Name"], ["x"])), book=None),
    ],
)
def test_other_kinds_of_files_are_refused(content: bytes) -> None:
    assert refused(content).code == "table.kind"


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + "Name\nمنى".encode("windows-1256"),
        codecs.BOM_UTF16_LE + b"\x00\xd8a",
        "Name\nMuñoz\n".encode("latin-1"),
        "Name\nGarcía\n".encode("latin-1"),
    ],
)
def test_letters_that_would_be_guessed_wrongly_are_refused(content: bytes) -> None:
    assert refused(content).code == "table.encoding"


def test_french_letters_are_the_same_in_the_arabic_of_windows() -> None:
    assert values(text("Name\nJosé\n".encode("latin-1"))) == [(2, "José", "")]


@pytest.mark.parametrize(
    "content",
    [
        "Name\n" + "x\n" * 6,
        ",".join(["Name", *"abcdefghij" * 5]) + "\n",
        "Name\n" + "x" * 2001 + "\n",
        "Name\n" + "x" * 200_000 + "\n",
        "Name\n" + "\n" * 100_001 + "x\n",
        "," * 20_000,
        "x" * 5_000_001,
        sheet(HEADING + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        sheet(HEADING + "<c/>" * 500_001),
        altered(sheet('<row><c t="s"><v>0</v></c></row>' * 5), shared=f"<sst><si>{'x' * 5_000_000}</si></sst>"),
        altered(saved(book(["Name"], ["x"])), picture=b"\0" * 20_000_001),
        altered(saved(book(["Name"], ["x"])), **{f"part{number}": b"" for number in range(200)}),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_too_large_is_refused(content: str | bytes) -> None:
    assert refused(content, most_rows=5).code == "table.too-large"


def lying_about_its_size() -> bytes:
    whole = bytearray(altered(saved(book(["Name"], ["x"])), picture=b"\0" * 30_000_000))
    at = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<I", whole, at + 24, 10)
    return bytes(whole)


def encrypted() -> bytes:
    whole = bytearray(saved(book(["Name"], ["x"])))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def compressed(method: int) -> bytes:
    kept = io.BytesIO(saved(book(["Name"], ["x"])))
    with zipfile.ZipFile(kept, "a", method) as parcel:
        parcel.writestr("xl/more.xml", b"x" * 999)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        'Name\n"never closed\n',
        "Name,Phone\nMuna, of Sur,1\n",
        saved(book(["Name"], ["x"]))[:-30],
        lying_about_its_size(),
        encrypted(),
        compressed(zipfile.ZIP_BZIP2),
        compressed(zipfile.ZIP_LZMA),
        *(altered(saved(book(["Name"], ["x"])), **{name: b""}) for name in ("../x", "/x", "a\\b", "c:x", "a/./b")),
        altered(saved(book(["Name"], ["x"])), **{"XL/workbook.xml": b""}),
        sheet('<row r="x"/>'),
        sheet('<row><c r="$A$1"><v>1</v></c></row>'),
        sheet(HEADING + '<row><c s="1" t="zz"><v>1</v></c></row>'),
        sheet("<row " + " ".join(f'a{number}=""' for number in range(101)) + "/>"),
        altered(sheet(HEADING), sheet1=f"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet {MAIN}>&a;</worksheet>"),
        altered(sheet(HEADING), sheet1=sheet(HEADING).decode("latin-1").encode("utf-16")),
        altered(sheet(HEADING), sheet1="not XML"),
        altered(sheet(HEADING), **{"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
    ],
    ids=range(21),
)  # fmt: skip
def test_what_is_damaged_or_a_trick_is_refused(content: str | bytes) -> None:
    assert refused(content).code == "table.damaged"


def test_missing_headings_are_named() -> None:
    fault = refused("Phone,Age\n1,2\n")
    assert (fault.code, fault.facts) == ("table.headings", {"missing": ("name",)})
    assert refused(saved(book(["Phone"], [1]))).code == "table.headings"
    assert refused("nothing known\n").code == "table.headings"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "Name\n",
        "Name,Phone\n,\n",
        saved(book()),
        saved(book(["Name"])),
        altered(sheet(HEADING), book="<workbook/>"),
    ],
)
def test_a_file_without_rows_is_refused(content: str | bytes) -> None:
    assert refused(content).code == "table.empty"
