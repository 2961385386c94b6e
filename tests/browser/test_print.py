"""On paper: the text stays whole, the bars and buttons go."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.player import Past

pytestmark = pytest.mark.browser

GONE = ".bar, .skip, .btn, .side, .thumbs, .themes, .clock, button.term ~ .gloss, .no-print"


def shown(page: Page, selector: str) -> list[str]:
    """Return what of `selector` would be printed."""
    return list(
        page.eval_on_selector_all(
            selector,
            "all => all.filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 60))",
        )
    )


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_section_prints_as_text_alone(tab: Page, lang: str) -> None:
    tab.goto(f"/{lang}/manual/reporting/routes")
    tab.emulate_media(media="print")
    assert shown(tab, GONE) == []
    for kept in (".status", ".para .force", ".para .pn", ".cite #cite-ar", ".cite #cite-en", ".help"):
        expect(tab.locator(kept).first).to_be_visible()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_debrief_prints_as_text_and_drawings(known_tab: Page, past: Past, lang: str) -> None:
    known_tab.goto(f"/{lang}{past.debrief}")
    known_tab.emulate_media(media="print")
    assert shown(known_tab, GONE) == []
    for kept in (".outcome", ".score", ".route", ".dim svg", ".quote", ".sum tfoot", ".tracks .track"):
        expect(known_tab.locator(kept).first).to_be_visible()
    expect(known_tab.locator(".sum .why-row").first).to_be_visible()  # folded on the screen


def test_dark_appearance_does_not_reach_the_paper(tab: Page) -> None:
    tab.goto("/ar/manual/reporting/routes")
    tab.click("[data-theme-choice=dark]")
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(29, 26, 40)"
