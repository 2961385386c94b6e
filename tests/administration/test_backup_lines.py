"""Every value comes back as it was, with its type, whatever stands in it."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as some

import webapp.tables  # noqa: F401 -- fills the metadata
from webapp.administration.backup_lines import Lines, decode, encode
from webapp.database import Base, Database, UtcDateTime

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=8,
)
# Where a clock jumps, Python holds no two moments of different zones for equal, so the zones here do not jump.
ZONES = some.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
VALUES: dict[type, some.SearchStrategy[Any]] = {
    int: some.integers(),
    float: some.floats(allow_nan=False),
    str: some.text(),
    bool: some.booleans(),
    bytes: some.binary(),
    dt.date: some.dates(),
    dt.datetime: some.datetimes(timezones=ZONES) | some.datetimes(),
}


def again(value: object, *, is_json: bool = False) -> object:
    """The value after it was written down and read."""
    return decode(json.loads(json.dumps(encode(value, is_json=is_json))))


def types() -> set[type]:
    return {
        getattr(column.type, "impl_instance", column.type).python_type
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if not isinstance(column.type, sa.JSON)
    }


def test_every_type_of_our_columns_is_tried_here() -> None:
    assert types() <= set(VALUES)


@given(some.one_of(some.none(), *VALUES.values()))
def test_a_value_comes_back_as_it_was(value: object) -> None:
    found = again(value)
    assert found == value
    assert type(found) is type(value)
    if isinstance(value, dt.datetime):
        assert isinstance(found, dt.datetime)
        assert found.utcoffset() == value.utcoffset()


@given(JSON)
def test_json_comes_back_as_it_was_and_its_null_is_told_from_nothing(value: object) -> None:
    assert again(value, is_json=True) == (sa.JSON.NULL if value is None else value)


def test_a_type_that_is_not_known_stops_a_backup_instead_of_being_guessed() -> None:
    with pytest.raises(TypeError, match="timedelta"):
        encode(dt.timedelta(1))


@pytest.fixture
def any_table(database_url: str) -> Iterator[tuple[Database, sa.Table]]:
    """A table with a column of every kind."""
    table = sa.Table(
        "of_every_kind",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.Text()),
        sa.Column("share", sa.Float()),
        sa.Column("is_so", sa.Boolean()),
        sa.Column("day", sa.Date()),
        sa.Column("at", UtcDateTime()),
        sa.Column("piece", sa.LargeBinary()),
        sa.Column("data", sa.JSON()),
        sa.Column("sure", sa.JSON(), nullable=False),
    )
    store = Database(database_url)
    with store.writing() as connection:
        table.create(connection)
    yield store, table
    store.close()


FULL = {
    "word": "لا تنتظر\r\n\u2028\U0001f600 'x' \"y\" \\",
    "share": 0.1,
    "is_so": False,
    "day": dt.date(2024, 2, 29),
    "at": dt.datetime(2026, 11, 4, 11, 0, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=3))),
    "piece": b"\x00\xff",
    "data": {"json": {"json": None}, "لا": [1, 2.5, "\x00"]},
    "sure": [],
}
EMPTY = dict.fromkeys(FULL) | {"data": sa.null(), "sure": sa.JSON.NULL}


def test_rows_come_back_the_same_from_the_database(any_table: tuple[Database, sa.Table]) -> None:
    store, table = any_table
    lines = Lines(table)
    rows = [FULL | {"id": 9}, EMPTY | {"id": 2}, FULL | {"id": 5, "data": sa.JSON.NULL, "word": ""}]
    with store.writing() as connection:
        connection.execute(sa.insert(table), rows)
        before = [tuple(row) for row in connection.execute(lines.select)]
        told = [lines.line(row) for row in before]
        connection.execute(sa.delete(table))
        connection.execute(sa.insert(table), [lines.values(line) for line in told])
        assert [tuple(row) for row in connection.execute(lines.select)] == before
    assert [row[0] for row in before] == [2, 5, 9]
    assert [bool(row[-1]) for row in before] == [True, False, False]
    assert [line.count(b"\n") for line in told] == [1, 1, 1]
