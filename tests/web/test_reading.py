"""Reading: sections in any edition, paragraphs that can always be found, and pages that cost little."""

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.web.finding import EVERYWHERE
from tests.web.pages import Pages
from tests.web.small import empty_site, files, publish_again, small_site, store_of
from webapp.reading import addresses
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
PLAIN_PAGES = ("", "/manual", "/glossary", "/editions", "/about", "/accessibility")
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


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PLAIN_PAGES)
def test_every_page_can_be_opened_in_both_languages(pages: Pages, lang: str, address: str) -> None:
    page = pages.get(f"/{lang}{address}")
    assert page.tree.get("lang") == lang
    assert page.response.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PLAIN_PAGES)
def test_every_page_can_be_opened_before_anything_is_published(
    settings: Settings, lang: str, address: str
) -> None:
    app = empty_site(settings)
    Pages(app).get(f"/{lang}{address}")
    Pages(app).get(f"/{lang}/manual/reporting/routes", status=404)
    Pages(app).get("/c/p7k2", status=404)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_the_reading_pages_leads_somewhere(pages: Pages, lang: str) -> None:
    found = {
        link: address
        for address in (*PLAIN_PAGES, *EVERYWHERE, "/manual/reporting/routes", "/manual/response/recording")
        for link in pages.get(f"/{lang}{address}").links()
        if link.startswith("/")
    }
    for link, address in sorted(found.items()):
        path, _, place = link.partition("#")
        answer = pages.client.get(path)
        to_sign_in = answer.headers.get("Location", "").startswith(f"/{lang}/sign-in")
        assert answer.status_code == 200 or (link.endswith("/account") and to_sign_in), (address, link)
        assert not place or f'id="{place}"' in answer.get_data(as_text=True), (address, link)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_shows_its_text_its_place_and_how_to_cite_it(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/manual/reporting/routes")
    assert page.by_id("p7k2") is not None
    assert f"/{lang}/manual/reporting/routes@1" in page.text
    assert len(page.with_class("brief")) == 1
    assert page.with_class("thumbs")
    other = "en" if lang == "ar" else "ar"
    assert f"/{other}/manual/reporting/routes" in page.links()


def test_a_number_in_arabic_text_keeps_its_order(pages: Pages) -> None:
    page = pages.get("/ar/manual/reporting/routes")
    for one in page.with_class("no") + page.with_class("pn"):
        if "".join(one.itertext()).strip():
            assert [child.get("dir") for child in one if child.tag == "bdi"] == ["ltr"]


@pytest.mark.parametrize(
    "address",
    [
        "/ar/manual/reporting/none",
        "/ar/manual/reporting/routes@9",
        "/ar/manual/reporting/routes@0",
        "/ar/manual/reporting/routes@1x",
        "/ar/manual/reporting",
        "/ar/c/zzzzz",
        "/c/p7k2@9",
    ],
)
def test_what_does_not_exist_is_said_kindly(pages: Pages, address: str) -> None:
    page = pages.get(address, status=404)
    assert "/ar/search" in page.source


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/c/p7k2", "/ar/manual/reporting/routes#p7k2"),
        ("/c/p7k2@1", "/ar/manual/reporting/routes@1#p7k2"),
        ("/en/c/p7k2", "/en/manual/reporting/routes#p7k2"),
        ("/en/c/p7k2@1", "/en/manual/reporting/routes@1#p7k2"),
    ],
)
def test_a_paragraph_is_found_by_its_lasting_address(pages: Pages, address: str, place: str) -> None:
    answer = pages.client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, place)


def test_the_bare_address_leads_to_arabic(pages: Pages) -> None:
    assert pages.client.get("/").headers["Location"] == "/ar"


def test_a_planned_section_is_listed_without_a_link(pages: Pages) -> None:
    page = pages.get("/en/manual")
    planned = ["".join(one.itertext()) for one in page.with_class("planned")]
    assert planned
    assert all("in preparation" in one for one in planned)


def test_an_old_edition_keeps_its_neighbours_and_points_to_the_present_one(site: Flask) -> None:
    publish_again(site, {ROUTES: files()[ROUTES].replace("لا تنتظر دليلًا", "لا تنتظر برهانًا")})
    page = Pages(site).get("/ar/manual/reporting/routes@1")
    assert page.with_class("old")
    assert 'name="robots" content="noindex"' in page.source
    neighbours = [link for link in page.links() if link.endswith("@1")]
    assert neighbours
    assert not Pages(site).get("/ar/manual/reporting/routes@2").with_class("old")
    assert "2" in Pages(site).get("/ar/editions").text


def test_a_section_that_is_not_kept_asks_the_database_once(site: Flask) -> None:
    client = site.test_client()
    client.get("/ar/manual/reporting/routes?warm=1")
    asked: list[str] = []
    sa.event.listen(
        store_of(site).engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: asked.append(statement),
    )
    client.get("/ar/manual/reporting/routes?again=1")
    pages_asked = [one for one in asked if one.startswith("SELECT") and "site_version" not in one]
    assert len(pages_asked) == 1


def test_addresses_written_as_text_are_the_routes_of_the_application(site: Flask) -> None:
    with site.test_request_context("/"):
        match = site.url_map.bind("localhost").match
        assert match(addresses.section("ar", "a/b"))[0] == "reading.show_section"
        assert match(addresses.section("ar", "a/b", 2))[0] == "reading.show_section_of_edition"
        assert match(addresses.chapter("en", 3).partition("#")[0])[0] == "reading.contents"
        assert match(addresses.case("en", "one"))[0] == "attempts.show_case"


def test_reading_sets_no_cookie(pages: Pages) -> None:
    for address in ("/ar", "/ar/manual/reporting/routes", "/ar/search?q=1100", "/en/about"):
        assert "Set-Cookie" not in pages.get(address).response.headers


@pytest.mark.parametrize("edition", ["0", "99", "9999999999", "99999999999999999999", "9" * 5000])
@pytest.mark.parametrize("place", ["/en/c/h2vt", "/c/h2vt", "/en/manual/reporting/routes"])
def test_an_edition_that_never_was_is_not_found(pages: Pages, place: str, edition: str) -> None:
    assert pages.get(f"{place}@{edition}", status=404).status == 404
