"""An administrator of one organisation or governorate sees and touches what lies within, and gives no more."""

import dataclasses

import pytest
from flask import Flask

from tests.administration.desk import PEOPLE, account, body, everything, grants, invite, names
from tests.people import Person, add, enter, sign_in
from webapp.web.who import Grant

DEEDS = (
    "",
    "/roles",
    "/suspend",
    "/restore",
    "/sign-ins/end",
    "/second-factor/stop",
    "/invitation",
    "/reset-link",
    "/erase",
)
FORM = {"name": "Changed", "language": "en", "roles": ["trainee"]}


@dataclasses.dataclass
class Desk:
    """Two organisations, their people, and somebody who looks after the first."""

    app: Flask
    mine: int
    other: int
    limited: Person
    within: Person
    outside: Person


@pytest.fixture
def desk(app: Flask) -> Desk:
    add(app, "administrator", name="Of the whole site")
    mine, other = body(app, "Mine"), body(app, "Other")
    return Desk(
        app,
        mine,
        other,
        limited=sign_in(app, "administrator", name="Limited", organisation=mine),
        within=sign_in(app, "trainee", name="Within", organisation=mine),
        outside=sign_in(app, "trainee", name="Outside", organisation=other),
    )


def test_only_people_within_are_seen(desk: Desk) -> None:
    listed = desk.limited.get(PEOPLE)
    assert names(listed) == ["Limited", "Within"]
    assert "2 people" in listed.text
    assert names(desk.limited.get(f"{PEOPLE}?organisation={desk.other}")) == []
    assert names(desk.limited.get(f"{PEOPLE}?q=Outside")) == []
    assert "Mine" in listed.text
    assert "Other" not in listed.text


def test_whoever_lies_outside_cannot_be_told_from_nobody(desk: Desk) -> None:
    before = everything(desk.app)
    for deed in DEEDS:
        for pseudonym in (desk.outside.pseudonym, "0" * 12):
            refused = desk.limited.post(f"{PEOPLE}/{pseudonym}{deed}", FORM, status=404)
            assert "There is no such person" in refused.text
    desk.limited.get(f"{PEOPLE}/{desk.outside.pseudonym}", status=404)
    desk.limited.get(f"{PEOPLE}/{desk.outside.pseudonym}/erase", status=404)
    assert everything(desk.app) == before


def test_whom_they_invite_belongs_there_and_gets_roles_no_wider(desk: Desk) -> None:
    invite(
        desk.limited, "New", "trainer", "administrator",
        **{"organisation": desk.other, "organisation.administrator": "", "organisation.trainer": desk.other},
    )  # fmt: skip
    new = account(desk.app, name="New")
    assert new.organisation_id == desk.mine
    assert grants(desk.app, new.id) == (Grant("administrator", desk.mine), Grant("trainer", desk.mine))
    form = desk.limited.get(f"{PEOPLE}/invite")
    assert form.by_id("f-organisation") is None
    assert form.by_id("organisation-trainer") is None
    assert form.by_id("governorate-trainer") is not None


def test_roles_they_set_are_narrowed_to_their_own_limits(desk: Desk) -> None:
    fields = {"roles": ["administrator"], "organisation.administrator": desk.other}
    desk.limited.post(f"{PEOPLE}/{desk.within.pseudonym}/roles", fields)
    assert grants(desk.app, desk.within.account) == (Grant("administrator", desk.mine),)


def test_nobody_is_moved_out_of_what_they_look_after(desk: Desk) -> None:
    for organisation in ("", desk.other):
        fields = {"name": "Within", "language": "en", "organisation": organisation, "governorate": "dhofar"}
        desk.limited.post(f"{PEOPLE}/{desk.within.pseudonym}", fields)
        assert account(desk.app, id=desk.within.account).organisation_id == desk.mine
    assert account(desk.app, id=desk.within.account).governorate == "dhofar"


