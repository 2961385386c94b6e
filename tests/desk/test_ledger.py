"""The ledger: what is behind after an edition and after an amendment, what changed since, and back in step."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import sign_in
from tests.web.small import NOW, files, publish_again, small_site, store_of
from webapp.desk import ledger, queries, service
from webapp.desk.ledger import Entry, Wanted
from webapp.desk.models import Amendment
from webapp.desk.since import since
from webapp.engine.desk.frame import in_step_of
from webapp.errors import NotFound, Refused
from webapp.settings import Settings

ROUTES = "manual/07-reporting/01-routes"
AR, EN = f"{ROUTES}.ar.md", f"{ROUTES}.en.md"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def changed(path: str, old: str, new: str) -> dict[str, str]:
    text = files()[path]
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


def amend(app: Flask, texts: Mapping[str, str], weights: Mapping[str, str] | None = None) -> int:
    with store_of(app).writing() as connection:
        found = service.begin(connection, piece=ROUTES, section_id="reporting/routes", by="salma", now=NOW)
        saved = service.save(connection, found.id, files=texts, revision=1, by="salma", now=NOW)
        connection.execute(
            sa.update(Amendment).where(Amendment.id == found.id).values(weights=dict(weights or {}))
        )
        return saved.id


def entries(app: Flask, edition: int = 1) -> dict[str, Entry]:
    with store_of(app).reading() as connection:
        return {one.uid: one for one in ledger.ledger(connection, edition=edition)}


def test_at_first_everything_is_in_step_but_what_is_missing(site: Flask) -> None:
    found = entries(site)
    assert {one.state for one in found.values()} <= {"same", "missing"}
    assert found["p7k2"].number == "7.1.1"
    assert list(found)[:2] == ["r3vb", "k4ws"]


def test_one_language_published_alone_leaves_the_other_behind_and_tells_what_changed(site: Flask) -> None:
    assert publish_again(site, changed(EN, "wait for proof", "wait for any proof")) == 2
    entry = entries(site, 2)["f7ra"]
    assert (entry.state, entry.waits, entry.amendment) == ("stale", "ar", None)
    with store_of(site).reading() as connection:
        (marks,) = since(connection, [entry], edition=2)["f7ra"]
    assert [str(one.html).strip() for one in marks if one.kind != "same"] == ["any"]


def test_an_amendment_lies_over_the_edition(site: Flask) -> None:
    number = amend(site, changed(AR, "يصغي ولا يستجوب", "يصغي ولا يستجوب أحدًا"))
    entry = entries(site)["y6gu"]
    assert (entry.state, entry.waits, entry.amendment, entry.is_amended) == ("stale", "en", number, True)
    assert entry.people == ("salma",)
    with store_of(site).reading() as connection:
        (marks,) = since(connection, [entry], edition=1)["y6gu"]
    assert [str(one.html).strip() for one in marks if one.kind == "added"] == ["أحدًا"]
    assert not entries(site)["f7ra"].is_amended


def test_a_change_of_form_alone_is_told_apart(site: Flask) -> None:
    amend(site, changed(AR, "يصغي ولا يستجوب", "يصغي، ولا يستجوب"), {"y6gu": "cosmetic"})
    assert entries(site)["y6gu"].state == "cosmetic"


def test_both_languages_changed_are_in_step_and_one_taken_out_is_missing(site: Flask) -> None:
    both = changed(AR, "لا تنتظر دليلًا", "لا تنتظر أي دليل") | changed(
        EN, "wait for proof", "wait for any proof"
    )
    text = both[EN]
    both[EN] = text[: text.index("{#y6gu}")].rstrip() + "\n"
    amend(site, both)
    found = entries(site)
    assert found["f7ra"].state == "same"
    assert (found["y6gu"].state, found["y6gu"].waits) == ("missing", "en")


def test_what_was_read_together_is_in_step_and_a_new_list_is_begun(site: Flask) -> None:
    assert publish_again(site, changed(EN, "wait for proof", "wait for any proof")) == 2
    with store_of(site).writing() as connection:
        made = ledger.read_together(connection, "f7ra", by="salma", now=NOW)
    assert in_step_of(files()["manual/manual.yaml"]) == {"y6gu"}
    assert in_step_of(made.files["manual/manual.yaml"]) == {"f7ra"}
    assert entries(site, 2)["f7ra"].state == "same"
    with store_of(site).writing() as connection:
        made = ledger.read_together(connection, "y6gu", by="salma", now=NOW)
        assert in_step_of(made.files["manual/manual.yaml"]) == {"f7ra", "y6gu"}
        with pytest.raises(NotFound, match="no-uid"):
            ledger.read_together(connection, "zzzz", by="salma", now=NOW)


def test_the_list_of_the_edition_in_force_cannot_be_written_once_more(site: Flask) -> None:
    with store_of(site).writing() as connection, pytest.raises(Refused, match="same-list"):
        ledger.read_together(connection, "y6gu", by="salma", now=NOW)


def test_what_is_asked_for_narrows_the_list() -> None:
    entry = Entry(
        "p7k2", "7.1.1", "a/b", 7, "must", "stale", "en", {}, 1, "", is_amended=True, people=("salma",)
    )
    assert all(one.fits(entry) for one in (Wanted(), Wanted(7, "stale", must=True, person="salma")))
    others = (Wanted(chapter=6), Wanted(state="missing"), Wanted(person="ali"))
    assert not any(one.fits(entry) for one in others)


def test_the_page_names_what_changed_and_takes_the_deed(site: Flask) -> None:
    amend(site, changed(AR, "يُخبَر من يُشتبه فيه", "يُخبَر أحد يُشتبه فيه"))
    editor, reviewer = sign_in(site, "manual-editor"), sign_in(site, "reviewer")
    shown = editor.get("/desk/manual/ledger")
    assert "English is older" in shown.text
    assert "أحد</ins>" in shown.source
    assert "Read against each other" not in reviewer.get("/desk/manual/ledger?chapter=7").text
    editor.post("/desk/manual/ledger/in-step", {"uid": "c8nw"})
    assert "c8nw" not in editor.get("/desk/manual/ledger?must=1").text
    with store_of(site).reading() as connection:
        assert [one.piece for one in queries.in_work(connection)] == [ROUTES, "manual/manual.yaml"]
    editor.post("/desk/manual/ledger/in-step", {"uid": "zzzz"}, status=404)
