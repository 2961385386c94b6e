"""Taking attempts along: six words that work once on another device, or an account that claims them."""

import datetime as dt
import hmac
import secrets

import sqlalchemy as sa

from webapp.attempts import owners
from webapp.attempts import service as attempts
from webapp.audit import service as audit
from webapp.certificates import service as certificates
from webapp.database import change_or_add
from webapp.engine import phrase
from webapp.errors import BadInput, Refused
from webapp.privacy.models import RecoveryPhrase
from webapp.sessions import forgetting as sessions
from webapp.settings import Settings, key_mark

TRIES, WINDOW = 10, 900
"""How many wrong phrases an address may try in how many seconds; a right one is not counted."""

_BITS = 48


def make(connection: sa.Connection, *, owner: str, settings: Settings, now: dt.datetime) -> int:
    """Make the phrase of an owner's attempts and return its number, kept nowhere; a former one goes."""
    number = secrets.randbits(_BITS)
    fresh = {
        "digest": _digest(settings.secret_key, number),
        "key_mark": key_mark(settings.secret_key),
        "made": now,
    }
    renew = sa.update(RecoveryPhrase).where(RecoveryPhrase.owner == owner).values(fresh)
    change_or_add(connection, renew, sa.insert(RecoveryPhrase).values(owner=owner, **fresh))
    return number


def use(connection: sa.Connection, text: str, *, mine: str | None, settings: Settings) -> str:
    """Use a phrase up and return whose attempts it stands for; `mine` is the owner who typed it.

    Errors: BadInput for a phrase that does not hold, whatever the reason; Refused, and the phrase still
    holds, when its attempts are here already.
    """
    number = phrase.number(text)
    if number is None:
        raise BadInput("phrase.unknown")
    this = RecoveryPhrase.digest.in_([_digest(key, number) for key in settings.secret_keys])
    owner = connection.execute(sa.select(RecoveryPhrase.owner).where(this)).scalar()
    if owner is not None and owner == mine:
        raise Refused("phrase.same-device")
    if not connection.execute(sa.delete(RecoveryPhrase).where(this)).rowcount or owner is None:
        raise BadInput("phrase.unknown")
    return owner


def bring(connection: sa.Connection, *, former: str, owner: str) -> int:
    """Give an owner's attempts to another and return how many; the phrase to them holds no longer.

    Their certificates go with them, and their places in sessions.
    """
    connection.execute(sa.delete(RecoveryPhrase).where(RecoveryPhrase.owner == former))
    attempts.forget(former)
    certificates.hand_over(connection, former=former, owner=owner)
    sessions.hand_over(connection, former=former, owner=owner)
    return owners.hand_over(connection, former=former, owner=owner)


def claim(
    connection: sa.Connection, *, former: str, owner: str, pseudonym: str, by: str, now: dt.datetime
) -> int:
    """Give a device's attempts to an account and return how many; `by` is what brought them, recorded."""
    count = bring(connection, former=former, owner=owner)
    if count:
        audit.record(
            connection,
            action="attempts.claimed",
            actor=pseudonym,
            subject=pseudonym,
            now=now,
            count=count,
            by=by,
        )
    return count


def _digest(key: str, number: int) -> str:
    return hmac.digest(key.encode(), f"phrase:{number}".encode(), "sha256").hex()
