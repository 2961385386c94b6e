"""What happens once a day by itself, on one of all the workers, behind what anybody waits for."""

import datetime as dt
import logging
import time

import sqlalchemy as sa
from flask import Flask

from webapp.database import Database
from webapp.privacy import retention
from webapp.privacy.models import Job

_LOG = logging.getLogger(__name__)

A_DAY = dt.timedelta(days=1)
AN_HOUR = 3600.0
BEFORE_THE_FIRST = 60.0
"""Seconds in which a fresh worker has better things to do."""


def claim(connection: sa.Connection, name: str, *, now: dt.datetime) -> bool:
    """Say whether this worker is the one to do it: nobody has begun it for a day."""
    this = sa.update(Job).where(Job.name == name, Job.begun <= now - A_DAY)
    if connection.execute(this.values(begun=now)).rowcount:
        return True
    if connection.execute(sa.select(Job.name).where(Job.name == name)).first():
        return False
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(Job).values(name=name, begun=now))
    except sa.exc.IntegrityError:  # another worker was first by a moment
        return False
    return True


def run_if_due(database: Database, *, now: dt.datetime) -> retention.Done | None:
    """Do the day's work if nobody has; return what was done, None when it was not for us."""
    with database.writing() as connection:
        if not claim(connection, "retention", now=now):
            return None
    return retention.apply_all(database, now)


def keep(app: Flask, *, first: float = BEFORE_THE_FIRST, between: float = AN_HOUR) -> None:
    """Look every hour whether the day's work is due, for as long as the worker lives.

    Units: seconds. Shape: for a thread of its own, that ends with the process.
    """
    time.sleep(first)
    while True:
        look(app)
        time.sleep(between)


def look(app: Flask) -> None:
    """Look once; whatever goes wrong is noted and tried again on another day."""
    try:
        done = run_if_due(app.extensions["masar.database"], now=app.extensions["masar.clock"]())
    except Exception:  # noqa: BLE001 -- a worker that cannot tidy up can still answer
        _LOG.exception("what is due to be removed could not be")
        return
    if done:
        _LOG.info("removed what was due: %s", done)
