"""Signing in: what lets somebody in, what keeps others out, and what neither of them can tell."""

import dataclasses
import datetime as dt

import pytest
from flask import Flask

from tests.conftest import SECRET, Clock
from tests.people import HASH, PASSWORD, add, enter, sign_in, store, token_of
from tests.web.pages import HERE, Pages
from webapp.accounts import queries, service, sign_ins, signing_in
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.who import COOKIE

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7", "wsgi.url_scheme": "https"}


@pytest.fixture
def site(settings: Settings, clock: Clock) -> Flask:
    """An empty site on which anybody can sign in."""
    made = create_app(settings, clock=clock)
    made.testing = True
    yield made
    store(made).close()


def try_in(pages: Pages, name: str, password: str, wanted: str = "", **environment: object):
    """Send the form of signing in."""
    fields = {"csrf": token_of(pages, "/en/sign-in"), "name": name, "password": password, "next": wanted}
    return pages.client.post(
        "/en/sign-in", data=fields, headers={"Origin": HERE}, environ_overrides=environment
    )


def from_address(address: str) -> dict[str, object]:
    """Return the surroundings of a request that came from elsewhere, over https."""
    return {"REMOTE_ADDR": address, "wsgi.url_scheme": "https"}


def cookie(pages: Pages, name: str = COOKIE) -> str:
    found = pages.client.get_cookie(name)
    return found.value if found else ""


def is_in(pages: Pages) -> bool:
    return pages.client.get("/en/account").status_code == 200


def test_the_right_password_lets_in_by_name_or_address_however_written(site: Flask) -> None:
    add(site, "trainee", name="أَحمد Al Harthi", email="Ahmad@Example.om")
    for written in ("أحمد al harthi", "  أَحمد  AL HARTHI ", "ahmad@example.OM"):
        pages = Pages(site)
        assert try_in(pages, written, PASSWORD).status_code == 303
        assert is_in(pages)


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(site: Flask) -> None:
    add(site, "trainee", name="Salma")
    told = [
        try_in(Pages(site), name, "something else entirely").get_data(as_text=True).replace(name, "NAME")
        for name in ("Salma", "Nobody")
    ]
    assert told[0] == told[1]
    assert "is not right" in told[0]


@pytest.mark.parametrize("state", ["suspended", "only invited"])
def test_who_may_not_come_in_is_told_no_more_than_a_stranger(site: Flask, state: str) -> None:
    account = add(site, "trainee", name="Salma")
    add(site, "administrator")
    with store(site).writing() as connection:
        if state == "suspended":
            service.suspend(connection, account=account, by="", now=site.extensions["masar.clock"]())
        else:
            service.renew_hash(connection, account, "")
    answer = try_in(Pages(site), "Salma", PASSWORD)
    assert answer.status_code == 422
    assert "is not right" in answer.get_data(as_text=True)


def test_a_sign_in_has_an_id_of_its_own_and_the_one_before_is_worth_nothing(site: Flask) -> None:
    account = add(site, "trainee", name="Salma")
    attacker = enter(site, add(site, "trainee"))
    planted = cookie(attacker.pages)
    victim = Pages(site)
    victim.client.set_cookie(COOKIE, planted)
    fields = {"csrf": attacker.token(), "name": "Salma", "password": PASSWORD}
    assert victim.client.post("/en/sign-in", data=fields, headers={"Origin": HERE}).status_code == 303
    assert cookie(victim) != planted
    assert not is_in(attacker.pages)
    assert enter(site, account).get("/account").status == 200


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(
    site: Flask, settings: Settings, *, secure: bool
) -> None:
    site.extensions["masar.settings"] = dataclasses.replace(settings, secure_cookies=secure)
    add(site, "trainee", name="Salma")
    said = try_in(Pages(site), "Salma", PASSWORD).headers.getlist("Set-Cookie")
    assert len(said) == 2
    for one in said:
        assert "HttpOnly" in one
        assert "SameSite=Lax" in one
        assert ("Secure" in one) is secure
        assert "Domain" not in one
    assert said[0].startswith("__Host-masar_session=" if secure else "masar_session=")
    assert "Path=/" in said[0]
    assert "Max-Age" not in said[0], "a sign-in lasts as long as the browser is open"


