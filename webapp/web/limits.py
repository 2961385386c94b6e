"""How often something may be asked: fixed windows, counted in the database, for every worker together."""

import datetime as dt
import hashlib
import hmac
import ipaddress

import sqlalchemy as sa
from flask import request

from webapp.errors import TooMany
from webapp.web.models import RateWindow
from webapp.web.site import settings

_EPOCH = (
    1_577_836_800  # the start of 2020: windows are kept as seconds since then, which fit 32 bits until 2088
)


def count(connection: sa.Connection, *, key: str, limit: int, seconds: int, now: dt.datetime) -> None:
    """Count one use of `key` and refuse it when its window is full.

    Units: `limit` uses in each window of `seconds`.
    Errors: TooMany; `after` is the number of seconds until the window ends.
    """
    moment = int(now.timestamp()) - _EPOCH
    end = moment - moment % seconds + seconds
    used = _raise(connection, key=key, end=end, moment=moment)
    if used > limit:
        raise TooMany("limits.too-many", after=end - moment)


def note(connection: sa.Connection, *, key: str, seconds: int, now: dt.datetime) -> None:
    """Count one use of `key` that is never refused."""
    moment = int(now.timestamp()) - _EPOCH
    _raise(connection, key=key, end=moment - moment % seconds + seconds, moment=moment)


def give_back(connection: sa.Connection, *, key: str, now: dt.datetime) -> None:
    """Take back one use of `key` in the window of this moment: it was a right one."""
    moment = int(now.timestamp()) - _EPOCH
    this = (RateWindow.key == key) & (RateWindow.window > moment) & (RateWindow.count > 0)
    connection.execute(sa.update(RateWindow).where(this).values(count=RateWindow.count - 1))


def used(connection: sa.Connection, *, key: str, now: dt.datetime) -> int:
    """Return how often `key` was counted in the window of this moment."""
    moment = int(now.timestamp()) - _EPOCH
    statement = sa.select(RateWindow.count).where(RateWindow.key == key, RateWindow.window > moment)
    return connection.execute(statement.order_by(RateWindow.window).limit(1)).scalar() or 0


def forget(connection: sa.Connection, pseudonym: str) -> None:
    """Drop whatever was counted of an account; such keys end with its pseudonym."""
    connection.execute(sa.delete(RateWindow).where(RateWindow.key.endswith(f":{pseudonym}")))


def sweep(connection: sa.Connection, *, now: dt.datetime) -> int:
    """Drop every window that has ended, and return how many there were."""
    moment = int(now.timestamp()) - _EPOCH
    return connection.execute(sa.delete(RateWindow).where(RateWindow.window <= moment)).rowcount


def remote() -> str:
    """Return what stands for the asking address in keys; the address itself is not kept.

    Shape: an IPv6 address counts by its /64, which is what one household or one telephone has.
    """
    here = request.remote_addr or ""
    if ":" in here:
        here = str(ipaddress.ip_network((here.partition("%")[0], 64), strict=False))
    digest = hmac.new(settings().secret_key.encode(), f"address:{here}".encode(), hashlib.sha256)
    return digest.hexdigest()[:40]


def _raise(connection: sa.Connection, *, key: str, end: int, moment: int) -> int:
    this = (RateWindow.key == key) & (RateWindow.window == end)
    more = sa.update(RateWindow).where(this).values(count=RateWindow.count + 1)
    if not connection.execute(more).rowcount:
        connection.execute(sa.delete(RateWindow).where(RateWindow.window <= moment))
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(RateWindow).values(key=key, window=end, count=1))
        except sa.exc.IntegrityError:  # another worker opened the window between our two statements
            connection.execute(more)
    return connection.execute(sa.select(RateWindow.count).where(this)).scalar_one()
