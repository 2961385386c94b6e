"""People are added once, with a password nobody can read back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from webapp.accounts import queries, service
from webapp.accounts.models import Account
from webapp.database import Database
from webapp.errors import BadInput, Refused

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
PASSWORD = "a long enough password"


def test_a_person_is_known_by_name_and_roles(database: Database) -> None:
    with database.writing() as connection:
        assert queries.is_empty(connection)
        service.add_person(
            connection, name="muna", password=PASSWORD, roles=["reviewer", "publisher"], now=NOW
        )
    with database.reading() as connection:
        person = queries.person(connection, "muna")
        assert person is not None
        assert person.roles == {"reviewer", "publisher"}
        kept = connection.execute(sa.select(Account.password_hash)).scalar_one()
        assert kept.startswith("$argon2id$")
        assert PASSWORD not in kept
        assert queries.person(connection, "nobody") is None


def test_a_name_is_taken_once(database: Database) -> None:
    with database.writing() as connection:
        service.add_person(connection, name="muna", password=PASSWORD, roles=["trainer"], now=NOW)
        with pytest.raises(Refused):
            service.add_person(connection, name="muna", password=PASSWORD, roles=["trainer"], now=NOW)


@pytest.mark.parametrize(
    ("name", "password", "roles", "code"),
    [
        ("", PASSWORD, ["trainer"], "account.name"),
        (" muna", PASSWORD, ["trainer"], "account.name"),
        ("m" * 61, PASSWORD, ["trainer"], "account.name"),
        ("muna", "short", ["trainer"], "account.password-length"),
        ("muna", "x" * 201, ["trainer"], "account.password-length"),
        ("muna", PASSWORD, ["king"], "account.role"),
        ("muna", PASSWORD, [], "account.role"),
    ],
)
def test_what_cannot_be_used_is_refused(
    database: Database, name: str, password: str, roles: list[str], code: str
) -> None:
    with database.writing() as connection, pytest.raises(BadInput) as refused:
        service.add_person(connection, name=name, password=password, roles=roles, now=NOW)
    assert refused.value.code == code
