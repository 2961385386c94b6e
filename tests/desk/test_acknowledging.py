"""Read and understood: who is asked what, what counts, what is kept of it, and who may see it."""

import json

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.desk.published import DUTY, SILENCE, case, second_edition
from tests.people import Person, add, enter, sign_in, store
from tests.web.editions import changed, effective
from tests.web.pages import Page, Pages
from tests.web.small import NOW, publish_files
from webapp.accounts.models import Account, Organisation
from webapp.desk import service as desk
from webapp.desk.models import Amendment
from webapp.privacy import service as privacy
from webapp.reading import acknowledged
from webapp.reading.models import Acknowledgement
from webapp.scenarios import flags
from webapp.settings import Settings

READ = "/manual/editions/2/read"
MANY = case("long", ("one", DUTY), ("two", SILENCE), ("three", DUTY), ("four", SILENCE))
LED = case("led", ("hidden", DUTY), access="trainer_led")


@pytest.fixture
def site(settings: Settings) -> Flask:
    return second_edition(settings, MANY, LED)


@pytest.fixture
def person(site: Flask) -> Person:
    return sign_in(site, "trainee")


def names(page: Page) -> list[str]:
    return list(dict.fromkeys(one.get("name", "") for one in page.all("input") if one.get("type") == "radio"))


def answers(page: Page, answer: str = "call") -> dict[str, str]:
    return dict.fromkeys(names(page), answer)


def kept(site: Flask) -> list[tuple[int, int, bool]]:
    with store(site).reading() as connection:
        rows = connection.execute(
            sa.select(Acknowledgement.edition, Acknowledgement.tries, Acknowledgement.at)
        )
        return [(row.edition, row.tries, row.at is not None) for row in rows]


def test_nobody_who_is_not_signed_in_is_asked(site: Flask) -> None:
    answer = site.test_client().get(f"/en{READ}")
    assert answer.status_code == 303
    assert "/sign-in?" in answer.headers["Location"]


def test_three_questions_are_asked_the_same_again_and_none_of_a_case_only_trainers_lead(
    person: Person,
) -> None:
    first, again = person.get(READ), person.get(READ)
    assert len(names(first)) == 3
    assert names(first) == names(again)
    assert all(name.startswith("answer.long.") for name in names(first))
    assert first.text == again.text


def test_a_wrong_answer_is_told_with_its_paragraph_and_the_next_try_passes(
    site: Flask, person: Person
) -> None:
    page = person.get(READ)
    one, *others = names(page)
    told = person.post(READ, answers(page) | {one: "wait"}, status=200)
    assert "2 of 3 questions are right" in told.text
    assert "A report does not wait." in told.text
    assert told.all("blockquote")
    chosen = [box.get("name") for box in told.all("input") if box.get("checked") is not None]
    assert chosen == [one, *others]
    assert kept(site) == [(2, 1, False)]
    done = person.post(READ, answers(page), status=200)
    assert "is read and understood" in done.text
    assert kept(site) == [(2, 2, True)]
    person.post(READ, answers(page, "wait"))
    assert kept(site) == [(2, 2, True)]


def test_what_is_left_open_is_asked_for_again_and_counts_no_try(site: Flask, person: Person) -> None:
    page = person.get(READ)
    one, *_ = names(page)
    again = person.post(READ, {one: "wait"}, status=422)
    assert [box.get("name") for box in again.all("input") if box.get("checked") is not None] == [one]
    person.post(READ, answers(page, "no-such-answer"), status=422)
    assert kept(site) == []


