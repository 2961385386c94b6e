"""Taking an account out for good, with everything that belongs to it alone."""

import dataclasses

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole, Link, RecoveryCode, SignIn
from webapp.errors import NotFound, Refused

_ADMINISTER = (
    (AccountRole.role == "administrator")
    & AccountRole.organisation_id.is_(None)
    & AccountRole.governorate.is_(None)
    & Account.suspended.is_(None)
    & ~Account.is_demo
)


@dataclasses.dataclass(frozen=True, slots=True)
class Gone:
    """What still has to be looked for elsewhere when an account has gone."""

    pseudonym: str
    owner: str


def take_out(connection: sa.Connection, account: int) -> Gone:
    """Delete an account, its roles, sign-ins, links and codes.

    Errors: NotFound when it is not there; Refused when nobody would be left to administer the site.
    """
    left = _administrators(connection)
    row = connection.execute(
        sa.select(Account.pseudonym, Account.owner).where(Account.id == account).with_for_update()
    ).first()
    if row is None:
        raise NotFound("account.no-such-person", account=account)
    if left == {account}:
        raise Refused("account.last-administrator")
    for table in (AccountRole, SignIn, Link, RecoveryCode):
        connection.execute(sa.delete(table).where(table.account_id == account))
    connection.execute(sa.delete(Account).where(Account.id == account))
    return Gone(row.pseudonym, row.owner)


def _administrators(connection: sa.Connection) -> set[int]:
    """Return who administers the whole site, held until this is over: two must not erase one another."""
    statement = sa.select(Account.id).join(AccountRole, AccountRole.account_id == Account.id)
    rows = connection.execute(statement.where(_ADMINISTER).order_by(Account.id).with_for_update(of=Account))
    return set(rows.scalars())
