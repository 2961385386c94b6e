"""Flagging, when an edition is published, the cases that teach what it has changed."""

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.desk import queries, touched
from webapp.desk.models import Amendment
from webapp.manual import queries as manual
from webapp.scenarios import flags
from webapp.web import site


def flag(
    connection: sa.Connection,
    *,
    old: int,
    new: int,
    now: dt.datetime,
    weights: Mapping[str, str] | None = None,
) -> int:
    """Flag each current case that cites what changed in meaning, or whose key the limits now contradict.

    Call it in the transaction that publishes edition `new` after `old`; doing it again changes nothing.
    Shape: `weights` are those of the amendments that went into it, looked up where they are not given.
    Returns how many cases were flagged.
    """
    files = [manual.files(connection, edition=number) for number in (old, new)]
    if not all(files):
        return 0
    weighed = _weights(connection, new) if weights is None else weights
    found = touched.meant(connection, files[0], files[1], weighed, edition=old)
    put = flags.put(connection, found, edition=new, now=now)
    if put:
        site.raise_version(connection)
    return put


def after(
    connection: sa.Connection, old: int, new: int, chosen: Sequence[queries.Amendment], now: dt.datetime
) -> None:
    """Flag what a publication of these amendments has changed, as a part of it."""
    weights = {uid: weight for one in chosen for uid, weight in one.weights.items()}
    flag(connection, old=old, new=new, now=now, weights=weights)


def _weights(connection: sa.Connection, edition: int) -> dict[str, str]:
    rows = connection.execute(sa.select(Amendment.weights).where(Amendment.published_as == edition))
    return {uid: weight for found in rows.scalars() for uid, weight in found.items()}
