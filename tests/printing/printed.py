"""Reading what was printed, without a reader's own ideas about the order of letters."""

import dataclasses
import functools
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

ARABIC = re.compile("[\u0600-\u06ff]")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclasses.dataclass(frozen=True)
class Printed:
    """A PDF, taken apart."""

    reader: PdfReader

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @property
    def count(self) -> int:
        return len(self.reader.pages)

    @property
    def bookmarks(self) -> list[str]:
        return [*_titles(self.reader.outline)]

    @property
    def tags(self) -> set[str]:
        """The kinds of elements that a reader's aid is told of."""
        return {str(one.get("/S")) for one in _elements(self.root["/StructTreeRoot"])}

    def page(self, number: int) -> str:
        """What stands on a page, run by run as it is drawn: letters of a run in the order of speech."""
        return _page(self.reader, number)

    def text(self) -> str:
        return "\n".join(self.page(at + 1) for at in range(self.count))

    def says(self, sentence: str, number: int) -> bool:
        """Say whether every word of a sentence stands on a page; signs, and words with vowel marks, are passed over."""
        runs = self.page(number).split("\n")  # a word may be drawn in pieces, from left to right
        shown = "".join(runs) + "\n" + "".join(reversed(runs))
        plain = (word for word in sentence.split() if not any(map(unicodedata.combining, word)))
        return all(part in shown for word in plain for part in re.findall(r"\w+", word))


def read(content: bytes) -> Printed:
    return Printed(PdfReader(io.BytesIO(content)))


@functools.lru_cache(maxsize=64)
def _page(reader: PdfReader, number: int) -> str:
    return "\n".join(_runs(reader.pages[number - 1], reader))


def _titles(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(one.title)


def _elements(element: Any) -> Iterator[Any]:
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid, "get_object"):
            yield from _elements(kid)


def _runs(page: Any, reader: PdfReader) -> Iterator[str]:
    """Yield what is drawn; where a span says what its signs stand for, that, once."""
    maps = {name: _map(font.get_object()) for name, font in _fonts(page).items()}
    letters: dict[int, str] = {}
    spans: list[str | None] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            told = operands[1].get("/ActualText") if operator == b"BDC" else None
            spans.append(None if told is None else str(told))
            if told is not None:
                yield str(told)
        elif operator == b"EMC":
            spans.pop()
        elif operator == b"Tf":
            letters = maps[operands[0]]
        elif operator in {b"Tj", b"TJ"} and not any(one is not None for one in spans):
            yield _glyphs(operands[0] if operator == b"TJ" else operands, letters)


def _glyphs(parts: Any, letters: dict[int, str]) -> str:
    raw = b"".join(_bytes(one) for one in parts if not isinstance(one, (int, float)))
    found = [letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2)]
    return "".join(reversed(found) if any(ARABIC.search(one) for one in found) else found)


def _bytes(one: Any) -> bytes:
    return bytes(getattr(one, "original_bytes", one))


def _fonts(page: Any) -> dict[str, Any]:
    return dict(page["/Resources"].get("/Font", {}))


def _map(font: Any) -> dict[int, str]:
    told = font["/ToUnicode"].get_data()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        found |= {int(code, 16): _letters(text) for code, text in _PAIR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            found |= {
                code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)
            }
    return found


def _letters(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
