"""What the database says of the deployment it is in: its kind, its form, its size, what was done last."""

import datetime as dt

import sqlalchemy as sa

from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.database import UtcDateTime

_VERSIONS = sa.table("alembic_version", sa.column("version_num", sa.String))
_JOBS = sa.table("job", sa.column("name", sa.String), sa.column("begun", UtcDateTime()))


def kind(connection: sa.Connection) -> str:
    """Return which database this is, with its version."""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name]
    version = connection.dialect.server_version_info or ()
    return f"{name} {'.'.join(map(str, version))}".strip()


def schema(connection: sa.Connection) -> str | None:
    """Return the newest migration that was run, None where none was."""
    if not sa.inspect(connection).has_table(_VERSIONS.name):
        return None
    return connection.execute(sa.select(_VERSIONS.c.version_num)).scalar()


def size(connection: sa.Connection) -> int:
    """Return how much room the database takes. Units: bytes."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one())
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def last_deed(connection: sa.Connection, action: str) -> dt.datetime | None:
    """Return when a deed was done last, as the audit has it."""
    found = audit.entries(connection, Wanted(action=action), size=1)
    return found[0].at if found else None


def last_run(connection: sa.Connection, job: str) -> dt.datetime | None:
    """Return when a job of the site last began."""
    statement = sa.select(_JOBS.c.begun).where(_JOBS.c.name == job)
    begun: dt.datetime | None = connection.execute(statement).scalar()
    return begun
