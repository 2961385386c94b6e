"""Switching the language without losing the place."""

import dataclasses

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.web.pages import Page, Pages
from tests.web.small import small_site
from webapp.settings import Settings

bind_feature("switching_language.feature")


@dataclasses.dataclass
class Case:
    """A site, and where a reader has been."""

    app: Flask
    addresses: list[str] = dataclasses.field(default_factory=list)
    seen: list[Page] = dataclasses.field(default_factory=list)

    def read(self, address: str) -> None:
        self.addresses.append(address)
        self.seen.append(Pages(self.app).get(address))

    def paragraphs(self, page: Page) -> list[str | None]:
        return [one.get("id") for one in page.with_class("para")]


@given("the manual has been published in both languages", target_fixture="case")
def published(settings: Settings) -> Case:
    return Case(small_site(settings))


@given(parsers.parse('a reader of Arabic is at section "{section}"'))
def at_section(case: Case, section: str) -> None:
    case.read(f"/ar/manual/{section}")


@given(parsers.parse('a reader of Arabic has searched for "{words}"'))
def searched(case: Case, words: str) -> None:
    case.read(f"/ar/search?q={words}")


@when("the reader switches the language")
def switch(case: Case) -> None:
    bar = case.seen[-1].with_class("bar-end")[0]
    case.read(next(one.get("href", "") for one in bar.iter("a") if one.get("hreflang")))


@then("the page is in English")
def in_english(case: Case) -> None:
    assert (case.seen[-1].tree.get("lang"), case.seen[-1].tree.get("dir")) == ("en", "ltr")


@then("it is the same section, with the same paragraphs")
def same_section(case: Case) -> None:
    before, after = case.seen[-2:]
    assert before.title.split()[0] == after.title.split()[0]
    assert [one for one in case.paragraphs(before) if one] == [one for one in case.paragraphs(after) if one]


@then(parsers.parse("the address still names edition {number:d}"))
def names_edition(case: Case, number: int) -> None:
    assert case.addresses[-1].endswith(f"@{number}")


@then(parsers.parse('the words "{words}" are still asked'))
def still_asked(case: Case, words: str) -> None:
    asked = case.seen[-1].by_id("q")
    assert asked is not None
    assert asked.get("value") == words


@then("the page is the one the reader came from")
def came_from(case: Case) -> None:
    assert case.addresses[-1] == case.addresses[0]
    assert case.seen[-1].source == case.seen[0].source
