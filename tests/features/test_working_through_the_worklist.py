"""One list of all that comes back into the manual, and who sees to it."""

import dataclasses
import datetime as dt
import re

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in, store
from tests.web.small import NOW, small_site
from webapp.queues import queries as comments
from webapp.queues import service as queues
from webapp.queues.service import About
from webapp.settings import Settings

bind_feature("working_through_the_worklist.feature")

WORK, SOURCES = "/desk/manual/work", "/desk/manual/sources"
SAID = "The paragraph does not say what happens on a holiday."


@dataclasses.dataclass
class Team:
    """Two editors of a site, and the comment between them."""

    app: Flask
    first: Person
    second: Person
    comment: int = 0

    def do(self, who: Person, deed: str, **fields: str) -> None:
        """Do something about the comment."""
        who.post(WORK, {"item": "comment", "subject": str(self.comment), "deed": deed} | fields)

    def own(self, who: Person) -> str:
        """What somebody has in hand."""
        return who.get(f"{WORK}?whose=mine").text


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@given("a manual in force and two editors", target_fixture="team")
def two_editors(site: Flask) -> Team:
    return Team(site, sign_in(site, "manual-editor", name="Amal"), sign_in(site, "reviewer", name="Badr"))


@given("a reader has left a comment on a paragraph")
def commented(team: Team) -> None:
    about = About("p7k2", "reporting/routes", "7.1.1", 1, "en")
    with store(team.app).writing() as connection:
        team.comment = queues.leave(connection, about, text=SAID, now=NOW)


@when("the first editor takes the comment")
def takes(team: Team) -> None:
    team.do(team.first, "take")


@then("it is among the first editor's own work")
def first_has_it(team: Team) -> None:
    assert SAID in team.own(team.first)
    assert SAID not in team.own(team.second)


@when("the first editor hands it over to the second")
def hands_over(team: Team) -> None:
    team.do(team.first, "give", to=team.second.pseudonym)


@then("it is among the second editor's own work and no longer the first's")
def second_has_it(team: Team) -> None:
    assert SAID in team.own(team.second)
    assert SAID not in team.own(team.first)


@when("the second editor marks it as done")
def done(team: Team) -> None:
    team.do(team.second, "done")


@then("it is done among the readers' comments too")
def settled(team: Team) -> None:
    with store(team.app).reading() as connection:
        found = comments.one(connection, team.comment)
    assert found is not None
    assert (found.state, found.settled_by) == ("done", team.second.pseudonym)
    assert SAID not in team.second.get(WORK).text
    assert SAID in team.second.get(f"{WORK}?state=done").text


@when("the second editor undoes that")
def undoes(team: Team) -> None:
    team.do(team.second, "undo")


@then("it waits again")
def waits(team: Team) -> None:
    with store(team.app).reading() as connection:
        found = comments.one(connection, team.comment)
    assert found is not None
    assert found.is_open
    assert SAID in team.first.get(WORK).text


@then("the worklist shows the comment and names nobody")
def nobody(team: Team) -> None:
    seen = team.first.get(WORK).text
    assert SAID in seen
    assert "nobody’s yet" in seen


@when(parsers.parse("the first editor says that a section is to be read again in three weeks"))
def soon(team: Team) -> None:
    _dated(team, NOW.date() + dt.timedelta(days=21))


@when("the first editor says that it is to be read again in a year")
def later(team: Team) -> None:
    _dated(team, NOW.date() + dt.timedelta(days=365))


def _dated(team: Team, day: dt.date) -> None:
    sent = {"section": "reporting/routes", "review_by": day.isoformat(), "owner": team.second.pseudonym}
    team.first.post("/desk/manual/care", sent)


@then("the section is on the list with that day")
def listed(team: Team) -> None:
    seen = team.first.get(f"{WORK}?kind=review").text
    assert "due 25 November 2026" in seen
    assert "Reporting routes" in team.own(team.second)


@then("the section is not on the list")
def not_listed(team: Team) -> None:
    assert "Nothing waits here." in team.second.get(f"{WORK}?kind=review").text


@when("the first editor marks a source as changed")
def marks(team: Team) -> None:
    team.first.post(SOURCES, {"source": "S1", "note": "A new decree in the Official Gazette."})


@then("every paragraph that rests on it is listed to be read again")
def resting(team: Team) -> None:
    seen = team.first.get(SOURCES)
    assert "§7.1.1 Reporting routes paragraph" in seen.text
    assert "term of the glossary" in seen.text
    assert _left(team) > 1


@then("the changed source is on the worklist")
def on_list(team: Team) -> None:
    assert "A new decree in the Official Gazette." in team.second.get(WORK).text


@when("the first editor has read one of them again", target_fixture="before")
def reads(team: Team) -> int:
    left = _left(team)
    team.first.post(f"{SOURCES}/1", {"deed": "read", "on": "paragraph p7k2"})
    return left


@then("one fewer is still to be read")
def fewer(team: Team, before: int) -> None:
    assert _left(team) == before - 1


@when("the first editor settles the change")
def settles(team: Team) -> None:
    team.first.post(f"{SOURCES}/1", {"deed": "settle"})


@then("the changed source is no longer on the worklist")
def off_list(team: Team) -> None:
    assert "A new decree in the Official Gazette." not in team.second.get(WORK).text


def _left(team: Team) -> int:
    found = re.search(r"(\d+) of \d+ still to be read", team.first.get(SOURCES).text)
    assert found
    return int(found[1])