def test_two_hundred_tries_in_a_minute_are_throttled_and_the_owner_still_gets_in(site: Flask) -> None:
    account = add(site, "trainee", name="Salma")
    at_home = Pages(site)
    assert try_in(at_home, "Salma", PASSWORD).status_code == 303
    at_home.client.delete_cookie(COOKIE)
    attacker = Pages(site)
    seen = [try_in(attacker, "Salma", f"guess number {n}", **ELSEWHERE).status_code for n in range(200)]
    assert seen.count(422) == 10
    assert seen.count(429) == 190
    last = try_in(attacker, "Salma", PASSWORD, **ELSEWHERE)
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0
    assert try_in(Pages(site), "Salma", PASSWORD).status_code == 303, "from another address"
    assert try_in(at_home, "Salma", PASSWORD, **ELSEWHERE).status_code == 303, "from a device known to her"
    with store(site).reading() as connection:
        assert queries.known_by_id(connection, account).password_hash == HASH


def test_an_attack_from_many_addresses_leaves_the_owner_her_tries(site: Flask) -> None:
    add(site, "trainee", name="Salma")
    now = site.extensions["masar.clock"]()
    with store(site).writing() as connection:
        for _ in range(signing_in.PRESSURE):
            signing_in.note_failure(connection, None, secret=SECRET, written="SALMA", now=now)
    seen = [
        try_in(Pages(site), "Salma", "guess", **from_address("198.51.100.99")).status_code for _ in range(5)
    ]
    assert seen == [422, 422, 422, 429, 429]
    assert try_in(Pages(site), "Salma", PASSWORD).status_code == 303


def test_one_address_cannot_try_name_after_name(site: Flask) -> None:
    now = site.extensions["masar.clock"]()
    with site.test_request_context("/", environ_base=ELSEWHERE), store(site).writing() as connection:
        for n in range(signing_in.PER_ADDRESS):
            signing_in.count_try(connection, secret=SECRET, written=f"name {n}", device=None, now=now)
    assert try_in(Pages(site), "another name", "x", **ELSEWHERE).status_code == 429
    assert try_in(Pages(site), "another name", "x").status_code == 422


def test_waiting_opens_the_door_again(site: Flask, clock: Clock) -> None:
    add(site, "trainee", name="Salma")
    for _ in range(11):
        last = try_in(Pages(site), "Salma", "guess")
    assert last.status_code == 429
    clock.now += dt.timedelta(seconds=int(last.headers["Retry-After"]) + 1)
    assert try_in(Pages(site), "Salma", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/en//elsewhere.example\r\nSet-Cookie: x=1",
        "/en/\\..\\..//elsewhere.example",
        "javascript:alert(1)",
        "/arabic",
        "en/account",
        " /en/account",
        "/en/a b",
    ],
)
def test_nobody_is_led_to_another_site(site: Flask, wanted: str) -> None:
    add(site, "trainee", name="Salma")
    answer = try_in(Pages(site), "Salma", PASSWORD, wanted)
    assert answer.headers["Location"] == "/en/account"
    assert "x" not in {one.split("=")[0] for one in answer.headers.getlist("Set-Cookie")}


def test_signing_in_leads_back_to_the_page_that_was_asked_for(site: Flask) -> None:
    add(site, "trainee", name="Salma")
    pages = Pages(site)
    asked = pages.client.get("/en/account?done=details")
    assert asked.status_code == 303
    form = pages.get(asked.headers["Location"])
    wanted = next(one.get("value") for one in form.all("input") if one.get("name") == "next")
    assert try_in(pages, "Salma", PASSWORD, wanted or "").headers["Location"] == "/en/account?done=details"


def test_a_sign_in_ends_without_a_sign_of_life_and_in_any_case_at_last(site: Flask, clock: Clock) -> None:
    resting, working = sign_in(site, "trainee"), sign_in(site, "trainee")
    for _ in range(24 * 3):
        clock.now += dt.timedelta(minutes=10)
        if not is_in(working.pages):
            break
    assert clock.now - dt.datetime(2026, 11, 4, 8, tzinfo=dt.UTC) == dt.timedelta(hours=12)
    assert not is_in(resting.pages)


