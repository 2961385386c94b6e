"""A small site of one's own: a few sections, published once, without the weight of the whole manual."""

import datetime as dt
import pathlib

from flask import Flask

from webapp.app import create_app
from webapp.database import Database
from webapp.manual.service import import_files, publish, review
from webapp.settings import Settings

FILES = pathlib.Path(__file__).resolve().parents[1] / "manual" / "small"
NOW = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)


_made: dict[str, list[Flask]] = {}


def close_all(database_url: str) -> None:
    """Let go of the database of every site made here on this address."""
    for app in _made.pop(database_url, ()):
        store_of(app).close()


def files() -> dict[str, str]:
    """Return the files of the small manual."""
    found = (path for path in FILES.rglob("*") if path.suffix in {".md", ".yaml"})
    return {path.relative_to(FILES).as_posix(): path.read_text(encoding="utf-8") for path in found}


def small_site(settings: Settings) -> Flask:
    """Return an application whose empty database has just received the small manual as edition 1."""
    app = empty_site(settings)
    with store_of(app).writing() as connection:
        import_files(connection, files=files(), by="author", now=NOW)
    return app


def empty_site(settings: Settings) -> Flask:
    """Return an application with every table and nothing in them."""
    app = create_app(settings, clock=lambda: NOW)
    app.testing = True
    _made.setdefault(settings.database_url, []).append(app)
    return app


def publish_again(app: Flask, changed: dict[str, str]) -> int:
    """Publish a further edition with some files changed, and return its number."""
    return publish_files(app, files() | changed)


def publish_files(app: Flask, held: dict[str, str]) -> int:
    """Publish a further edition of these files alone, and return its number."""
    with store_of(app).writing() as connection:
        draft = import_files(connection, files=held, by="author", now=NOW).draft
        assert draft is not None
        review(connection, draft=draft, by="reviewer", now=NOW)
        return publish(connection, draft=draft, by="reviewer", now=NOW)


def store_of(app: Flask) -> Database:
    """Return the application's database."""
    store = app.extensions["masar.database"]
    assert isinstance(store, Database)
    return store
