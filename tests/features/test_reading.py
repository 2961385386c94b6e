"""Reading the manual, as readers were promised it."""

import dataclasses

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.web.pages import LABELS, Page, Pages
from tests.web.small import files, publish_again, small_site
from webapp.settings import Settings

bind_feature("reading.feature")

ROUTES = "manual/07-reporting/01-routes.ar.md"


@dataclasses.dataclass
class Case:
    """A site, and what a reader has before them."""

    app: Flask
    seen: list[Page] = dataclasses.field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.seen[-1]

    def read(self, address: str, status: int = 200) -> None:
        self.seen.append(Pages(self.app).get(address, status=status))

    def follow(self, address: str) -> None:
        answer = self.app.test_client().get(address)
        if answer.status_code == 302:
            self.read(answer.headers["Location"].partition("#")[0])
        else:
            self.read(address, answer.status_code)


@given("the manual has been published", target_fixture="case")
def published(settings: Settings) -> Case:
    return Case(small_site(settings))


@given(parsers.parse('a second edition says "{after}" where the first said "{before}"'))
def second_edition(case: Case, after: str, before: str) -> None:
    publish_again(case.app, {ROUTES: files()[ROUTES].replace(before, after)})


@given(parsers.parse('a reader has read section "{section}"'))
@when(parsers.parse('the reader reads section "{section}"'))
def read_section(case: Case, section: str) -> None:
    case.read(f"/ar/manual/{section}")


@when(parsers.parse('a reader opens the paragraph "{uid}"'))
def open_paragraph(case: Case, uid: str) -> None:
    case.follow(f"/c/{uid}")


@when(parsers.parse('a reader opens the paragraph "{uid}" as edition {number:d} has it'))
def open_paragraph_of(case: Case, uid: str, number: int) -> None:
    case.follow(f"/c/{uid}@{number}")


@when("a reader opens the first page, the contents, a section and a page that does not exist")
def open_all(case: Case) -> None:
    for address, status in (
        ("/ar", 200),
        ("/ar/manual", 200),
        ("/ar/manual/reporting/routes", 200),
        ("/ar/x", 404),
    ):
        case.read(address, status)


@then(parsers.parse('the reader stands at section "{number}"'))
def stands_at(case: Case, number: str) -> None:
    assert case.page.title.startswith(number)


@then(parsers.parse('the page carries the paragraph "{uid}"'))
def carries(case: Case, uid: str) -> None:
    assert case.page.by_id(uid) is not None


@then(parsers.parse('the page says "{words}"'))
def says(case: Case, words: str) -> None:
    assert words in case.page.text


@then(parsers.parse("the page says that edition {number:d} is the present one"))
def says_present(case: Case, number: int) -> None:
    notice = case.page.with_class("old")
    assert str(number) in "".join(notice[0].itertext())


@then("the reader is told that there is no such paragraph")
def told(case: Case) -> None:
    assert case.page.status == 404
    assert "لا توجد هذه الفقرة" in case.page.text


@then("each of them says that the edition is unofficial")
def unofficial(case: Case) -> None:
    assert all(LABELS["ar"] in page.text for page in case.seen)


@then(parsers.parse("each of them names {first} and {second}"))
def names(case: Case, first: str, second: str) -> None:
    for page in case.seen:
        assert {f"tel:{first}", f"tel:{second}"} <= set(page.links())
