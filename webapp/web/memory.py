"""What is the same for every reader until the site changes is worked out once in a process."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import sqlalchemy as sa
from flask import Flask, current_app

from webapp.web.site import version

Made = TypeVar("Made")


def install(app: Flask) -> None:
    """Begin with nothing remembered."""
    app.extensions["masar.memory"] = (-1, {})


def remembered(connection: sa.Connection, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gave for this key since the site last changed.

    Shape: `make` reads through the same connection, and its answer depends on `key` and public rows alone.
    """
    present = version(connection)
    known, things = current_app.extensions["masar.memory"]
    if known != present:
        things = {}
        current_app.extensions["masar.memory"] = (present, things)
    if key not in things:
        things[key] = make()
    return cast("Made", things[key])
