"""From a draft to a case in force, by two people, while others play."""

import dataclasses
import io

import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in, store
from tests.trainee import Trainee
from tests.web.pages import Page
from tests.workbench.drafts import BROKEN, CLEAN, ID, OTHER, begin, revision_of, site_with_case, write
from webapp.attempts.models import Attempt
from webapp.settings import Settings

bind_feature("workbench.feature")


@dataclasses.dataclass
class Desk:
    """Who works on the case, on which draft, and what was last seen."""

    app: Flask
    author: Person
    second: Person
    draft: str
    seen: Page | None = None
    trainee: Trainee | None = None

    @property
    def kept(self) -> str:
        """The text as it is kept."""
        text = self.author.get(self.draft).by_id("text")
        assert text is not None
        return (text.text or "").lstrip("\n")


@pytest.fixture
def site(settings: Settings) -> Flask:
    return site_with_case(settings)


@given("a case is in force and its author has begun a draft of it", target_fixture="desk")
def begun(site: Flask) -> Desk:
    author = sign_in(site, "scenario-author", "reviewer")
    return Desk(site, author, sign_in(site, "reviewer", "publisher"), begin(author))


@given("a trainee is in the middle of the case")
def playing(desk: Desk) -> None:
    desk.trainee = Trainee(desk.app, ID, lang="en")
    desk.trainee.begin()


@when("the author changes the title of the case")
def renames(desk: Desk) -> None:
    write(desk.author, desk.draft, OTHER)


@when("the author breaks the case")
def breaks(desk: Desk) -> None:
    write(desk.author, desk.draft, BROKEN)


@when("a second person approves the draft")
def approves(desk: Desk) -> None:
    desk.second.post(f"{desk.draft}/review", {"revision": revision_of(desk.second, desk.draft)})


@when("a second person approves the draft and it is published")
def publishes(desk: Desk) -> None:
    approves(desk)
    desk.second.post(f"{desk.draft}/publish", {"revision": revision_of(desk.second, desk.draft)})


@when("a colleague saves the draft while the author is writing")
def colleague(desk: Desk) -> None:
    write(sign_in(desk.app, "scenario-author"), desk.draft, OTHER)


@when("the author saves too")
def saves_too(desk: Desk) -> None:
    desk.seen = write(desk.author, desk.draft, BROKEN, revision="1", status=409)


@when("the author saves again, having seen both")
def saves_again(desk: Desk) -> None:
    write(desk.author, desk.draft, BROKEN, revision="2")


@when("a translator sends back the table of strings with one text changed")
def translated(desk: Desk) -> None:
    table = desk.author.pages.client.get(f"/en{desk.draft}/strings.csv").data
    file = (io.BytesIO(table.replace(b"Boxes", b"Crates", 1)), "strings.csv")
    desk.author.post(f"{desk.draft}/strings", {"revision": "1", "file": file}, status=200)


@then("the author cannot approve the draft")
def own_word(desk: Desk) -> None:
    page = desk.author.post(f"{desk.draft}/review", {"revision": "2"}, status=409)
    assert "cannot be its second person" in page.text


@then("trainees find the case under its new title")
def new_title(desk: Desk) -> None:
    assert "Other boxes" in desk.author.get("/cases").text


@then("the draft cannot be published before it is read again")
def read_again(desk: Desk) -> None:
    seen = {"revision": revision_of(desk.second, desk.draft)}
    assert "must read it first" in desk.second.post(f"{desk.draft}/publish", seen, status=409).text


@then("the text is kept with its errors beside it")
def kept_with_errors(desk: Desk) -> None:
    assert desk.kept == BROKEN
    assert desk.author.get(desk.draft).with_class("finding")


@then("nobody can approve the draft")
def none_approves(desk: Desk) -> None:
    seen = {"revision": revision_of(desk.second, desk.draft)}
    assert "has errors still" in desk.second.post(f"{desk.draft}/review", seen, status=409).text


@then("the author sees both texts, and what is kept is the colleague’s")
def both(desk: Desk) -> None:
    assert desk.seen is not None
    texts = [(one.text or "").lstrip("\n") for one in desk.seen.all("textarea")]
    assert texts == [BROKEN, OTHER]
    assert desk.kept == OTHER


@then("what is kept is the author’s")
def authors_own(desk: Desk) -> None:
    assert desk.kept == BROKEN


@then("the trainee goes on with the case as it was")
def as_it_was(desk: Desk) -> None:
    trainee = desk.trainee
    assert trainee is not None
    trainee.finish()
    trainee.open(f"/en/attempts/{trainee.key}/debrief")
    assert "Boxes" in trainee.text
    assert "Other boxes" not in trainee.text


@then("an attempt that begins now plays the new version")
def new_version(desk: Desk) -> None:
    fresh = Trainee(desk.app, ID, lang="en")
    fresh.begin()
    with store(desk.app).reading() as connection:
        pins = connection.execute(sa.select(Attempt.digest).order_by(Attempt.id)).scalars().all()
    assert len(pins) == len(set(pins)) == 2
    assert fresh.scenario.title.en == "Other boxes"


@then("that text alone is changed in the draft, and comments stay")
def alone(desk: Desk) -> None:
    assert CLEAN.startswith("#")
    assert desk.kept == CLEAN.replace("Boxes", "Crates", 1)
