"""Editions in time, as readers were promised them."""

import dataclasses
import re
from xml.etree import ElementTree as ET

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.web.pages import LABELS, Page, Pages
from tests.web.small import files, publish_again, small_site
from webapp.settings import Settings

bind_feature("editions.feature")

AR, EN = (f"manual/07-reporting/01-routes.{lang}.md" for lang in ("ar", "en"))
FRAME = "manual/manual.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclasses.dataclass
class Case:
    """A site, and what somebody has before them."""

    app: Flask
    seen: list[Page] = dataclasses.field(default_factory=list)
    feeds: dict[str, ET.Element] = dataclasses.field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.seen[-1]

    def follow(self, address: str) -> None:
        """Open an address, and what it leads to."""
        answer = self.app.test_client().get(address)
        if answer.status_code == 302:
            self.follow(answer.headers["Location"].partition("#")[0])
        else:
            self.seen.append(Pages(self.app).get(address, status=answer.status_code))


@given('edition 1 is in force from 2026-11-01, with the words "دليلًا" and "proof"', target_fixture="case")
def first_edition(settings: Settings) -> Case:
    return Case(small_site(settings))


@given(parsers.parse('edition {number:d} is in force from {day} and says "{ar}" and "{en}"'))
def further_edition(case: Case, number: int, day: str, ar: str, en: str) -> None:
    held = files()
    made = publish_again(
        case.app,
        {
            AR: held[AR].replace("دليلًا", ar),
            EN: held[EN].replace("proof", en),
            FRAME: held[FRAME].replace("2026-11-01", day),
        },
    )
    assert made == number


@when(parsers.parse('a reader asks for section "{section}" as it stood on {day}'))
def ask_on_a_day(case: Case, section: str, day: str) -> None:
    case.follow(f"/ar/manual/{section}?on={day}")


@when(parsers.parse('a reader asks what has changed in section "{section}" since edition {number:d}'))
def ask_what_changed(case: Case, section: str, number: int) -> None:
    case.follow(f"/ar/manual/{section}@{number}/changes")


@when(parsers.parse('a reader follows the citation of paragraph "{uid}" of edition {number:d}'))
def follow_citation(case: Case, uid: str, number: int) -> None:
    case.follow(f"/c/{uid}@{number}")


@when("a program asks for the feed in both languages")
def ask_for_feed(case: Case) -> None:
    for lang in LABELS:
        answer = case.app.test_client().get(f"/{lang}/editions.atom")
        case.feeds[lang] = ET.fromstring(answer.get_data())  # noqa: S314 -- our own answer


@then(parsers.parse('the page says "{words}"'))
def says(case: Case, words: str) -> None:
    assert words in case.page.text


@then(parsers.parse('the page says that it stood on "{day}" and that edition {number:d} is in force now'))
def says_when(case: Case, day: str, number: int) -> None:
    (notice,) = case.page.with_class("old")
    told = " ".join("".join(notice.itertext()).split())
    assert day in told
    assert f"الساري الآن: الإصدار {number}." in told


@then("the reader is told that no edition was in force yet")
def told_too_early(case: Case) -> None:
    assert case.page.status == 404
    assert "لم يكن في ذلك اليوم إصدار سارٍ بعد" in case.page.text


@then("the reader is told how a date is written")
def told_how(case: Case) -> None:
    assert case.page.status == 400
    assert "2026-03-01" in case.page.text


@then(parsers.parse('"{was}" is removed and "{now}" is added in {language}'))
def marked(case: Case, was: str, now: str, language: str) -> None:
    lang, said = ("ar", ("حُذف:", "أُضيف:")) if language == "Arabic" else ("en", ("removed:", "added:"))
    cells = [one for one in case.page.with_class("para") if one.get("lang") == lang]
    found = [["".join(one.itertext()) for cell in cells for one in cell.iter(tag)] for tag in ("del", "ins")]
    assert found == [[f"{said[0]} {was}"], [f"{said[1]} {now}"]]


@then("what has not changed is folded away")
def folded(case: Case) -> None:
    (fold,) = case.page.with_class("fold")
    assert fold.get("open") is None
    assert len(list(fold.iter("div"))) > 1
    assert not list(fold.iter("ins")) + list(fold.iter("del"))


@then(parsers.parse('its newest entry is edition {number:d} and names section "{section}"'))
def newest_entry(case: Case, number: int, section: str) -> None:
    for feed in case.feeds.values():
        entry = next(feed.iter(f"{ATOM}entry"))
        assert re.search(rf"\b{number}$", entry.findtext(f"{ATOM}title") or "")
        assert f"§{section} " in (entry.findtext(f"{ATOM}summary") or "")


@then("it says that the edition is unofficial")
def says_unofficial(case: Case) -> None:
    for lang, feed in case.feeds.items():
        assert feed.findtext(f"{ATOM}subtitle") == LABELS[lang]
