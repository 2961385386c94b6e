"""A whole deployment in one file, and back again: rows of every table, and the keys beside the database.

Source: docs/adr/0014-backups-are-rows.md
"""

import contextlib
import datetime as dt
import itertools
import os
import pathlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa

import webapp.tables  # noqa: F401 -- fills the metadata: a backup holds every table
from webapp.administration.backup_contents import Summary, whole
from webapp.administration.backup_file import Reading, opened, writing
from webapp.administration.backup_lines import Lines
from webapp.database import SCHEMA, Base, Database
from webapp.errors import Refused
from webapp.prepare import upgrade
from webapp.settings import Settings
from webapp.web.site import raise_version

_AT_ONCE = 100
"""Rows in memory at the same time; one may be a whole manual."""
_ITS_OWN = "alembic_version"
"""The one table that is not ours: migrations keep their number there, a backup says it in words."""


def backup(
    database: Database, settings: Settings, to: pathlib.Path, *, now: dt.datetime, keys: bool = True
) -> Summary:
    """Write every row, as one moment saw them, and the keys of the instance into one new file.

    Shape: only its owner can read the file; it is there whole or not at all, and was read back.
    Errors: Refused backup.exists, .no-folder, .not-upgraded, or what could not be read back.
    """
    found = sorted(settings.instance.glob("*.key")) if keys else []
    with writing(to, made=now) as file, _one_moment(database) as connection:
        schema = connection.execute(sa.text(f"SELECT version_num FROM {_ITS_OWN}")).scalar()  # noqa: S608 -- our own word
        if schema != SCHEMA:
            raise Refused("backup.not-upgraded", found=schema, wanted=SCHEMA)
        for table in Base.metadata.sorted_tables:
            file.table(table.name, _lines(connection, Lines(table)))
        for key in found:
            file.key(key.name, key.read_bytes())
        return file.close(schema=SCHEMA, kind=database.engine.dialect.name)


def restore(database: Database, settings: Settings, from_: pathlib.Path, *, keys: bool = True) -> Summary:
    """Put a backup's rows into an empty database, and its keys where there are none.

    Shape: missing tables are made; the search index is not in a backup, `prepare` builds it.
    Errors: Refused when the file is not whole or of another schema, or the place not empty; no row is kept.
    """
    with opened(from_) as file:
        _refuse_other_schema(file.summary)
        file.check()
        wanted = _new_keys(file, settings.instance) if keys else {}
        with database.reading() as connection:
            _refuse_rows(connection)
        upgrade(database)
        with _placed(wanted, settings.instance), database.writing() as connection:
            _refuse_rows(connection, alone=True)
            for table in Base.metadata.sorted_tables:
                _insert(connection, table, file.lines(table.name))
            raise_version(connection)
            _count_on(connection)
    return file.summary


def verify(path: pathlib.Path) -> Summary:
    """Read a backup whole and say what is in it; needs no database, and the schema may be any.

    Errors: Refused backup.not-one, .format-unknown, .strange-member, .too-large or .damaged.
    """
    with opened(path) as file:
        file.check()
        return file.summary


@contextlib.contextmanager
def _one_moment(database: Database) -> Iterator[sa.Connection]:
    """Give a connection whose every statement sees the same state, while others go on writing."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # SQLite's transactions see one state as they are
            connection = connection.execution_options(  # noqa: PLW2901 -- the same one, told how to read
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


def _lines(connection: sa.Connection, lines: Lines) -> Iterator[bytes]:
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(lines.select):
        yield lines.line(row)


def _refuse_other_schema(summary: Summary) -> None:
    if summary.schema != SCHEMA:
        raise Refused("backup.other-schema", theirs=summary.schema, ours=SCHEMA)
    if odd := summary.rows.keys() ^ Base.metadata.tables.keys():
        raise Refused("backup.damaged", member=min(odd))


def _refuse_rows(connection: sa.Connection, *, alone: bool = False) -> None:
    """Refuse a database with a row in it; `alone` keeps others from adding one until the end."""
    names = sorted(set(sa.inspect(connection).get_table_names()) - {_ITS_OWN})
    if alone and connection.dialect.name == "postgresql":
        quoted = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
        connection.exec_driver_sql(f"LOCK TABLE {quoted} IN SHARE ROW EXCLUSIVE MODE")
    for name in names:
        if connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first():
            raise Refused("backup.not-empty", table=name)


def _insert(connection: sa.Connection, table: sa.Table, lines: Iterable[bytes]) -> None:
    """Add a table's rows in the order of their keys, so that a row may point to one before it."""
    form = Lines(table)
    while some := list(itertools.islice(lines, _AT_ONCE)):
        with whole(table.name):
            rows = [form.values(line) for line in some]
        try:
            connection.execute(sa.insert(table), rows)
        except sa.exc.OperationalError:
            raise
        except (sa.exc.StatementError, OverflowError, ValueError) as fault:
            says = " ".join(str(getattr(fault, "orig", fault)).split())
            raise Refused("backup.does-not-fit", table=table.name, says=says) from fault


def _count_on(connection: sa.Connection) -> None:
    """Let the next row's number follow the last one's; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            name = connection.dialect.identifier_preparer.format_table(table)
            last = sa.select(sa.func.max(column)).scalar_subquery()
            counter = sa.func.pg_get_serial_sequence(name, column.name)
            connection.execute(sa.select(sa.func.setval(counter, last)))


def _new_keys(file: Reading, instance: pathlib.Path) -> dict[str, bytes]:
    """Return the keys that the instance lacks.

    Errors: Refused backup.other-key when it has one of the same name that differs.
    """
    found = {name: file.key(name) for name in file.summary.keys}
    there = {name for name in found if (instance / name).exists()}
    for name in sorted(there):
        if (instance / name).read_bytes() != found[name]:
            raise Refused("backup.other-key", name=name, folder=instance)
    return {name: content for name, content in found.items() if name not in there}


@contextlib.contextmanager
def _placed(keys: Mapping[str, bytes], instance: pathlib.Path) -> Iterator[None]:
    """Put keys in their place, and take them away again when what follows goes wrong."""
    with contextlib.ExitStack() as undo:
        for name, content in keys.items():
            _place(instance / name, content)
            undo.callback((instance / name).unlink)
        yield
        undo.pop_all()


def _place(path: pathlib.Path, content: bytes) -> None:
    """Write a key that only its owner can read, whole or not at all, and never over another."""
    with tempfile.NamedTemporaryFile(dir=path.parent) as fresh:
        fresh.write(content)
        fresh.flush()
        os.fsync(fresh.fileno())
        try:
            os.link(fresh.name, path)
        except FileExistsError as fault:
            raise Refused("backup.other-key", name=path.name, folder=path.parent) from fault
