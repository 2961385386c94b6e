"""Reading in a browser: searching while typing, terms, the other language, light and dark."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

SECTION = "/ar/manual/reporting/routes"


def test_a_search_answers_while_one_types_and_leads_to_the_paragraph(tab: Page) -> None:
    tab.goto(SECTION)
    tab.click(".bar-end a[href$='/search']")
    tab.locator("#q").press_sequentially("الخط 1100", delay=20)
    hit = tab.locator(".hit h3 a[href*='#']").first
    hit.wait_for()
    expect(tab).to_have_url(re.compile(r"q="))
    expect(tab.locator("#q")).to_be_focused()
    expect(tab.locator("#results .count")).to_contain_text(re.compile(r"\d"))
    uid = (hit.get_attribute("href") or "").split("#")[1]
    hit.click()
    tab.wait_for_url(f"**#{uid}")
    expect(tab.locator(f"#{uid}")).to_be_in_viewport()


def test_a_search_without_a_script_answers_too(plain_tab: Page) -> None:
    plain_tab.goto("/en/search")
    plain_tab.fill("#q", "hotline")
    plain_tab.keyboard.press("Enter")
    expect(plain_tab.locator(".hit").first).to_be_visible()


def test_the_other_language_opens_at_the_same_paragraph(tab: Page) -> None:
    tab.goto(f"{SECTION}#m3xd")
    tab.click(".bar-end a[hreflang=en]")
    tab.wait_for_url("**/en/manual/reporting/routes#m3xd")
    expect(tab.locator("#m3xd")).to_be_in_viewport()
    expect(tab.locator("html")).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_term_is_explained_by_the_keyboard_and_closed_by_escape(tab: Page, key: str) -> None:
    tab.goto(SECTION)
    term = tab.locator(".term").first
    term.focus()
    tab.keyboard.press(key)
    expect(tab.locator(".gloss:popover-open")).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("Escape")
    expect(tab.locator(".gloss:popover-open")).to_have_count(0)
    expect(term).to_be_focused()


def test_a_term_is_explained_beside_it_by_a_press_and_closed_by_another(tab: Page) -> None:
    tab.goto(SECTION)
    term, gloss = tab.locator(".term").nth(1), tab.locator(".gloss:popover-open")
    for times in (1, 0, 1):
        term.click()
        expect(gloss).to_have_count(times)
    where, what = term.bounding_box(), gloss.bounding_box()
    assert where is not None
    assert what is not None
    assert 0 <= what["y"] - where["y"] - where["height"] < 40
    tab.locator("h1").click()
    expect(gloss).to_have_count(0)


def test_a_term_wraps_with_its_line(tab: Page) -> None:
    tab.goto(SECTION)
    tab.wait_for_selector("span.term")
    most = 0
    for width in range(320, 420, 10):
        tab.set_viewport_size({"width": width, "height": 740})
        lines = tab.eval_on_selector_all(".term", "all => all.map(one => one.getClientRects().length)")
        most = max(most, *lines)
    assert most > 1


def test_a_term_is_explained_without_a_script(plain_tab: Page) -> None:
    plain_tab.goto(SECTION)
    plain_tab.locator("button.term").first.press("Enter")
    expect(plain_tab.locator(".gloss:popover-open")).to_be_visible()


def test_light_or_dark_is_kept_from_page_to_page(tab: Page) -> None:
    tab.goto("/en")
    tab.click("[data-theme-choice=dark]")
    tab.goto("/ar/manual")
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    expect(tab.locator("[data-theme-choice=dark]")).to_have_attribute("aria-pressed", "true")
    tab.click("[data-theme-choice=auto]")
    tab.reload()
    assert tab.locator("html").get_attribute("data-theme") is None


def test_reading_sets_no_cookie(context: BrowserContext, tab: Page) -> None:
    for path in ("/ar", SECTION, "/ar/search?q=1100", "/ar/cases", "/en/glossary"):
        tab.goto(path)
    tab.wait_for_load_state("networkidle")
    assert context.cookies() == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_quick_exit_leaves_no_word_of_the_site(tab: Page, lang: str) -> None:
    tab.goto(f"/{lang}/manual/reporting/routes")
    tab.click("[data-quick-exit]")
    tab.wait_for_url("**/exit")
    seen = tab.title() + tab.inner_text("body")
    assert not re.search(r"masar|مسار|child|طفل|manual|دليل|1100", seen, re.IGNORECASE)
    tab.go_back()
    assert "reporting" not in tab.url


def test_the_keyboard_reaches_the_text_past_the_bars(tab: Page) -> None:
    tab.goto(SECTION)
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()
    expect(tab.locator(".skip")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()
