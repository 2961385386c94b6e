"""Steps of inviting.feature."""

import csv
import dataclasses
import io
from collections.abc import Iterator

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.administration.desk import PEOPLE, account, body, invite
from tests.administration.lists import IMPORT, agree, links, look_over, parcel, written
from tests.conftest import Clock
from tests.people import Person, sign_in, store
from tests.web.pages import Page, Pages
from webapp.app import create_app
from webapp.settings import Settings

bind_feature("inviting.feature")

BOTH = written("Noor,,trainee,Al Ghadir,,English", "Salim,,trainee,Al Ghadir,,English")
MISTYPED = written("Noor,,trainee,Al Ghadir,,English", "Salim,,trainee,Al Gadir,,English")


@dataclasses.dataclass
class Office:
    """Who administers, and what they were shown."""

    app: Flask
    person: Person
    school: int
    seen: list[Page] = dataclasses.field(default_factory=list)
    table: list[list[str]] = dataclasses.field(default_factory=list)

    def send(self, content: bytes) -> None:
        self.seen.append(look_over(self.person, content))

    def agree(self, status: int = 200) -> None:
        self.seen.append(agree(self.person, self.seen[-1], status=status))

    def section(self, name: str) -> str:
        """What stands under one heading of the page last seen."""
        return next(
            (
                " ".join("".join(one.itertext()).split())
                for one in self.seen[-1].all("section")
                if one.get("aria-labelledby") == name
            ),
            "",
        )


@pytest.fixture
def site(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = create_app(settings, clock=clock)
    made.testing = True
    yield made
    store(made).close()


@given(parsers.parse('Huda administers a site that knows the school "{school}"'), target_fixture="office")
def huda(site: Flask, school: str) -> Office:
    return Office(site, sign_in(site, "administrator", name="Huda"), body(site, school, "مدرسة الغدير"))


@given("she has sent a list of Noor and Salim")
@when("she sends a list of Noor and Salim")
def send_both(office: Office) -> None:
    office.send(BOTH)


@when("she sends a list in which Salim's school is mistyped")
def send_mistyped(office: Office) -> None:
    office.send(MISTYPED)


@given("she has invited the good rows of a list in which Salim's school is mistyped")
def invited_good_rows(office: Office) -> None:
    office.send(MISTYPED)
    office.agree()


@given("she has invited Noor and Salim from a list")
def invited_both(office: Office) -> None:
    office.send(BOTH)
    office.agree()


@given("Amal administers that school alone")
def amal(office: Office) -> None:
    body(office.app, "Another School")
    office.person = sign_in(office.app, "administrator", name="Amal", organisation=office.school)


@when("Amal sends a list with an administrator, and somebody of another school")
def send_beyond(office: Office) -> None:
    office.send(written("Noor,,administrator,,,", "Salim,,trainee,Another School,,"))


@when("she agrees")
def agrees(office: Office) -> None:
    is_late = account(office.app, name="Salim") is not None
    office.agree(status=409 if is_late else 200)


@when("a colleague invites Salim")
def colleague(office: Office) -> None:
    invite(sign_in(office.app, "administrator"), "Salim")


@when("she takes the links along")
def take(office: Office) -> None:
    sent = {"csrf": office.person.token(), "step": "list", "parcel": parcel(office.seen[-1])}
    answer = office.person.send(IMPORT, sent)
    office.table = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


@then("she sees that Noor and Salim would be invited")
def both_would(office: Office) -> None:
    good = office.section("good-h")
    assert "Noor" in good
    assert "Salim" in good


@then("nobody has been invited")
def nobody(office: Office) -> None:
    assert account(office.app, name="Noor") is None
    assert account(office.app, name="Salim") is None


@then(parsers.parse('she is told the row of Salim and that "{school}" may be meant'))
def told(office: Office, school: str) -> None:
    faulty = office.section("faulty-h")
    assert "Row 3" in faulty
    assert "Salim" in faulty
    assert f"Perhaps this was meant: {school}" in faulty
    assert "Noor" not in faulty


@then("Noor and Salim can each join with a link of their own")
def each_joins(office: Office) -> None:
    found = links(office.seen[-1])
    assert len(set(found)) == 2
    for link, name in zip(found, ("Noor", "Salim"), strict=True):
        assert f"Welcome, {name}" in Pages(office.app).get(link).text


@then("she sees that only Salim would be invited")
def only_salim(office: Office) -> None:
    assert "Salim" in office.section("good-h")
    assert "Noor" not in office.section("good-h")
    assert "Somebody here has that name already" in office.section("faulty-h")


@then("she is told that something has changed")
def changed(office: Office) -> None:
    assert "Something has changed since this list was looked over" in office.seen[-1].text


@then("Noor has not been invited")
def not_noor(office: Office) -> None:
    assert account(office.app, name="Noor") is None


@then("the table holds one link for each of them")
def one_each(office: Office) -> None:
    assert [row[0] for row in office.table[2:]] == ["Noor", "Salim"]
    assert [row[2].rpartition("localhost")[2] for row in office.table[2:]] == links(office.seen[-1])


@then("no page shows her a link any more")
def shown_once(office: Office) -> None:
    noor = account(office.app, name="Noor")
    pages = [office.person.get(path) for path in (PEOPLE, f"{PEOPLE}/{noor.pseudonym}", IMPORT)]
    assert not any("/invitation/" in page.source for page in pages)


@then("she sees that only the administrator would be invited, within her school")
def only_within(office: Office) -> None:
    good = office.section("good-h")
    assert "Noor" in good
    assert "Administrator (within Al Ghadir)" in good
    assert "Salim" not in good
