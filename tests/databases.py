"""Databases for tests: empty ones, and copies of one that is filled, on SQLite or PostgreSQL."""

import contextlib
import pathlib
import shutil
import uuid
from typing import Protocol

import sqlalchemy as sa
from psycopg import sql

_FORM = """
SELECT count(*), sum(hashtext(attrelid::regclass || attname || atttypid || attnotnull)),
       (SELECT sum(hashtext(tgname::text || tgenabled::text)) FROM pg_trigger),
       (SELECT count(*) FROM pg_constraint), (SELECT string_agg(version_num, ' ') FROM alembic_version)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace
"""
_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_RESTART = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_IF_FILLED = sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})")


class Databases(Protocol):
    """Makes databases and takes them away."""

    def make(self, copy_of: str = "") -> str:
        """Return the address of a new database, empty or a copy."""

    def drop(self, address: str) -> None:
        """Remove a database."""

    def lend(self, tables: str) -> str:
        """Return the address of a database with the same tables as another, and no row in them."""

    def take_back(self, address: str, tables: str) -> None:
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

    def lend(self, tables: str) -> str:
        return self.make(copy_of=tables)

    def take_back(self, address: str, tables: str) -> None:
        self.drop(address)


class PostgreSQL:
    """A server: to empty a database is quicker there than to make one, which copies five hundred files."""

    def __init__(self, server: str) -> None:
        import psycopg

        self._server = server
        self._admin = psycopg.connect(server, autocommit=True)
        self._forms: dict[str, object] = {}
        self._empty: dict[str, list[str]] = {}
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
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

    def lend(self, tables: str) -> str:
        waiting = self._empty.setdefault(tables, [])
        return waiting.pop() if waiting else self.make(copy_of=tables)

    def take_back(self, address: str, tables: str) -> None:
        import psycopg

        with contextlib.suppress(psycopg.Error):  # a table that has gone tells by itself
            if self._emptied(address, tables):
                self._empty[tables].append(address)
                return
        self.drop(address)

    def _emptied(self, address: str, tables: str) -> bool:
        """Empty every table and start every sequence anew; say no where the tables are others than before."""
        import psycopg

        if tables not in self._forms:
            self._forms[tables] = self._form(tables)
        with psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(_ALONE)
            if connection.execute(_FORM).fetchone() != self._forms[tables]:
                return False
            connection.execute("SET session_replication_role = replica")  # triggers and keys keep still
            names = [row[0] for row in connection.execute(_TABLES)]
            parts = [_IF_FILLED.format(sql.Literal(one), sql.Identifier(one)) for one in names]
            for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall():
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            connection.execute(_RESTART)
        return True

    def _form(self, address: str) -> object:
        import psycopg

        with psycopg.connect(address.replace("+psycopg", "", 1)) as connection:
            return connection.execute(_FORM).fetchone()
