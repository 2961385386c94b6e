"""What has been kept long enough goes: a little at a time, so that nobody who is working waits for it."""

import dataclasses
import datetime as dt
import time

import sqlalchemy as sa

from webapp.accounts import erasing
from webapp.accounts.policy import Policy, policy
from webapp.attempts import owners
from webapp.attempts.belongings import OWNERS as OF_ATTEMPTS
from webapp.audit import service as audit
from webapp.certificates import service as certificates
from webapp.database import Database
from webapp.privacy import service
from webapp.privacy.models import RecoveryPhrase
from webapp.queues import service as queues
from webapp.search import counting
from webapp.sessions import forgetting as sessions
from webapp.web import limits

ATTEMPTS_AT_ONCE = 100
ACCOUNTS_AT_ONCE = 20
COMMENTS_AT_ONCE = 500
SESSIONS_AT_ONCE = 5
A_BREATH = 0.05
"""Seconds between two portions, in which whoever waits to write gets their turn."""


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """How much of each kind went, or is due to go."""

    attempts: int = 0
    accounts: int = 0
    invitations: int = 0
    sign_ins: int = 0
    links: int = 0
    phrases: int = 0
    comments: int = 0
    queries: int = 0
    certificates: int = 0
    sessions: int = 0

    def __bool__(self) -> bool:
        """Say whether there was anything at all."""
        return any(dataclasses.astuple(self))

    def __add__(self, other: "Done") -> "Done":
        """Return both together."""
        return Done(*map(sum, zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)))


def apply(connection: sa.Connection, now: dt.datetime) -> Done:
    """Remove one portion of what is due, record how much that was, and return it.

    Shape: what comes back is empty when nothing is due any more.
    """
    set_ = policy(connection)
    limits.sweep(connection, now=now)
    silent, never = (found[:ACCOUNTS_AT_ONCE] for found in erasing.unused(connection, set_, now=now))
    for account in (*silent, *never):
        service.erase_account(connection, account=account, by="", now=now)
    sign_ins, links = erasing.sweep(connection, set_, now=now)
    done = Done(
        attempts=owners.remove(connection, _old(set_, now), most=ATTEMPTS_AT_ONCE),
        accounts=len(silent),
        invitations=len(never),
        sign_ins=sign_ins,
        links=links,
        phrases=connection.execute(sa.delete(RecoveryPhrase).where(_stale(set_, now))).rowcount,
        comments=queues.remove(connection, _old_comments(set_, now), most=COMMENTS_AT_ONCE),
        queries=counting.remove(connection, now=now),
        certificates=certificates.let_go(
            connection, _old_certificates(set_, now), most=ATTEMPTS_AT_ONCE, now=now
        ),
        sessions=sessions.remove_old(connection, _old_sessions(set_, now), most=SESSIONS_AT_ONCE),
    )
    if done:
        audit.record(connection, action="retention", now=now, **dataclasses.asdict(done))
    return done


def due(connection: sa.Connection, now: dt.datetime) -> Done:
    """Return how much is due, and leave all of it in place."""
    set_ = policy(connection)
    silent, never = erasing.unused(connection, set_, now=now)
    sign_ins, links = erasing.over(connection, set_, now=now)
    phrases = sa.select(sa.func.count()).select_from(RecoveryPhrase).where(_stale(set_, now))
    comments = sa.select(sa.func.count()).select_from(_old_comments(set_, now).subquery())
    return Done(
        attempts=connection.execute(
            sa.select(sa.func.count()).select_from(_old(set_, now).subquery())
        ).scalar_one(),
        accounts=len(silent),
        invitations=len(never),
        sign_ins=sign_ins,
        links=links,
        phrases=connection.execute(phrases).scalar_one(),
        comments=connection.execute(comments).scalar_one(),
        queries=counting.due(connection, now=now),
        certificates=connection.execute(
            sa.select(sa.func.count()).select_from(_old_certificates(set_, now).subquery())
        ).scalar_one(),
        sessions=connection.execute(
            sa.select(sa.func.count()).select_from(_old_sessions(set_, now).subquery())
        ).scalar_one(),
    )


def apply_all(database: Database, now: dt.datetime) -> Done:
    """Remove everything that is due, each portion in a transaction of its own, and return how much it was."""
    whole = Done()
    while True:
        with database.writing() as connection:
            done = apply(connection, now)
        if not done:
            return whole
        whole += done
        time.sleep(A_BREATH)


def _old(set_: Policy, now: dt.datetime) -> sa.Select[int]:
    return owners.old(erasing.OWNERS, since=now - dt.timedelta(days=set_.keep_attempts_days))


def _old_certificates(set_: Policy, now: dt.datetime) -> sa.Select[int]:
    return certificates.old(erasing.OWNERS, since=now - dt.timedelta(days=set_.keep_attempts_days))


def _old_sessions(set_: Policy, now: dt.datetime) -> sa.Select[int]:
    return sessions.old(since=now - dt.timedelta(days=set_.keep_attempts_days))


def _old_comments(set_: Policy, now: dt.datetime) -> sa.Select[int]:
    return queues.old(days=set_.keep_comments_days, now=now)


def _stale(set_: Policy, now: dt.datetime) -> sa.ColumnElement[bool]:
    """Match phrases that lead nowhere any more, or were not used for as long as attempts last."""
    leads_nowhere = RecoveryPhrase.owner.not_in(OF_ATTEMPTS)
    return leads_nowhere | (RecoveryPhrase.made <= now - dt.timedelta(days=set_.keep_attempts_days))
