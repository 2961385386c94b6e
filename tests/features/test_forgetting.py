import datetime as dt

import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.conftest import Clock
from tests.people import PASSWORD, Person, sign_in, store, token_of
from tests.privacy.devices import CASE, Device
from tests.trainee import Trainee
from tests.web.pages import HERE, Pages
from webapp.accounts import queries
from webapp.accounts.models import Account
from webapp.accounts.policy import Policy
from webapp.attempts.models import Attempt
from webapp.privacy import daily

bind_feature("forgetting.feature")

NAME = "Ruqaiya Example"


@given("somebody with an account has finished a case", target_fixture="person")
def with_account(app: Flask) -> Person:
    sign_in(app, "administrator")
    person = sign_in(app, "trainee", name=NAME)
    trainee = Trainee(app, CASE)
    trainee.client = person.pages.client
    trainee.begin()
    trainee.finish()
    return person


@given("somebody has finished a case without an account", target_fixture="device")
def without_account(app: Flask) -> Device:
    device = Device(app)
    device.trainee.begin()
    device.trainee.finish()
    return device


@given("the only administrator has an account", target_fixture="person")
def only_administrator(app: Flask) -> Person:
    return sign_in(app, "administrator", name=NAME)


@when("they have the account erased with their password", target_fixture="answer")
def erase_account(person: Person) -> str:
    sent = {"csrf": person.token(), "erase": "yes", "present": PASSWORD}
    return person.send("/data/erase", sent).get_data(as_text=True)


@when("they have what is kept for the device erased")
def erase_device(device: Device) -> None:
    device.send("/data/erase", {"erase": "yes"})


@when("they ask for it without their password")
def without_password(person: Person) -> None:
    person.post("/data/erase", {"erase": "yes"}, status=422)


@when("the time that unused accounts are kept has passed")
def years_pass(app: Flask, clock: Clock) -> None:
    clock.now += dt.timedelta(days=Policy().keep_accounts_days)
    daily.look(app)


@then("they are signed out and cannot sign in again")
def is_out(person: Person) -> None:
    assert person.pages.client.get("/en/account").status_code == 303
    pages = Pages(person.app)
    fields = {"csrf": token_of(pages, "/en/sign-in"), "name": NAME, "password": PASSWORD, "next": ""}
    assert pages.client.post("/en/sign-in", data=fields, headers={"Origin": HERE}).status_code == 422


@then("nobody is known by their name")
def nobody(app: Flask) -> None:
    with store(app).reading() as connection:
        assert queries.known(connection, NAME) is None


@then("the case and its result are still counted, as nobody's")
def still_counted(app: Flask) -> None:
    with store(app).reading() as connection:
        (row,) = connection.execute(sa.select(Attempt.owner, Attempt.result)).all()
        owners = connection.execute(sa.select(Account.owner)).scalars().all()
    assert row.result
    assert row.owner not in owners


@then("nothing is kept for the device")
def nothing_kept(device: Device) -> None:
    assert "It is done" in device.get("/data?done=erased").text
    assert not device.pages.client.get_cookie("masar_visitor")


@then("nothing has changed for them")
def nothing_changed(person: Person) -> None:
    assert person.get("/attempts").text.count("Read the debrief") == 1


@then("they are told that somebody must be left who administers the site")
def told(person: Person, answer: str) -> None:
    assert "Somebody must be left who administers" in answer
    assert person.get("/account").status == 200
