"""Alembic's way in: it is handed a connection by `webapp.prepare.upgrade` or by a test."""

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import context

import webapp.tables  # noqa: F401 -- fills the metadata
from webapp.database import Base


@contextlib.contextmanager
def references_looked_over_at_the_end(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite make a table anew that others refer to: what refers to what is looked over before the end.

    Shape: the switch works only while no transaction is open, hence on the driver's own connection.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 -- it is connected
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def refuse_dangling(connection: sa.Connection) -> None:
    """Undo everything when a row is left that refers to none."""
    if connection.dialect.name == "sqlite":
        left = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if left:
            raise RuntimeError(f"the migration leaves rows that refer to none: {left[:5]}")


connection = context.config.attributes["connection"]
with references_looked_over_at_the_end(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        refuse_dangling(connection)
    connection.commit()
