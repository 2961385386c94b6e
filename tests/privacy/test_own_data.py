"""Whoever asks sees what is kept of them, and can take all of it away; of nobody else, anything."""

import json
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import HASH, Person, add, enter, sign_in, store
from tests.privacy.devices import CASE, Device
from webapp.accounts import service, sign_ins
from webapp.accounts.models import Account, Organisation, SignIn
from webapp.attempts.models import Attempt
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.web.who import Grant


def copy_of(pages: Any, lang: str = "en") -> dict[str, Any]:
    answer = pages.client.get(f"/{lang}/data.json")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    found = json.loads(answer.get_data(as_text=True))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_device_that_is_new_here_is_told_that_nothing_is_kept(app: Flask, lang: str) -> None:
    device = Device(app, lang)
    page = device.get("/data")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert not page.response.headers.getlist("Set-Cookie")
    assert f"/{lang}/data.json" not in page.links()
    assert copy_of(device.pages)["attempts"] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_device_sees_the_cases_begun_on_it(app: Flask, lang: str) -> None:
    device = Device(app, lang)
    device.play()
    page = device.get("/data")
    assert f"/{lang}/data.json" in page.links()
    assert f"/{lang}/data/erase" in page.links()
    kept = copy_of(device.pages)
    assert "account" not in kept
    assert len(kept["attempts"]) == 1
    (attempt,) = kept["attempts"]
    assert attempt["case"] == CASE
    assert [one["choice"] for one in attempt["decisions"]] == [
        {field: list(answers) for field, answers in choice.items()} for choice in device.trainee.taken
    ]


def test_a_finished_case_is_handed_over_with_its_result(app: Flask) -> None:
    device = Device(app)
    device.trainee.begin()
    device.trainee.finish()
    (attempt,) = copy_of(device.pages)["attempts"]
    assert attempt["finished"]
    assert attempt["result"]["rules"]


@pytest.fixture
def person(app: Flask) -> Person:
    """Somebody with an organisation, limits to a role, and a second browser."""
    now = app.extensions["masar.clock"]()
    with store(app).writing() as connection:
        body = connection.execute(
            sa.insert(Organisation)
            .values(name_ar="مدرسة الندى", name_en="Al Nada School", sector="education", made=now)
            .returning(Organisation.id)
        ).scalar_one()
    account = add(app, "trainer", name="Zahra Example", email="zahra@example.om", organisation=body)
    found = enter(app, account)
    with store(app).writing() as connection:
        sign_ins.begin(connection, account=account, device="Safari, iPhone", now=now)
    return found


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_somebody_signed_in_sees_their_account(person: Person, lang: str) -> None:
    person.lang = lang
    text = person.get("/data").text
    for shown in ("Zahra Example", "zahra@example.om", person.pseudonym):
        assert shown in text
    assert ("مدرسة الندى" if lang == "ar" else "Al Nada School") in text


def test_the_copy_holds_everything_but_what_opens_doors(person: Person) -> None:
    kept = copy_of(person.pages)
    assert set(kept["label"]) == {"ar", "en"}
    assert kept["account"]["email"] == "zahra@example.om"
    assert kept["account"]["organisation"] == {"ar": "مدرسة الندى", "en": "Al Nada School"}
    assert kept["roles"][0]["role"] == "trainer"
    assert kept["roles"][0]["organisation"]["en"] == "Al Nada School"
    assert {one["device"] for one in kept["sign_ins"]} == {"Firefox, Linux", "Safari, iPhone"}
    assert kept["consent"]["given"]
    told = json.dumps(kept)
    with store(person.app).reading() as connection:
        owner = connection.execute(sa.select(Account.owner).where(Account.id == person.account)).scalar_one()
        digests = connection.execute(sa.select(SignIn.digest)).scalars().all()
    for secret in (HASH, owner, *digests):
        assert secret not in told


def test_the_copy_tells_deeds_without_the_number_of_anybody_else(person: Person) -> None:
    app, now = person.app, person.app.extensions["masar.clock"]()
    other = sign_in(app, "administrator")
    with store(app).writing() as connection:
        service.set_roles(
            connection, account=person.account, grants=(Grant("trainee"),), by=other.pseudonym, now=now
        )
        service.set_roles(
            connection, account=other.account, grants=(Grant("administrator"),), by=person.pseudonym, now=now
        )
    deeds = copy_of(person.pages)["audit"]
    assert [(one["by"], one["about"]) for one in deeds] == [
        ("somebody else", "you"),
        ("you", "somebody else"),
    ]
    assert other.pseudonym not in json.dumps(deeds)


def test_taking_a_copy_of_an_account_is_recorded(person: Person) -> None:
    copy_of(person.pages)
    copy_of(Device(person.app).pages)
    with store(person.app).reading() as connection:
        found = audit.entries(connection, Wanted(action="export"))
    assert [(one.actor, one.subject) for one in found] == [(person.pseudonym, person.pseudonym)]


def begun_on_device(person: Person) -> Device:
    """Begin a case on this person's browser as if nobody had signed in."""
    device = Device(person.app)
    device.play()
    cookie = device.pages.client.get_cookie("masar_visitor")
    assert cookie is not None
    person.pages.client.set_cookie("masar_visitor", cookie.value)
    return device


def test_what_was_begun_on_the_device_is_offered_and_taken_into_the_account(person: Person) -> None:
    assert not person.get("/data").by_id("claim-h")
    device = begun_on_device(person)
    assert person.get("/data").by_id("claim-h") is not None
    assert len(copy_of(person.pages)["attempts"]) == 0
    assert person.post("/data/claim").response.headers["Location"] == "/en/data?done=claimed"
    assert len(copy_of(person.pages)["attempts"]) == 1
    assert device.trainee.look().status_code == 404
    assert person.get(f"/attempts/{device.trainee.key}").status == 200
    assert not person.get("/data?done=claimed").by_id("claim-h")


def test_taking_cases_into_an_account_is_recorded_once_with_their_number(person: Person) -> None:
    begun_on_device(person)
    person.post("/data/claim")
    person.post("/data/claim")
    with store(person.app).reading() as connection:
        (found,) = audit.entries(connection, Wanted(action="attempts.claimed"))
        owners = connection.execute(sa.select(Attempt.owner)).scalars().all()
        mine = connection.execute(sa.select(Account.owner).where(Account.id == person.account)).scalar_one()
    assert (found.subject, found.facts) == (person.pseudonym, {"by": "device", "count": 1})
    assert owners == [mine]


def test_nobody_who_is_not_signed_in_can_claim_anything(app: Flask) -> None:
    device = Device(app)
    device.play()
    assert device.send("/data/claim").status_code == 401


def test_the_list_of_cases_speaks_of_the_account_to_whoever_is_signed_in(person: Person) -> None:
    assert "Cases begun on this device" not in person.get("/attempts").text
    text = Device(person.app).get("/attempts").text
    assert "Cases begun on this device" in text
    assert "sign in" in text
