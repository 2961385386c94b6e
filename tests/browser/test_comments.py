"""Comments in a real browser: left by keyboard, accessible, narrow enough; settled and undone by an editor."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.test_accessible import all_findings
from tests.browser.test_people import sign_in

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "en")
FORM = "/comments/h2vt"
QUEUE = "/desk/comments"
UNCLEAR = {
    "ar": "الفقرة لا تقول من يتصل إن كانت المدرسة مغلقة.\nهل يتصل المعلم نفسه؟",
    "en": "It does not say who calls when the school is closed.",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_is_left_by_keyboard_and_what_is_refused_is_said_at_the_field(tab: Page, lang: str) -> None:
    tab.goto(f"/{lang}{FORM}")
    assert all_findings(tab) == {}
    tab.locator("#f-text").focus()
    tab.keyboard.type("Her number is 12345678901.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("#f-text-error")).to_contain_text("12345678901")
    expect(tab.locator("#f-text")).to_have_value("Her number is 12345678901.")
    assert all_findings(tab) == {}
    tab.locator("#f-text").fill(UNCLEAR[lang])
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{FORM}/thanks")
    assert all_findings(tab) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_editor_settles_a_comment_and_undoes_it(chromium: Browser, address: str, lang: str) -> None:
    with watched(chromium, address) as made:
        for tab in listening(made):
            tab.goto(f"/{lang}{FORM}")
            tab.locator("#f-text").fill(UNCLEAR[lang])
            tab.locator("main button.main").click()
            sign_in(tab, "manual-editor", lang)
            tab.goto(f"/{lang}{QUEUE}?state=open")
            waiting = tab.locator(".remarks > li").count()
            assert all_findings(tab) == {}
            if not tab.locator(".remarks textarea").first.is_visible():  # a note of before stands open
                tab.locator(".remarks summary").first.click()
            tab.locator(".remarks textarea").first.fill("12345678901")
            tab.locator('.remarks button[value="done"]').first.click()
            expect(tab.locator(".remarks textarea").first).to_have_value("12345678901")
            assert all_findings(tab) == {}
            tab.locator(".remarks textarea").first.fill(UNCLEAR[lang])
            tab.locator('.remarks button[value="done"]').first.click()
            expect(tab.locator(".remarks > li")).to_have_count(waiting - 1)
            assert all_findings(tab) == {}
            tab.goto(f"/{lang}{QUEUE}?state=done")
            assert all_findings(tab) == {}
            tab.locator(".remarks button").first.click()
            tab.goto(f"/{lang}{QUEUE}?state=open")
            expect(tab.locator(".remarks > li")).to_have_count(waiting)
