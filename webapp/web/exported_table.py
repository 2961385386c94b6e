"""Tables that people take away: a CSV file that Excel opens right in Arabic and that runs nothing."""

import csv
import datetime as dt
import functools
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import quote

from flask import Response

from webapp.engine.clocks import MUSCAT
from webapp.web.cells import defused, plain

_LONGEST_NAME = 100
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\n\ud800-\udfff]+')
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._]+")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]], *, label: str) -> bytes:
    """Return a CSV file: the label of the unofficial edition, the headings, the rows.

    Shape: UTF-8 with its mark, lines ended by CRLF, cells without control or bidi characters.
    Errors: ValueError for a moment that does not say its offset.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([cell(label)])
    lines.writerow([cell(heading) for heading in headings])
    lines.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def attachment(content: bytes, *, filename: str, mimetype: str) -> Response:
    """Answer with a file to keep, under a name that no header and no folder can stumble over."""
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = _disposition(filename)
    response.headers["Cache-Control"] = "no-store"
    return response


def cell(value: object) -> str:
    """Return a value as the text of a cell, which begins no formula.

    Errors: ValueError for a moment that does not say its offset.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    # Only a number that is one is spared: its minus begins nothing.
    return str(value) if is_number(value) else _text(_written(value))


@functools.lru_cache(maxsize=1024)
def _text(text: str) -> str:
    return defused(plain(text))  # a long table says the same words over and over


def is_number(value: object) -> bool:
    """Say whether a value is a number as a spreadsheet has them."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def _written(value: object) -> str:
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError("a moment without its offset could be any hour")
        return value.astimezone(MUSCAT).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _disposition(filename: str) -> str:
    """Name the file twice: in plain letters for old browsers, and whole for all others (RFC 6266)."""
    stem, dot, ending = _NOT_IN_A_NAME.sub("-", plain(filename)).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    whole = _shortened(stem, dot + ending)
    apart = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode()
    fallback = _NOT_PLAIN.sub("-", apart).lstrip(".-")
    if not fallback or fallback == ending:
        fallback = f"masar{dot}{fallback}"
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(whole, safe='')}"


def _shortened(stem: str, ending: str) -> str:
    ending = ending[: _LONGEST_NAME // 4]
    return (stem.strip(" .-")[: _LONGEST_NAME - len(ending)] or "masar") + ending
