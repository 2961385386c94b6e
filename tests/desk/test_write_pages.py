"""The pages of writing: rows beside each other, saved together or alone, shown when two people collide."""

import datetime as dt

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import Person, sign_in
from tests.web.small import NOW, small_site, store_of
from webapp.desk import presence
from webapp.desk.models import AmendmentPresence
from webapp.settings import Settings

LIST = "/desk/manual"
ONE = f"{LIST}/amendments/1"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def editor(site: Flask) -> Person:
    return sign_in(site, "manual-editor")


def begin(editor: Person) -> None:
    editor.post(f"{LIST}/amendments", {"section": "reporting/routes"})


def text(editor: Person, key: str, lang: str) -> str:
    field = editor.get(ONE).by_id(f"t-{key}-{lang}")
    assert field is not None
    return (field.text or "").removeprefix("\n")


def test_a_section_is_shown_row_by_row_in_both_directions(editor: Person) -> None:
    begin(editor)
    seen = editor.get(ONE)
    arabic, english = seen.by_id("t-m3xd-ar"), seen.by_id("t-m3xd-en")
    assert arabic is not None
    assert english is not None
    assert (arabic.get("dir"), arabic.get("lang")) == ("rtl", "ar")
    assert (english.get("dir"), english.get("lang")) == ("ltr", "en")


def test_what_is_saved_stands_on_the_page_with_what_is_wrong_at_its_row(editor: Person) -> None:
    begin(editor)
    editor.post(ONE, {"revision": 1, "t.m3xd.en": "See {ref:nowhere}.", "r.m3xd": 1})
    assert text(editor, "m3xd", "en") == "See {ref:nowhere}."
    after = editor.get(ONE).by_id("after-m3xd")
    assert after is not None
    assert "{ref:nowhere} leads nowhere" in "".join(after.itertext())


def test_one_row_is_saved_alone_and_answers_with_the_revision_and_its_print(editor: Person) -> None:
    begin(editor)
    sent = {
        "csrf": editor.token(),
        "revision": 1,
        "key": "m3xd",
        "r.m3xd": 1,
        "t.m3xd.en": "**One** of these.",
    }
    answer = editor.send(f"{ONE}/row", sent)
    assert answer.status_code == 200
    assert (answer.headers["X-Masar-Revision"], answer.headers["X-Masar-Rows"]) == ("2", "same")
    assert "<strong>One</strong> of these." in answer.get_data(as_text=True)
    answer = editor.send(f"{ONE}/row", sent | {"r.m3xd": 2, "t.m3xd.en": "One.\n\nTwo."})
    assert answer.headers["X-Masar-Rows"] == "other"


def test_scripts_in_a_text_are_shown_as_text(editor: Person) -> None:
    begin(editor)
    editor.post(ONE, {"revision": 1, "t.m3xd.en": "<script>alert(1)</script> </textarea><b>x"})
    told = editor.pages.client.get(f"/en{ONE}").get_data(as_text=True)
    assert "<script>alert" not in told
    assert "<b>x" not in told


def test_a_collision_shows_both_texts_and_what_else_was_written(site: Flask, editor: Person) -> None:
    begin(editor)
    other = sign_in(site, "manual-editor")
    other.post(ONE, {"revision": 1, "t.m3xd.en": "Theirs entirely."})
    sent = {"revision": 1, "t.m3xd.en": "Mine entirely.", "t.y6gu.en": "The teacher\n: listens longer."}
    shown = editor.post(ONE, sent, status=409)
    for words in ("Theirs entirely.", "Mine entirely.", "listens longer."):
        assert words in shown.text
    editor.post(ONE, {"revision": 2, "t.m3xd.en": "Both.", "t.y6gu.en": sent["t.y6gu.en"]})
    assert text(editor, "m3xd", "en") == "Both."
    assert "listens longer" in text(editor, "y6gu", "en")


