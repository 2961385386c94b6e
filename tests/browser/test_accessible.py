"""axe-core finds nothing on any kind of page, in both languages, light and dark; and no page scrolls sideways."""

import pathlib

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.player import CASE, Past, answer, begin, wait_past

pytestmark = pytest.mark.browser

AXE = (pathlib.Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
only => axe.run(document, {...only, resultTypes: ['violations']}).then(all => all.violations.map(one =>
  one.id + ': ' + one.nodes.slice(0, 4).map(node => node.target.join(' ')).join(' | ')))
"""
CONTRAST = "color-contrast"
"""It takes half of all the time: of a page looked at in both languages, the light one is measured in Arabic and
the dark one in English, since colours are the theme's and know no language."""
OF_WIDTH_AND_COLOUR = ["target-size", "link-in-text-block", "scrollable-region-focusable"]
"""What else may differ where the page is narrow and dark: names, roles and order are the same page's."""

PUBLIC = {
    "home": "",
    "contents": "/manual",
    "section": "/manual/reporting/routes",
    "section with tables": "/manual/risk/levels",
    "citation": "/c/p7k2@1",
    "search before asking": "/search",
    "search with hits": "/search?q=1100",
    "search without hits": "/search?q=zzqqxx",
    "cases": "/cases",
    "case": f"/cases/{CASE}",
    "glossary": "/glossary",
    "editions": "/editions",
    "about": "/about",
    "accessibility": "/accessibility",
    "missing page": "/nothing-here",
    "own list, empty": "/attempts",
}
LANGUAGES = ("ar", "en")
WIDTHS = (1440, 768, 320)


def findings(page: Page, values: list[str], kind: str = "tag", *, contrast: bool = True) -> list[str]:
    """Return what axe-core finds on the page as it stands, with or without the contrast of its colours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    if kind == "rule" and contrast:
        values = [CONTRAST, *values]
    rules = {CONTRAST: {"enabled": contrast}} if kind == "tag" else {}
    return list(page.evaluate(RUN, {"runOnly": {"type": kind, "values": values}, "rules": rules}))


def too_wide(page: Page) -> list[str]:
    """Return the widths at which the page is wider than its window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} wide at {width}")
    return found


def all_findings(page: Page, *, alone: bool = False) -> dict[str, list[str]]:
    """Look at the page wide and light, then narrow and dark, and from a small phone to a desk.

    Shape: `alone` says that the page is not looked at in the other language too.
    """
    lang = page.evaluate("document.documentElement.lang")
    assert lang in LANGUAGES
    light, dark = alone or lang == "ar", alone or lang == "en"
    found = {"wide": findings(page, RULES, contrast=light), "sideways": too_wide(page)}
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    found["narrow, dark"] = findings(page, OF_WIDTH_AND_COLOUR, "rule", contrast=dark)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC.keys())
def test_axe_finds_nothing_on_a_public_page(tab: Page, lang: str, path: str) -> None:
    tab.goto(f"/{lang}{path}")
    assert all_findings(tab) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["scene", "scene with findings", "leave", "debrief", "own list", "contest"])
def test_axe_finds_nothing_on_a_trainees_page(known_tab: Page, past: Past, lang: str, kind: str) -> None:
    path = {
        "debrief": past.debrief,
        "own list": "/attempts",
        "leave": f"{past.scene}/leave",
        "contest": past.debrief.replace("/debrief", "/contest/0"),
    }.get(kind, past.scene)
    if kind == "scene with findings":
        begin(known_tab, lang)  # its first decision asks for one answer; ticking no box can be an answer too
    else:
        known_tab.goto(f"/{lang}{path}")
    if kind == "scene with findings":
        known_tab.click(".decide button.main")
        known_tab.wait_for_selector(".errs")
    assert all_findings(known_tab) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_while_an_answer_waits_and_when_a_scene_was_answered_meanwhile(
    context: BrowserContext, tab: Page, lang: str
) -> None:
    begin(tab, lang)
    context.set_offline(True)
    answer(tab)
    tab.wait_for_selector("[data-unsent] .notice")
    assert all_findings(tab) == {}
    context.set_offline(False)
    wait_past(tab, 0)
    second = context.new_page()
    second.goto(tab.url)
    answer(tab)
    wait_past(tab, 1)
    second.locator(".q input").last.check()
    second.click(".decide button.main")
    second.wait_for_selector(".notice[role=alert]")
    assert all_findings(second) == {}


def test_axe_finds_nothing_when_a_term_is_explained(tab: Page) -> None:
    tab.goto("/ar/manual/reporting/routes")
    tab.locator(".term").first.click()
    tab.wait_for_selector(".gloss:popover-open")
    assert all_findings(tab, alone=True) == {}
