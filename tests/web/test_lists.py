"""The lists of the manual as a reader meets them: by role and harm, time limits, entities, a card to print."""

import dataclasses
import re
from xml.etree.ElementTree import Element

import pytest
import segno
from flask import Flask

from tests.web.pages import LABELS, Page, Pages
from tests.web.small import files, publish_again, small_site
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
ROUTES = "manual/07-reporting/01-routes.ar.md"


@pytest.fixture(scope="module")
def shared(module_settings: Settings) -> Flask:
    """A site on which nothing is changed."""
    return small_site(module_settings)


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def pages(shared: Flask) -> Pages:
    return Pages(shared)


def words(one: Element | None) -> str:
    assert one is not None
    return " ".join("".join(one.itertext()).split())


def section_of(page: Page, name: str) -> Element:
    """Return the part of a page that its heading names."""
    return next(one for one in page.all("section") if one.get("aria-labelledby") == name)


def links(one: Element) -> list[str]:
    return [link.get("href", "") for link in one.iter("a")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ways_in_are_those_that_lead_somewhere_with_how_many_sections(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/browse")
    for kind, name in (
        ("role", "teacher"),
        ("stage", "report"),
        ("harm", "physical"),
        ("entity", "hotline"),
        ("form", "report-form"),
        ("theme", "reporting"),
    ):
        part = section_of(page, f"by-{kind}")
        assert f"/{lang}/browse/{kind}/{name}" in links(part)
        assert words(next(one for one in part.iter("a") if one.get("href", "").endswith(name))).endswith(" 1")
    assert f"/{lang}/browse/harm/neglect" not in page.links()
    assert [link for link in page.links() if "/clocks/" in link] == [
        f"/{lang}/clocks/{hours}" for hours in (1, 4, 24, 72, 168)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_role_has_its_sections_its_card_and_its_pathways(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/browse/role/teacher")
    assert links(section_of(page, "sections")) == [f"/{lang}/manual/reporting/routes"]
    assert links(section_of(page, "cards")) == [f"/{lang}/cards/teacher"]
    assert links(section_of(page, "pathways")) == [
        f"/{lang}/pathways/{one}" for one in ("general", "danger-now", "in-the-family")
    ]


def test_a_role_that_nothing_names_yet_has_neither_sections_nor_cards_nor_pathways(pages: Pages) -> None:
    page = pages.get("/en/browse/role/nurse")
    parts = [one.get("aria-labelledby") for one in page.all("section")]
    assert parts == ["sections"]
    assert words(page.with_class("empty")[0])
    assert "/en/browse/role/nurse" not in pages.get("/en/browse").links()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_harm_that_no_section_names_yet_still_has_its_pathways(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/browse/harm/neglect")
    assert words(section_of(page, "sections").find("./div"))
    assert links(section_of(page, "pathways")) == [f"/{lang}/pathways/danger-now"]


def test_a_case_is_found_by_its_harm(app: Flask) -> None:
    page = Pages(app).get("/en/browse/harm/physical")
    cases = links(section_of(page, "cases"))
    assert cases
    assert all(link.startswith("/en/cases/") for link in cases)


@pytest.mark.parametrize(
    ("lang", "heads", "told"),
    [
        ("en", ["Critical", "High", "Medium", "Low"], ["none", "24 hours", "none", "none"]),
        ("ar", ["حرج", "مرتفع", "متوسط", "منخفض"], ["لا يوجد", "24 ساعة", "لا يوجد", "لا يوجد"]),
    ],
)
def test_a_time_limit_stands_at_its_level_of_risk(
    pages: Pages, lang: str, heads: list[str], told: list[str]
) -> None:
    page = pages.get(f"/{lang}/clocks")
    row = page.by_id("CL-SEEN")
    assert row is not None
    assert [words(one) for one in page.all("th")][1:5] == heads
    assert [words(one) for one in row.findall("./td")][:4] == told
    assert f"/{lang}/manual/reporting/routes#d4ls" in links(row)
    assert f"/{lang}/manual/reporting/routes" in links(row)
    assert [one.get("class") for one in page.with_class("limit")] == ["limit starter", "limit"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (1, []),
        (2, ["2 hours"]),
        (23, ["2 hours"]),
        (24, ["2 hours", "24 hours"]),
        (9999, ["2 hours", "24 hours"]),
    ],
)
def test_what_is_due_within_some_hours_comes_the_shortest_first(
    pages: Pages, hours: int, told: list[str]
) -> None:
    page = pages.get(f"/en/clocks/{hours}")
    rows = [words(one.find("./th")) for one in page.all("tr")[1:]]
    assert rows == told
    assert len(page.with_class("empty")) == (not told)


@pytest.mark.parametrize(
    ("hours", "title"),
    [(1, "1 hour"), (24, "24 hours"), (47, "47 hours"), (48, "2 days"), (50, "50 hours"), (72, "3 days")],
)
def test_hours_are_told_in_days_only_where_they_are_whole_days(pages: Pages, hours: int, title: str) -> None:
    assert pages.get(f"/en/clocks/{hours}").title.startswith(f"Due within {title}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_public_numbers_stand_in_the_directory(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/entities")
    assert {link for link in page.links() if link.startswith("tel:")} == {"tel:1100", "tel:9999"}
    one = pages.get(f"/{lang}/entities/hotline")
    assert {"ar": "يتلقّى البلاغات", "en": "takes reports"}[lang] in words(section_of(one, "does"))
    assert {"ar": "قانون التعليم", "en": "Education Law"}[lang] in words(one.with_class("sources")[0])
    assert not pages.get(f"/{lang}/entities/police").with_class("sources")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_says_what_applies_to_it_and_whom_it_concerns(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/manual/reporting/routes")
    assert links(section_of(page, "limits")) == [f"/{lang}/clocks#CL-SEEN"]
    assert links(section_of(page, "forms")) == [f"/{lang}/manual/response/recording"]
    assert links(section_of(page, "related")) == [f"/{lang}/manual/response/recording"]
    assert links(section_of(page, "concerns")) == [
        f"/{lang}/browse/role/teacher",
        f"/{lang}/entities/hotline",
        f"/{lang}/browse/stage/report",
    ]


def test_a_section_that_names_no_role_and_no_entity_still_says_whom_it_concerns(pages: Pages) -> None:
    page = pages.get("/en/manual/response/recording")
    assert links(section_of(page, "concerns")) == ["/en/browse/harm/physical", "/en/browse/stage/notice"]
    assert not [
        one for one in page.all("section") if one.get("aria-labelledby") in {"limits", "forms", "related"}
    ]


def test_a_section_says_how_far_it_stands_in_its_chapter(pages: Pages) -> None:
    told = {
        one: words(pages.get(f"/en/manual/{one}").with_class("far")[0])
        for one in ("reporting/routes", "response/recording")
    }
    assert told == {"reporting/routes": "section 1 of 1", "response/recording": "section 2 of 2"}


def test_a_section_says_in_which_edition_it_last_changed(site: Flask) -> None:
    publish_again(site, {ROUTES: files()[ROUTES].replace("لا تنتظر", "لا تطلب")})
    pages = Pages(site)
    assert "last changed in edition 2" in pages.get("/en/manual/reporting/routes").text
    assert "last changed in edition 1" in pages.get("/en/manual/response/recording").text
    assert "last changed in edition 1" in pages.get("/en/manual/reporting/routes@1").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_has_its_four_parts_and_says_which_edition_it_is(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/cards/teacher")
    [card] = page.with_class("qcard")
    parts = [one.get("class") for one in card.iter("section")]
    assert parts == ["q-do", "q-avoid", "q-record", "q-call"]
    assert len(card.findall(".//ol/li")) == 2
    [foot] = page.with_class("qfoot")
    assert LABELS[lang] in words(foot)
    assert {"ar": "الإصدار 1", "en": "Edition 1"}[lang] in words(foot)
    assert f"/{lang}/cards/teacher" in words(foot)
    assert "1100" in words(foot)
    assert "9999" in words(foot)
    assert links(card)[0] == f"/{lang}/manual/reporting/routes#d4ls"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("public_url", ["", "https://masar.example"])
def test_the_code_on_a_card_is_its_whole_address_and_nothing_else(
    settings: Settings, lang: str, public_url: str
) -> None:
    pages = Pages(small_site(dataclasses.replace(settings, public_url=public_url)))
    source = pages.get(f"/{lang}/cards/teacher?name=Salim&age=9").source
    address = f"{public_url or 'http://localhost'}/{lang}/cards/teacher"
    wanted = segno.make(address, micro=False, error="m").svg_inline(border=2, omitsize=True, lineclass=None)
    drawn = re.findall(r'<svg[^>]*class="qr".*?</svg>', source, re.DOTALL)
    assert len(drawn) == 1
    dark = re.findall(r'd="(M[^"]+)"', wanted)[-1]
    assert dark in drawn[0]
    assert dark not in source.replace(drawn[0], "")
