"""The list of people, inviting one, and what is done to one."""

import pytest
from flask import Flask

from tests.administration.desk import (
    AWAY,
    PEOPLE,
    account,
    body,
    deeds,
    everything,
    grants,
    invite,
    link,
    names,
    with_letters,
)
from tests.people import Person, add, enter, sign_in
from tests.web.pages import Pages
from webapp.web.who import Grant


@pytest.fixture
def head(app: Flask) -> Person:
    """Somebody who administers the whole site."""
    return sign_in(app, "administrator", name="Huda Al Amri")


def page_of(pseudonym: str) -> str:
    return f"{PEOPLE}/{pseudonym}"


def test_people_are_listed_by_name_with_their_state_in_words(app: Flask, head: Person) -> None:
    add(app, "trainee", name="Badr")
    invite(head, "Amal", "trainer")
    listed = head.get(PEOPLE)
    assert names(listed) == ["Amal", "Badr", head.name]
    assert "3 people" in listed.text
    states = ["".join(one.itertext()) for one in listed.with_class("tag")]
    assert states == ["Invited", "Active", "Active"]
    assert Pages.get(head.pages, "/ar/administration/people").tree.get("dir") == "rtl"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("احمد", ["أَحمد الهنائي"]),
        ("الهنايي", ["أَحمد الهنائي"]),
        ("  أحمد   الهنائى ", ["أَحمد الهنائي"]),
        ("فاطمه", ["فاطمة الحارثية"]),
        ("SALIM", ["Salim"]),
        ("post@exa", ["Salim"]),
        ("%", []),
        ("_", []),
    ],
)
def test_a_search_reads_letters_as_people_write_them(
    app: Flask, head: Person, asked: str, found: list[str]
) -> None:
    for name, email in (("أَحمد الهنائي", ""), ("فاطمة الحارثية", ""), ("Salim", "Post@example.om")):
        add(app, "trainee", name=name, email=email)
    assert names(head.get(f"{PEOPLE}?q={asked.replace('%', '%25')}")) == found


def test_the_list_is_narrowed_by_role_place_and_state(app: Flask, head: Person) -> None:
    school = body(app, "School")
    add(app, "trainer", name="Aida", organisation=school)
    add(app, "trainee", name="Bushra", governorate="dhofar")
    invite(head, "Camilla")
    for asked, found in (
        ("role=trainer", ["Aida"]),
        (f"organisation={school}", ["Aida"]),
        ("governorate=dhofar", ["Bushra"]),
        ("state=invited", ["Camilla"]),
        ("role=trainee&state=active", ["Bushra"]),
        ("state=suspended", []),
        ("role=nonsense&organisation=x&page=-9", ["Aida", "Bushra", "Camilla", head.name]),
    ):
        assert names(head.get(f"{PEOPLE}?{asked}")) == found
    assert "Show everybody" in head.get(f"{PEOPLE}?state=suspended").text


def test_fifty_people_are_a_page_and_the_way_on_keeps_what_was_asked(app: Flask, head: Person) -> None:
    for number in range(51):
        add(app, "trainee", name=f"Guest {number:02}")
    first = head.get(f"{PEOPLE}?role=trainee&q=guest")
    assert len(names(first)) == 50
    further = next(one for one in first.links() if "page=2" in one)
    assert "q=guest" in further
    assert "role=trainee" in further
    assert names(head.get(further.removeprefix("/en"))) == ["Guest 50"]
    assert names(head.get(f"{PEOPLE}?role=trainee&page=99")) == ["Guest 50"]


def test_an_empty_site_says_what_to_do_next(head: Person) -> None:
    assert "Nobody else is here yet" in head.get(PEOPLE).text


def test_an_invitation_shows_a_link_once_that_lets_its_person_in(app: Flask, head: Person) -> None:
    shown = invite(head, "Noor", "trainee", "trainer", email="noor@example.om", language="ar")
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert link(shown).startswith("/ar/invitation/")
    assert "Hand this link to Noor and to nobody else" in shown.text
    assert "Noor" in Pages(app).get(link(shown)).text
    kept = account(app, name="Noor")
    assert (kept.email, kept.lang, kept.password_hash, kept.is_demo) == ("noor@example.om", "ar", None, False)
    assert [one.role for one in grants(app, kept.id)] == ["trainee", "trainer"]
    [deed] = deeds(app, "person.invited")
    assert (deed.actor, deed.subject) == (head.pseudonym, kept.pseudonym)
    assert link(shown) not in head.get(page_of(kept.pseudonym)).source


