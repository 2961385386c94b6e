"""Laws of tables, for any bytes and any text: nothing but a refusal gets out, nothing that runs goes out."""

import csv
import io
import re
import unicodedata
import zipfile
from email.message import Message
from xml.etree import ElementTree as ET  # the customary short name

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from webapp.errors import BadInput
from webapp.web.cells import defused, plain
from webapp.web.exported_table import attachment, csv_bytes
from webapp.web.sentences import SENTENCES
from webapp.web.uploaded_table import Column, Table, read

COLUMNS = (Column("a", ("الاسم", "Name"), required=True), Column("b", ("Other",), required=False))
SIGNS = "=+-@|%＝＋－＠｜％﹢﹣﹦﹪﹫"
LIST = '\ufeffالاسم,Other\r\nمنى,1\r\n"two\nlines",\'x\r\n'.encode()

signs = st.text(alphabet=SIGNS + " \t\r\n,;\"'a1\u200f\u202e\ufeffم", max_size=30)
texts = st.text(max_size=60) | signs


def read_or_refused(content: bytes) -> Table | None:
    try:
        return read("any", content, columns=COLUMNS)
    except BadInput as fault:
        assert fault.code in SENTENCES  # noqa: PT017 -- most contents are refused, and any may be
        return None


def workbook() -> dict[str, bytes]:
    made = openpyxl.Workbook()
    made.active.append(["Name", "Other"])
    made.active.append(["Muna", 1.5])
    kept = io.BytesIO()
    made.save(kept)
    shared = b"<sst><si><t>Name</t></si><si><t>x</t></si></sst>"
    with zipfile.ZipFile(kept) as parcel:
        return {**{name: parcel.read(name) for name in parcel.namelist()}, "xl/sharedStrings.xml": shared}


MEMBERS = workbook()
READ = [name for name in MEMBERS if not name.startswith(("docProps", "xl/theme"))]
PIECES = [
    b"<c", b"</c>", b"<row", b"</row>", b"<v>", b"</v>", b't="s"', b't="d"', b's="1"', b'r="B9"', b"1e999", b"-1",
    b"<is>", b"</is>", b"&amp;", b"&#0;", b"<![CDATA[", b"]]>", b"<f>", b"\xff", b"0", b"/>", b">", b'"', b"hidden",
]  # fmt: skip

ODD = [
    "",
    "s",
    "d",
    "b",
    "e",
    "n",
    "str",
    "A1",
    "B9",
    "XFD1",
    "A0",
    "0",
    "1",
    "7",
    "-1",
    "99999",
    "1e300",
    "nan",
    "hidden",
    "#N/A",
]


def packed(members: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as parcel:
        for name, part in members.items():
            parcel.writestr(name, part)
    return kept.getvalue()


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few pieces taken out, put in or written over."""
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(whole)))
        gone = draw(st.integers(0, 8))
        whole = whole[:at] + draw(st.sampled_from(PIECES) | st.binary(max_size=8)) + whole[at + gone :]
    return whole


@st.composite
def mutated_workbooks(draw: st.DrawFn) -> bytes:
    name = draw(st.sampled_from(READ))
    return packed({**MEMBERS, name: draw(mutated(MEMBERS[name]))})


@st.composite
def strange_workbooks(draw: st.DrawFn) -> bytes:
    """Workbooks whose XML is whole, with values, cells and sheets that no spreadsheet would write."""
    name = draw(st.sampled_from(READ))
    tree = ET.fromstring(MEMBERS[name])  # noqa: S314 -- written by ourselves
    for _ in range(draw(st.integers(1, 4))):
        one = draw(st.sampled_from(list(tree.iter())))
        match draw(st.sampled_from(("attribute", "text", "double", "empty"))):
            case "attribute" if one.attrib or name.startswith("xl/worksheets"):
                one.set(draw(st.sampled_from([*one.attrib, "r", "t", "s"])), draw(st.sampled_from(ODD)))
            case "text":
                one.text = draw(st.sampled_from(ODD))
            case "double":
                one.extend(list(one))
            case "empty":
                one.clear()
    return packed({**MEMBERS, name: ET.tostring(tree)})


def test_the_seeds_of_the_mutations_are_read() -> None:
    assert read_or_refused(packed(MEMBERS)) is not None
    assert read_or_refused(LIST) is not None


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(mutated(packed(MEMBERS)) | mutated_workbooks())
@settings(max_examples=250, deadline=None)
def test_any_damaged_workbook_is_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(strange_workbooks())
@settings(max_examples=250, deadline=None)
def test_any_strange_workbook_is_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(
    mutated(LIST)
    | mutated("الاسم;Other\nمنى;1\n".encode("windows-1256"))
    | mutated("Name\tOther\nx\t1\n".encode("utf-16"))
)
@settings(max_examples=200, deadline=None)
def test_any_damaged_text_is_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), texts)
@settings(max_examples=200, deadline=None)
def test_what_is_exported_reads_back_as_it_was(rows: list[tuple[str, str]], label: str) -> None:
    told = read_or_refused(csv_bytes(["Name", "Other"], rows, label=f"Unofficial: {label}"))
    wanted = [tuple(defused(plain(cell.encode(errors="replace").decode())) for cell in row) for row in rows]
    shown = [] if told is None else [(row.values["a"], row.values["b"]) for row in told.rows]
    assert shown == [row for row in wanted if any(row)]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_defusing_only_adds_apostrophes_before_signs(text: str) -> None:
    wanted = "".join(("'?" if letter in SIGNS else "") + re.escape(letter) for letter in text)
    assert re.fullmatch(wanted, defused(text))


def shows_a_formula(cell: str) -> bool:
    letters = (letter for letter in cell if unicodedata.category(letter)[0] not in "CZ")
    return next(letters, "") in set(SIGNS)


@given(
    st.lists(st.lists(texts, min_size=1, max_size=3), max_size=4),
    texts,
    st.lists(texts, min_size=1, max_size=3),
)
@settings(max_examples=200, deadline=None)
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_cuts(
    rows: list[list[str]], label: str, headings: list[str]
) -> None:
    told = csv_bytes(headings, rows, label=label).decode("utf-8-sig")
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(told, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if shows_a_formula(cell)]
    assert not [piece for piece in re.split('[,;\t\r\n"]', told) if shows_a_formula(piece)]


@given(st.text(max_size=300) | st.text(alphabet='a.\r\n"\\/;= \u202eم\ud800', max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_name_of_a_file_reaches_beyond_its_header(filename: str) -> None:
    told = attachment(b"", filename=filename, mimetype="text/csv").headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''[\w.~%-]+", told, re.ASCII)
    message = Message()
    message["Content-Disposition"] = told
    assert list(message.keys()) == ["Content-Disposition"]
    kind, options = parse_options_header(told)
    assert kind == "attachment"
    assert set(options) == {"filename"}
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e]", options["filename"])
    assert not options["filename"].startswith(".")
    assert len(options["filename"]) <= 100
