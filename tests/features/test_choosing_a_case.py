"""The library of cases, and what trainers find in it."""

import html
import re

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.conftest import NOON
from tests.people import sign_in
from tests.scenarios import text_of
from tests.trainee import HERE, WORKED_ID, Trainee, register_worked_case
from tests.web.pages import Page, Pages
from tests.web.small import small_site, store_of
from webapp.scenarios.service import register
from webapp.settings import Settings

bind_feature("choosing_a_case.feature")

IN_A_ROOM = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", text_of("boxes_to_tick")).replace(
    "access: open", "access: trainer_led"
)


@pytest.fixture
def library(app: Flask) -> Flask:
    """The real manual, a case of a school and a small one of a health centre."""
    register_worked_case(app)
    return app


@given("a library with a case for a school and a case for a health centre", target_fixture="site")
def two_cases(library: Flask) -> Flask:
    return library


@given("a library with a case that is begun in a room only", target_fixture="site")
def one_for_a_room(settings: Settings) -> Flask:
    made = small_site(settings)
    with store_of(made).writing() as connection:
        register(connection, text=IN_A_ROOM, path="case.yaml", now=NOON)
    return made


@given("a trainee has finished a case of the library", target_fixture="trainee")
def finished(library: Flask) -> Trainee:
    made = Trainee(library, WORKED_ID, lang="en")
    made.begin()
    made.finish()
    return made


@when(parsers.parse('somebody asks for cases of the sector "{sector}"'), target_fixture="page")
def narrowed(site: Flask, sector: str) -> Page:
    return Pages(site).get(f"/en/cases?sector={sector}&harm=&role=")


@when("somebody opens the case", target_fixture="page")
def opened(site: Flask) -> Page:
    return Pages(site).get("/en/cases/boxes-to-tick")


@when("the library asks for their own cases", target_fixture="told")
def asked(trainee: Trainee) -> list[str]:
    headers = {"HX-Request": "true", "HX-Current-URL": f"{HERE}/en/cases?sector=education"}
    clients = (trainee.client, trainee.app.test_client())
    return [one.get("/en/attempts", headers=headers).get_data(as_text=True) for one in clients]


@when("a trainer opens the guide of the case for the health centre", target_fixture="page")
def guide(site: Flask) -> Page:
    return sign_in(site, "trainer").get("/cases/a-hand-in-cold-water/guide")


@when("a trainer opens the sheets of the case for the health centre", target_fixture="page")
def sheets(site: Flask) -> Page:
    return sign_in(site, "trainer").get("/cases/a-hand-in-cold-water/sheets")


@then("only the case for the health centre is listed")
def only_health(page: Page) -> None:
    assert [one for one in page.links() if one.endswith("/a-hand-in-cold-water")]
    assert not [one for one in page.links() if one.endswith("/marks-under-the-sleeve")]


@then("the list says how many of all there are")
def counted(page: Page) -> None:
    assert "1 case of 2" in page.text


@then("the list is empty and leads back to every case")
def empty(page: Page) -> None:
    assert "No case has all of this." in page.text
    assert page.links().count("/en/cases") >= 2


@then("it is explained and cannot be begun there")
def explained(page: Page) -> None:
    assert "with a trainer only, in a room" in page.text
    assert not [form for form in page.all("form") if "attempts" in form.get("action", "")]


@then("an attempt asked for all the same is refused")
def refused(site: Flask) -> None:
    client = site.test_client()
    answer = client.post("/en/cases/boxes-to-tick/attempts", data={}, headers={"Origin": HERE})
    assert answer.status_code == 409


@then("their best attempt is told beside the case, and to nobody else")
def beside(told: list[str]) -> None:
    own, others = (html.unescape(re.sub(r"<[^>]+>", "", one)) for one in told)
    assert "Your best so far: 100 of 100" in own
    assert 'id="own-a-hand-in-cold-water" hx-swap-oob="true"' in told[0]
    assert "Your best" not in others


@then("it tells the plan, the wrong turns, what is not for debate and the paragraphs that say so")
def whole_guide(page: Page) -> None:
    for words in (
        "Play in pairs",
        "Salim at the door",
        "Suspicion is enough to report",
        "I worried about Sunday",
    ):
        assert words in page.text
    assert page.with_class("quote")


@then("the best answer of every decision")
def best(page: Page) -> None:
    assert "Call the Child Protection Line, 1100, while Salim is with you" in page.text
    assert "Decision 3:" in page.text


@then("there is a sheet for every decision, and no answer is marked")
def unmarked(page: Page) -> None:
    assert len(page.with_class("leaf")) == 1 + 3
    assert len(page.with_class("boxes")) == 4
    assert "Ring the uncle who looks after him" in page.text
    assert "Suspicion is enough" not in page.text
