"""What administrators set: shown with bounds and defaults, kept whole or not at all, recorded."""

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON, ON_POSTGRESQL
from tests.people import Person, sign_in, store
from webapp.accounts.models import PolicyValue
from webapp.accounts.policy import BOUNDS, CHOICES, Policy, change, policy
from webapp.administration import deployment, policy_words
from webapp.audit import queries as audit
from webapp.audit.queries import Entry, Wanted
from webapp.database import Database
from webapp.errors import BadInput
from webapp.settings import NAMES, Settings
from webapp.web import site

PAGE = "/administration/settings"
FIELDS = [field.name for field in dataclasses.fields(Policy)]


@pytest.fixture
def administrator(app: Flask) -> Person:
    return sign_in(app, "administrator")


def usual(**other: object) -> dict[str, str]:
    """A form as it is shown where nothing was changed."""
    return {name: str(value) for name, value in (dataclasses.asdict(Policy()) | other).items()}


def kept(app: Flask) -> dict[str, str]:
    with store(app).reading() as connection:
        return {row.name: row.value for row in connection.execute(sa.select(PolicyValue.__table__))}


def changes(app: Flask) -> list[Entry]:
    with store(app).reading() as connection:
        return list(audit.every(connection, Wanted(action="policy.changed")))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_value_stands_in_the_form_with_its_default(administrator: Person, lang: str) -> None:
    administrator.lang = lang
    page = administrator.get(PAGE)
    for name, value in usual().items():
        found = page.by_id(f"f-{name}")
        assert found is not None, name
        shown = found.get("value") or next(one.get("value") for one in found if one.get("selected") == "")
        assert shown == value
        assert str(value) in page.text or name in CHOICES
    for least, most in BOUNDS.values():
        assert str(least) in page.text
        assert str(most) in page.text


def test_every_value_has_its_words() -> None:
    words = [*policy_words.SIGNING_IN, *policy_words.KEEPING]
    assert sorted(one.name for one in words) == sorted(FIELDS)
    assert sorted((*BOUNDS, *CHOICES)) == sorted(FIELDS)
    assert set(policy_words.CHOSEN) == {one for offered in CHOICES.values() for one in offered}


def test_a_changed_value_holds_at_once_and_is_recorded(app: Flask, administrator: Person) -> None:
    answer = administrator.post(PAGE, usual(idle_minutes=45, second_factor="required"))
    assert answer.response.headers["Location"].endswith(f"{PAGE}?done=changed")
    assert kept(app) == {"idle_minutes": "45", "second_factor": "required"}
    with store(app).reading() as connection:
        assert policy(connection) == Policy(idle_minutes=45, second_factor="required")
    told = {one.facts["name"]: (one.facts["before"], one.facts["after"]) for one in changes(app)}
    assert told == {"idle_minutes": ("30", "45"), "second_factor": ("optional", "required")}
    assert {one.actor for one in changes(app)} == {administrator.pseudonym}


def test_a_value_set_back_to_its_default_leaves_no_row(app: Flask, administrator: Person) -> None:
    administrator.post(PAGE, usual(keep_attempts_days=90))
    administrator.post(PAGE, usual())
    assert kept(app) == {}
    assert [(one.facts["before"], one.facts["after"]) for one in changes(app)] == [
        ("365", "90"),
        ("90", "365"),
    ]


def test_the_same_values_change_and_record_nothing(app: Flask, administrator: Person) -> None:
    answer = administrator.post(PAGE, usual())
    assert answer.response.headers["Location"].endswith("?done=same")
    assert "nothing was changed" in administrator.get(f"{PAGE}?done=same").text
    assert changes(app) == []