def test_who_else_is_there_is_told_for_a_while(site: Flask, editor: Person) -> None:
    begin(editor)
    other = sign_in(site, "manual-editor", name="Salim")
    other.send(f"{ONE}/presence", {"csrf": other.token(), "at": "m3xd", "seen": 1})
    answer = editor.send(f"{ONE}/presence", {"csrf": editor.token(), "at": "", "seen": 0})
    told = answer.get_data(as_text=True)
    assert "Salim" in told
    assert "#row-m3xd" in told
    assert "newer text" in told
    with store_of(site).writing() as connection:
        later = NOW + dt.timedelta(seconds=46)
        presence.mark(connection, 1, by="somebody", uid="", now=later)
        assert presence.others(connection, 1, by="somebody", now=later) == ()
        assert connection.execute(sa.select(sa.func.count()).select_from(AmendmentPresence)).scalar() == 1


def test_every_saving_can_be_looked_at_and_brought_back(editor: Person) -> None:
    begin(editor)
    first = text(editor, "m3xd", "en")
    editor.post(ONE, {"revision": 1, "t.m3xd.en": "Changed."})
    assert first in editor.get(f"{ONE}/history?at=1").text
    editor.post(f"{ONE}/history", {"at": 1, "revision": 2})
    assert text(editor, "m3xd", "en") == first


def test_a_split_that_does_not_say_where_keeps_what_was_typed_on_the_page(editor: Person) -> None:
    begin(editor)
    shown = editor.post(
        f"{ONE}/rows", {"do": "split:m3xd", "revision": 1, "t.m3xd.en": "New words."}, status=422
    )
    field = shown.by_id("t-m3xd-en")
    assert field is not None
    assert "New words." in (field.text or "")


def test_a_list_of_the_manual_is_amended_as_text_with_findings(editor: Person) -> None:
    editor.post(f"{LIST}/data", {"piece": "manual/clocks.yaml"})
    field = editor.get(ONE).by_id("text")
    assert field is not None
    told = (field.text or "").removeprefix("\n")
    editor.post(ONE, {"revision": 1, "t.text.": told.replace("unit: hour", "unit: moon", 1)})
    assert "moon" in editor.get(ONE).text
    assert "The check finds nothing" not in editor.get(ONE).text
    editor.post(f"{LIST}/data", {"piece": "manual/../secret"}, status=404)


def test_a_new_section_begins_without_errors_in_both_languages(editor: Person) -> None:
    new = {
        "chapter": 7,
        "number": 2,
        "way": "after-the-call",
        "title-ar": "بعد الاتصال",
        "title-en": "After the call",
    }
    editor.post(f"{LIST}/new-section", new)
    shown = editor.get(ONE)
    assert "0 errors" in shown.text
    assert "After the call" in shown.text
    editor.post(f"{LIST}/new-section", new, status=422)
    editor.post(f"{LIST}/new-section", new | {"number": 3}, status=409)


def test_references_are_found_by_words_with_what_is_to_be_written(editor: Person) -> None:
    found = editor.get(f"{LIST}/references?q=suspicion").text
    assert "{term:suspicion|" in found
    assert "{clock:CL-SEEN high}" in editor.get(f"{LIST}/references?q=CL-SEEN").text
    assert "{ref:m3xd}" in editor.get(f"{LIST}/references?q=m3xd").text


def test_reviewers_read_and_cannot_write(site: Flask, editor: Person) -> None:
    begin(editor)
    reviewer = sign_in(site, "reviewer")
    field = reviewer.get(ONE).by_id("t-m3xd-ar")
    assert field is not None
    assert field.get("readonly") is not None
    reviewer.post(ONE, {"revision": 1, "t.m3xd.ar": "x"}, status=403)


def test_a_text_sent_after_the_amendment_was_closed_is_still_on_the_page(editor: Person) -> None:
    begin(editor)
    editor.post(f"{ONE}/drop", {"revision": 1})
    shown = editor.post(
        ONE, {"revision": 1, "t.m3xd.en": "Typed too late.", "t.gone.en": "Typed too."}, status=409
    )
    assert "Typed too late." in shown.text
    assert "Typed too." in shown.text


def test_an_amendment_is_thrown_away_and_taken_up(editor: Person) -> None:
    begin(editor)
    editor.post(f"{ONE}/drop", {"revision": 1})
    assert editor.get(ONE).by_id("write") is None
    editor.post(f"{ONE}/take-up")
    assert editor.get(ONE).by_id("write") is not None
