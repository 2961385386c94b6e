"""Who is known, and what they may do."""

import dataclasses

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole

ROLES = frozenset(
    {
        "trainee",
        "trainer",
        "scenario-author",
        "manual-editor",
        "reviewer",
        "publisher",
        "administrator",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """A known person's name and roles."""

    name: str
    roles: frozenset[str]


def person(connection: sa.Connection, name: str) -> Person | None:
    """Return the person of that name, or None."""
    account = connection.execute(sa.select(Account.id).where(Account.name == name)).scalar()
    if account is None:
        return None
    roles = connection.execute(sa.select(AccountRole.role).where(AccountRole.account_id == account)).scalars()
    return Person(name, frozenset(roles))


def is_empty(connection: sa.Connection) -> bool:
    """Say whether nobody is known yet."""
    return connection.execute(sa.select(Account.id).limit(1)).scalar() is None
