"""Finding one's way in a browser: the pathway explorer answers at once, in either language, and prints."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_an_answer_shows_its_pathway_at_once_and_the_other_language_keeps_it(tab: Page) -> None:
    tab.goto("/ar/pathways")
    expect(tab.locator("#found figure")).to_have_count(0)
    tab.focus("#f-danger")
    tab.select_option("#f-danger", "now")
    expect(tab.locator("#found figure").first).to_be_visible()
    expect(tab).to_have_url(re.compile(r"/ar/pathways\?.*danger=now"))
    expect(tab.locator("#said")).to_have_text(re.compile("مسار"))
    expect(tab.locator("#f-danger")).to_be_focused()
    first = tab.locator("#found figcaption b").first.inner_text()
    tab.click(".bar-end a[hreflang=en]")
    tab.wait_for_url(re.compile(r"/en/pathways\?.*danger=now"))
    expect(tab.locator("#f-danger")).to_have_value("now")
    expect(tab.locator("#found figure").first).to_be_visible()
    tab.click(".bar-end a[hreflang=ar]")
    expect(tab.locator("#found figcaption b").first).to_have_text(first)


def test_the_explorer_answers_without_a_script_too(plain_tab: Page) -> None:
    plain_tab.goto("/en/pathways")
    plain_tab.select_option("#f-danger", "now")
    plain_tab.click(".explore button[type=submit]")
    expect(plain_tab.locator("#found figure").first).to_be_visible()
    expect(plain_tab.locator("#f-danger")).to_have_value("now")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_stations_of_a_pathway_stand_beside_their_words_in_reading_order(tab: Page, lang: str) -> None:
    tab.goto(f"/{lang}/pathways/general")
    for stop in tab.locator(".pathway ol > li").all():
        line, words = stop.locator("svg.track").bounding_box(), stop.locator(".stop").bounding_box()
        assert line
        assert words
        assert line["height"] == pytest.approx(words["height"], abs=1)
        assert (line["x"] < words["x"]) == (lang == "en")
