"""Who is known, and what they may do."""

import dataclasses
import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole, Organisation
from webapp.engine.names import name_key
from webapp.web.access import ROLES as ALL_ROLES
from webapp.web.who import Grant

ROLES = frozenset(ALL_ROLES)


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """A known person: name, roles held without a limit, and what stands for them in place of the name."""

    name: str
    roles: frozenset[str]
    pseudonym: str


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What signing in needs to know of an account."""

    id: int
    pseudonym: str
    name: str
    lang: str
    email: str | None
    password_hash: str | None
    password_set: dt.datetime | None
    secret: str | None
    secret_confirmed: dt.datetime | None
    secret_step: int
    suspended: dt.datetime | None
    is_demo: bool

    @property
    def has_second_factor(self) -> bool:
        """Say whether a second factor is asked for."""
        return self.secret_confirmed is not None


_KNOWN = sa.select(*(getattr(Account, field.name) for field in dataclasses.fields(Known)))


def known(connection: sa.Connection, written: str) -> Known | None:
    """Return the account whose name or e-mail address somebody wrote."""
    key = name_key(written)
    row = connection.execute(
        _KNOWN.where((Account.name_key == key) | (Account.email_key == written.strip().casefold()))
        .order_by(Account.id)
        .limit(1)
    ).first()
    return Known(*row) if row else None


def known_by_id(connection: sa.Connection, account: int) -> Known:
    """Return an account that is there."""
    return Known(*connection.execute(_KNOWN.where(Account.id == account)).one())


def person(connection: sa.Connection, name: str) -> Person | None:
    """Return the person of that name, or None."""
    found = known(connection, name)
    if found is None or found.suspended:
        return None
    roles = connection.execute(
        sa.select(AccountRole.role)
        .where(AccountRole.account_id == found.id)
        .where(AccountRole.organisation_id.is_(None), AccountRole.governorate.is_(None))
    ).scalars()
    return Person(found.name, frozenset(roles), found.pseudonym)


def pseudonym(connection: sa.Connection, account: int) -> str:
    """Return what stands for an account where no name is kept."""
    return connection.execute(sa.select(Account.pseudonym).where(Account.id == account)).scalar_one()


def names(connection: sa.Connection, pseudonyms: Collection[str]) -> dict[str, str]:
    """Return the names behind pseudonyms; erased people have none."""
    rows = connection.execute(
        sa.select(Account.pseudonym, Account.name).where(Account.pseudonym.in_(sorted(pseudonyms)))
    )
    return {row.pseudonym: row.name for row in rows}


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a report: what stands for them, and the groups they belong to; never a name."""

    owner: str
    pseudonym: str
    sector: str | None
    governorate: str | None


def names_by_owner(connection: sa.Connection, owners: Collection[str]) -> dict[str, str]:
    """Return the names of those whose rows have these keys; who has no account any more is left out."""
    rows = connection.execute(sa.select(Account.owner, Account.name).where(Account.owner.in_(owners)))
    return {row.owner: row.name for row in rows}


def holders(connection: sa.Connection, role: str) -> dict[str, str]:
    """Return the names of those who hold a role without a limit, by pseudonym, in the order of names."""
    rows = connection.execute(
        sa.select(Account.pseudonym, Account.name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == role, AccountRole.organisation_id.is_(None))
        .where(AccountRole.governorate.is_(None), Account.suspended.is_(None))
        .order_by(Account.name)
    )
    return {row.pseudonym: row.name for row in rows}


def trainer_named(connection: sa.Connection, written: str) -> str | None:
    """Return the key of the rows of the trainer whose name or e-mail address somebody wrote, or None."""
    found = known(connection, written)
    if found is None or found.suspended:
        return None
    trains = (
        sa.select(Account.owner)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.id == found.id, AccountRole.role == "trainer")
    )
    return connection.execute(trains.limit(1)).scalar()


def members(connection: sa.Connection, within: Collection[Grant]) -> tuple[Member, ...]:
    """Return everybody who lies within one of these grants; people for demonstration are nobody."""
    rows = connection.execute(
        sa.select(
            Account.owner,
            Account.pseudonym,
            Organisation.sector,
            Account.governorate,
            Account.organisation_id,
        )
        .join(Organisation, Organisation.id == Account.organisation_id, isouter=True)
        .where(~Account.is_demo)
        .order_by(Account.pseudonym)
    )
    return tuple(
        Member(*row[:4])
        for row in rows
        if any(one.covers(organisation=row.organisation_id, governorate=row.governorate) for one in within)
    )


def is_empty(connection: sa.Connection) -> bool:
    """Say whether nobody is known yet; people for demonstration do not count."""
    return connection.execute(sa.select(Account.id).where(~Account.is_demo).limit(1)).scalar() is None