def test_wrong_values_are_all_said_at_once_and_none_is_kept(app: Flask, administrator: Person) -> None:
    typed = usual(idle_minutes="soon", absolute_hours=73, reset_hours="", invitation_days=20)
    page = administrator.post(PAGE, typed | {"second_factor": "never"}, status=422)
    for name in ("idle_minutes", "absolute_hours", "reset_hours", "second_factor"):
        error = page.by_id(f"f-{name}-error")
        assert error is not None, name
        field = page.by_id(f"f-{name}")
        assert field is not None
        assert field.get("aria-invalid") == "true"
        assert f"#f-{name}" in page.links()
    still = {name: found.get("value") for name in BOUNDS if (found := page.by_id(f"f-{name}")) is not None}
    assert still == {name: str(typed[name]) for name in BOUNDS}
    assert page.by_id("f-invitation_days-error") is None
    assert kept(app) == {}
    assert changes(app) == []


def test_numbers_may_be_typed_in_arabic_digits(app: Flask, administrator: Person) -> None:
    administrator.post(PAGE, usual(idle_minutes=" ٤٥ "))
    assert kept(app) == {"idle_minutes": "45"}


def test_public_pages_follow_a_change(app: Flask, administrator: Person) -> None:
    def version() -> int:
        with store(app).reading() as connection:
            return site.version(connection)

    before = version()
    administrator.post(PAGE, usual())
    assert version() == before
    administrator.post(PAGE, usual(keep_accounts_days=800))
    assert version() > before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "number"),
        ("4.5", "number"),
        ("-5", "range"),
        ("4", "range"),
        ("481", "range"),
        ("9" * 40, "range"),
    ],
)
def test_what_is_wrong_with_a_number_is_told_apart(database: Database, text: str, fault: str) -> None:
    with pytest.raises(BadInput) as refused, database.writing() as connection:
        change(connection, {"idle_minutes": text}, by="", now=NOON)
    assert refused.value.facts["faults"] == {"idle_minutes": fault}


def test_a_value_there_is_not_is_refused(database: Database) -> None:
    with pytest.raises(BadInput) as refused, database.writing() as connection:
        change(connection, {"colour": "red"}, by="", now=NOON)
    assert refused.value.facts["faults"] == {"colour": "unknown"}


def test_a_later_change_says_when_it_was_made(database: Database) -> None:
    later = NOON + dt.timedelta(days=1)
    for value, now in (("31", NOON), ("32", later)):
        with database.writing() as connection:
            assert change(connection, {"idle_minutes": value}, by="", now=now) == ("idle_minutes",)
    with database.reading() as connection:
        [row] = connection.execute(sa.select(PolicyValue.value, PolicyValue.changed))
    assert (row.value, row.changed) == ("32", later)


def test_everything_the_site_was_told_is_shown_and_nothing_secret(app: Flask, administrator: Person) -> None:
    page = administrator.get(PAGE)
    told: Settings = app.extensions["masar.settings"]
    assert set(policy_words.OUTSIDE) == set(NAMES)
    assert all(name in page.text for name in NAMES)
    for secret in (told.secret_key, told.audit_key, str(told.instance)):
        assert secret not in page.source
    assert ("PostgreSQL" if ON_POSTGRESQL else "SQLite") in page.text


def test_what_is_told_of_secrets_is_only_whether_they_are_there(app: Flask) -> None:
    settings = dataclasses.replace(
        app.extensions["masar.settings"],
        smtp_url="smtps://letters:s3cret@mail.example.om",
        database_url="postgresql+psycopg://masar:s3cret@db.example.om/masar",
        hosts=("one.example", "two.example"),
    )
    told = {one.name: one for one in deployment.told(settings)}
    assert told["MASAR_SMTP_URL"].value is True
    assert told["MASAR_PREVIOUS_SECRET_KEYS"].value is False
    assert told["MASAR_DATABASE_URL"].value == "PostgreSQL, db.example.om/masar"
    assert told["MASAR_HOSTS"].value == "one.example, two.example"
    assert "s3cret" not in repr(told)


def test_whoever_looks_after_a_part_only_cannot_open_it(app: Flask) -> None:
    limited = sign_in(app, "administrator", governorate="muscat")
    assert limited.get(PAGE, status=403).status == 403
    limited.post(PAGE, usual(idle_minutes=45), status=403)
    assert kept(app) == {}
