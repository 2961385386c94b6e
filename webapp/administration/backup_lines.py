"""Rows as lines of text: every value keeps its type, whichever kind of database it leaves or enters."""

import base64
import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

_json = json.JSONEncoder(ensure_ascii=False).encode
_PLAIN = {type(None), bool, int, float, str}
_WRITTEN: dict[type, tuple[str, Callable[[Any], str]]] = {
    dt.datetime: ("datetime", dt.datetime.isoformat),
    dt.date: ("date", dt.date.isoformat),
    bytes: ("bytes", lambda value: base64.b64encode(value).decode("ascii")),
}
_READ: dict[str, Callable[[Any], object]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "bytes": lambda told: base64.b64decode(told, validate=True),
    "json": lambda told: sa.JSON.NULL if told is None else told,
}


def encode(value: object, *, is_json: bool = False) -> object:
    """Return a value as JSON can hold it: itself, or an object of one member that names its type.

    Shape: what a JSON column holds is always in such an object, so that JSON's null is not the database's.
    Errors: TypeError for a type that no column had when this format was made.
    """
    if is_json:
        return {"json": value}
    if type(value) in _PLAIN:
        return value
    try:
        name, write = _WRITTEN[type(value)]
    except KeyError:
        raise TypeError(f"a backup has no way to write a {type(value).__name__}") from None
    return {name: write(value)}


def decode(told: object) -> object:
    """Return the value that `encode` was given; for JSON's null, SQLAlchemy's own sign of it.

    Errors: ValueError, TypeError or KeyError when `told` was not made by `encode`.
    """
    if isinstance(told, list):
        raise TypeError("a list stands only inside JSON")
    if not isinstance(told, dict):
        return told
    [(name, written)] = told.items()
    return _READ[name](written)


class Lines:
    """How the rows of one table become lines, one JSON object each, and rows again."""

    def __init__(self, table: sa.Table) -> None:
        columns = list(table.columns)
        self._names = [column.name for column in columns]
        self._is_json = [isinstance(column.type, sa.JSON) for column in columns]
        self._may_lack = [at for at, one in enumerate(columns) if self._is_json[at] and one.nullable]
        missing = [columns[at].is_(sa.null()).label(None) for at in self._may_lack]
        self.select = sa.select(*columns, *missing).order_by(*table.primary_key.columns)
        """Every row in the order of its key, and after its columns whether a JSON column holds no JSON."""

    def line(self, row: Sequence[Any]) -> bytes:
        """Return a row of `select` as one line."""
        values = [encode(value, is_json=is_json) for value, is_json in zip(row, self._is_json, strict=False)]
        for at, is_missing in zip(self._may_lack, row[len(values) :], strict=True):
            if is_missing:
                values[at] = None
        told = _json(dict(zip(self._names, values, strict=True)))
        return told.encode("utf-8", "surrogatepass") + b"\n"

    def values(self, line: bytes) -> dict[str, object]:
        """Return a line's row, to be inserted.

        Errors: ValueError, TypeError or KeyError when the line is no row of this table.
        """
        told = json.loads(line.decode("utf-8", "surrogatepass"))
        if not isinstance(told, dict) or list(told) != self._names:
            raise ValueError("the columns are not this table's")
        values = {name: decode(value) for name, value in told.items()}
        for at in self._may_lack:
            if told[self._names[at]] is None:
                values[self._names[at]] = sa.null()
        return values
