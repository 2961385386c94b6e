"""A Word file that somebody sends, looked over before anything reads it: nothing unfolds, runs or is fetched.

A few bytes of a zip can ask for gigabytes, and a file's name says nothing of what it is. So its bytes are
asked what it is, every part is unfolded piece by piece against a limit, and every part of XML is read once
by a parser that knows no document types; what is counted there is told beside the text.
"""

import dataclasses
import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from webapp.errors import BadInput

MOST_BYTES = 30 * 1024 * 1024
_MOST_MEMBERS = 3_000
_MOST_UNFOLDED = 300_000_000
_MOST_XML = 120_000_000
_STEEPEST = 200
"""Times a part may grow by unfolding, once it is large; the text of a long manual grows fifteen times."""
_LARGE = 5_000_000
_MOST_ELEMENTS = 5_000_000
_DEEPEST = 200
_PIECE = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = re.compile(r"(?:^|/)vba(?:project|data)[^/]*\.(?:bin|xml)$|\.(?:exe|dll|js|vbs)$", re.IGNORECASE)
_TRICK = re.compile(r"^/|\\|:|\0|(?:^|/)\.\.?(?:/|$)")
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, LookupError,
    ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip
_MACRO_TYPE = b"macroEnabled"


@dataclasses.dataclass(slots=True)
class Looked:
    """What was counted in a file: tracked changes, comments, footnotes."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    footnotes: int = 0


def look(content: bytes) -> Looked:
    """Return what is counted in a Word file that may be read.

    Errors: BadInput word.empty, word.large, word.encrypted, word.old, word.renamed, word.macros, word.bomb,
    word.damaged.
    """
    if not content:
        raise BadInput("word.empty")
    if len(content) > MOST_BYTES:
        raise BadInput("word.large")
    if content.startswith(_OLE):
        raise BadInput("word.encrypted" if _ENCRYPTED in content else "word.old")
    if content[:4] != b"PK\x03\x04":
        raise BadInput("word.renamed")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            return _members(parcel)
    except _ZIP_FAULTS as fault:
        raise BadInput("word.damaged") from fault


def _members(parcel: zipfile.ZipFile) -> Looked:
    members = parcel.infolist()
    names = {member.filename for member in members}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise BadInput("word.renamed")
    _check(members)
    counted, left, elements = Looked(), _MOST_UNFOLDED, 0
    for member in members:
        part = _Part(member, counted)
        left -= part.read(parcel, left)
        elements += part.elements
        if elements > _MOST_ELEMENTS:
            raise BadInput("word.bomb")
    return counted


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Look at a zip's own list.

    Errors: BadInput.
    """
    if len(members) > _MOST_MEMBERS:
        raise BadInput("word.bomb")
    if len({member.filename.casefold() for member in members}) < len(members):
        raise BadInput("word.damaged")
    for member in members:
        if _MACROS.search(member.filename):
            raise BadInput("word.macros")
        if member.flag_bits & 1:
            raise BadInput("word.encrypted")
        # Only these two are unpacked piece by piece; the others give a whole block at once.
        is_known = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if not is_known or _TRICK.search(member.orig_filename):
            raise BadInput("word.damaged")


class _Part:
    """One part of the file, unfolded against its limits; XML is read as it comes."""

    def __init__(self, member: zipfile.ZipInfo, counted: Looked) -> None:
        self.member = member
        self.counted = counted
        self.elements = self.deep = 0
        self.is_text = member.filename == "word/document.xml"
        self.parser = _parser(self) if _XML.search(member.filename) else None

    def read(self, parcel: zipfile.ZipFile, left: int) -> int:
        """Return how many bytes it has.

        Errors: BadInput word.bomb, word.damaged, word.macros.
        """
        size = 0
        with parcel.open(self.member) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                steep = size > _LARGE and size > _STEEPEST * max(1, self.member.compress_size)
                if size > left or steep or (self.parser and size > _MOST_XML):
                    raise BadInput("word.bomb")
                if self.member.filename == "[Content_Types].xml" and _MACRO_TYPE in piece:
                    raise BadInput("word.macros")
                self.parse(piece)
        if self.parser:
            self.parse(b"", is_last=True)
        return size

    def parse(self, piece: bytes, *, is_last: bool = False) -> None:
        if self.parser is None:
            return
        try:
            self.parser.Parse(piece, is_last)
        except expat.ExpatError as fault:
            raise BadInput("word.damaged") from fault

    def opened(self, tag: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        self.deep += 1
        if self.elements > _MOST_ELEMENTS or self.deep > _DEEPEST:
            raise BadInput("word.bomb")
        if self.is_text:
            self.count(tag.rpartition(":")[2])

    def count(self, name: str) -> None:
        match name:
            case "ins" | "moveTo":
                self.counted.insertions += 1
            case "del" | "moveFrom":
                self.counted.deletions += 1
            case "commentReference":
                self.counted.comments += 1
            case "footnoteReference" | "endnoteReference":
                self.counted.footnotes += 1

    def closed(self, _tag: str) -> None:
        self.deep -= 1


def _parser(part: _Part) -> expat.XMLParserType:
    made = expat.ParserCreate()
    made.StartDoctypeDeclHandler = _refuse
    made.EntityDeclHandler = _refuse
    made.StartElementHandler = part.opened
    made.EndElementHandler = part.closed
    return made


def _refuse(*_told: object) -> None:
    raise BadInput("word.damaged")
