"""People for demonstration: one a role, on this very machine, and refused anywhere else."""

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.people import store, token_of
from tests.web.pages import HERE, Pages
from webapp.accounts import queries
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.access import ROLES

FROM_ELSEWHERE = [
    ({"REMOTE_ADDR": "192.168.1.20", "wsgi.url_scheme": "https"}, {}),
    ({}, {"Host": "192.168.1.5:8000"}),
    ({}, {"X-Forwarded-For": "203.0.113.1"}),
    ({}, {"Forwarded": "for=203.0.113.1"}),
    ({}, {"X-Real-Ip": "203.0.113.1"}),
    ({}, {"Via": "1.1 proxy"}),
]


@pytest.fixture
def site(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = create_app(dataclasses.replace(settings, demo_people=True), clock=clock)
    made.testing = True
    yield made
    store(made).close()


def enter_as(pages: Pages, role: str):
    fields = {"csrf": token_of(pages, "/en/sign-in"), "role": role}
    return pages.client.post("/en/sign-in/demo", data=fields, headers={"Origin": HERE})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_one_person_a_role_is_offered_plainly_marked(site: Flask, lang: str) -> None:
    page = Pages(site).get(f"/{lang}/sign-in")
    offered = [one.get("value") for one in page.all("input") if one.get("name") == "role"]
    assert offered == list(ROLES)
    pages = Pages(site)
    for _ in range(2):
        assert enter_as(pages, "trainee").status_code == 303
        pages.client.delete_cookie("masar_session")
    enter_as(pages, "trainee")
    shown = pages.get(f"/{lang}/account")
    assert shown.with_class("person")
    assert "Demo trainee" in shown.text


@pytest.mark.parametrize(("environment", "headers"), FROM_ELSEWHERE)
def test_they_are_refused_on_any_other_address(
    site: Flask, environment: dict[str, str], headers: dict[str, str]
) -> None:
    pages = Pages(site)
    enter_as(pages, "administrator")
    assert pages.client.get("/en/account/consent").status_code == 200
    options = {"environ_overrides": environment, "headers": headers}
    assert pages.client.get("/en/account/consent", **options).status_code == 303
    stranger = site.test_client()
    assert "demonstration" not in stranger.get("/en/sign-in", **options).get_data(as_text=True)
    origin = f"http://{headers.get('Host', 'localhost')}"
    sent = {"csrf": token_of(Pages(site), "/en/sign-in"), "role": "administrator"}
    answer = stranger.post(
        "/en/sign-in/demo",
        data=sent,
        environ_overrides=environment,
        headers={"Origin": origin} | headers,
    )
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_without_being_asked_for_there_are_none(site: Flask, settings: Settings) -> None:
    pages = Pages(site)
    enter_as(pages, "administrator")
    site.extensions["masar.settings"] = settings
    assert pages.client.get("/en/account/consent").status_code == 303, "who was in is out"
    assert "demonstration" not in Pages(site).get("/en/sign-in").text
    assert enter_as(Pages(site), "trainee").status_code == 404


def test_they_have_no_password_and_do_not_count_as_people(site: Flask) -> None:
    pages = Pages(site)
    enter_as(pages, "trainee")
    with store(site).reading() as connection:
        assert queries.is_empty(connection)
    fields = {"csrf": token_of(pages, "/en/account/consent"), "present": "", "password": "x", "again": "x"}
    answer = pages.client.post("/en/account/password", data=fields, headers={"Origin": HERE})
    assert answer.status_code == 422
