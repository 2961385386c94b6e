"""The notice of an edition: in both languages, for everybody, with all that has to be known of a change."""

import pytest
from flask import Flask

from tests.desk.published import SILENCE, case, second_edition
from tests.web.pages import Page, Pages
from webapp.settings import Settings

CITING, OTHER = case("at-the-gate", ("gate", SILENCE)), case("elsewhere", ("yard", "m3xd"))


@pytest.fixture
def site(settings: Settings) -> Flask:
    return second_edition(settings, CITING, OTHER)


def notice(site: Flask, lang: str = "en") -> Page:
    return Pages(site).get(f"/{lang}/manual/editions/2/notice")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_notice_says_in_both_languages_what_changed_why_for_whom_and_from_when(
    site: Flask, lang: str
) -> None:
    page = notice(site, lang)
    told = {one.get("lang"): "" for one in page.all("*") if one.get("lang")}
    for one in page.all("article")[0].iter():
        if one.get("lang"):
            told[one.get("lang")] += " ".join("".join(one.itertext()).split())
    for words in ("What changed and why", "Quicker reports", "1 December 2026", "Teacher", "The line"):
        assert words in told["en"], words
    for words in ("ما تغيّر ولماذا", "أول إصدار", "1 ديسمبر 2026", "المعلّم", "الخط"):
        assert words in told["ar"], words
    assert [tag for tag in ("ins", "del") if page.all(tag)] == ["ins", "del"]


def test_a_time_limit_stands_before_and_after_and_unchanged_ones_do_not_stand_at_all(site: Flask) -> None:
    rows = [["".join(cell.itertext()) for cell in row] for row in notice(site).all("tr")]
    english = [row for row in rows if "the report – the receipt (High)" in " ".join(row[0].split())]
    assert [row[1:] for row in english] == [["2 hours", "1 hour"]]
    assert not [row for row in rows if "the child is seen" in row[0]]


def test_the_cases_to_practise_again_are_those_that_cite_what_changed(site: Flask) -> None:
    links = notice(site).links()
    assert "/en/cases/at-the-gate" in links
    assert "/en/cases/elsewhere" not in links


def test_a_notice_is_the_same_for_all_and_leads_on_to_the_confirmation(site: Flask) -> None:
    page = notice(site)
    assert "/en/manual/editions/2/read" in page.links()
    assert page.response.headers.getlist("Set-Cookie") == []
    assert "/en/manual/editions/2/notice" in Pages(site).get("/en/editions/2").links()
    assert "/en/manual/editions/1/notice" not in Pages(site).get("/en/editions/1").links()


@pytest.mark.parametrize("number", [1, 3, 99999])
def test_an_edition_with_nothing_before_it_has_no_notice(site: Flask, number: int) -> None:
    Pages(site).get(f"/en/manual/editions/{number}/notice", status=404)