def test_trying_too_fast_is_refused_and_nothing_that_was_chosen_is_lost(site: Flask, person: Person) -> None:
    sent = answers(person.get(READ), "wait") | {"csrf": person.token()}
    statuses = [person.send(READ, sent).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    last = person.send(READ, sent)
    assert last.headers["Retry-After"]
    assert last.get_data(as_text=True).count(" checked") == 3
    assert kept(site) == [(2, 30, False)]


def test_without_questions_a_plain_word_is_enough_and_is_needed(settings: Settings) -> None:
    person = sign_in(second_edition(settings, LED), "reviewer")
    assert names(person.get(READ)) == []
    person.post(READ, status=422)
    assert kept(person.app) == []
    person.post(READ, {"understood": "yes"}, status=200)
    assert kept(person.app) == [(2, 1, True)]


def test_only_the_edition_in_force_is_due_and_the_first_never_is(site: Flask, person: Person) -> None:
    assert f"/en{READ}" in person.get("/account").links()
    page = person.get(READ)
    publish_files(site, changed(effective("2027-01-01")))
    links = person.get("/account").links()
    assert f"/en{READ}" not in links
    assert "/en/manual/editions/3/read" in links
    person.post(READ, answers(page))
    assert kept(site) == []
    assert "no longer in force" in person.get(READ).text
    person.get("/manual/editions/1/read", status=404)


def test_what_concerns_the_sector_of_ones_organisation_comes_first(site: Flask) -> None:
    with store(site).writing() as connection:
        school = connection.execute(
            sa.insert(Organisation)
            .values(name_ar="مدرسة", name_en="School", sector="education", made=NOW)
            .returning(Organisation.id)
        ).scalar_one()
    teacher = sign_in(site, "trainee", organisation=school)
    assert teacher.get(READ).by_id("first-h") is not None
    assert sign_in(site, "trainee").get(READ).by_id("first-h") is None


def test_ones_own_copy_holds_it_and_erasing_takes_it_away(site: Flask, person: Person) -> None:
    person.post(READ, answers(person.get(READ)), status=200)
    assert "read and understood on" in person.get("/account").text
    copy = json.loads(person.pages.client.get("/en/data.json").get_data(as_text=True))
    assert [(one["edition"], one["tries"]) for one in copy["acknowledgements"]] == [(2, 1)]
    assert copy["acknowledgements"][0]["read_and_understood"]
    with store(site).writing() as connection:
        owner = connection.execute(sa.select(Account.owner).where(Account.id == person.account)).scalar_one()
        privacy.forget_owner(connection, owner, now=NOW)
    assert kept(site) == []


def test_a_case_under_review_is_not_asked_about_and_one_that_waits_only_after_others(
    settings: Settings,
) -> None:
    site = second_edition(settings, *(case(name, ("scene", DUTY)) for name in ("seen", "waits", "review")))
    with store(site).writing() as connection:
        flags.put(connection, {"waits": (DUTY,), "review": (DUTY,)}, edition=2, now=NOW)
        review = next(one for one in flags.listed(connection) if one.scenario_id == "review")
        flags.show(connection, review.id, is_shown=True)
    asked = names(sign_in(site, "trainee").get(READ))
    assert [name.split(".")[1] for name in asked] == ["seen", "waits"]


def test_what_its_writers_call_cosmetic_is_not_asked_about(site: Flask, person: Person) -> None:
    with store(site).writing() as connection:
        begun = desk.begin(
            connection,
            piece="manual/07-reporting/01-routes",
            section_id="reporting/routes",
            by="x" * 12,
            now=NOW,
        )
        told = {"published_as": 2, "weights": {DUTY: "cosmetic", SILENCE: "meaning"}, "note_en": "A slip."}
        connection.execute(sa.update(Amendment).where(Amendment.id == begun.id).values(told))
    asked = names(person.get(READ))
    assert {name.split(".")[2] for name in asked} == {"two", "four"}
    assert "A slip." in Pages(site).get("/en/manual/editions/2/notice").text


def _read_by(site: Flask, accounts: list[int]) -> None:
    with store(site).writing() as connection:
        owners = connection.execute(sa.select(Account.owner).where(Account.id.in_(accounts))).scalars()
        for owner in owners.all():
            acknowledged.note_try(connection, owner, edition=2, is_passed=True, now=NOW)


def test_the_report_tells_large_groups_and_no_small_one_and_names_nobody_to_editors(site: Flask) -> None:
    people = [add(site, "trainee", name=f"Reader {number}") for number in range(13)]
    for _ in range(4):
        add(site, "publisher")
    _read_by(site, people[:6])
    editor = sign_in(site, "manual-editor")
    page = editor.get("/desk/manual/editions/2/readers")
    rows = {
        "".join(row[0].itertext()): ["".join(cell.itertext()) for cell in row][1:] for row in page.all("tr")
    }
    assert rows["Trainee"] == ["6", "7"]
    assert rows["Publisher"][1] == "too few to be told"
    assert "Reader 1" not in page.text
    table = editor.pages.client.get("/en/desk/manual/editions/2/readers.csv").get_data(as_text=True)
    assert "By role,Trainee,6,7" in table
    assert "Reader" not in table


def test_administrators_see_names_of_their_own_organisation_alone(site: Flask) -> None:
    with store(site).writing() as connection:
        mine, theirs = (
            connection.execute(
                sa.insert(Organisation)
                .values(name_ar=f"جهة {name}", name_en=name, sector="health", made=NOW)
                .returning(Organisation.id)
            ).scalar_one()
            for name in ("Mine", "Theirs")
        )
    done, waiting = (add(site, "trainee", name=name, organisation=mine) for name in ("=Done", "Waiting"))
    add(site, "trainee", name="Elsewhere", organisation=theirs)
    _read_by(site, [done])
    admin = enter(site, add(site, "administrator", name="Chief", organisation=mine))
    page = admin.get("/desk/manual/editions/2/readers")
    assert waiting
    assert "Waiting" in page.text
    assert "=Done" not in page.text
    assert "Elsewhere" not in page.text
    table = admin.pages.client.get("/en/desk/manual/editions/2/readers.csv").get_data(as_text=True)
    assert "'=Done,Mine" in table
    assert "Elsewhere" not in table


def test_a_trainee_sees_no_report(person: Person) -> None:
    person.get("/desk/manual/editions/2/readers", status=403)
    assert "/en/desk/manual/readers" not in person.get("/account").links()
    assert Pages(person.app).client.get("/en/desk/manual/readers").status_code == 303
