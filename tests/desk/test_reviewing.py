"""The review of amendments: what is refused, who may approve, what falls when the text changes."""

import datetime as dt
import re

import pytest

from tests.desk.amending import AR, DUTY, EN, NEW, OLD, SUMMARY, Desk, changed, desk
from tests.web.small import NOW, files, store_of
from webapp.accounts import queries as accounts
from webapp.desk import approvers, comparing, queries, remarks, reviewing, waiting
from webapp.errors import BadInput, Refused
from webapp.settings import Settings

FORM = {SUMMARY: "cosmetic"}


@pytest.fixture
def here(settings: Settings) -> Desk:
    return desk(settings)


def test_a_comparison_shows_the_changed_block_word_by_word_in_both_languages(here: Desk) -> None:
    one = here.amend(changed())
    with store_of(here.app).reading() as connection:
        found = comparing.compare(connection, one)
    (row,) = found.rows
    assert (row.uid, found.changed, found.langs) == (SUMMARY, (SUMMARY,), {"ar", "en"})
    for lang, path in (("ar", AR), ("en", EN)):
        marks = [(mark.kind, str(mark.html)) for mark in row.sides[lang].marks if mark.kind != "same"]
        assert marks == [("removed", OLD[path]), ("added", NEW[path])]


def test_a_comparison_shows_what_a_block_is_about_and_survives_a_broken_text(here: Desk) -> None:
    held = files()
    one = here.amend({AR: held[AR].replace("roles: [teacher]", "roles: [nurse]")})
    with store_of(here.app).reading() as connection:
        (hunk,) = comparing.compare(connection, one).hunks
    assert [str(mark.html) for mark in hunk.marks if mark.kind == "added"] == ["nurse"]
    broken = here.amend({AR: "no front matter"})
    with store_of(here.app).reading() as connection:
        assert comparing.compare(connection, broken).is_broken


def test_a_list_of_the_manual_is_compared_by_its_lines_and_the_languages_it_speaks(here: Desk) -> None:
    path = "manual/glossary.yaml"
    text = files()[path]
    english = re.search(r"en: (\w+)", text)
    assert english
    one = here.amend({path: text.replace(english[0], "en: Misgiving", 1)}, piece=path)
    with store_of(here.app).reading() as connection:
        found = comparing.compare(connection, one)
    assert (found.changed, found.langs, len(found.hunks)) == ((comparing.DATA,), {"en"}, 1)


def test_what_has_errors_or_lacks_words_or_weights_is_not_handed_in(here: Desk) -> None:
    held = files()
    broken = here.amend({EN: held[EN].replace("{ref:r3vb}", "{ref:nowhere}")})
    with pytest.raises(BadInput, match=r"amendment\.problems") as refused:
        here.submit(broken, {"m3xd": "cosmetic"})
    (problem,) = refused.value.facts["problems"]
    assert (problem.rule, problem.where.path) == ("manual.ref-unknown", EN)
    mended = here.amend({**changed()})
    with pytest.raises(BadInput, match=r"amendment\.weights"):
        here.submit(mended, {})
    with pytest.raises(Refused, match=r"amendment\.nothing"):
        here.submit(here.amend({AR: held[AR], EN: held[EN]}), {})


def test_nobody_approves_what_they_wrote(here: Desk) -> None:
    one = here.submit(here.amend(changed()), FORM)
    with pytest.raises(Refused, match=r"amendment\.own"):
        here.approve(one, by="ed")
    assert here.approve(one).state == "approved"


def test_each_language_that_changed_needs_its_own_approval(here: Desk) -> None:
    one = here.submit(here.amend({EN: changed()[EN]}), FORM)
    assert here.approve(one, "text").state == "submitted"
    with store_of(here.app).reading() as connection:
        assert reviewing.needed(comparing.compare(connection, one).langs) == ("text", "en")
    done = here.approve(one, "en", by="rev2")
    assert done.state == "approved"
    with store_of(here.app).reading() as connection:
        assert {kind: one.by for kind, one in queries.approvals(connection, done).items()} == {
            "text": "rev",
            "en": "rev2",
        }


def test_an_approval_falls_when_the_text_changes_or_it_is_returned(here: Desk) -> None:
    one = here.approve(here.submit(here.amend(changed()), FORM))
    again = here.amend(changed(new={**NEW, EN: "certainty"}))
    assert (again.id, again.state) == (one.id, "writing")
    with store_of(here.app).reading() as connection:
        assert queries.approvals(connection, again) == {}
    one = here.approve(here.submit(again, FORM))
    with store_of(here.app).writing() as connection:
        reviewing.give_back(connection, one.id, revision=one.revision, by="rev", now=NOW)
        assert queries.approvals(connection, one) == {}
    assert here.now(one).state == "returned"


def test_where_somebody_is_named_for_a_chapter_they_alone_approve_it(here: Desk) -> None:
    from tests.people import add, store

    account = add(here.app, "reviewer")
    with store(here.app).writing() as connection:
        named = accounts.pseudonym(connection, account)
        approvers.name(connection, chapter=7, kind="en", pseudonym=named, by="pub", now=NOW)
    one = here.submit(here.amend(changed()), FORM)
    with pytest.raises(Refused, match=r"amendment\.other-approver"):
        here.approve(one)
    here.approve(one, "text", "ar")
    assert here.approve(one, "en", by=named).state == "approved"


def test_the_urgent_path_needs_one_approval_and_owes_a_second_look_by_another_reviewer(here: Desk) -> None:
    one = here.submit(here.amend(changed()), FORM, urgent="a wrong number")
    one = here.approve(one, "en")
    assert one.state == "approved"
    here.publish(one)
    assert reviewing.owes_look(here.now(one))
    with store_of(here.app).writing() as connection:
        for involved in ("ed", "rev"):
            with pytest.raises(Refused, match=r"amendment\.own"):
                reviewing.look(connection, one.id, by=involved, now=NOW)
        reviewing.look(connection, one.id, by="rev2", now=NOW)
    assert not reviewing.owes_look(here.now(one))


def test_remarks_are_settled_and_opened_again(here: Desk) -> None:
    one = here.submit(here.amend(changed()), FORM)
    with store_of(here.app).writing() as connection:
        remarks.add(connection, one.id, uid=DUTY, text=" Which teacher? ", by="rev", now=NOW)
        (said,) = remarks.of(connection, one.id)
        assert (said.text, said.is_open) == ("Which teacher?", True)
        remarks.settle(connection, one.id, said.id, by="ed", now=NOW)
        assert not remarks.of(connection, one.id)[0].is_open
        remarks.reopen(connection, one.id, said.id)
        assert remarks.of(connection, one.id)[0].is_open


def test_what_is_overdue_comes_first_and_each_sees_what_waits_for_them(here: Desk) -> None:
    one = here.submit(here.amend(changed()), FORM)
    with store_of(here.app).writing() as connection:
        reviewing.set_due(connection, one.id, due=NOW.date() - dt.timedelta(days=1))
        open_ones = queries.in_work(connection)
        assert waiting.is_overdue(open_ones[0], NOW.date())
        for by, role, count in (("rev", "reviewer", 1), ("ed", "reviewer", 0), ("pub", "publisher", 0)):
            found = waiting.for_somebody(connection, open_ones, by=by, roles={role})
            assert (found.count, len(found.to_review)) == (count, count)
