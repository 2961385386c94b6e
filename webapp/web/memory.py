"""What is the same for every reader is worked out once: until the site changes, or for good."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import sqlalchemy as sa
from flask import Flask, current_app
from markupsafe import Markup

from webapp.web.language import DIRECTIONS, language

Made = TypeVar("Made")

_VERSION = "SELECT value FROM site_version WHERE id = 1"


def install(app: Flask) -> None:
    """Begin with nothing remembered, and give templates `part`."""
    app.extensions["masar.memory"] = (-1, {})
    app.extensions["masar.parts"] = {}
    app.jinja_env.globals["part"] = part


def remembered(connection: sa.Connection, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gave for this key since the site last changed.

    Shape: `make` reads through the same connection, and its answer depends on `key` and public rows alone.
    """
    # The driver's own way: asked for each page, and building the statement would cost more than asking.
    present = connection.exec_driver_sql(_VERSION).scalar()
    known, things = current_app.extensions["masar.memory"]
    if known != present:
        things = {}
        current_app.extensions["masar.memory"] = (present, things)
    if key not in things:
        things[key] = make()
    return cast("Made", things[key])


def part(template: str, current: str = "") -> Markup:
    """Return a part of the page that depends on the language and `current` alone, rendered once for each."""
    parts: dict[tuple[str, str, str], Markup] = current_app.extensions["masar.parts"]
    lang = language()
    key = (lang, template, current)
    if key not in parts:
        found = current_app.jinja_env.get_template(template)
        parts[key] = Markup(found.render(lang=lang, dir=DIRECTIONS[lang], current=current))  # noqa: S704 -- escaped where it was rendered
    return parts[key]
