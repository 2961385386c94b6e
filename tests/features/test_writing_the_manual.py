"""Editors who write the manual, alone and at the same time."""

import dataclasses
import re

import pytest
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in, store
from tests.web.pages import Page
from tests.web.small import files, small_site
from webapp.desk import queries
from webapp.settings import Settings

bind_feature("writing_the_manual.feature")

LIST = "/desk/manual"
ONE = f"{LIST}/amendments/1"
PIECE = "manual/07-reporting/01-routes"
MINE, THEIRS, BOTH = "She writes this anew.", "He wrote it otherwise.", "Both of them agree."


@dataclasses.dataclass
class Desk:
    """Who writes, and what she last saw."""

    app: Flask
    she: Person
    seen: Page | None = None

    def kept(self, number: int = 1) -> dict[str, str]:
        """The files as they are kept."""
        with store(self.app).reading() as connection:
            return dict(queries.amendment(connection, number).files)


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@given("an editor has begun to amend a section", target_fixture="desk")
def begun(site: Flask) -> Desk:
    she = sign_in(site, "manual-editor")
    she.post(f"{LIST}/amendments", {"section": "reporting/routes"})
    return Desk(site, she)


@when("she writes a paragraph anew in Arabic and in English")
def writes(desk: Desk) -> None:
    desk.she.post(ONE, {"revision": 1, "t.m3xd.ar": "كلمات جديدة.", "t.m3xd.en": "New words."})


@then("both stand in their own file, and every other letter of the section is as it was")
def stand_alone(desk: Desk) -> None:
    for lang, words in (("ar", "كلمات جديدة."), ("en", "New words.")):
        path = f"{PIECE}.{lang}.md"
        assert desk.kept()[path] == re.sub(r"(?<=\{#m3xd\}\n).+", words, files()[path])


@when("she splits a paragraph in both languages")
def splits(desk: Desk) -> None:
    texts = {"t.m3xd.ar": "أول.{|} ثانٍ.", "t.m3xd.en": "First.{|} Second."}
    desk.she.post(f"{ONE}/rows", {"revision": 1, "do": "split:m3xd"} | texts)


@then("the first part has its uid, and the second a new one that is the same in both languages")
def named(desk: Desk) -> None:
    kept = desk.kept()
    second = re.search(r"\{#m3xd\}\nFirst\.\n\n\{#(\w{4})\}\nSecond\.", kept[f"{PIECE}.en.md"])
    assert second is not None
    assert f"{{#m3xd}}\nأول.\n\n{{#{second[1]}}}\nثانٍ." in kept[f"{PIECE}.ar.md"]
    assert f"{{#{second[1]}}}" not in "".join(files().values())


@when("she refers to a paragraph that does not exist")
def refers(desk: Desk) -> None:
    desk.she.post(ONE, {"revision": 1, "t.m3xd.en": "See {ref:zzzz}."})


@then("the text is kept, and the finding stands at that paragraph")
def found_there(desk: Desk) -> None:
    assert "See {ref:zzzz}." in desk.kept()[f"{PIECE}.en.md"]
    below = desk.she.get(ONE).by_id("after-m3xd")
    assert below is not None
    assert "{ref:zzzz} leads nowhere" in "".join(below.itertext())


@when("a colleague saves another paragraph while she is writing")
def saves_other(desk: Desk) -> None:
    sign_in(desk.app, "manual-editor").post(ONE, {"revision": 1, "t.c8nw.en": f"::: must-not\n{THEIRS}\n:::"})


@when("she saves her own")
def saves_own(desk: Desk) -> None:
    desk.she.post(ONE, {"revision": 1, "t.m3xd.en": MINE})


@then("both texts are kept")
def both_kept(desk: Desk) -> None:
    text = desk.kept()[f"{PIECE}.en.md"]
    assert MINE in text
    assert THEIRS in text


@when("a colleague saves the same paragraph while she is writing")
def saves_same(desk: Desk) -> None:
    sign_in(desk.app, "manual-editor").post(ONE, {"revision": 1, "t.m3xd.en": THEIRS})


@then("her saving shows both texts, word by word, and changes nothing")
def shows_both(desk: Desk) -> None:
    seen = desk.she.post(ONE, {"revision": 1, "t.m3xd.en": MINE}, status=409)
    fields = [one.text or "" for one in seen.all("textarea")]
    assert any(MINE in one for one in fields)
    assert any(THEIRS in one for one in fields)
    assert [one for one in seen.all("span") if one.get("class") == "theirs"]
    assert THEIRS in desk.kept()[f"{PIECE}.en.md"]


@when("she saves what she made of both")
def saves_both(desk: Desk) -> None:
    desk.she.post(ONE, {"revision": 2, "t.m3xd.en": BOTH})


@then("that is the text, and the colleague’s is among the savings")
def among_savings(desk: Desk) -> None:
    assert BOTH in desk.kept()[f"{PIECE}.en.md"]
    assert THEIRS in desk.she.get(f"{ONE}/history?at=2").text


@when("she takes a paragraph out and saves")
def takes_out(desk: Desk) -> None:
    desk.she.post(f"{ONE}/rows", {"revision": 1, "do": "remove:m3xd"})
    assert "m3xd" not in "".join(desk.kept().values())


@when("she brings the first text back")
def brings_back(desk: Desk) -> None:
    desk.she.post(f"{ONE}/history", {"at": 1, "revision": 2})


@then("the section is as it was, letter for letter")
def as_it_was(desk: Desk) -> None:
    assert desk.kept() == {path: text for path, text in files().items() if path.startswith(PIECE)}


@when("she begins a new section at a free number")
def begins_new(desk: Desk) -> None:
    titles = {"title-ar": "بعد الاتصال", "title-en": "After the call"}
    desk.she.post(f"{LIST}/new-section", {"chapter": 7, "number": 2, "way": "after-the-call"} | titles)


@then("it has both languages, and the check finds no error in it")
def is_whole(desk: Desk) -> None:
    assert sorted(desk.kept(2)) == [
        f"manual/07-reporting/02-after-the-call.{lang}.md" for lang in ("ar", "en")
    ]
    assert "0 errors" in desk.she.get(f"{LIST}/amendments/2").text
