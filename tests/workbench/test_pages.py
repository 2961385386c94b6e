"""The workbench's pages: who opens them, what they show, and that nothing written is lost."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import Person, everybody, sign_in, store
from tests.workbench.drafts import BROKEN, CLEAN, ID, OTHER, begin, revision_of, write
from webapp.attempts.models import Attempt

LANGUAGES = ("ar", "en")
LOOKERS = {"scenario-author", "reviewer", "publisher"}
PAGES = ("", "/strings", "/map", "/map?scene=end", "/play", "/bench", "/release")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_draft_opens_for_who_works_on_cases_and_for_nobody_else(
    site: Flask, author: Person, lang: str
) -> None:
    draft = begin(author)
    scene = re.search(r'id="s-([\w-]+)"', author.get(f"{draft}/map").source)
    assert scene
    for role, person in everybody(site).items():
        person.lang = lang
        assert (f"/{lang}/desk/drafts" in person.get("/account").links()) == (role in LOOKERS)
        person.get("/desk/drafts", status=200 if role in LOOKERS else 403)
        person.get("/desk/drafts/new", status=200 if role == "scenario-author" else 403)
        for page in PAGES:
            person.get(draft + page.replace("end", scene[1]), status=200 if role in LOOKERS else 403)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_draft_begins_from_a_file_a_case_or_nothing(author: Person, lang: str) -> None:
    author.lang = lang
    begin(author)
    author.post("/desk/drafts/new", {"from": "case", "scenario": ID})
    author.post("/desk/drafts/new", {"from": "empty"})
    listed = author.get("/desk/drafts")
    assert {f"/{lang}/desk/drafts/{number}" for number in (1, 2, 3)} <= set(listed.links())
    assert author.get("/desk/drafts/2").by_id("text").text.strip() == CLEAN.strip()
    author.post("/desk/drafts/new", {"from": "case", "scenario": "nothing"}, status=404)
    assert author.post("/desk/drafts/new", {"from": "file"}, status=422).with_class("errs")


def test_findings_stand_beside_their_lines(author: Person) -> None:
    page = author.get(begin(author, BROKEN))
    line = next(number for number, text in enumerate(BROKEN.split("\n"), 1) if "kind: nothing" in text)
    assert f"#L{line}" in page.links()
    assert page.by_id(f"L{line}") is not None
    assert any("nothing" in "".join(one.itertext()) for one in page.with_class("excerpt"))
    text = page.by_id("text")
    assert text is not None
    assert text.get("dir") == "ltr"
    for part in ("/play", "/bench"):
        assert author.get(f"/desk/drafts/1{part}").with_class("empty")


@pytest.mark.parametrize(
    ("lang", "says", "mend"),
    [("ar", "القيمة «nothing» لا تصلح لـ«kind»", "واحدة من هذه: one,"), ("en", "“kind” cannot be “nothing”", "one of: one,")],
)  # fmt: skip
def test_findings_are_told_in_the_readers_language_and_code_in_them_keeps_its_direction(
    author: Person, lang: str, says: str, mend: str
) -> None:
    draft = begin(author, BROKEN)
    author.lang = lang
    told = author.get(draft).with_class("told")
    words = [" ".join("".join(one.itertext()).split()) for one in told]
    at = words.index(says)
    assert mend in words[at + 1]
    codes = [("".join(one.itertext()), one.get("dir")) for one in told[at].iter("bdi")]
    assert sorted(codes) == [("kind", "ltr"), ("nothing", "ltr")]


def test_a_text_with_errors_is_saved_and_a_text_that_cannot_be_is_shown_again(author: Person) -> None:
    draft = begin(author)
    write(author, draft, BROKEN)
    assert author.get(draft).by_id("text").text.strip() == BROKEN.strip()
    page = write(author, draft, " \n ", status=422)
    assert page.with_class("errs")
    assert author.get(draft).by_id("text").text.strip() == BROKEN.strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_saves_second_sees_both_texts(site: Flask, author: Person, lang: str) -> None:
    colleague = sign_in(site, "scenario-author")
    colleague.lang = lang
    draft = begin(author)
    seen = revision_of(colleague, draft)
    write(author, draft, OTHER)
    page = write(colleague, draft, BROKEN, revision=seen, status=409)
    assert page.by_id("text").text.strip() == BROKEN.strip()
    assert page.by_id("kept").text.strip() == OTHER.strip()
    assert page.with_class("drop")
    again = re.search(r'name="revision" value="([0-9]+)"', page.source)
    write(colleague, draft, BROKEN, revision=again[1])
    assert author.get(draft).by_id("text").text.strip() == BROKEN.strip()


def test_a_long_text_of_many_arabic_letters_can_be_saved(author: Person) -> None:
    draft = begin(author)
    long = CLEAN + "# " + "م" * 400_000 + "\n"
    sent = {"csrf": author.token(), "revision": "1", "text": long}
    answer = author.send(draft, sent, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    assert answer.status_code == 303
    assert len(author.get(draft).by_id("text").text) > 400_000


def test_a_draft_goes_into_force_through_two_people(author: Person, second: Person) -> None:
    draft = begin(author, OTHER)
    said = second.get(f"{draft}/release")
    assert said.with_class("add")
    seen = {"revision": revision_of(second, draft)}
    assert author.send(f"{draft}/review", {"csrf": author.token(), **seen}).status_code == 403
    assert second.post(f"{draft}/publish", seen, status=409).with_class("errs")
    second.post(f"{draft}/review", seen)
    second.post(f"{draft}/publish", {"revision": revision_of(second, draft)})
    assert "Other boxes" in author.get("/cases").text
    assert author.get(draft).by_id("text").get("readonly") is not None
    assert write(author, draft, CLEAN, revision="3", status=409).by_id("text").text.strip() == CLEAN.strip()


def test_who_wrote_in_a_draft_does_not_approve_it(site: Flask) -> None:
    both = sign_in(site, "scenario-author", "reviewer", "publisher")
    draft = begin(both, OTHER)
    assert f"{draft}/review" not in both.get(f"{draft}/release").source
    page = both.post(f"{draft}/review", {"revision": "1"}, status=409)
    assert page.with_class("errs")


def test_a_draft_is_thrown_away_and_taken_along(author: Person) -> None:
    draft = begin(author)
    taken = author.pages.client.get(f"/en{draft}/file")
    assert taken.get_data(as_text=True) == CLEAN
    assert f"{ID}.yaml" in taken.headers["Content-Disposition"]
    author.post(f"{draft}/remove", {"revision": "1"})
    author.get(draft, status=404)
    assert author.get("/desk/drafts?done=removed").with_class("notice")


def test_a_trial_play_goes_from_any_scene_to_an_ending_and_keeps_nothing(author: Person) -> None:
    draft = begin(author)
    page = author.get(f"{draft}/play")
    field = next(one for one in page.all("input") if (one.get("name") or "").startswith("answer."))
    onward = author.pages.client.get(
        f"/en{draft}/play", query_string={"answer": "1", "taken": "", field.get("name"): field.get("value")}
    )
    assert onward.status_code == 303
    there = author.get(onward.headers["Location"].removeprefix("/en"))
    assert "of 100" in there.text
    for wrong in ("x", "99", "1-2-3-4", "-", "999999"):
        author.get(f"{draft}/play?taken={wrong}", status=400)
    author.get(f"{draft}/play?scene=nowhere", status=400)
    author.get(f"{draft}/map?scene=nowhere", status=404)
    with store(author.app).reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Attempt)).scalar() == 0


def test_the_bench_compares_the_draft_with_the_version_in_force(author: Person) -> None:
    same = author.get(f"{begin(author)}/bench")
    assert "nothing to compare" in same.text
    milder = CLEAN.replace("guess: {harmful: true,", "guess: {", 1)
    changed = author.get(f"{begin(author, milder)}/bench")
    assert len(changed.all("table")) == len(same.all("table")) + 1
    rows = {
        "".join(row.find("th").itertext()).strip(): ["".join(cell.itertext()) for cell in row.iter("b")]
        for row in changed.all("tr")
    }
    assert any(rows["answers at random"])
    assert not any(rows["answers as the expert"])
