"""The editors' desk: what nobody finds becomes a pair of words or a task."""

import datetime as dt
import re

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.people import Person, everybody, sign_in, store
from tests.web.pages import Pages
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.search import counting, synonyms

LANGUAGES = ("ar", "en")
REPORT, PAIRS, TASKS = "/desk/search", "/desk/synonyms", "/desk/search/tasks"
EDITORS = {"manual-editor", "reviewer", "publisher"}
NURSERY = {"one": "crèche", "other": "school"}


@pytest.fixture
def editor(app: Flask) -> Person:
    return sign_in(app, "manual-editor", name="Maryam Example")


def asked(
    app: Flask, text: str, *, times: int = 1, lang: str = "en", opened: int = 0, **more: object
) -> None:
    now = more.pop("now", app.extensions["masar.clock"]())
    with store(app).writing() as connection:
        for _ in range(times):
            counting.count(connection, text=text, lang=lang, now=now, **more)  # type: ignore[arg-type]  # what a test hands on
        for _ in range(opened):
            counting.count(connection, text=text, lang=lang, now=now, opened=True)  # type: ignore[arg-type]  # as above


def found(app: Flask, query: str, lang: str = "en") -> list[str]:
    page = app.test_client().get(f"/{lang}/search", query_string={"q": query}).get_data(as_text=True)
    return re.findall(r'<h3[^>]*><a href="/\w\w/manual/([^"#]+)', page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_editors_see_the_desk_and_find_it_from_their_account(app: Flask, lang: str) -> None:
    for role, person in everybody(app).items():
        person.lang = lang
        links = person.get("/account").links()
        for path in (REPORT, PAIRS):
            assert person.get(path, status=200 if role in EDITORS else 403)
            assert (f"/{lang}{path}" in links) == (role in EDITORS), role


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_shows_what_found_nothing_and_what_is_seldom_opened(
    app: Flask, editor: Person, lang: str
) -> None:
    editor.lang = lang
    assert len(editor.get(REPORT).with_class("empty")) == 2
    asked(app, "nursery", times=3, empty=True)
    asked(app, "دار الحضانة", lang="ar", empty=True)
    asked(app, "police", times=6)
    asked(app, "report", times=6, opened=4)
    asked(app, "", times=4, empty=True)
    nothing, seldom = ([*table.iter("th")] for table in editor.get(REPORT).all("table"))
    assert [one.text for row in nothing for one in row.iter("bdi")] == ["nursery", "دار الحضانة"]
    assert [one.text for row in seldom for one in row.iter("bdi")] == ["police"]
    assert re.search(r">4<|\b4\b", editor.get(REPORT).text)


def test_older_weeks_are_shown_when_asked_for(app: Flask, editor: Person, clock: Clock) -> None:
    asked(app, "nursery", empty=True, now=clock() - dt.timedelta(weeks=6))
    assert "nursery" not in editor.get(REPORT).text
    assert "nursery" in editor.get(f"{REPORT}?weeks=13").text
    for strange in ("-1", "x", "999", "٤"):
        assert "nursery" not in editor.get(f"{REPORT}?weeks={strange}").text


def test_a_query_becomes_a_pair_in_two_steps(app: Flask, editor: Person) -> None:
    asked(app, "nursery", empty=True)
    (link,) = [one for one in editor.get(REPORT).links() if f"{PAIRS}?" in one]
    form = editor.get(link.removeprefix("/en"))
    assert (form.by_id("f-one").get("value"), form.by_id("f-other").get("value")) == ("nursery", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_query_becomes_a_task_in_the_queue_once_and_is_settled_there(
    app: Flask, editor: Person, lang: str
) -> None:
    editor.lang = lang
    asked(app, "nursery", empty=True)
    for _ in range(2):
        editor.post(TASKS, {"q": "nursery", "spoken": "en", "weeks": "13"})
    assert f"/{lang}/desk/comments?state=open#comment-1" in editor.get(REPORT).links()
    queue = editor.get("/desk/comments")
    assert "/en/search?q=nursery" in queue.links()
    assert len(re.findall(r'id="comment-\d+"', queue.source)) == 1
    editor.post("/desk/comments/1/settle", {"outcome": "done"})
    assert "“nursery”" in editor.get("/desk/comments?comment=1").text
    assert TASKS in editor.get(REPORT).source


def test_only_a_query_that_is_kept_in_words_becomes_a_task(app: Flask, editor: Person) -> None:
    asked(app, "nursery", empty=True)
    asked(app, "", empty=True)
    for sent in ({"q": "Zahrabadi"}, {"q": ""}, {"q": "nursery", "spoken": "ar"}, {}):
        editor.post(TASKS, {"spoken": "en"} | sent, status=404)
    assert not editor.get("/desk/comments").with_class("commented")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pair_is_searched_at_once_and_said_and_no_longer_when_it_is_removed(
    app: Flask, editor: Person, lang: str
) -> None:
    before = found(app, "zaqwsx")
    editor.lang = lang
    editor.post(PAIRS, {"one": "zaqwsx", "other": "police"})
    assert found(app, "zaqwsx")[:1] == found(app, "police")[:1]
    assert "Searched also: police" in Pages(app).get("/en/search?q=zaqwsx").text
    assert "zaqwsx" in editor.get(PAIRS).text
    editor.post(f"{PAIRS}/1/remove")
    assert found(app, "zaqwsx") == before
    editor.post(f"{PAIRS}/1/remove", status=404)
    with store(app).reading() as connection:
        for action in ("synonym.added", "synonym.removed"):
            (deed,) = audit.entries(connection, Wanted(action=action))
            assert (deed.actor, deed.subject, deed.facts) == (editor.pseudonym, "synonym 1", {})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_paired_is_refused_beside_its_field(app: Flask, editor: Person, lang: str) -> None:
    editor.lang = lang
    for one, other, field in (
        ("", "school", "f-one"),
        ("school", "!?", "f-other"),
        ("x" * 81, "school", "f-one"),
        ("school", "Schools", "f-other"),
        ("nursery", "99887766", "f-other"),
        ("nursery", "somebody@example.om", "f-other"),
    ):
        page = editor.post(PAIRS, {"one": one, "other": other}, status=422)
        assert page.by_id(field).get("aria-invalid") == "true", (one, other)
        assert page.by_id("f-one").get("value") == one
    with store(app).reading() as connection:
        assert synonyms.listed(connection) == ()


def test_the_same_pair_is_kept_once_whichever_comes_first(app: Flask, editor: Person) -> None:
    editor.post(PAIRS, NURSERY)
    editor.post(PAIRS, {"one": NURSERY["other"], "other": NURSERY["one"]}, status=409)
    with store(app).reading() as connection:
        assert len(synonyms.listed(connection)) == 1
