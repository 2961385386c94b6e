"""Making a fresh instance ready: tables, the starter edition, the scenarios, the search index."""

import datetime as dt
import pathlib
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.database import SCHEMA, Database
from webapp.engine.problems import Problem
from webapp.errors import BadInput
from webapp.manual import queries as manual
from webapp.manual import service as manual_service
from webapp.manual.files import read_folder
from webapp.scenarios import queries as scenarios
from webapp.scenarios import service as scenario_service
from webapp.scenarios.content import scenario_files, whole_text
from webapp.search import service as search_service
from webapp.settings import Settings


class NotReady(Exception):
    """The files that come with this version cannot be loaded; the message lists every finding."""


def prepare(database: Database, settings: Settings, *, now: dt.datetime) -> Iterator[str]:
    """Do what is missing and say what was done; a prepared instance costs two small reads.

    Errors: NotReady when the manual or a scenario in the content folder has errors; nothing is half-loaded.
    """
    if _schema(database) != SCHEMA:
        upgrade(database)
        yield "The database was brought up to date."
    with database.reading() as connection:
        empty = manual.edition_in_force(connection) is None
    if empty:
        _seed(database, settings, now=now)
        yield "The starter edition and its cases were loaded."
    with database.reading() as connection:
        yield from search_service.ensure(connection, settings)


def upgrade(database: Database) -> None:
    """Run every migration that has not been run."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(pathlib.Path(__file__).parent / "migrations"))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _schema(database: Database) -> str | None:
    with database.reading() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _seed(database: Database, settings: Settings, *, now: dt.datetime) -> None:
    try:
        with database.writing() as connection:
            manual_service.import_files(
                connection, files=read_folder(settings.content / "manual"), by="", now=now
            )
            known = {entry.id for entry in scenarios.catalogue(connection)}
            for path in scenario_files(settings.content):
                if path.stem not in known:
                    text = whole_text(path)
                    scenario_service.register(connection, text=text, path=f"scenarios/{path.name}", now=now)
    except BadInput as fault:
        problems = fault.facts.get("problems", ())
        assert isinstance(problems, tuple)  # noqa: S101 -- both services put a tuple there
        raise NotReady(
            "\n".join(str(one) for one in problems if isinstance(one, Problem)) or str(fault)
        ) from fault
