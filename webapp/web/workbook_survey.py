"""What an Excel workbook would unfold into, found out before anything unfolds it.

A few bytes of a workbook can ask for gigabytes: in the zip, by one cell far away, by one long text shared by
many cells. So all is measured first, and only the few parts that matter are packed anew and read further.
"""

import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from webapp.errors import BadInput

_MOST_MEMBERS = 200
_MOST_BYTES = 20_000_000
_MOST_ELEMENTS = 500_000
_MOST_ATTRIBUTES = 100
_MOST_LETTERS = 20_000_000  # of shared texts, counted once for every cell that shows them
_LARGEST_AREA = 1_000_000  # cells between the first corner and the last used ones, empty ones too
_LONGEST_FORMAT = 255  # Excel's own limit

_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|"
    r"xl/(?:workbook|sharedStrings|styles|worksheets/[^/]+)\.xml",
    re.IGNORECASE,
)
_TRICK = re.compile(r"^/|\\|:|\0|(?:^|/)\.\.?(?:/|$)")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, LookupError,
    ValueError, RuntimeError,
)  # fmt: skip


def is_zip(content: bytes) -> bool:
    """Say whether the bytes begin as a zip file does, whatever the file is called."""
    return content[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def repacked(content: bytes) -> bytes:
    """Return a workbook with the same sheets that is safe to unfold.

    Errors: BadInput `table.kind` for another kind of zip, `table.too-large` or `table.damaged`.
    """
    try:
        parts = _parts(content)
    except _ZIP_FAULTS as fault:
        raise BadInput("table.damaged") from fault
    if "xl/workbook.xml" not in (name.lower() for name in parts):
        raise BadInput("table.kind")
    survey = _Survey()
    for name in sorted(parts, key=lambda name: (not name.lower().endswith("sharedstrings.xml"), name)):
        survey.look(parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parcel:
        for name, part in parts.items():
            parcel.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    parts, left = {}, _MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        members = parcel.infolist()
        _check_members(members)
        for member in members:
            with parcel.open(member) as stream:
                part = stream.read(left + 1)
            left -= len(part)
            if left < 0:
                raise BadInput("table.too-large")
            if _NEEDED.fullmatch(member.filename):
                parts[member.filename] = part
    return parts


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise BadInput("table.too-large")
    if len({member.filename.casefold() for member in members}) < len(members):
        raise BadInput("table.damaged")
    for member in members:
        is_encrypted = member.flag_bits & 1
        # Only these two are unpacked piece by piece; the others give a whole block at once.
        is_known = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if is_encrypted or not is_known or _TRICK.search(member.orig_filename):
            raise BadInput("table.damaged")


class _Survey:
    """Adds up, over all parts, what a reader would have to hold; the shared texts are looked at first."""

    def __init__(self) -> None:
        self._shared: list[int] = []
        self._elements = self._letters = self._area = 0
        self._text: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._row = self._ordinal = self._last_row = self._last_column = 0
        self._cell = (0, 0)
        self._shows_shared = False

    def look(self, part: bytes) -> None:
        """Measure one part.

        Errors: BadInput `table.damaged` for what is not plain XML, `table.too-large`.
        """
        self._begin()
        parser = expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(part, True)  # noqa: FBT003 -- "this is all of it"; the parser takes no keywords
        except expat.ExpatError as fault:
            raise BadInput("table.damaged") from fault
        self._area += self._last_row * self._last_column
        _hold(self._area, _LARGEST_AREA)

    def _opened(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        _hold(self._elements, _MOST_ELEMENTS)
        # Readers compare every attribute with every other, and study a number format once for each style.
        if len(attributes) > _MOST_ATTRIBUTES or len(attributes.get("formatCode", "")) > _LONGEST_FORMAT:
            raise BadInput("table.damaged")
        match tag.rpartition(":")[2]:
            case "row":
                self._row, self._ordinal = _number(attributes.get("r"), self._row + 1), 0
            case "c":
                self._open_cell(attributes)
            case "v" | "is" | "f":
                # A cell that is only coloured holds nothing, however far away it is.
                self._last_row = max(self._last_row, self._cell[0])
                self._last_column = max(self._last_column, self._cell[1])
                self._text.clear()
            case "si":
                self._text.clear()

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._ordinal += 1
        row, column = _place(attributes.get("r"), (self._row, self._ordinal))
        self._cell = (max(row, self._row), max(column, self._ordinal))
        self._shows_shared = attributes.get("t") == "s"

    def _closed(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "si":
                self._shared.append(sum(map(len, self._text)))
            case "v" if self._shows_shared:
                self._letters += self._length(_number("".join(self._text).strip(), 0))
                _hold(self._letters, _MOST_LETTERS)

    def _length(self, index: int) -> int:
        if index >= len(self._shared):
            raise BadInput("table.damaged")
        return self._shared[index]


def _refuse_document_type(*_told: object) -> None:
    raise BadInput("table.damaged")


def _hold(amount: int, most: int) -> None:
    if amount > most:
        raise BadInput("table.too-large")


def _number(text: str | None, otherwise: int) -> int:
    if not text:
        return otherwise
    if not re.fullmatch("[0-9]{1,7}", text):
        raise BadInput("table.damaged")
    return int(text)


def _place(address: str | None, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return row and column, both from 1, of an address such as C7."""
    if address is None:
        return otherwise
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise BadInput("table.damaged")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