def test_the_page_says_until_when_and_going_on_is_one_button(site: Flask, clock: Clock) -> None:
    person = sign_in(site, "trainee")
    clock.now += dt.timedelta(minutes=29)
    page = person.get("/account/consent")
    (strip,) = page.with_class("person")
    assert int(strip.get("data-left") or 0) == 30 * 60
    clock.now += dt.timedelta(minutes=29)
    assert person.send("/account/keep", {"csrf": token_of(person.pages)}).get_json() == {"left": 1800}
    clock.now += dt.timedelta(minutes=29)
    assert is_in(person.pages)


def test_a_form_sent_after_the_end_changes_nothing_and_says_how_to_go_on(site: Flask, clock: Clock) -> None:
    person = sign_in(site, "trainee")
    token = person.token()
    clock.now += dt.timedelta(minutes=31)
    answer = person.send("/account/details", {"csrf": token, "email": "new@example.om"})
    assert answer.status_code == 401
    again = enter(site, person.account)
    again.pages.client.set_cookie("masar_visitor", "")
    assert again.send("/account/details", {"csrf": token, "email": "new@example.om"}).status_code == 303


def test_signing_out_ends_it_on_the_server_too(site: Flask) -> None:
    person = sign_in(site, "trainee")
    kept = cookie(person.pages)
    answer = person.post("/sign-out").response
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert cookie(person.pages) == ""
    person.pages.client.set_cookie(COOKIE, kept)
    assert not is_in(person.pages)


def test_whoever_is_suspended_is_out_at_once(site: Flask) -> None:
    add(site, "administrator")
    person = sign_in(site, "trainee")
    with store(site).writing() as connection:
        service.suspend(connection, account=person.account, by="", now=site.extensions["masar.clock"]())
    assert not is_in(person.pages)


def test_ones_sign_ins_are_listed_and_ended_and_nobody_elses(site: Flask) -> None:
    account = add(site, "trainee")
    here, there, third = (enter(site, account) for _ in range(3))
    stranger = sign_in(site, "trainee")
    page = here.get("/account")
    assert len(page.with_class("between")) == 3
    assert page.text.count("this one") == 1
    ends = [one.get("action") for one in page.all("form") if "/sign-ins/" in (one.get("action") or "")]
    assert stranger.send(str(ends[0]).removeprefix("/en"), {"csrf": stranger.token()}).status_code == 404
    here.post(str(ends[0]).removeprefix("/en"))
    assert [is_in(one.pages) for one in (here, there, third)].count(True) == 2
    here.post("/account/sign-ins/end")
    assert [is_in(one.pages) for one in (here, there, third)] == [True, False, False]


def test_an_open_page_is_the_same_to_everybody(site: Flask) -> None:
    person = sign_in(site, "administrator", name="Somebody Distinctive")
    for path in ("/en/about", "/ar/cases", "/ar/privacy", "/en/glossary"):
        stranger = Pages(site).client.get(path)
        theirs = person.pages.client.get(path)
        assert stranger.headers["Cache-Control"].startswith("public")
        assert stranger.get_data() == theirs.get_data()


def test_only_a_digest_of_the_cookie_is_kept(site: Flask) -> None:
    person = sign_in(site, "trainee")
    secret = cookie(person.pages)
    with store(site).reading() as connection:
        rows = connection.exec_driver_sql("SELECT digest FROM sign_in").scalars().all()
    assert secret not in rows
    assert sign_ins.digest(secret) in rows


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_over_plain_http_nobody_on_the_network_can_read_a_sign_in_along(site: Flask, lang: str) -> None:
    add(site, "trainee", name="Salma")
    on_the_network = {"REMOTE_ADDR": "192.168.1.20"}
    person = sign_in(site, "trainee")
    for path in ("sign-in", "account", "reset"):
        answer = person.pages.client.get(f"/{lang}/{path}", environ_overrides=on_the_network)
        assert answer.status_code == 403
    assert try_in(Pages(site), "Salma", PASSWORD, **on_the_network).status_code == 403
    assert person.pages.client.get(f"/{lang}/cases", environ_overrides=on_the_network).status_code == 200
    own = person.pages.client.get(f"/{lang}/attempts", environ_overrides=on_the_network)
    assert person.name not in own.get_data(as_text=True)
