"""Databases for tests: empty ones, and copies of one that is filled, on SQLite or PostgreSQL."""

import contextlib
import pathlib
import shutil
import uuid
from typing import NamedTuple, Protocol

import psycopg
import sqlalchemy as sa
from psycopg import sql

_FORM = """
SELECT count(*), sum(hashtext(attrelid::regclass || attname || atttypid || attnotnull)),
       (SELECT sum(hashtext(tgname::text || tgenabled::text)) FROM pg_trigger),
       (SELECT count(*) FROM pg_constraint)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace
"""
_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_STAMP = sql.SQL("SELECT {}, count(*), max(xmin::text::bigint) FROM {} HAVING count(*) > 0")
"""A table's rows by number, and by the newest of the transactions that wrote them: a copy keeps both."""


class Databases(Protocol):
    """Makes databases and takes them away."""

    def make(self, copy_of: str = "") -> str:
        """Return the address of a new database, empty or a copy."""

    def drop(self, address: str) -> None:
        """Remove a database."""

    def lend(self, copy_of: str) -> str:
        """Return the address of a database that is as another one is."""

    def take_back(self, address: str, copy_of: str) -> None:
        """Take a lent database back, whatever became of it."""


class SQLite:
    """Files in a folder: nothing is quicker than to copy one."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder

    def make(self, copy_of: str = "") -> str:
        path = self._folder / f"test_{uuid.uuid4().hex}.sqlite3"
        if copy_of:
            shutil.copyfile(copy_of.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    def drop(self, address: str) -> None:
        path = pathlib.Path(address.removeprefix("sqlite:///"))
        for one in path.parent.glob(f"{path.name}*"):
            one.unlink()

    def lend(self, copy_of: str) -> str:
        return self.make(copy_of=copy_of)

    def take_back(self, address: str, copy_of: str) -> None:
        self.drop(address)


class State(NamedTuple):
    """What a database holds. Shape: `stamps` are of the tables that have rows, by their names."""

    form: object
    stamps: dict[str, tuple[int, int]]
    sequences: dict[str, int | None]


class PostgreSQL:
    """A server: to put a database right is quicker there than to copy its five hundred files once more."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._admin = psycopg.connect(server, autocommit=True)
        self._states: dict[str, State] = {}
        self._waiting: dict[str, list[str]] = {}
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the run
        self._admin.execute("SELECT pg_reload_conf()")

    def close(self) -> None:
        self._admin.close()

    def make(self, copy_of: str = "") -> str:
        name = f"test_{uuid.uuid4().hex}"
        template = f" TEMPLATE {sa.make_url(copy_of).database} STRATEGY FILE_COPY" if copy_of else ""
        self._admin.execute(f"CREATE DATABASE {name}{template}")
        address = sa.make_url(self._server).set(drivername="postgresql+psycopg", database=name)
        return address.render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        self._admin.execute(f"DROP DATABASE {sa.make_url(address).database} WITH (FORCE)")

    def lend(self, copy_of: str) -> str:
        waiting = self._waiting.setdefault(copy_of, [])
        return waiting.pop() if waiting else self.make(copy_of=copy_of)

    def take_back(self, address: str, copy_of: str) -> None:
        with contextlib.suppress(psycopg.Error):  # a table that has gone tells by itself
            if self._put_right(address, copy_of):
                self._waiting[copy_of].append(address)
                return
        self.drop(address)

    def _put_right(self, address: str, copy_of: str) -> bool:
        """Empty what was empty in the original; say no where anything else is not as it was there."""
        if copy_of not in self._states:
            with self._connected(copy_of) as connection:
                self._states[copy_of] = _state(connection)
        was = self._states[copy_of]
        with self._connected(address) as connection:
            connection.execute(_ALONE)
            now = _state(connection)
            if now.form != was.form or was.stamps.items() - now.stamps.items():
                return False
            connection.execute("SET session_replication_role = replica")  # triggers and keys keep still
            for name in now.stamps.keys() - was.stamps.keys():
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, last in was.sequences.items():
                if now.sequences[name] != last:
                    connection.execute("SELECT setval(%s, %s, %s)", (name, last or 1, last is not None))
        return True

    def _connected(self, address: str) -> psycopg.Connection:
        return psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True)


def _state(connection: psycopg.Connection) -> State:
    names = [row[0] for row in connection.execute(_TABLES)]
    parts = [_STAMP.format(sql.Literal(one), sql.Identifier(one)) for one in names]
    rows = connection.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall()
    return State(
        connection.execute(_FORM).fetchone(),
        {name: (count, newest) for name, count, newest in rows},
        dict(connection.execute(_SEQUENCES).fetchall()),
    )
