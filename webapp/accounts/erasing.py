"""Taking an account out for good, with everything that belongs to it alone; and what time has ended."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.accounts import sign_ins
from webapp.accounts.models import Account, AccountRole, Link, RecoveryCode, SignIn
from webapp.accounts.policy import Policy
from webapp.database import Base
from webapp.errors import NotFound, Refused

_ADMINISTER = (
    (AccountRole.role == "administrator")
    & AccountRole.organisation_id.is_(None)
    & AccountRole.governorate.is_(None)
    & Account.suspended.is_(None)
    & ~Account.is_demo
)
OWNERS = sa.select(Account.owner)
"""Whose attempts belong to an account."""
_INVITATION = sa.select(sa.func.max(Link.made)).where(Link.account_id == Account.id).scalar_subquery()


@dataclasses.dataclass(frozen=True, slots=True)
class Gone:
    """What still has to be looked for elsewhere when an account has gone."""

    pseudonym: str
    owner: str


def take_out(connection: sa.Connection, account: int) -> Gone:
    """Delete an account, its roles, sign-ins, links and codes.

    Errors: NotFound when it is not there; Refused when nobody would be left to administer the site.
    """
    administer = administrators(connection)
    row = connection.execute(
        sa.select(Account.pseudonym, Account.owner).where(Account.id == account).with_for_update()
    ).first()
    if row is None:
        raise NotFound("account.no-such-person", account=account)
    if would_be_last(account, administer):
        raise Refused("account.last-administrator")
    for table in (AccountRole, SignIn, Link, RecoveryCode):
        connection.execute(sa.delete(table).where(table.account_id == account))
    connection.execute(sa.delete(Account).where(Account.id == account))
    return Gone(row.pseudonym, row.owner)


def would_be_last(account: int, administer: dict[int, bool]) -> bool:
    """Say whether without this account nobody who has joined would administer the whole site."""
    return account in administer and not any(joined for one, joined in administer.items() if one != account)


def administrators(connection: sa.Connection) -> dict[int, bool]:
    """Return who administers the whole site and whether they have joined, held until this is over.

    Two must not erase one another; nobody for demonstration counts.
    """
    statement = sa.select(Account.id, Account.password_hash.is_not(None).label("joined"))
    rows = connection.execute(
        statement.join(AccountRole, AccountRole.account_id == Account.id)
        .where(_ADMINISTER)
        .order_by(Account.id)
        .with_for_update(of=Account)
    )
    return {row.id: bool(row.joined) for row in rows}


def unused(connection: sa.Connection, set_: Policy, *, now: dt.datetime) -> tuple[list[int], list[int]]:
    """Return the accounts without a sign of life, and the invitations never followed, for too long.

    Shape: both the oldest first; whoever must stay because nobody else administers the site is left out.
    """
    active = now - dt.timedelta(days=set_.keep_accounts_days)
    invited = now - dt.timedelta(days=set_.keep_invitations_days)
    joined, asked = Account.password_hash.is_not(None), sa.func.coalesce(_INVITATION, Account.made)
    mine = sa.select(Account.id).where(~Account.is_demo).order_by(Account.last_active, Account.id)
    silent = connection.execute(mine.where(joined, Account.last_active <= active)).scalars().all()
    never = connection.execute(mine.where(~joined, asked <= invited)).scalars().all()
    administer = administrators(connection)
    return _but_the_last(silent, administer), _but_the_last(never, administer)


def _but_the_last(accounts: Sequence[int], administer: dict[int, bool]) -> list[int]:
    kept = []
    for account in accounts:
        if not would_be_last(account, administer):
            kept.append(account)
            administer.pop(account, None)
    return kept


def sweep(connection: sa.Connection, set_: Policy, *, now: dt.datetime) -> tuple[int, int]:
    """Delete sign-ins and links that have ended, and return how many of each.

    An invitation's link stays as long as its account: it says when somebody was last invited.
    """
    gone = (connection.execute(sa.delete(table).where(over)).rowcount for table, over in _over(set_, now))
    sign_ins_, links = gone
    return sign_ins_, links


def over(connection: sa.Connection, set_: Policy, *, now: dt.datetime) -> tuple[int, int]:
    """Return how many sign-ins and links have ended."""
    counts = (
        connection.execute(sa.select(sa.func.count()).select_from(table).where(over)).scalar_one()
        for table, over in _over(set_, now)
    )
    sign_ins_, links = counts
    return sign_ins_, links


def _over(set_: Policy, now: dt.datetime) -> tuple[tuple[type[Base], sa.ColumnElement[bool]], ...]:
    idle = SignIn.seen <= now - dt.timedelta(minutes=set_.idle_minutes)
    whole = SignIn.made <= now - dt.timedelta(hours=set_.absolute_hours)
    half = SignIn.is_half & (SignIn.made <= now - sign_ins.HALF_LASTS)
    joined = sa.exists().where(Account.id == Link.account_id, Account.password_hash.is_not(None))
    return (SignIn, idle | whole | half), (Link, (Link.expires <= now) & joined)
