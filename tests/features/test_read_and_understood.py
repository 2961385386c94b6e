import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.desk.published import DUTY, SILENCE, case, second_edition
from tests.people import Person, add, sign_in, store
from tests.web.pages import Page, Pages
from webapp.accounts.models import Account
from webapp.reading import acknowledged
from webapp.reading.models import Acknowledgement
from webapp.settings import Settings

bind_feature("read_and_understood.feature")

READ = "/manual/editions/2/read"


@given("an edition that changed what a case teaches", target_fixture="site")
def edition(settings: Settings) -> Flask:
    return second_edition(settings, case("at-the-gate", ("gate", DUTY), ("yard", SILENCE)))


@pytest.fixture
def trainee(site: Flask) -> Person:
    return sign_in(site, "trainee")


def answered(person: Person, *given: str) -> Page:
    """Answer the questions, the first with the first answer and so on."""
    boxes = person.get(READ).all("input")
    names = dict.fromkeys(one.get("name", "") for one in boxes if one.get("type") == "radio")
    return person.post(READ, dict(zip(names, given, strict=True)), status=200)


@when("a reader without an account opens its change notice", target_fixture="page")
def opens(site: Flask) -> Page:
    return Pages(site).get("/ar/manual/editions/2/notice")


@when("a trainee answers its questions rightly", target_fixture="page")
def rightly(trainee: Person) -> Page:
    return answered(trainee, "call", "call")


@when("a trainee answers one question wrongly", target_fixture="page")
def wrongly(trainee: Person) -> Page:
    return answered(trainee, "wait", "call")


@when("a trainer asks who has read it after three people have", target_fixture="page")
def asks(site: Flask) -> Page:
    accounts = [add(site, "trainee", name=f"Reader {number}") for number in range(3)]
    with store(site).writing() as connection:
        owners = connection.execute(sa.select(Account.owner).where(Account.id.in_(accounts))).scalars()
        for owner in owners.all():
            now = site.extensions["masar.clock"]()
            acknowledged.note_try(connection, owner, edition=2, is_passed=True, now=now)
    return sign_in(site, "trainer").get("/desk/manual/editions/2/readers")


def kept(site: Flask) -> list[tuple[int, bool]]:
    with store(site).reading() as connection:
        rows = connection.execute(sa.select(Acknowledgement.tries, Acknowledgement.at))
        return [(row.tries, row.at is not None) for row in rows]


@then("both languages say what changed, and which time limit is another one")
def says(page: Page) -> None:
    cells = ["".join(one.itertext()) for one in page.all("td")]
    assert {"2 hours", "1 hour"} <= set(cells)
    assert len(cells) == 4
    added = ["".join(one.itertext()) for one in page.all("ins")]
    assert sum("12" in one for one in added) == 2


@then("the case is named among those to practise again")
def named(page: Page) -> None:
    assert "/ar/cases/at-the-gate" in page.links()


@then("it is kept that they have read and understood it")
def is_kept(site: Flask, page: Page) -> None:
    assert "read and understood" in page.text
    assert kept(site) == [(1, True)]


@then("their account says so and asks no more")
def account_says(trainee: Person) -> None:
    page = trainee.get("/account")
    assert "read and understood on" in page.text
    assert f"/en{READ}" not in page.links()


@then("the changed paragraph is quoted beside that answer")
def quoted(page: Page) -> None:
    quotes = ["".join(one.itertext()) for one in page.all("blockquote")]
    assert any("12 hours" in one or "warned" in one for one in quotes)


@then("nothing is kept but that they have tried")
def only_tried(site: Flask) -> None:
    assert kept(site) == [(1, False)]


@then("no number is told and nobody is named")
def nothing_told(page: Page) -> None:
    cells = ["".join(one.itertext()) for one in page.all("td")]
    assert cells
    assert set(cells) == {"too few to be told"}
    assert "Reader" not in page.text
