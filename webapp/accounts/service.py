"""Adding people. Passwords are kept as argon2id hashes only."""

import datetime as dt
from collections.abc import Collection

import argon2
import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole
from webapp.accounts.queries import ROLES, Person, person
from webapp.errors import BadInput, Refused

SHORTEST, LONGEST = 12, 200
_NAME_LIMIT = 60


def add_person(
    connection: sa.Connection, *, name: str, password: str, roles: Collection[str], now: dt.datetime
) -> Person:
    """Add a person with a password and roles.

    Errors: BadInput for a name, password or role that cannot be used; Refused when the name is taken.
    """
    if not name or name != name.strip() or len(name) > _NAME_LIMIT or not name.isprintable():
        raise BadInput("account.name", name=name)
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput("account.password-length", least=SHORTEST, most=LONGEST)
    unknown = sorted(set(roles) - ROLES)
    if unknown or not roles:
        raise BadInput("account.role", unknown=", ".join(unknown), known=", ".join(sorted(ROLES)))
    if person(connection, name):
        raise Refused("account.taken", name=name)
    hashed = argon2.PasswordHasher().hash(password)
    made = connection.execute(sa.insert(Account).values(name=name, password_hash=hashed, made=now))
    account = made.inserted_primary_key[0]  # type: ignore[index]  # one row was inserted, so there is a key
    connection.execute(
        sa.insert(AccountRole), [{"account_id": account, "role": role} for role in sorted(set(roles))]
    )
    return Person(name, frozenset(roles))
