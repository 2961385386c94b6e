"""Organisations: added, changed, removed when nobody belongs to them; their names hold no private details."""

import pytest
from flask import Flask

from tests.administration.desk import PEOPLE, body, deeds, everything, invite
from tests.people import Person, sign_in

LIST = "/administration/organisations"
SCHOOL = {
    "name_ar": "مدرسة الغدير",
    "name_en": "Al Ghadir School",
    "sector": "education",
    "governorate": "muscat",
}


@pytest.fixture
def head(app: Flask) -> Person:
    """Somebody who administers the whole site."""
    return sign_in(app, "administrator", name="Huda")


def test_an_empty_list_says_what_it_is_for(head: Person) -> None:
    assert "No organisation is on the list yet" in head.get(LIST).text


def test_an_organisation_is_added_under_both_its_names(app: Flask, head: Person) -> None:
    answer = head.post(LIST, SCHOOL).response
    assert answer.headers["Location"] == f"/en{LIST}?done=added"
    english = head.get(LIST).text
    assert "1 organisation" in english
    for word in ("Al Ghadir School", "مدرسة الغدير", "Education", "Muscat", "nobody yet"):
        assert word in english
    arabic = head.pages.get(f"/ar{LIST}").text
    assert arabic.index("مدرسة الغدير") < arabic.index("Al Ghadir School")
    [deed] = deeds(app, "organisation.added")
    assert (deed.actor, deed.subject, deed.facts) == (head.pseudonym, "organisation 1", {})


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"name_ar": "مدرسةُ الغديــر"}, 409, "Another organisation has that name"),
        ({"name_en": "AL GHADIR  school"}, 409, "Another organisation has that name"),
        ({"name_ar": ""}, 422, "Write the name in both languages"),
        ({"name_en": "-"}, 422, "Write the name in both languages"),
        ({"name_en": "x" * 121}, 422, "Write the name in both languages"),
        ({"name_en": "a\u202eb"}, 422, "Write the name in both languages"),
        ({"name_en": "Ask 99887766"}, 422, "A telephone number seems to stand"),
        ({"name_ar": "راسل info@example.om"}, 422, "An e-mail address seems to stand"),
        ({"name_ar": "جهة 123456789"}, 422, "A number of a person seems to stand"),
        ({"sector": "piracy"}, 422, "Choose one of the sectors"),
        ({"governorate": "atlantis"}, 422, "Choose one of the governorates"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_in_the_form(
    app: Flask, head: Person, fields: dict[str, str], status: int, said: str
) -> None:
    head.post(LIST, SCHOOL)
    before = everything(app)
    sent = SCHOOL | {"name_ar": "جهة أخرى", "name_en": "Another"} | fields
    refused = head.post(LIST, sent, status=status)
    assert said in refused.text
    field = refused.by_id("f-name_en")
    assert field is not None
    assert field.get("value") == sent["name_en"]
    assert everything(app) == before


def test_an_organisation_is_changed_in_place(app: Flask, head: Person) -> None:
    school = body(app, "Old name", "اسم قديم")
    shown = head.get(f"{LIST}?change={school}")
    field = shown.by_id("f-name_en")
    assert field is not None
    assert field.get("value") == "Old name"
    head.post(f"{LIST}/{school}", SCHOOL | {"governorate": ""})
    text = head.get(LIST).text
    assert "Al Ghadir School" in text
    assert "Old name" not in text
    assert deeds(app, "organisation.changed")[0].subject == f"organisation {school}"
    other = body(app, "Other")
    assert "Another organisation" in head.post(f"{LIST}/{other}", SCHOOL, status=409).text
    head.post(
        f"{LIST}/{other}", SCHOOL | {"name_ar": "غ", "name_en": "Ghala", "id": "77", "made": "2000-01-01"}
    )


def test_an_organisation_goes_only_when_nobody_belongs_to_it(app: Flask, head: Person) -> None:
    school, clinic = body(app, "School"), body(app, "Clinic")
    invite(head, "Noor", organisation=school)
    person = sign_in(app, "trainee")
    limited = {"roles": "trainer", "organisation.trainer": clinic}
    head.post(f"{PEOPLE}/{person.pseudonym}/roles", limited)
    before = everything(app)
    for used in (school, clinic):
        refused = head.post(f"{LIST}/{used}/remove", status=409)
        assert "Somebody still belongs to this organisation" in refused.text
        assert f"/{used}/remove" not in head.get(f"{LIST}?change={used}").source
    assert everything(app) == before
    head.post(f"{PEOPLE}/{person.pseudonym}/roles", {"roles": "trainer"})
    head.post(f"{LIST}/{clinic}/remove")
    assert "Clinic" not in head.get(LIST).text
    assert deeds(app, "organisation.removed")[0].subject == f"organisation {clinic}"


def test_people_are_counted_and_the_number_leads_to_them(app: Flask, head: Person) -> None:
    school = body(app, "School")
    for name in ("Noor", "Salim"):
        invite(head, name, organisation=school)
    shown = head.get(LIST)
    assert "2 people" in shown.text
    there = next(one for one in shown.links() if f"organisation={school}" in one)
    assert "Noor" in head.get(there.removeprefix("/en")).text


def test_one_that_is_not_there_is_not_found(head: Person) -> None:
    head.post(f"{LIST}/77", SCHOOL, status=404)
    head.post(f"{LIST}/77/remove", status=404)
    head.post(f"{LIST}/{10**30}/remove", status=404)
    for nonsense in ("77", "x", "9" * 40):
        assert "Add an organisation" in head.get(f"{LIST}?change={nonsense}").text


def test_a_form_without_its_token_is_refused(app: Flask, head: Person) -> None:
    school = body(app, "School")
    before = everything(app)
    for path in (LIST, f"{LIST}/{school}", f"{LIST}/{school}/remove"):
        assert head.send(path, SCHOOL).status_code == 403
    assert everything(app) == before
