"""The second step: switched on with a code, asked for at every sign-in, never taken twice."""

import datetime as dt
from collections.abc import Iterator

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from tests.accounts.test_signing_in import is_in, try_in
from tests.conftest import Clock
from tests.people import PASSWORD, Person, add, enter, sign_in, store, token_of
from tests.web.pages import HERE, Pages
from webapp.accounts import policy
from webapp.accounts.models import PolicyValue
from webapp.app import create_app
from webapp.settings import Settings


@pytest.fixture
def site(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = create_app(settings, clock=clock)
    made.testing = True
    yield made
    store(made).close()


def code_of(secret: str, now: dt.datetime) -> str:
    return pyotp.TOTP(secret).at(now)


def switch_on(person: Person, clock: Clock) -> tuple[str, list[str]]:
    """Switch the second step on as somebody would, and return the secret and the recovery codes."""
    person.post("/account/second-factor", {"present": PASSWORD})
    page = person.get("/account/second-factor")
    (shown,) = page.with_class("secret")
    secret = "".join("".join(shown.itertext()).split())
    done = person.post("/account/second-factor/confirm", {"code": code_of(secret, clock.now)}, status=200)
    codes = ["".join(one.itertext()).strip() for one in done.with_class("codes")[0]]
    clock.now += dt.timedelta(seconds=60)
    return secret, codes


def second(pages: Pages, code: str):
    fields = {"csrf": token_of(pages, "/en/sign-in/second"), "code": code}
    return pages.client.post("/en/sign-in/second", data=fields, headers={"Origin": HERE})


def test_with_the_second_step_a_password_alone_lets_nobody_in(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher", name="Salma"))
    secret, codes = switch_on(person, clock)
    assert len(set(codes)) == 10
    pages = Pages(site)
    answer = try_in(pages, "Salma", PASSWORD, "/en/account?done=details")
    assert answer.headers["Location"].startswith("/en/sign-in/second")
    assert not is_in(pages)
    wrong = second(pages, "000000")
    assert wrong.status_code == 422
    assert not is_in(pages)
    right = code_of(secret, clock.now)
    assert second(pages, right).status_code == 303
    assert is_in(pages)
    again = Pages(site)
    try_in(again, "Salma", PASSWORD)
    assert second(again, right).status_code == 422, "a code that was seen once is worth nothing"


def test_a_recovery_code_works_once(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher", name="Salma"))
    _secret, codes = switch_on(person, clock)
    for expected in (303, 422):
        pages = Pages(site)
        try_in(pages, "Salma", PASSWORD)
        assert second(pages, codes[0].lower().replace("-", " ")).status_code == expected
    assert "9 recovery codes are left" in person.get("/account").text


def test_the_password_before_the_second_step_is_soon_forgotten(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher", name="Salma"))
    secret, _codes = switch_on(person, clock)
    pages = Pages(site)
    try_in(pages, "Salma", PASSWORD)
    token = token_of(pages, "/en/sign-in/second")
    clock.now += dt.timedelta(minutes=11)
    fields = {"csrf": token, "code": code_of(secret, clock.now)}
    answer = pages.client.post("/en/sign-in/second", data=fields, headers={"Origin": HERE})
    assert answer.status_code == 401
    assert not is_in(pages)


def test_codes_cannot_be_tried_one_after_another(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher", name="Salma"))
    switch_on(person, clock)
    clock.now += dt.timedelta(minutes=6)
    pages = Pages(site)
    try_in(pages, "Salma", PASSWORD)
    seen = [second(pages, f"{n:06}").status_code for n in range(12)]
    assert seen.count(429) == 2


def test_the_secret_and_the_codes_are_kept_unreadable(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher"))
    secret, codes = switch_on(person, clock)
    with store(site).reading() as connection:
        told = str(connection.exec_driver_sql("SELECT * FROM account").all())
        told += str(connection.exec_driver_sql("SELECT * FROM recovery_code").all())
    assert secret not in told
    assert not [code for code in codes if code in told or code.replace("-", "") in told]


def test_switching_it_off_needs_the_password(site: Flask, clock: Clock) -> None:
    person = enter(site, add(site, "publisher", name="Salma"))
    switch_on(person, clock)
    person.post("/account/second-factor/stop", {"present": "guess"}, status=422)
    assert "It is on." in person.get("/account").text
    person.post("/account/second-factor/stop", {"present": PASSWORD})
    pages = Pages(site)
    try_in(pages, "Salma", PASSWORD)
    assert is_in(pages)


@pytest.mark.parametrize(
    ("role", "is_asked"), [("publisher", True), ("administrator", True), ("trainer", False)]
)
def test_where_it_is_required_publishers_and_administrators_do_nothing_before_it(
    site: Flask, clock: Clock, role: str, *, is_asked: bool
) -> None:
    with store(site).writing() as connection:
        connection.execute(
            sa.insert(PolicyValue).values(name="second_factor", value="required", changed=clock.now)
        )
        assert policy.policy(connection).second_factor == "required"
    person = sign_in(site, role)
    answer = person.pages.client.get("/en/account")
    assert (answer.status_code == 303) is is_asked
    if is_asked:
        assert answer.headers["Location"] == "/en/account/second-factor"
        assert person.send("/account/details", {"csrf": person.token()}).status_code == 303
        switch_on(person, clock)
        assert person.pages.client.get("/en/account").status_code == 200
