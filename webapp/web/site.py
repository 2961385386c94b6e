"""The one place where a request finds its database, its settings and the time."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol, cast

import sqlalchemy as sa
from flask import current_app, request

from webapp.database import Database
from webapp.settings import Settings
from webapp.web.models import SiteVersion

Clock = Callable[[], dt.datetime]


def database() -> Database:
    """Return the application's database."""
    return cast("Database", current_app.extensions["masar.database"])


def settings() -> Settings:
    """Return what the application was told from outside."""
    return cast("Settings", current_app.extensions["masar.settings"])


def address() -> str:
    """Return where the site is found, without a slash at its end: as the operator says, else as asked for."""
    return settings().public_url or request.host_url.rstrip("/")


def now() -> dt.datetime:
    """Return this moment, aware, in UTC; tests put a clock of their own here."""
    return cast("Clock", current_app.extensions["masar.clock"])()


class AfterEdition(Protocol):
    """What is to be done in the transaction in which an edition is published."""

    def __call__(self, connection: sa.Connection, *, old: int, new: int, now: dt.datetime) -> object:
        """Do it: edition `new` has come after `old`."""


def after_edition() -> AfterEdition:
    """Return what features that the manual does not know do when an edition is published."""
    return cast("AfterEdition", current_app.extensions["masar.after_edition"])


def version(connection: sa.Connection) -> int:
    """Return the number of the site's present public state."""
    return connection.execute(sa.select(SiteVersion.value).where(SiteVersion.id == 1)).scalar() or 0


def raise_version(connection: sa.Connection) -> None:
    """Say that public pages have changed; call it in the transaction that changes them."""
    raised = connection.execute(
        sa.update(SiteVersion).where(SiteVersion.id == 1).values(value=SiteVersion.value + 1)
    )
    if not raised.rowcount:
        connection.execute(sa.insert(SiteVersion).values(id=1, value=1))
