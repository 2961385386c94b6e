"""A bad network: an answer waits on the device, says so, and counts once when it gets through."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.player import answer, begin, position, wait_past

pytestmark = pytest.mark.browser

UNSENT = "[data-unsent] .notice"


def chosen(page: Page) -> list[str]:
    return [one.input_value() for one in page.locator(".q input:checked").all()]


@pytest.mark.parametrize(("lang", "words"), [("ar", "لم يُرسَل بعد"), ("en", "Not sent yet")], ids=["ar", "en"])
def test_an_answer_waits_while_there_is_no_network_and_then_counts_once(
    context: BrowserContext, tab: Page, lang: str, words: str
) -> None:
    begin(tab, lang)
    context.set_offline(True)
    answer(tab)
    expect(tab.locator(UNSENT)).to_contain_text(words)
    expect(tab.locator("[role=status]").filter(has=tab.locator(".notice"))).to_be_visible()
    assert position(tab) == 0
    context.set_offline(False)
    wait_past(tab, 0)
    assert position(tab) == 1
    expect(tab.locator(UNSENT)).to_have_count(0)
    tab.reload()
    assert position(tab) == 1


def test_an_answer_that_arrived_while_its_reply_was_lost_is_not_taken_twice(tab: Page) -> None:
    begin(tab, "en")
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    tab.route("**/decisions", lose, times=1)
    answer(tab)
    expect(tab.locator(UNSENT)).to_be_visible()
    assert lost == [303]
    tab.click("[data-resend]")
    wait_past(tab, 0)
    assert position(tab) == 1
    expect(tab.locator("[role=alert]")).to_have_count(0)


def test_an_answer_outlives_the_page_that_could_not_send_it(context: BrowserContext, tab: Page) -> None:
    begin(tab, "en")
    tab.route("**/decisions", lambda route: route.abort())
    answer(tab)
    expect(tab.locator(UNSENT)).to_be_visible()
    here = tab.url
    tab.close()
    later = context.new_page()
    later.goto(here)
    wait_past(later, 0)
    assert position(later) == 1


def test_an_answer_kept_too_long_is_shown_and_nothing_is_counted_twice(
    context: BrowserContext, tab: Page
) -> None:
    begin(tab, "en")
    tab.route("**/decisions", lambda route: route.abort())
    answer(tab)
    expect(tab.locator(UNSENT)).to_be_visible()
    tab.evaluate("sessionStorage.clear()")
    kept = tab.evaluate("JSON.stringify(localStorage)")
    here = tab.url
    tab.close()
    other = context.new_page()
    other.add_init_script("localStorage.clear()")
    other.goto(here)
    for question in other.locator(".q").all():
        question.locator("input").last.check()
    other.click(".decide button.main")
    wait_past(other, 0)
    other.close()
    later = context.new_page()
    later.goto("/en/cases")
    later.evaluate(
        "kept => Object.entries(JSON.parse(kept)).forEach(one => localStorage.setItem(...one))", kept
    )
    later.goto(here)
    expect(later.locator(".notice[role=alert]")).to_contain_text("Sent now, not recorded")
    assert position(later) == 1


def test_the_other_language_keeps_what_is_chosen(tab: Page) -> None:
    begin(tab, "en")
    for question in tab.locator(".q").all():
        question.locator("input").last.check()
    before = chosen(tab)
    tab.click(".bar-end a[hreflang=ar]")
    tab.wait_for_url(re.compile("/ar/attempts/"))
    assert chosen(tab) == before
    assert position(tab) == 0


def test_a_server_that_is_busy_is_asked_again(tab: Page) -> None:
    begin(tab, "en")
    tab.route("**/decisions", lambda route: route.fulfill(status=503, body="busy"), times=1)
    answer(tab)
    expect(tab.locator(UNSENT)).to_be_visible()
    wait_past(tab, 0)
    assert position(tab) == 1