def test_their_own_role_cannot_be_widened(desk: Desk) -> None:
    where = f"{PEOPLE}/{desk.limited.pseudonym}"
    desk.limited.post(f"{where}/roles", {"roles": ["administrator"], "organisation.administrator": ""})
    assert grants(desk.app, desk.limited.account) == (Grant("administrator", desk.mine),)
    narrower = {"roles": ["administrator"], "governorate.administrator": "muscat"}
    desk.limited.post(f"{where}/roles", narrower, status=409)


@pytest.mark.parametrize("role", ["administrator", "trainer", "publisher"])
def test_whoever_holds_a_wider_role_is_seen_and_not_touched(desk: Desk, role: str) -> None:
    wide = sign_in(desk.app, "trainee", name="Wide", organisation=desk.mine)
    head = enter(desk.app, account(desk.app, name="Of the whole site").id)
    path = f"{PEOPLE}/{wide.pseudonym}"
    head.post(f"{path}/roles", {"roles": [role, "trainee"]})
    before = everything(desk.app)
    seen = desk.limited.get(path)
    assert "holds a role that reaches further than yours" in seen.text
    assert not [form for form in seen.all("form") if path in form.get("action", "")]
    for deed in DEEDS:
        refused = desk.limited.post(f"{path}{deed}", FORM | {"name": "Wide"}, status=409)
        assert "reaches further than yours" in refused.text
    assert everything(desk.app) == before


def test_a_trainee_concerns_nobody_else_however_widely_that_was_given(desk: Desk) -> None:
    head = enter(desk.app, account(desk.app, name="Of the whole site").id)
    invite(head, "Plain", "trainee", organisation=desk.mine)
    plain = account(desk.app, name="Plain")
    assert grants(desk.app, plain.id) == (Grant("trainee"),)
    desk.limited.post(f"{PEOPLE}/{plain.pseudonym}/suspend")
    assert account(desk.app, id=plain.id).suspended is not None


def test_people_within_are_looked_after_in_every_way(desk: Desk) -> None:
    path = f"{PEOPLE}/{desk.within.pseudonym}"
    desk.limited.post(f"{path}/reset-link", status=200)
    desk.limited.post(f"{path}/sign-ins/end")
    desk.limited.post(f"{path}/suspend")
    desk.limited.post(f"{path}/restore")
    desk.limited.post(f"{path}/erase", {"name": "Within"})
    assert account(desk.app, id=desk.within.account) is None


def test_a_governorate_limits_as_an_organisation_does(desk: Desk) -> None:
    of_muscat = sign_in(desk.app, "administrator", name="Of Muscat", governorate="muscat")
    here = sign_in(desk.app, "trainee", name="Here", organisation=desk.other, governorate="muscat")
    there = sign_in(desk.app, "trainee", name="There", organisation=desk.other, governorate="dhofar")
    assert names(of_muscat.get(PEOPLE)) == ["Here", "Of Muscat"]
    of_muscat.get(f"{PEOPLE}/{there.pseudonym}", status=404)
    fields = {"name": "Here", "language": "en", "organisation": desk.mine, "governorate": "dhofar"}
    of_muscat.post(f"{PEOPLE}/{here.pseudonym}", fields)
    kept = account(desk.app, id=here.account)
    assert (kept.organisation_id, kept.governorate) == (desk.mine, "muscat")
    head = enter(desk.app, account(desk.app, name="Of the whole site").id)
    whole_body = {"roles": "trainer", "organisation.trainer": desk.other}
    head.post(f"{PEOPLE}/{here.pseudonym}/roles", whole_body)
    of_muscat.post(f"{PEOPLE}/{here.pseudonym}/suspend", status=409)
    head.post(f"{PEOPLE}/{here.pseudonym}/roles", whole_body | {"governorate.trainer": "muscat"})
    of_muscat.post(f"{PEOPLE}/{here.pseudonym}/suspend")


def test_the_site_itself_is_closed_to_them(desk: Desk) -> None:
    desk.limited.get("/administration/organisations", status=403)
    desk.limited.post("/administration/organisations", {"name_ar": "س", "name_en": "x"}, status=403)
