"""Finding what concerns one, as readers and editors were promised it."""

import dataclasses
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.web.pages import Page, Pages
from tests.web.small import files, publish_again, small_site, store_of
from webapp.database import Base
from webapp.settings import Settings

bind_feature("finding.feature")

CLOCKS = "manual/clocks.yaml"
NAMING = {
    "text": "/en/manual/reporting/routes",
    "card": "/en/cards/teacher",
    "pathway": "/en/pathways/in-the-family",
    "pathway in the text": "/en/manual/response/recording",
    "list": "/en/clocks",
}
"""Where the limit of the example is told: in a table, on a card, beside a station, in the list of limits."""


@dataclasses.dataclass
class Case:
    """A site, what a reader has before them, and how many rows there were before anything was asked."""

    app: Flask
    rows: int = 0
    seen: list[Page] = dataclasses.field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.seen[-1]

    def read(self, address: str) -> None:
        self.seen.append(Pages(self.app).get(address))

    def limits(self, address: str) -> list[str]:
        """Return the time limits that a page tells, in its own words."""
        page = Pages(self.app).get(address)
        return [" ".join("".join(one.itertext()).split()) for one in page.with_class("limit")]


def kept(app: Flask) -> int:
    with store_of(app).reading() as connection:
        tables = Base.metadata.tables.values()
        return sum(
            connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in tables
        )


@given("the manual has been published", target_fixture="case")
def published(settings: Settings) -> Case:
    app = small_site(settings)
    return Case(app, kept(app))


@given(parsers.parse('everything that names the limit "{clock}" says "{words}"'))
@then(parsers.parse('the text, the card, the pathway and the list of limits say "{words}"'))
def say(case: Case, words: str) -> None:
    for name, address in NAMING.items():
        assert any(one in {words, f"within {words}"} for one in case.limits(address)), name


@when(parsers.parse('a reader looks for what concerns the role "{role}"'))
def look_for(case: Case, role: str) -> None:
    case.read(f"/en/browse/role/{role}")


@when(parsers.parse("a reader asks what is due within {hours:d} hours"))
def ask_due(case: Case, hours: int) -> None:
    case.read(f"/en/clocks/{hours}")


@when(parsers.parse('a reader of the pathways answers "{question}" with "{answer}"'))
def answer(case: Case, question: str, answer: str) -> None:
    case.read(f"/en/pathways?{quote(question)}={quote(answer)}")


@when(parsers.parse('a reader asks how to cite the paragraph "{uid}"'))
def ask_cite(case: Case, uid: str) -> None:
    case.read(f"/en/cite/{uid}")


@when(parsers.parse('a reader opens section "{section}" in both languages'))
def open_both(case: Case, section: str) -> None:
    case.read(f"/en/manual/{section}/both")


@when(parsers.parse('an editor changes the limit "{clock}" to {hours:d} hours and the change is published'))
def change_limit(case: Case, clock: str, hours: int) -> None:
    before, _, rest = files()[CLOCKS].partition(f"- id: {clock}\n")
    publish_again(
        case.app, {CLOCKS: f"{before}- id: {clock}\n" + rest.replace("limit: 24", f"limit: {hours}", 1)}
    )


@then(parsers.parse('section "{section}" is offered'))
def offered(case: Case, section: str) -> None:
    assert f"/en/manual/{section}" in case.page.links()


@then(parsers.parse('section "{section}" is not offered'))
def not_offered(case: Case, section: str) -> None:
    assert f"/en/manual/{section}" not in case.page.links()


@then(parsers.parse('the card "{card}" is offered'))
def card_offered(case: Case, card: str) -> None:
    assert f"/en/cards/{card}" in case.page.links()


@then(parsers.parse('the answers are "{answers}", the shortest first'))
def answers_are(case: Case, answers: str) -> None:
    rows = case.page.all("tr")[1:]
    assert ["".join(one[0].itertext()) for one in rows] == answers.split(", ")


@then("each of them names the event it is counted from")
def names_event(case: Case) -> None:
    assert all("the report" in "".join(one.itertext()) for one in case.page.all("tr")[1:])


@then(parsers.parse('the first pathway is "{title}"'))
def first_is(case: Case, title: str) -> None:
    assert "".join(case.page.with_class("pathway")[0][0][0].itertext()) == title


@then("the pathway for any other case comes after it")
def other_after(case: Case) -> None:
    titles = ["".join(one[0][0].itertext()) for one in case.page.with_class("pathway")]
    assert "Any other case" in titles[1:]


@then("nothing was kept of the answers")
def nothing_kept(case: Case) -> None:
    assert kept(case.app) == case.rows
    assert "Set-Cookie" not in case.page.response.headers


@then("the citation stands in Arabic and in English")
def cited_in_both(case: Case) -> None:
    told = {lang: case.page.by_id(f"cite-{lang}") for lang in ("ar", "en")}
    assert all(one is not None and one.get("lang") == lang for lang, one in told.items())
    assert [one is not None and "7.1.1" in "".join(one.itertext()) for one in told.values()] == [True, True]


@then(parsers.parse("each citation leads to the paragraph as edition {number:d} has it"))
def cited_edition(case: Case, number: int) -> None:
    for lang in ("ar", "en"):
        cited = case.page.by_id(f"cite-{lang}")
        assert cited is not None
        address = "".join(next(one for one in cited.iter() if one.get("class") == "path").itertext())
        answer = case.app.test_client().get(address)
        assert answer.headers["Location"] == f"/{lang}/manual/reporting/routes@{number}#p7k2"


@then("every paragraph stands beside its twin")
def beside_twin(case: Case) -> None:
    ids = [one.get("id") for one in case.page.with_class("para")]
    assert len(ids) == 12
    assert ids[1::2] == [f"ar-{uid}" for uid in ids[::2]]


@then(parsers.parse('none of them says "{words}" of it any more'))
def none_says(case: Case, words: str) -> None:
    for name, address in NAMING.items():
        assert not [one for one in case.limits(address) if words in one], name


@then(parsers.parse("what is due within {hours:d} hours has it too"))
def due_has(case: Case, hours: int) -> None:
    assert f"{hours} hours" in case.limits(f"/en/clocks/{hours}")
