"""Signing in: how often it may be tried, and what a right or a wrong password leads to."""

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.accounts import passwords, sign_ins
from webapp.accounts.models import Account
from webapp.accounts.queries import Known
from webapp.audit import service as audit
from webapp.engine.names import name_key
from webapp.errors import TooMany
from webapp.web import limits

DEVICE_COOKIE = "masar_device"

WINDOW = 300
"""Seconds in which tries are counted."""
PER_ADDRESS = 150
"""A whole training may sign in from behind one address."""
PER_ADDRESS_AND_NAME = 10
PRESSURE = 100
"""So many failures of one name in an hour are an attack from many addresses: each is then allowed little."""
UNDER_PRESSURE = 3
_HOUR = 3600


def count_try(
    connection: sa.Connection, *, secret: str, written: str, device: str | None, now: dt.datetime
) -> None:
    """Count a try and refuse it when there were too many.

    A device on which this account was signed in before is counted by itself, and nobody is ever locked out
    altogether: an address that is refused says nothing about the next one.
    Errors: TooMany.
    """
    if device is not None:
        limits.count(
            connection, key=f"try:device:{device}", limit=2 * PER_ADDRESS_AND_NAME, seconds=WINDOW, now=now
        )
        return
    here, name = limits.remote(), _name(secret, written)
    is_attacked = limits.used(connection, key=f"fail:{name}", now=now) >= PRESSURE
    limits.count(
        connection,
        key=f"try:{here}:{name}",
        limit=UNDER_PRESSURE if is_attacked else PER_ADDRESS_AND_NAME,
        seconds=WINDOW,
        now=now,
    )
    limits.count(connection, key=f"try:{here}", limit=PER_ADDRESS, seconds=WINDOW, now=now)


def _name(secret: str, written: str) -> str:
    key = f"name:{name_key(written)}"
    return hmac.digest(secret.encode(), key.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:24]


def note_throttled(connection: sa.Connection, known: Known | None, *, now: dt.datetime) -> None:
    """Record that tries were refused, once in each window for each account."""
    if known is None:
        return
    try:
        limits.count(connection, key=f"told:{known.pseudonym}", limit=1, seconds=WINDOW, now=now)
    except TooMany:
        return
    audit.record(connection, action="sign-in.throttled", subject=known.pseudonym, now=now)


def note_failure(
    connection: sa.Connection, known: Known | None, *, secret: str, written: str, now: dt.datetime
) -> None:
    """Count a wrong password; of an account that is there, it is recorded and its person will be told."""
    limits.note(connection, key=f"fail:{_name(secret, written)}", seconds=_HOUR, now=now)
    if known is None:
        return
    more = sa.update(Account).where(Account.id == known.id).values(failures=Account.failures + 1)
    connection.execute(more)
    audit.record(connection, action="sign-in.failed", subject=known.pseudonym, now=now)


def is_right(known: Known | None, password: str) -> bool:
    """Say whether this is the password of an account that may sign in, in the same time if there is none."""
    right = passwords.is_right(known.password_hash if known else None, password)
    return right and known is not None and known.suspended is None


def enter(connection: sa.Connection, known: Known, *, device: str, now: dt.datetime, former: str = "") -> str:
    """Sign somebody in under a new secret and return it; the one the browser held before is worth nothing."""
    if former:
        sign_ins.end(connection, former)
    connection.execute(sa.update(Account).where(Account.id == known.id).values(failures=0, last_active=now))
    audit.record(connection, action="sign-in", actor=known.pseudonym, subject=known.pseudonym, now=now)
    return sign_ins.begin(connection, account=known.id, device=device, now=now)


def half_enter(
    connection: sa.Connection, known: Known, *, device: str, now: dt.datetime, former: str = ""
) -> str:
    """Begin a sign-in that waits for the second factor, and return its secret."""
    if former:
        sign_ins.end(connection, former)
    return sign_ins.begin(connection, account=known.id, device=device, now=now, is_half=True)


def device_mark(secret: str, known: Known, nonce: str | None = None) -> str:
    """Return what a device keeps to show that this account was signed in on it; a new password voids it."""
    nonce = nonce or secrets.token_urlsafe(12)
    return f"{nonce}.{_mac(secret, known, nonce)}"


def device_of(keys: Sequence[str], known: Known | None, mark: str) -> str | None:
    """Return a device's own number when its mark is of this account, under any of our keys; else None."""
    nonce, _, mac = mark.partition(".")
    if known is None:
        return None
    given = mac.encode("utf-8", "surrogatepass")
    is_ours = any(hmac.compare_digest(given, _mac(key, known, nonce).encode()) for key in keys)
    return nonce if is_ours else None


def _mac(secret: str, known: Known, nonce: str) -> str:
    told = f"device:{nonce}:{known.pseudonym}:{known.password_set}"
    return hmac.digest(secret.encode(), told.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:32]
