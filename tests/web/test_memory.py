"""What is worked out once is true of the site as it is, in both languages and every edition."""

import dataclasses

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.web.pages import Pages
from tests.web.small import files, publish_again, small_site, store_of
from webapp.settings import Settings
from webapp.web import site as present
from webapp.web.memory import Memory, remembered

SECTION = "/ar/manual/reporting/routes"
ROUTES = "manual/07-reporting/01-routes.ar.md"
CHANGED = {ROUTES: files()[ROUTES].replace("لا تنتظر دليلًا", "لا تنتظر برهانًا")}


@pytest.fixture
def uncached(settings: Settings) -> Flask:
    """A site whose pages are made each time they are asked for."""
    return small_site(dataclasses.replace(settings, page_cache=False))


def asked_of(app: Flask) -> list[str]:
    """Return a list to which every statement is added."""
    asked: list[str] = []
    sa.event.listen(
        store_of(app).engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: asked.append(statement),
    )
    return asked


def test_a_remembered_frame_is_dropped_when_the_site_changes(uncached: Flask) -> None:
    pages = Pages(uncached)
    assert "برهانًا" not in pages.get(SECTION).text
    publish_again(uncached, CHANGED)
    page = pages.get(SECTION)
    assert "برهانًا" in page.text
    assert f"{SECTION}@2" in page.source


def test_each_edition_and_each_language_has_its_own_frame(uncached: Flask) -> None:
    publish_again(uncached, CHANGED)
    pages = Pages(uncached)
    for _ in range(2):
        assert "برهانًا" not in pages.get(f"{SECTION}@1").text
        assert pages.get(f"{SECTION}@1").with_class("old")
        assert "برهانًا" in pages.get(f"{SECTION}@2").text
        assert not pages.get(f"{SECTION}@2").with_class("old")
        assert pages.get(SECTION.replace("/ar/", "/en/")).tree.get("lang") == "en"


def test_a_remembered_frame_leads_to_the_same_place_in_the_other_language(uncached: Flask) -> None:
    pages = Pages(uncached)
    there = SECTION.replace("/ar/", "/en/")
    for address in (SECTION, f'{SECTION}?a="<b>', f"{SECTION}@1", SECTION):
        links = [one.get("href") for one in pages.get(address).all("a") if one.get("hreflang") == "en"]
        assert links
        assert links[0].startswith(there)
        assert links[0].count("@1") == address.count("@1")
        assert ("?" in links[0]) == ("?" in address)


def test_the_version_is_asked_for_no_more_often_than_told(settings: Settings) -> None:
    seldom = dataclasses.replace(settings, page_cache=False, version_check_seconds=3600.0)
    app = small_site(seldom)
    client = app.test_client()
    client.get(SECTION)
    asked = asked_of(app)
    client.get(SECTION)
    assert len(asked) == 1
    assert "section.html" in asked[0]


def test_behind_the_page_cache_nothing_remembered_is_late(settings: Settings) -> None:
    app = small_site(dataclasses.replace(settings, version_check_seconds=3600.0))
    client = app.test_client()
    client.get(f"{SECTION}?one")
    publish_again(app, CHANGED)
    assert "برهانًا" in client.get(f"{SECTION}?two").text


def test_memory_has_an_end(uncached: Flask) -> None:
    memory = uncached.extensions["masar.memory"]
    assert isinstance(memory, Memory)
    with uncached.test_request_context(SECTION):
        for number in range(5000):
            assert remembered(("number", number), lambda number=number: str(number)) == str(number)
    assert len(memory.things()) < 5000


def test_one_statement_reads_without_a_transaction(uncached: Flask) -> None:
    asked = asked_of(uncached)
    with store_of(uncached).reading_once() as connection:
        assert present.version(connection) == 1
    assert not any(one.startswith("BEGIN") for one in asked)
