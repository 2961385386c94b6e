"""Alembic's way in: it is handed a connection by `webapp.prepare.upgrade` or by a test."""

from alembic import context

import webapp.tables  # noqa: F401 -- fills the metadata
from webapp.database import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
