import pytest
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in
from tests.queues.readers import UNCLEAR, Reader, kept
from tests.web.pages import Page
from tests.web.small import small_site
from webapp.settings import Settings

bind_feature("commenting.feature")

UID = "p7k2"
QUEUE = "/desk/comments"
NUMBER = "12345678901"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@given("somebody reads a paragraph of the manual", target_fixture="reader")
def reads(site: Flask) -> Reader:
    reader = Reader(site)
    assert reader.pages.get("/en/manual/reporting/routes").by_id(UID) is not None
    return reader


@given("somebody has commented on a paragraph")
def has_commented(site: Flask) -> None:
    Reader(site).comment(UID)


@when("they say what is unclear in it", target_fixture="page")
def comments(reader: Reader) -> Page:
    return reader.pages.get(reader.comment(UID))


@when("they are asked what is unclear in it", target_fixture="page")
def asked(reader: Reader) -> Page:
    return reader.form(UID)


@when("they write a civil number into the comment", target_fixture="page")
def writes_number(reader: Reader) -> Page:
    return reader.refused(UID, f"Her number is {NUMBER}, look it up.")


@when("an editor settles the comment", target_fixture="editor")
def settles(site: Flask) -> Person:
    editor = sign_in(site, "manual-editor")
    editor.post(f"{QUEUE}/1/settle", {"outcome": "done"})
    return editor


@when("the editor undoes that")
def undoes(editor: Person) -> None:
    editor.post(f"{QUEUE}/1/reopen")


@when("a trainee asks for the comments", target_fixture="page")
def trainee_asks(site: Flask) -> Page:
    return sign_in(site, "trainee").get(QUEUE, status=403)


@then("they are thanked and can go back to the paragraph")
def thanked(page: Page) -> None:
    assert "Thank you" in page.text
    assert f"/en/manual/reporting/routes#{UID}" in page.links()


@then("the comment is kept with its paragraph, and nothing of the reader")
def kept_alone(site: Flask) -> None:
    (row,) = kept(site)
    assert (row["uid"], row["text"]) == (UID, UNCLEAR)
    assert set(row) == {
        *("id", "uid", "section_id", "number", "edition", "lang", "text", "made"),
        *("state", "settled", "settled_by", "note"),
        *("scenario_id", "digest", "scene_id", "answer"),
    }


@then("they are told first that this is no report, and whom to call")
def warned(page: Page) -> None:
    main = "".join(next(iter(page.all("main"))).itertext())
    assert 0 < main.index("This is not a report about a child") < main.index("What is wrong or unclear?")
    assert main.index("1100") < main.index("9999") < main.index("What is wrong or unclear?")


@then("it is refused, the number is named, and what they wrote is still there")
def refused(page: Page) -> None:
    assert f"“{NUMBER}” could be somebody’s civil number" in page.text
    assert NUMBER in "".join(page.all("textarea")[0].itertext())


@then("no comment is kept")
def nothing(site: Flask) -> None:
    assert kept(site) == []


@then("it waits no longer")
def settled(editor: Person) -> None:
    assert UNCLEAR not in editor.get(f"{QUEUE}?state=open").text
    assert UNCLEAR in editor.get(f"{QUEUE}?state=done").text


@then("it waits again")
def waits(editor: Person) -> None:
    assert UNCLEAR in editor.get(f"{QUEUE}?state=open").text


@then("they are not shown")
def not_shown(page: Page) -> None:
    assert UNCLEAR not in page.text
