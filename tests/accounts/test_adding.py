"""People are added once, with a password nobody can read back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from webapp.accounts import queries, service
from webapp.accounts.models import Account
from webapp.database import Database
from webapp.errors import BadInput, Refused
from webapp.web.who import Grant

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


def test_a_role_with_a_limit_is_no_role_for_what_concerns_the_whole_site(database: Database) -> None:
    with database.writing() as connection:
        new = service.NewPerson(name="muna", grants=(Grant("publisher", governorate="dhofar"),))
        service.invite(connection, new, by="", now=NOW)
        found = queries.person(connection, "muna")
    assert found is not None
    assert found.roles == frozenset()


def test_somebody_who_has_joined_stays_to_administer_the_whole_site(database: Database) -> None:
    with database.writing() as connection:
        for name in ("muna", "badr"):
            service.add_person(connection, name=name, password=PASSWORD, roles=["administrator"], now=NOW)
        new = service.NewPerson(name="only invited", grants=(Grant("administrator"),))
        service.invite(connection, new, by="", now=NOW)
        muna, badr = (queries.known(connection, name) for name in ("muna", "badr"))
        assert muna is not None
        assert badr is not None
        service.suspend(connection, account=muna.id, by="", now=NOW)
        with pytest.raises(Refused):
            service.suspend(connection, account=badr.id, by="", now=NOW)
        limited = (Grant("administrator", governorate="dhofar"),)
        with pytest.raises(Refused):
            service.set_roles(connection, account=badr.id, grants=limited, by="", now=NOW)
        service.restore(connection, account=muna.id, by="", now=NOW)
        service.set_roles(connection, account=badr.id, grants=limited, by="", now=NOW)
        kept = connection.execute(sa.text("SELECT facts FROM audit_row ORDER BY number DESC LIMIT 1"))
        assert "administrator dhofar" in kept.scalar_one()
