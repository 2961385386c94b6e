"""Everybody who holds a role here, with the groups they belong to: for reports within somebody's limits."""

import dataclasses
from collections.abc import Collection

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole, Organisation
from webapp.web.who import Grant


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a role. Shape: `body` is their organisation's names, Arabic and English, if any."""

    owner: str
    name: str
    organisation: int | None
    body: tuple[str, str] | None
    sector: str | None
    governorate: str | None
    roles: tuple[str, ...]


def holders(connection: sa.Connection, within: Collection[Grant]) -> tuple[Holder, ...]:
    """Return everybody with a role who lies within one of these grants, by name.

    Shape: without those who were only invited, who are suspended, or who are there for demonstration.
    """
    rows = connection.execute(
        sa.select(
            Account.id,
            Account.owner,
            Account.name,
            Account.organisation_id,
            Account.governorate,
            Organisation.name_ar,
            Organisation.name_en,
            Organisation.sector,
        )
        .join(Organisation, Organisation.id == Account.organisation_id, isouter=True)
        .where(~Account.is_demo, Account.suspended.is_(None), Account.password_hash.is_not(None))
        .order_by(Account.name_key)
    )
    roles = _roles(connection)
    return tuple(
        Holder(
            owner=row.owner,
            name=row.name,
            organisation=row.organisation_id,
            body=(row.name_ar, row.name_en) if row.name_ar else None,
            sector=row.sector,
            governorate=row.governorate,
            roles=roles[row.id],
        )
        for row in rows
        if row.id in roles
        and any(one.covers(organisation=row.organisation_id, governorate=row.governorate) for one in within)
    )


def _roles(connection: sa.Connection) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    wanted = sa.select(AccountRole.account_id, AccountRole.role).order_by(AccountRole.role)
    for row in connection.execute(wanted):
        found[row.account_id] = (*found.get(row.account_id, ()), row.role)
    return found