def test_an_invitation_goes_by_letter_where_there_is_mail(app: Flask, head: Person) -> None:
    sent = with_letters(app)
    shown = invite(head, "Noor", email="noor@example.om", language="ar")
    [(to, _, words)] = sent
    assert to == "noor@example.om"
    assert f"{AWAY}{link(shown)}" in words
    assert "on its way to noor@example.om" in shown.text
    assert f"{AWAY}{link(invite(head, 'Without'))}" not in words
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"name": "  huda AL amri"}, 409, "Somebody has that name already"),
        ({"email": "TAKEN@example.om"}, 409, "Another account has that e-mail address"),
        ({"name": "a@b"}, 422, "An e-mail address seems to stand"),
        ({"name": "Salim 99887766"}, 422, "A telephone number seems to stand"),
        ({"name": "Salim 12345678"}, 422, "A number of a person seems to stand"),
        ({"name": ""}, 422, "This cannot be a name"),
        ({"email": "no address"}, 422, "This cannot be an e-mail address"),
        ({"roles": []}, 422, "Choose at least one of the roles"),
        ({"roles": ["emperor"]}, 422, "Choose at least one of the roles"),
        ({"organisation": "77"}, 422, "There is no such organisation"),
        ({"organisation": "9" * 30}, 422, "There is no such organisation"),
        ({"governorate": "atlantis"}, 422, "Choose one of the governorates"),
        ({"organisation.trainee": "77"}, 422, "There is no such organisation"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_in_the_form(
    app: Flask, head: Person, fields: dict[str, object], status: int, said: str
) -> None:
    add(app, "trainee", name="Taken", email="taken@example.om")
    before = everything(app)
    sent = {"name": "Typed Name", "email": "typed@example.om", "roles": ["trainee"]} | fields
    shown = head.post(f"{PEOPLE}/invite", sent, status=status)
    assert said in shown.text
    field = shown.by_id("f-name")
    assert field is not None
    assert field.get("value") == str(sent["name"]).strip() or field.get("value") == sent["name"]
    assert everything(app) == before


def test_a_new_link_ends_the_former_one(app: Flask, head: Person) -> None:
    first = link(invite(head, "Noor"))
    noor = account(app, name="Noor")
    second = link(head.post(f"{page_of(noor.pseudonym)}/invitation", status=200))
    Pages(app).get(first, status=404)
    Pages(app).get(second)
    assert deeds(app, "person.invited")[0].facts == {"again": True}


def test_a_link_for_a_new_password_is_made_for_who_has_joined(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    where = page_of(person.pseudonym)
    shown = head.post(f"{where}/reset-link", status=200)
    assert link(shown).startswith("/en/reset/")
    Pages(app).get(link(shown))
    person.get("/account")
    assert deeds(app, "password.reset-link")[0].actor == head.pseudonym
    assert "There is no invitation to renew" in head.post(f"{where}/invitation", status=409).text
    invite(head, "Waiting")
    waiting = page_of(account(app, name="Waiting").pseudonym)
    assert "There is no password to replace" in head.post(f"{waiting}/reset-link", status=409).text


def test_details_are_changed_and_a_link_to_a_former_address_ends(app: Flask, head: Person) -> None:
    school = body(app, "School")
    shown = invite(head, "Noor", email="wrong@example.om")
    noor = account(app, name="Noor")
    details = {
        "name": "Noor Al Busaidi",
        "email": "right@example.om",
        "language": "ar",
        "organisation": school,
        "governorate": "dhofar",
    }
    head.post(page_of(noor.pseudonym), details)
    after = account(app, id=noor.id)
    assert (after.name, after.email, after.lang) == ("Noor Al Busaidi", "right@example.om", "ar")
    assert (after.organisation_id, after.governorate) == (school, "dhofar")
    assert names(head.get(f"{PEOPLE}?q=busaidi")) == ["Noor Al Busaidi"]
    assert deeds(app, "person.changed")[0].facts == {
        "fields": ["name", "email", "lang", "organisation", "governorate"]
    }
    Pages(app).get(link(shown), status=404)
    taken = head.post(page_of(noor.pseudonym), details | {"name": "HUDA al amri"}, status=409)
    assert "Somebody has that name already" in taken.text


def test_roles_are_given_with_their_limits(app: Flask, head: Person) -> None:
    school = body(app, "School")
    person = sign_in(app, "trainee", name="Noor")
    fields = {
        "roles": ["trainer", "reviewer"],
        "organisation.trainer": school,
        "governorate.trainer": "",
        "governorate.reviewer": "muscat",
        "organisation.publisher": school,
    }
    head.post(f"{page_of(person.pseudonym)}/roles", fields)
    assert grants(app, person.account) == (
        Grant("reviewer", None, "muscat"),
        Grant("trainer", school, None),
    )
    shown = head.get(page_of(person.pseudonym)).text
    assert "Trainer (within School)" in shown
    assert "Reviewer (within Muscat)" in shown
    assert deeds(app, "person.roles")[0].facts == {
        "before": ["trainee"],
        "after": ["reviewer", "trainer"],
        "limits": ["reviewer muscat", f"trainer {school}"],
    }
    refused = head.post(f"{page_of(person.pseudonym)}/roles", {}, status=422)
    assert "Choose at least one" in refused.text


def test_somebody_suspended_is_out_at_once_and_can_be_let_in_again(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    where = page_of(person.pseudonym)
    head.post(f"{where}/suspend")
    assert person.pages.client.get("/en/account").status_code == 303
    assert "Suspended" in head.get(f"{where}?done=suspended").text
    head.post(f"{where}/suspend")
    assert len(deeds(app, "person.suspended")) == 1
    head.post(f"{where}/reset-link", status=409)
    head.post(f"{where}/restore")
    enter(app, person.account).get("/account")
    assert len(deeds(app, "person.restored")) == 1


def test_somebody_is_signed_out_everywhere(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    assert "in 1 browser" in head.get(page_of(person.pseudonym)).text
    head.post(f"{page_of(person.pseudonym)}/sign-ins/end")
    assert person.pages.client.get("/en/account").status_code == 303
    assert "nowhere" in head.get(page_of(person.pseudonym)).text
    assert deeds(app, "sign-out.everywhere")[0].subject == person.pseudonym
