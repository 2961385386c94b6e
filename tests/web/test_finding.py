"""Finding one's way in the manual: every page in both languages, what is not there, and nothing kept."""

import dataclasses

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.web.finding import ASKED, CARD, EVERYWHERE, FOUND, MISSING, NOTHING_YET
from tests.web.pages import Page, Pages
from tests.web.small import empty_site, files, publish_again, small_site, store_of
from webapp.database import Base
from webapp.reading import addresses
from webapp.settings import Settings
from webapp.web.language import other_language

LANGUAGES = ("ar", "en")


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


def switched(page: Page) -> str:
    """Return where the page leads for the other language."""
    [bar] = page.with_class("bar-end")
    return next(one.get("href", "") for one in bar.iter("a") if one.get("hreflang"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", FOUND)
def test_every_way_in_can_be_opened_by_everybody_and_kept_for_all(
    pages: Pages, lang: str, address: str
) -> None:
    page = pages.get(f"/{lang}{address}")
    assert page.tree.get("lang") == lang
    assert page.response.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_depends_on_the_question_or_on_the_host_is_kept_for_nobody(pages: Pages, lang: str) -> None:
    for address in (ASKED, CARD, "/pathways?danger="):
        assert pages.get(f"/{lang}{address}").response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_said_in_the_readers_language(pages: Pages, lang: str, address: str) -> None:
    page = pages.get(f"/{lang}{address}", status=404)
    assert page.tree.get("lang") == lang
    assert MISSING[address][lang] in page.text
    assert f"/{lang}/search" in page.source


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", EVERYWHERE)
def test_before_anything_is_published_every_way_in_says_so(
    settings: Settings, lang: str, address: str
) -> None:
    page = Pages(empty_site(settings)).get(f"/{lang}{address}", status=404)
    assert NOTHING_YET[lang] in page.text


def test_an_edition_without_lists_shows_that_it_has_none(site: Flask) -> None:
    told = files()
    for path in ("manual/06-response/06-recording.ar.md", "manual/06-response/06-recording.en.md"):
        told[path] = told[path].replace("\n{#k4ws}\n::: pathway\nin-the-family\n:::\n", "")
    told["manual/pathways.yaml"] = "questions: []\npathways: []\n"
    told["manual/cards.yaml"] = "[]\n"
    told["manual/directory.yaml"] = "[]\n"
    publish_again(site, told)
    for lang in LANGUAGES:
        for address in ("/pathways", "/cards", "/entities"):
            assert len(Pages(site).get(f"/{lang}{address}").with_class("empty")) == 1
        for address in ("/pathways/general", CARD, "/entities/hotline"):
            Pages(site).get(f"/{lang}{address}", status=404)
        assert not Pages(site).get(f"/{lang}/pathways?danger=now").with_class("count")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", EVERYWHERE)
def test_the_switch_of_language_leads_to_the_same_place_and_back(
    pages: Pages, lang: str, address: str
) -> None:
    here = pages.get(f"/{lang}{address}")
    there = switched(here)
    path, _, query = f"/{lang}{address}".partition("?")
    assert there == other_language(path, query)
    other = pages.get(there)
    assert other.tree.get("lang") == ("en" if lang == "ar" else "ar")
    assert pages.get(switched(other)).source == here.source
    assert len(here.with_class("para") + here.all("tr")) == len(other.with_class("para") + other.all("tr"))


def test_asking_keeps_nothing_at_all(site: Flask) -> None:
    def everything() -> dict[str, list[tuple[object, ...]]]:
        with store_of(site).reading() as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
                for name, table in Base.metadata.tables.items()
            }

    before = everything()
    assert len(before) > 10
    for lang in LANGUAGES:
        for address in (*EVERYWHERE, "/pathways?danger=now&name=x", *MISSING):
            answer = site.test_client().get(f"/{lang}{address}")
            assert "Set-Cookie" not in answer.headers
    assert everything() == before


@pytest.mark.parametrize("public_url", ["", "https://masar.example"])
def test_only_what_holds_its_whole_address_depends_on_where_the_site_stands(
    settings: Settings, public_url: str
) -> None:
    pages = Pages(small_site(dataclasses.replace(settings, public_url=public_url)))
    rule = pages.get(f"/en{CARD}").response.headers["Cache-Control"]
    assert rule.startswith("public") == bool(public_url)
    for address in (*FOUND, ASKED):
        page = pages.get(f"/en{address}")
        assert not page.with_class("qr")
        assert "localhost" not in page.source
        assert "masar.example" not in page.source


def test_addresses_written_as_text_are_the_routes_of_the_application(site: Flask) -> None:
    with site.test_request_context("/"):
        match = site.url_map.bind("localhost").match
        assert match(addresses.browse("ar", "role", "teacher"))[0] == "reading.browse_by"
        assert match(addresses.entity("en", "hotline"))[0] == "reading.entity"
        assert match(addresses.pathway("en", "general"))[0] == "reading.pathway"
        assert match(addresses.card("ar", "teacher"))[0] == "reading.card"
        assert match(addresses.citation("ar", "p7k2", 1))[0] == "reading.find_paragraph_in_edition"
