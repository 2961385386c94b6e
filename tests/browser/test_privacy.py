"""What is kept of people, in a real browser: the pages that only come up while it is taken along or erased."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched
from tests.browser.player import answer, begin, wait_past
from tests.browser.test_accessible import all_findings
from tests.browser.test_people import sign_in

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looks_right(tab: Page, *, alone: bool = False) -> None:
    """Look at a page as it stands; it cannot be opened again by its address."""
    assert all_findings(tab, alone=alone) == {}
    tab.set_viewport_size({"width": 320, "height": 740})
    assert tab.evaluate(SIDEWAYS) <= 0
    tab.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_six_words_take_a_case_to_another_device(
    chromium: Browser, address: str, tab: Page, lang: str
) -> None:
    begin(tab, lang)
    scene = tab.url
    tab.goto(f"/{lang}/data")
    looks_right(tab)
    tab.click("form[action$='/data/phrase'] button")
    looks_right(tab)
    words = tab.locator(f"td[lang={lang}]").all_inner_texts()
    assert len(words) == 6
    with watched(chromium, address) as other:
        there = other.new_page()
        there.goto(f"/{lang}/data/take-up")
        there.fill("#f-words", "one two three")
        there.keyboard.press("Enter")
        expect(there.locator(".errs")).to_be_visible()
        expect(there.locator("#f-words")).to_have_value("one two three")
        looks_right(there)
        there.fill("#f-words", " ".join(words))
        there.keyboard.press("Enter")
        there.wait_for_url(f"**/{lang}/attempts")
        there.goto(scene)
        expect(there.locator(".decide")).to_be_visible()
    tab.goto(scene)
    expect(tab.locator(".decide")).to_have_count(0)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_device_is_forgotten_and_says_so(tab: Page, lang: str) -> None:
    begin(tab, lang)
    tab.goto(f"/{lang}/data/erase")
    looks_right(tab)
    tab.check("#erase")
    tab.click("main form button.main")
    tab.wait_for_url("**/data?done=erased")
    looks_right(tab)
    assert tab.context.cookies() == []


def test_who_plays_signed_in_is_warned_only_when_nothing_was_done(chromium: Browser, address: str) -> None:
    with watched(chromium, address) as made:
        tab = made.new_page()
        sign_in(tab, "trainee")
        begin(tab, "en")
        looks_right(tab, alone=True)
        tab.clock.install()
        tab.reload()
        word = tab.locator("dialog.ending")
        for before in range(2):
            tab.clock.fast_forward("27:00")
            expect(word).to_be_hidden()
            answer(tab)
            wait_past(tab, before)
        tab.clock.fast_forward("28:30")
        expect(word).to_be_visible()
        assert all_findings(tab, alone=True) == {}
