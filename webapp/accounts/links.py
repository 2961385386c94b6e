"""Links that let somebody in once: an invitation, a new password. Only a digest of each is kept."""

import dataclasses
import datetime as dt
import secrets

import sqlalchemy as sa

from webapp.accounts.models import Account, Link
from webapp.accounts.sign_ins import digest
from webapp.errors import NotFound

INVITATION, RESET = "invitation", "reset"


@dataclasses.dataclass(frozen=True, slots=True)
class Opened:
    """A link that still holds: whose it is, and until when."""

    account: int
    name: str
    lang: str
    expires: dt.datetime


def make(connection: sa.Connection, *, account: int, kind: str, now: dt.datetime, lasts: dt.timedelta) -> str:
    """Make a link's secret; the account's former links of this kind hold no longer."""
    close(connection, account=account, kind=kind)
    token = secrets.token_urlsafe(32)
    connection.execute(
        sa.insert(Link).values(
            digest=digest(token), account_id=account, kind=kind, made=now, expires=now + lasts
        )
    )
    return token


def opened(connection: sa.Connection, token: str, *, kind: str, now: dt.datetime) -> Opened:
    """Return what a link leads to; looking does not use it up.

    Errors: NotFound when there is none, it was used, has expired, or the account is suspended.
    """
    row = connection.execute(
        sa.select(Account.id, Account.name, Account.lang, Link.expires)
        .join(Account, Account.id == Link.account_id)
        .where(Link.digest == digest(token), Link.kind == kind, Account.suspended.is_(None))
        .with_for_update()
    ).first()
    if row is None or row.expires <= now:
        raise NotFound(f"account.no-such-{kind}")
    return Opened(*row)


def close(connection: sa.Connection, *, account: int, kind: str | None = None) -> None:
    """Make an account's links useless, of one kind or all."""
    condition = Link.account_id == account
    connection.execute(sa.delete(Link).where(condition & (Link.kind == kind) if kind else condition))
