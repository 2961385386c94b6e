"""The migrations make exactly the tables that the models speak of."""

import pathlib

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import webapp.tables  # noqa: F401 -- fills the metadata
from webapp.database import SCHEMA, Base, Database
from webapp.prepare import upgrade

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "webapp/migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_migrating_makes_what_the_models_say(database_url: str) -> None:
    store = Database(database_url)
    upgrade(store)
    upgrade(store)
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    store.close()
