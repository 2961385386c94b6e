"""What is sent as a Word file: kept when it is one, told why not otherwise; nothing unfolds beyond its limits."""

import io
import zipfile

import pytest

from tests.desk.making_word import Text, Writing
from webapp.desk import word_file
from webapp.errors import BadInput

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def simple(extra: dict[str, bytes] | None = None) -> bytes:
    writing = Writing()
    writing.section([(Text("heading", ("العنوان",), 1), Text("heading", ("Title",), 1))], "by section")
    return writing.content(extra)


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, held in members.items():
            parcel.writestr(name, held)
    return packed.getvalue()


def with_text(text: bytes) -> bytes:
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": text}
    return zipped(**members)


def locked() -> bytes:
    """A zip whose list says that its text needs a password."""
    held = bytearray(simple())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = held.find(mark)
        while at >= 0:
            held[at + place] |= 1
            at = held.find(mark, at + 4)
    return bytes(held)


REFUSED = {
    "nothing": (b"", "word.empty"),
    "too large": (b"PK\x03\x04" + b"0" * word_file.MOST_BYTES, "word.large"),
    "an old file": (OLE + b"\0" * 512, "word.old"),
    "with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "word.encrypted"),
    "a zip with a password": (locked(), "word.encrypted"),
    "a PDF renamed": (b"%PDF-1.7\n", "word.renamed"),
    "an OpenDocument text renamed": (zipped(mimetype=b"application/vnd.oasis"), "word.renamed"),
    "a zip renamed": (zipped(**{"a.txt": b"a"}), "word.renamed"),
    "a macro": (simple({"word/vbaProject.bin": b"\0"}), "word.macros"),
    "a macro by its type": (
        zipped(**{"[Content_Types].xml": b"<T a='macroEnabled'/>", "word/document.xml": b"<d/>"}),
        "word.macros",
    ),
    "half a file": (simple()[:-200], "word.damaged"),
    "malformed": (with_text(b"<w><p></w>"), "word.damaged"),
    "a document type": (with_text(b'<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'), "word.damaged"),
    "a bomb of one part": (simple({"word/media/a.bin": b"\0" * 20_000_000}), "word.bomb"),
    "a bomb of elements": (with_text(b"<w>" + b"<p>" * 300 + b"</p>" * 300 + b"</w>"), "word.bomb"),
    "a way out": (simple({"../../etc/passwd": b"a"}), "word.damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_word_file_to_be_read_is_refused_with_its_reason(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(BadInput) as refused:
        word_file.look(content)
    assert refused.value.code == code


def test_a_word_file_passes_and_is_counted() -> None:
    writing = Writing()
    texts = [(Text("paragraph", (f"كلمات الفقرة {at}",)), None) for at in range(24)]
    writing.section([*texts], "by section")
    looked = word_file.look(writing.content())
    assert looked.insertions == looked.deletions == 2
    assert looked.footnotes == 3
