"""The editors' queue: what waits first, beside what the paragraph says now; settled, and opened again."""

import datetime as dt
import re

import pytest
from flask import Flask

from tests.people import Person, sign_in, store
from tests.queues.readers import UNCLEAR, Reader, kept, leave
from tests.web.pages import Page
from tests.web.small import NOW, files, publish_again, small_site
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.queues.queries import A_PAGE
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
QUEUE = "/desk/comments"
ROUTES = "manual/07-reporting/01-routes"
CHANGED = {"ar": "تغيّرت الفقرة", "en": "The paragraph has changed"}


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def editor(site: Flask) -> Person:
    return sign_in(site, "manual-editor", name="Maryam Example")


def numbers(page: Page) -> list[int]:
    """Return the comments on a page, in order."""
    return [int(found) for found in re.findall(r'<li class="stack-s" id="comment-(\d+)"', page.source)]


def after(minutes: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_queue_says_where_comments_come_from(editor: Person, lang: str) -> None:
    editor.lang = lang
    assert editor.get(QUEUE).with_class("empty")
    assert f"/{lang}{QUEUE}" in editor.get("/account").links()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_stands_beside_the_present_text_of_its_paragraph(
    site: Flask, editor: Person, lang: str
) -> None:
    Reader(site, "ar").comment("m3xd", "لا يُعرف ما <b>هذه</b>")
    editor.lang = lang
    page = editor.get(QUEUE)
    (quote,) = page.all("blockquote")
    assert "يكفي واحد" in "".join(quote.itertext())
    assert "لا يُعرف ما <b>هذه</b>" in page.text
    assert f"/{lang}/manual/reporting/routes#m3xd" in page.links()
    assert CHANGED[lang] not in page.text


def test_comments_about_one_paragraph_stand_together_the_longest_waiting_first(
    site: Flask, editor: Person
) -> None:
    for minute, uid in enumerate(("c8nw", "p7k2", "c8nw", "p7k2", "m3xd")):
        leave(site, uid=uid, now=after(minute))
    page = editor.get(QUEUE)
    assert numbers(page) == [1, 3, 2, 4, 5]
    assert len(page.with_class("commented")) == 3
    editor.post(f"{QUEUE}/3/settle", {"outcome": "done"})
    editor.post(f"{QUEUE}/1/settle", {"outcome": "set-aside"})
    assert numbers(editor.get(QUEUE)) == [2, 4, 5, 1, 3]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_reads_the_queue_sees_which_comments_are_about_another_text(
    site: Flask, editor: Person, lang: str
) -> None:
    for uid in ("m3xd", "p7k2"):
        for one in LANGUAGES:
            leave(site, uid=uid, lang=one)
    text = files()[f"{ROUTES}.ar.md"].replace("يكفي", "يكفيك")
    publish_again(site, {f"{ROUTES}.ar.md": text})
    leave(site, uid="m3xd", lang="ar", edition=2)
    editor.lang = lang
    page = editor.get(QUEUE)
    told = page.source.split('<li class="stack-s" id="comment-')[1:]
    assert {int(one[0]) for one in told if CHANGED[lang] in one} == {1}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_that_is_gone_is_linked_to_as_it_was(site: Flask, editor: Person, lang: str) -> None:
    more = {
        f"{ROUTES}.{one}.md": files()[f"{ROUTES}.{one}.md"] + f"\n{{#w5ab}}\n{words}\n"
        for one, words in (("ar", "ليست هنا إلا قليلًا."), ("en", "Here for a while only."))
    }
    publish_again(site, more)
    leave(site, uid="w5ab", lang="ar", edition=2)
    publish_again(site, {})
    editor.lang = lang
    page = editor.get(QUEUE)
    assert f"/{lang}/manual/reporting/routes@2#w5ab" in page.links()
    assert not page.all("blockquote")
    assert CHANGED[lang] in page.text
    assert editor.get("/manual/reporting/routes@2").by_id("w5ab") is not None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("outcome", ["done", "set-aside"])
def test_settling_asks_for_nothing_more_and_can_be_undone(
    site: Flask, editor: Person, lang: str, outcome: str
) -> None:
    leave(site)
    editor.lang = lang
    answer = editor.post(f"{QUEUE}/1/settle", {"outcome": outcome, "state": "open", "page": "1"})
    there = answer.response.headers["Location"]
    assert there == f"/{lang}{QUEUE}?state=open&page=1&comment=1"
    (row,) = kept(site)
    assert (row["state"], row["settled"], row["settled_by"]) == (outcome, NOW, editor.pseudonym)
    page = editor.pages.get(there)
    assert numbers(page) == []
    assert f"/{lang}{QUEUE}/1/reopen" in [one.get("action") for one in page.all("form")]
    editor.post(f"{QUEUE}/1/reopen", {"state": "open", "page": "1"})
    (row,) = kept(site)
    assert (row["state"], row["settled"], row["settled_by"]) == ("open", None, None)
    assert numbers(editor.pages.get(there)) == [1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_for_colleagues_is_shown_with_who_settled_it(site: Flask, editor: Person, lang: str) -> None:
    leave(site)
    editor.post(f"{QUEUE}/1/settle", {"outcome": "done", "note": " Said in 7.1.3.\r\nSee there. "})
    reviewer = sign_in(site, "reviewer")
    reviewer.lang = lang
    page = reviewer.get(f"{QUEUE}?state=done")
    assert "Said in 7.1.3. See there." in page.text
    assert "Maryam Example" in page.text
    reviewer.post(f"{QUEUE}/1/reopen")
    page = reviewer.get(QUEUE)
    assert "Said in 7.1.3." in "".join(page.all("textarea")[0].itertext())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("note", ["Her number is 12345678901.", "x" * 1001])
def test_a_note_that_cannot_be_kept_stays_in_its_own_field(
    site: Flask, editor: Person, lang: str, note: str
) -> None:
    leave(site)
    leave(site)
    editor.lang = lang
    page = editor.post(f"{QUEUE}/2/settle", {"outcome": "done", "note": note}, status=422)
    assert ["".join(one.itertext()) for one in page.all("textarea")] == ["", note]
    assert "#note-2" in page.links()
    assert {row["state"] for row in kept(site)} == {"open"}


@pytest.mark.parametrize("outcome", ["", "open", "erased"])
def test_an_outcome_there_is_not_is_refused(site: Flask, editor: Person, outcome: str) -> None:
    leave(site)
    assert editor.post(f"{QUEUE}/1/settle", {"outcome": outcome}, status=422).with_class("errs")
    assert {row["state"] for row in kept(site)} == {"open"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_colleague_did_meanwhile_is_said_and_not_overwritten(
    site: Flask, editor: Person, lang: str
) -> None:
    leave(site)
    publisher = sign_in(site, "publisher")
    publisher.post(f"{QUEUE}/1/settle", {"outcome": "done", "note": "Mine."})
    editor.lang = lang
    assert editor.post(f"{QUEUE}/1/settle", {"outcome": "set-aside"}, status=409).with_class("errs")
    (row,) = kept(site)
    assert (row["state"], row["note"], row["settled_by"]) == ("done", "Mine.", publisher.pseudonym)
    editor.post(f"{QUEUE}/1/reopen")
    assert editor.post(f"{QUEUE}/1/reopen", status=409).with_class("errs")


def test_a_comment_there_is_not_is_not_found(editor: Person) -> None:
    editor.post(f"{QUEUE}/7/settle", {"outcome": "done"}, status=404)
    editor.post(f"{QUEUE}/7/reopen", status=404)


def test_each_state_can_be_looked_at_alone_a_page_at_a_time(site: Flask, editor: Person) -> None:
    for minute in range(A_PAGE + 2):
        leave(site, now=after(minute))
    editor.post(f"{QUEUE}/1/settle", {"outcome": "set-aside"})
    assert len(numbers(editor.get(QUEUE))) == A_PAGE
    assert numbers(editor.get(f"{QUEUE}?state=open&page=2")) == [A_PAGE + 2]
    assert numbers(editor.get(f"{QUEUE}?state=set-aside")) == [1]
    assert numbers(editor.get(f"{QUEUE}?state=done")) == []
    last = numbers(editor.get(f"{QUEUE}?page=2"))
    assert last == [A_PAGE + 2, 1]
    for page in ("99", "999999999"):
        assert numbers(editor.get(f"{QUEUE}?page={page}")) == last
    for odd in (
        "?page=0",
        "?page=-1",
        "?page=x",
        "?state=nothing",
        f"?page={'9' * 40}",
        f"?comment={'9' * 40}",
    ):
        assert len(numbers(editor.get(f"{QUEUE}{odd}"))) == A_PAGE


@pytest.mark.parametrize("role", ["trainee", "trainer", "administrator"])
def test_other_roles_do_not_open_the_queue(site: Flask, role: str) -> None:
    person = sign_in(site, role)
    person.get(QUEUE, status=403)
    leave(site)
    person.post(f"{QUEUE}/1/settle", {"outcome": "done"}, status=403)
    assert f"/en{QUEUE}" not in person.get("/account").links()


def test_an_editor_of_one_governorate_alone_does_not_open_it(site: Flask) -> None:
    person = sign_in(site, "manual-editor", governorate="dhofar")
    person.get(QUEUE, status=403)
    assert f"/en{QUEUE}" not in person.get("/account").links()


def test_settling_and_undoing_are_on_record_without_a_word_of_the_text(site: Flask, editor: Person) -> None:
    leave(site)
    editor.post(f"{QUEUE}/1/settle", {"outcome": "set-aside", "note": "Said in 7.1.3."})
    editor.post(f"{QUEUE}/1/reopen")
    with store(site).reading() as connection:
        found = [*audit.every(connection, Wanted(person=editor.pseudonym))]
    assert [(one.action, one.subject, one.facts) for one in found] == [
        ("comment.settled", "comment 1", {"outcome": "set-aside"}),
        ("comment.reopened", "comment 1", {}),
    ]
    assert not any(word in str(found) for word in (UNCLEAR, "Said in"))
    administrator = sign_in(site, "administrator")
    for lang, said in (("ar", "الملاحظة 1"), ("en", "comment 1")):
        administrator.lang = lang
        assert said in administrator.get("/administration/audit").text
