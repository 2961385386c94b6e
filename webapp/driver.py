"""Statements compiled once and run on the driver's own cursor, for the few that every answer waits for.

A Core statement costs several times what running it costs; the SQL stays SQLAlchemy's, for both databases.
Source: docs/adr/0012-core-statements.md
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

Convert = Callable[[Any], Any]


class Prepared:
    """A statement in one database's own words.

    Shape: `columns` names the values of an INSERT that has none of its own.
    """

    def __init__(self, statement: sa.ClauseElement, dialect: sa.Dialect, columns: Sequence[str] = ()) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self._text = str(compiled)
        self._is_positional = compiled.positiontup is not None
        converters = _converters(((name, bind.type) for name, bind in compiled.binds.items()), dialect)
        self._places = [(name, converters.get(name)) for name in compiled.positiontup or compiled.binds]
        selected = getattr(statement, "selected_columns", ())
        read = [(at, _reader(column.type, dialect)) for at, column in enumerate(selected)]
        self._reads = [(at, convert) for at, convert in read if convert is not None]

    def run(self, cursor: Any, values: Mapping[str, object]) -> int:  # noqa: ANN401 -- the driver's own cursor
        """Run the statement and return how many rows it met."""
        ready = [values[name] if convert is None else convert(values[name]) for name, convert in self._places]
        cursor.execute(self._text, ready if self._is_positional else self._named(ready))
        return int(cursor.rowcount)

    def rows(self, cursor: Any, values: Mapping[str, object]) -> list[list[Any]]:  # noqa: ANN401 -- as above
        """Run a SELECT and return its rows, each value as its column's type reads it."""
        self.run(cursor, values)
        rows = [list(row) for row in cursor.fetchall()]
        for row in rows:
            for at, convert in self._reads:
                row[at] = convert(row[at])
        return rows

    def _named(self, ready: Sequence[object]) -> dict[str, object]:
        return {name: value for (name, _), value in zip(self._places, ready, strict=True)}


def _converters(binds: Any, dialect: sa.Dialect) -> dict[str, Convert]:  # noqa: ANN401 -- pairs of name and type
    found = ((name, type_.dialect_impl(dialect).bind_processor(dialect)) for name, type_ in binds)
    return {name: convert for name, convert in found if convert is not None}


def _reader(type_: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
