"""What a change of the manual does to the cases that teach it, before and after it is published."""

import dataclasses

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.desk.late_report import ID, amend, limit_of, publish_with, silence, site
from tests.people import Person, sign_in, store
from tests.trainee import Trainee
from tests.web.pages import Pages
from webapp.scenarios import flags
from webapp.settings import Settings

bind_feature("knowing_the_consequences.feature")

OTHER = silence("لا يُنبَّه من يُشتبه فيه", "The person suspected must not be warned.")
WITHDRAWN = "This case is not offered at the moment"


@dataclasses.dataclass
class Desk:
    """A site with its case, its editor and its author, and who plays."""

    app: Flask
    editor: Person
    author: Person
    trainee: Trainee | None = None
    seen: str = ""

    @property
    def flag(self) -> flags.Flag:
        """The one flag that waits."""
        with store(self.app).reading() as connection:
            (one,) = flags.waiting(connection)
        return one

    def settle(self, **sent: str) -> None:
        """Do something about the flag."""
        self.author.post(f"/desk/manual/flags/{self.flag.id}", sent)


@pytest.fixture
def made(settings: Settings) -> Flask:
    return site(settings)


@given("a case whose expert reports within ten hours of a limit of 24", target_fixture="desk")
def case_in_force(made: Flask) -> Desk:
    return Desk(made, sign_in(made, "manual-editor"), sign_in(made, "scenario-author"))


@given("a trainee is in the middle of the case")
def playing(desk: Desk) -> None:
    desk.trainee = Trainee(desk.app, ID, lang="en")
    desk.trainee.begin()


@when(parsers.parse("an editor amends the limit to {hours:d} hours"))
def amends(desk: Desk, hours: int) -> None:
    written = amend(desk.app, desk.editor, limit_of(str(hours)))
    desk.seen = desk.editor.get(f"/desk/manual/amendments/{written.id}/consequences").text


@then("the consequences name the case, and the wrong answer that now keeps to the limit")
def names_it(desk: Desk) -> None:
    assert "A late report" in desk.seen
    assert "the key is contradicted" in desk.seen
    assert "A wrong answer now keeps to the limit “Report”: Morning: After the lesson" in desk.seen


@then("they tell what that answer costs now and then")
def tells_costs(desk: Desk) -> None:
    assert "Costs now Costs then" in desk.seen or "Costs nowCosts then" in desk.seen
    assert "answers score otherwise" in desk.seen


@then("the consequences say that the expert’s way no longer keeps to it")
def expert_out(desk: Desk) -> None:
    assert "The expert’s way no longer keeps to the limit “Report”." in desk.seen


@when("a paragraph that the case cites is published with another meaning")
def published(desk: Desk) -> None:
    publish_with(desk.app, OTHER, {"c8nw": "meaning"})


@when("a paragraph that the case cites is published with a cosmetic change")
def published_lightly(desk: Desk) -> None:
    publish_with(desk.app, OTHER, {"c8nw": "cosmetic"})


@then("the case waits to be looked at, with that paragraph named")
def waits(desk: Desk) -> None:
    assert desk.flag.uids == ("c8nw",)
    for person in (desk.author, desk.editor):
        assert "A late report" in person.get("/desk/manual/flags").text
        assert "Cases to be looked at A late report" in person.get("/desk/manual/work").text


@then("no case waits to be looked at")
def none_waits(desk: Desk) -> None:
    assert "A late report" not in desk.author.get("/desk/manual/flags").text


@then("trainees see nothing of it")
def sees_nothing(desk: Desk) -> None:
    assert "under review" not in Pages(desk.app).get(f"/en/cases/{ID}").text


@when("an author shows trainees that it is under review")
def shows(desk: Desk) -> None:
    desk.settle(deed="show")


@then("trainees see that it is under review")
def sees(desk: Desk) -> None:
    assert "under review" in Pages(desk.app).get(f"/en/cases/{ID}").text


@when("an author withdraws the case")
def withdraws(desk: Desk) -> None:
    desk.settle(deed="withdraw", reason="It teaches what holds no more.")


@then("nobody can begin it")
def cannot_begin(desk: Desk) -> None:
    reader = Pages(desk.app)
    assert "A late report" not in reader.get("/en/cases").text
    assert WITHDRAWN in reader.get(f"/en/cases/{ID}").text
    assert WITHDRAWN in reader.post(f"/en/cases/{ID}/attempts", {}, status=409).text


@then("the trainee goes on with it")
def goes_on(desk: Desk) -> None:
    assert desk.trainee is not None
    assert desk.trainee.look().status_code == 200
