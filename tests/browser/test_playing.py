"""The whole case in a browser: by the keyboard alone, across languages and pages, and without a script."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.player import (
    LONGEST,
    answer,
    begin,
    decide_by_keyboard,
    focus_is_on,
    has_ended,
    play_without_script,
    position,
    wait_past,
)

pytestmark = pytest.mark.browser


def test_the_case_is_played_by_the_keyboard_and_goes_on_in_another_language_and_page(
    context: BrowserContext, tab: Page
) -> None:
    begin(tab, "ar")
    for _ in range(3):
        decide_by_keyboard(tab)
        focus_is_on(tab, "h1")
    question = tab.locator(".q").first.get_attribute("id")

    tab.click(".bar-end a[hreflang=en]")
    tab.wait_for_url("**/en/attempts/**")
    assert position(tab) == 3
    assert tab.locator(".q").first.get_attribute("id") == question

    tab.close()
    later = context.new_page()
    later.goto("/en/attempts")
    later.click(".own .btn.main")
    later.wait_for_url("**/attempts/**")
    assert position(later) == 3
    for _ in range(LONGEST):
        if has_ended(later):
            break
        decide_by_keyboard(later)
    expect(later.locator("h1.outcome")).to_be_visible()
    expect(later.locator(".score")).to_contain_text(re.compile(r"\d"))


def test_what_is_missing_is_said_and_has_the_focus(tab: Page) -> None:
    begin(tab, "en")
    tab.click(".decide button.main")
    focus_is_on(tab, ".errs")
    expect(tab.locator(".errs")).to_have_attribute("role", "alert")
    tab.locator(".errs a").first.click()
    assert position(tab) == 0
    answer(tab)
    wait_past(tab, 0)
    expect(tab.locator(".errs")).to_have_count(0)


def test_a_new_scene_is_said_to_those_who_cannot_see_it(tab: Page) -> None:
    begin(tab, "en")
    answer(tab)
    wait_past(tab, 0)
    focus_is_on(tab, "h1")
    expect(tab.locator("#said")).to_have_text(re.compile("Decision 2 of about"))
    expect(tab).to_have_title(re.compile(r"decision 2"))


def test_a_decision_cannot_be_recorded_twice_by_a_second_window(context: BrowserContext, tab: Page) -> None:
    begin(tab, "en")
    second = context.new_page()
    second.goto(tab.url)
    answer(second)
    wait_past(second, 0)
    answer(tab)
    expect(tab.locator(".notice[role=alert]")).to_be_visible()
    assert position(tab) == 1


def test_the_case_is_played_without_a_script_in_arabic(plain_tab: Page) -> None:
    begin(plain_tab, "ar")
    plain_tab.click(".decide button.main")
    expect(plain_tab.locator(".errs")).to_be_visible()
    play_without_script(plain_tab)
    assert has_ended(plain_tab)
    expect(plain_tab.locator("h1.outcome")).to_be_visible()


def test_a_decision_is_taken_again_from_the_debrief(plain_tab: Page) -> None:
    begin(plain_tab, "en")
    play_without_script(plain_tab)
    first = plain_tab.url
    plain_tab.locator(".loss button").first.click()
    plain_tab.wait_for_url(re.compile(r"/attempts/[^/]+$"))
    again = position(plain_tab)
    assert again > 0 or plain_tab.locator(".decide").count() == 1
    play_without_script(plain_tab)
    assert has_ended(plain_tab)
    assert plain_tab.url != first
    plain_tab.goto("/en/attempts")
    expect(plain_tab.locator(".own > li")).to_have_count(2)


def test_leaving_says_where_to_turn_and_the_way_back_is_open(tab: Page) -> None:
    begin(tab, "ar")
    answer(tab)
    wait_past(tab, 0)
    tab.locator(".decide a.low").click()
    expect(tab.locator("main")).to_contain_text("1100")
    tab.click("main .btn.main")
    assert position(tab) == 1
