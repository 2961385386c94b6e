"""Many invited at once: looked over first, then all of the good rows or none, and every link shown once."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from flask import Flask

from tests.administration.desk import (
    AWAY,
    account,
    body,
    deeds,
    everything,
    grants,
    invite,
    with_letters,
)
from tests.administration.lists import IMPORT, agree, links, look_over, parcel, written
from tests.people import Person, add, sign_in
from tests.web.pages import Pages
from webapp.accounts import people_file
from webapp.accounts.people_file import PersonDraft
from webapp.web import uploaded_table
from webapp.web.access import ROLES
from webapp.web.who import Grant


@pytest.fixture
def head(app: Flask) -> Person:
    """Somebody who administers the whole site."""
    return sign_in(app, "administrator", name="Huda")


def test_a_list_is_looked_over_and_nothing_is_kept(app: Flask, head: Person) -> None:
    body(app, "School", "المدرسة")
    before = everything(app)
    shown = look_over(
        head, written("Noor,noor@example.om,trainee;trainer,المدرسه,Muscat,Arabic", "Salim,,Trainee,,,")
    )
    assert everything(app) == before
    assert "Nobody has been invited yet. 2 people can be invited." in shown.text
    assert "Trainer (within School)" in shown.text
    assert "School · Muscat" in shown.text


def test_agreeing_invites_everybody_and_shows_each_link(app: Flask, head: Person) -> None:
    school = body(app, "School")
    rows = ("Noor,noor@example.om,trainee;trainer,School,Muscat,English", "Salim,,trainee,,,")
    done = agree(head, look_over(head, written(*rows)))
    assert "2 people are invited" in done.text
    first, second = links(done)
    assert first.startswith("/en/invitation/")
    assert second.startswith("/ar/invitation/")
    for where, name in ((first, "Noor"), (second, "Salim")):
        assert name in Pages(app).get(where).text
    noor = account(app, name="Noor")
    assert (noor.email, noor.organisation_id, noor.governorate, noor.password_hash) == (
        "noor@example.om",
        school,
        "muscat",
        None,
    )
    assert grants(app, noor.id) == (Grant("trainee"), Grant("trainer", school))
    assert [one.actor for one in deeds(app, "person.invited")] == [head.pseudonym] * 2


def test_every_fault_is_said_in_words_with_its_row(app: Flask, head: Person) -> None:
    body(app, "Al Ghadir School", "مدرسة الغدير")
    add(app, "trainee", name="Taken", email="taken@example.om")
    shown = look_over(
        head,
        written(
            "Good,,trainee,,,",
            "TAKEN,Taken@Example.om,trainee,,,",
            "Salim 99887766,,trainee,,,",
            "Nora,bad@,emperor,Al Gadir Scool,Atlantis,French",
            "good,,,,,",
        ),
    )
    rows = {}
    for item in shown.with_class("rows")[0].findall("li"):
        told = " ".join("".join(item.itertext()).split())
        rows[told.removeprefix("Row ")[0]] = told
    assert list(rows) == ["3", "4", "5", "6"]
    assert "Somebody here has that name already" in rows["3"]
    assert "Somebody here has that e-mail address already" in rows["3"]
    assert "seems to stand here: 99887766" in rows["4"]
    for words in (
        "bad@ cannot be an e-mail address",
        "There is no role emperor",
        "There is no organisation Al Gadir Scool on the list. Perhaps this was meant: Al Ghadir School",
        "There is no governorate Atlantis",
        "French is neither Arabic nor English",
    ):
        assert words in rows["5"]
    assert "It stands in row 2 already" in rows["6"]
    assert "No role is written" in rows["6"]
    assert "1 person can be invited" in shown.text
    done = agree(head, shown)
    assert "1 person is invited" in done.text
    assert account(app, name="Nora") is None


def test_when_something_has_changed_nobody_is_invited_and_the_list_is_shown_again(
    app: Flask, head: Person
) -> None:
    shown = look_over(head, written("Noor,,trainee,,,", "Salim,,trainee,,,"))
    invite(head, "Salim")
    before = everything(app)
    again = agree(head, shown, status=409)
    assert "Something has changed since this list was looked over" in again.text
    assert "1 person can be invited" in again.text
    assert everything(app) == before
    agree(head, again)
    assert account(app, name="Noor") is not None
    assert "No row can be used" in agree(head, again, status=409).text


def test_what_was_sealed_for_one_is_worth_nothing_changed_or_with_another(app: Flask, head: Person) -> None:
    shown = look_over(head, written("Noor,,trainee,,,"))
    sealed = parcel(shown)
    other = sign_in(app, "administrator")
    before = everything(app)
    tries: Sequence[tuple[Person, str]] = (
        (other, sealed),
        (head, sealed[:-4] + "AAAA"),
        (head, "x" + sealed),
        (head, ""),
        (head, "é.ü"),
    )
    for person, sent in tries:
        for step in ("invite", "list"):
            refused = person.post(IMPORT, {"step": step, "parcel": sent}, status=422)
            assert "made too long ago, or not for you" in refused.text
    head.post(IMPORT, {"step": "list", "parcel": sealed}, status=422)
    assert everything(app) == before


def test_the_links_can_be_taken_along_as_a_file_that_runs_nothing(app: Flask, head: Person) -> None:
    done = agree(head, look_over(head, written("Noor,+noor@example.om,trainee,,,English")))
    answer = head.send(IMPORT, {"csrf": head.token(), "step": "list", "parcel": parcel(done)})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "masar-invitations.csv" in answer.headers["Content-Disposition"]
    told = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert told[1] == ["Name", "E-mail address", "Link", "Holds until"]
    assert told[2][:3] == ["Noor", "'+noor@example.om", f"http://localhost{links(done)[0]}"]
    assert deeds(app, "export")[0].facts == {"rows": 1}


def test_letters_go_to_those_with_an_address(app: Flask, head: Person) -> None:
    sent = with_letters(app)
    done = agree(
        head, look_over(head, written("Noor,noor@example.om,trainee,,,English", "Salim,,trainee,,,"))
    )
    assert [to for to, _, _ in sent] == ["noor@example.om"]
    assert f"{AWAY}{links(done)[0]}" in sent[0][2]
    assert "1 letter is on its way. Hand the other links over yourself." in done.text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_example_is_a_list_that_can_be_sent_as_it_is(app: Flask, head: Person, lang: str) -> None:
    body(app, "School", "المدرسة")
    answer = head.pages.client.get(f"/{lang}{IMPORT}/example.csv")
    assert answer.mimetype == "text/csv"
    table = uploaded_table.read("x.csv", answer.get_data(), columns=people_file.COLUMNS)
    assert table.unknown == ()
    assert all(isinstance(one, PersonDraft) for one in people_file.people(table))
    assert "2 people can be invited" in look_over(head, answer.get_data()).text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_names_roles_as_the_list_may_write_them(head: Person, lang: str) -> None:
    text = head.pages.get(f"/{lang}{IMPORT}").source
    shown = re.search(r"(?:between:|بينها|:) ([^<]*? · [^<]*?)\. ", text)
    assert shown
    told = [one.strip() for one in shown[1].split("·")]
    assert len(told) == len(ROLES)
    rows = [f"Person {place},,{word},,," for place, word in enumerate(told, 1)]
    table = uploaded_table.read("x.csv", written(*rows), columns=people_file.COLUMNS)
    drafts = people_file.people(table)
    assert [one.roles for one in drafts if isinstance(one, PersonDraft)] == [{role} for role in ROLES]


def test_an_import_reaches_no_further_than_whoever_sends_it(app: Flask) -> None:
    add(app, "administrator")
    mine, _ = body(app, "Mine"), body(app, "Other")
    limited = sign_in(app, "administrator", organisation=mine, governorate="muscat")
    shown = look_over(
        limited,
        written(
            "Noor,,administrator;trainee,,,",
            "Salim,,trainee,Other,,",
            "Nora,,trainee,Nowhere,,",
            "Badr,,trainee,Mine,Dhofar,",
        ),
    )
    assert "1 person can be invited" in shown.text
    assert "Other is not among what you look after" in shown.text
    assert "Nowhere is not among what you look after" in shown.text
    assert "Dhofar is not among what you look after" in shown.text
    agree(limited, shown)
    noor = account(app, name="Noor")
    assert (noor.organisation_id, noor.governorate) == (mine, "muscat")
    assert grants(app, noor.id) == tuple(Grant(role, mine, "muscat") for role in ("administrator", "trainee"))


def test_a_role_is_given_within_where_its_person_belongs(app: Flask, head: Person) -> None:
    rows = ("Noor,,trainer,,Dhofar,", "Salim,,trainer,,,")
    shown = look_over(head, written(*rows))
    assert "Trainer (within Dhofar)" in shown.text
    assert "Trainer (everywhere)" in shown.text
    agree(head, shown)
    assert grants(app, account(app, name="Noor").id) == (Grant("trainer", None, "dhofar"),)
    assert grants(app, account(app, name="Salim").id) == (Grant("trainer"),)


def test_a_form_without_its_token_is_refused(app: Flask, head: Person) -> None:
    sealed = parcel(look_over(head, written("Noor,,trainee,,,")))
    before = everything(app)
    assert head.send(IMPORT, {"step": "invite", "parcel": sealed}).status_code == 403
    assert everything(app) == before
