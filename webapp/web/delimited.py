"""Tables sent as text: which letters the bytes are, and where one cell ends and the next begins."""

import csv
import io
import re
from collections.abc import Iterator

from webapp.errors import BadInput

DELIMITERS = (",", ";", "\t")

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Western letters read as Arabic ones: a vowel mark after a Latin letter, an Arabic letter between two.
_MISREAD = re.compile("[A-Za-z](?:[\u064b-\u0652]|[\u0620-\u064a]+[A-Za-z])")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def grids(content: bytes) -> Iterator[Iterator[list[str]]]:
    """Read the bytes under each delimiter in turn, record by record.

    Errors: BadInput `table.kind` for what is no text, `table.encoding` for text in unknown letters; while
    reading, `table.damaged` for quotes that do not close and `table.too-large` for a cell without end.
    """
    text = decoded(content)
    return (_records(text, delimiter) for delimiter in DELIMITERS)


def decoded(content: bytes) -> str:
    """Return the text: UTF-8, UTF-16 that says so, or else windows-1256, which Excel writes in Arabic.

    Errors: BadInput `table.kind` or `table.encoding`.
    """
    marked = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), None)
    try:
        text = content.decode(marked or "utf-8")
    except UnicodeDecodeError as fault:
        if marked:
            raise BadInput("table.encoding") from fault
        return _arabic_of_windows(content)
    if "\0" in text:
        raise BadInput("table.kind")
    return text


def _arabic_of_windows(content: bytes) -> str:
    """Every byte is some letter in windows-1256, so what it gives must look like text."""
    text = content.decode("windows-1256")
    if _BINARY.search(text):
        raise BadInput("table.kind")
    if _MISREAD.search(text):
        raise BadInput("table.encoding")
    return text


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # Strict, because a quote that never closes would swallow the rows after it.
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    read = 0
    try:
        for record in records:
            read += 1
            yield record
    except csv.Error as fault:
        if "field limit" in str(fault):
            raise BadInput("table.too-large", row=read + 1) from fault
        raise BadInput("table.damaged", row=read + 1) from fault
