"""What nobody can do to themselves, to the last administrator, or by a form that holds more than it shows."""

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from tests.administration.desk import PEOPLE, account, deeds, everything, grants, invite, names
from tests.people import Person, add, enter, sign_in, store
from webapp.accounts import queries, second_step
from webapp.accounts.models import Account
from webapp.administration import reach, service
from webapp.administration.reach import Reach
from webapp.errors import Refused
from webapp.web.pages import PUBLIC
from webapp.web.who import Grant, Who


@pytest.fixture
def head(app: Flask) -> Person:
    """Somebody who administers the whole site."""
    return sign_in(app, "administrator", name="Huda Al Amri")


def with_second_step(app: Flask, person: Person) -> None:
    """Switch somebody's second step on."""
    now, told = app.extensions["masar.clock"](), app.extensions["masar.settings"]
    with store(app).writing() as connection:
        second_step.start(connection, queries.known_by_id(connection, person.account), settings=told)
        known = queries.known_by_id(connection, person.account)
        assert known.secret is not None
        code = pyotp.TOTP(second_step.sealer(told).open(known.secret)).at(now)
        second_step.confirm(connection, known, code, sign_in=-1, settings=told, now=now)


def test_a_second_step_is_switched_off_for_who_has_lost_the_telephone(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    with_second_step(app, person)
    shown = head.get(f"{PEOPLE}/{person.pseudonym}")
    assert any("telephone" in "".join(one.itertext()) for one in shown.all("details"))
    head.post(f"{PEOPLE}/{person.pseudonym}/second-factor/stop")
    assert account(app, id=person.account).secret is None
    assert deeds(app, "second-factor.off")[0].actor == head.pseudonym
    head.post(f"{PEOPLE}/{person.pseudonym}/second-factor/stop")
    assert len(deeds(app, "second-factor.off")) == 1


def test_erasing_says_what_goes_and_wants_the_name(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="نور البوسعيدية")
    where = f"{PEOPLE}/{person.pseudonym}/erase"
    asked = head.get(where).text
    assert "What goes" in asked
    assert "What stays" in asked
    before = everything(app)
    for wrong in ("", "Somebody else"):
        refused = head.post(where, {"name": wrong}, status=422)
        assert "That is not the name of this person" in refused.text
    assert everything(app) == before
    answer = head.post(where, {"name": "نُور  البوسعيدية"}).response
    assert answer.headers["Location"].endswith(f"{PEOPLE}?done=erased")
    assert account(app, id=person.account) is None
    assert person.pages.client.get("/en/account").status_code == 303
    assert deeds(app, "person.erased")[0].subject == person.pseudonym
    head.get(f"{PEOPLE}/{person.pseudonym}", status=404)


def test_nobody_shuts_themselves_out_or_gets_around_their_own_password(app: Flask, head: Person) -> None:
    sign_in(app, "administrator")
    before = everything(app)
    for deed, fields in (
        ("suspend", {}),
        ("erase", {"name": "Huda Al Amri"}),
        ("reset-link", {}),
        ("second-factor/stop", {}),
        ("sign-ins/end", {}),
        ("roles", {"roles": ["trainee"]}),
        ("roles", {"roles": ["administrator"], "governorate.administrator": "muscat"}),
    ):
        refused = head.post(f"{PEOPLE}/{head.pseudonym}/{deed}", fields, status=409)
        assert "This cannot be done to yourself" in refused.text
    assert everything(app) == before


def test_an_administrator_may_take_a_further_role_and_change_their_own_details(
    app: Flask, head: Person
) -> None:
    head.post(f"{PEOPLE}/{head.pseudonym}/roles", {"roles": ["administrator", "trainer"]})
    head.post(f"{PEOPLE}/{head.pseudonym}", {"name": "Huda", "language": "ar"})
    assert [one.role for one in grants(app, head.account)] == ["administrator", "trainer"]
    assert account(app, id=head.account).name == "Huda"


def test_the_last_administrator_stays_though_two_act_at_the_same_moment(app: Flask, head: Person) -> None:
    other = sign_in(app, "administrator", name="Other")
    theirs = Reach(other.account, other.pseudonym, Grant("administrator"))
    head.post(f"{PEOPLE}/{other.pseudonym}/suspend")
    now = app.extensions["masar.clock"]()
    before = everything(app)
    for deed, more in (
        (service.suspend, {}),
        (service.erase, {"name": head.name}),
        (service.set_roles, {"grants": (Grant("trainee"),)}),
    ):
        with (
            pytest.raises(Refused, match=r"account\.last-administrator"),
            store(app).writing() as connection,
        ):
            deed(connection, head.pseudonym, reach=theirs, now=now, **more)
    assert everything(app) == before


def test_what_a_form_does_not_show_changes_nothing(app: Flask, head: Person) -> None:
    invite(head, "Noor")
    noor = account(app, name="Noor")
    hidden = {
        "id": "1",
        "pseudonym": "0" * 12,
        "owner": "f" * 64,
        "password_hash": "x",
        "password": "ستة جمال تعبر جسرا أزرق",
        "is_demo": "1",
        "suspended": "2026-01-01",
        "consent_version": "9",
        "secret": "x",
        "failures": "7",
        "made": "2020-01-01",
        "name_key": "x",
        "organisation_id": "1",
        "grants": "administrator",
        "role": "administrator",
    }
    head.post(f"{PEOPLE}/{noor.pseudonym}", hidden | {"name": "Noor", "language": noor.lang})
    assert account(app, id=noor.id) == noor
    head.post(f"{PEOPLE}/{noor.pseudonym}/roles", hidden | {"roles": "trainee"})
    assert grants(app, noor.id) == (Grant("trainee"),)
    invite(head, "Second", **hidden)
    second = account(app, name="Second")
    assert (second.is_demo, second.password_hash, second.suspended, second.failures) == (False, None, None, 0)
    assert second.pseudonym != "0" * 12
    assert grants(app, second.id) == (Grant("trainee"),)


FORMS = (
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


def test_a_form_without_its_token_is_refused(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    before = everything(app)
    fields = {"name": "Noor", "roles": "trainer"}
    for form in FORMS:
        path = f"{PEOPLE}/{person.pseudonym}{form}"
        assert head.send(path, fields).status_code == 403
        head.pages.post(f"/en{path}", {"csrf": person.token(), **fields}, status=403)
    assert everything(app) == before


def test_nobody_is_found_under_a_number_there_is_not(head: Person) -> None:
    fields = {"name": "x", "language": "en", "roles": "trainee"}
    for form in FORMS:
        for nobody in ("0" * 12, "1", "somebody"):
            head.post(f"{PEOPLE}/{nobody}{form}", fields, status=404)


def test_people_for_demonstration_are_told_apart(app: Flask, head: Person) -> None:
    shown = add(app, "trainee", name="For show")
    with store(app).writing() as connection:
        connection.execute(
            sa.update(Account).where(Account.id == shown).values(is_demo=True, password_hash=None)
        )
    pseudonym = account(app, id=shown).pseudonym
    assert names(head.get(f"{PEOPLE}?state=demo")) == ["For show"]
    assert names(head.get(f"{PEOPLE}?state=active")) == [head.name]
    assert "People for demonstration have no password" in head.get(f"{PEOPLE}/{pseudonym}").text
    head.post(f"{PEOPLE}/{pseudonym}/invitation", status=409)
    head.post(f"{PEOPLE}/{pseudonym}/reset-link", status=409)


def test_pages_about_people_are_kept_by_no_cache(app: Flask, head: Person) -> None:
    person = sign_in(app, "trainee", name="Noor")
    for path in (PEOPLE, f"{PEOPLE}/{person.pseudonym}", f"{PEOPLE}/invite"):
        assert head.get(path).response.headers["Cache-Control"] == "no-store" != PUBLIC


def test_whose_reach_counts_is_the_role_of_administrator_and_no_other(app: Flask) -> None:
    here = Who(
        1, "0" * 12, "f" * 64, "x", "en", None, None,
        (Grant("administrator", 5), Grant("trainer")), 1, app.extensions["masar.clock"](), "", is_demo=False,
    )  # fmt: skip
    assert reach.of(here).limit == Grant("administrator", 5)


def test_nobody_else_comes_here(app: Flask) -> None:
    person = enter(app, add(app, "trainer", "publisher", "reviewer"))
    for path in (PEOPLE, f"{PEOPLE}/{person.pseudonym}", f"{PEOPLE}/invite", f"{PEOPLE}/import"):
        person.get(path, status=403)
