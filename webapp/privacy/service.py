"""Forgetting: an account, or what a device without one has left here."""

import datetime as dt

import sqlalchemy as sa

from webapp.accounts import erasing
from webapp.attempts import owners
from webapp.attempts import service as attempts
from webapp.audit import service as audit
from webapp.certificates import service as certificates
from webapp.privacy.models import RecoveryPhrase
from webapp.reading import acknowledged
from webapp.sessions import forgetting as sessions
from webapp.web import limits


def erase_account(connection: sa.Connection, *, account: int, by: str, now: dt.datetime) -> None:
    """Erase an account for good: who it was, how they signed in, and which attempts were theirs.

    `by` is the pseudonym of whoever does it, empty when it happens by itself.
    Errors: NotFound when it is not there; Refused when nobody would be left to administer the site.
    Source: docs/adr/0016-forgetting.md
    """
    gone = erasing.take_out(connection, account)
    forget_owner(connection, gone.owner, now=now)
    limits.forget(connection, gone.pseudonym)
    audit.record(connection, action="person.erased", actor=by, subject=gone.pseudonym, now=now)


def forget_owner(connection: sa.Connection, owner: str, *, now: dt.datetime) -> int:
    """Leave an owner's attempts to nobody, drop the phrase to them, and return how many there were.

    Their certificates are emptied: the codes lead to a page that says so. In sessions their answers stay as
    nobody's; sessions that they alone led go. What they have read and understood is deleted.
    """
    connection.execute(sa.delete(RecoveryPhrase).where(RecoveryPhrase.owner == owner))
    attempts.forget(owner)
    certificates.forget(connection, owner=owner, now=now)
    sessions.forget(connection, owner)
    acknowledged.forget(connection, owner)
    return owners.cut_loose(connection, owner=owner)
