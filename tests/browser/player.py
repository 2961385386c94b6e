"""A trainee at the keyboard, at the mouse, or without a script: the verbs of playing a case in a browser."""

import dataclasses
from typing import Any

from playwright.sync_api import Page, expect

CASE = "marks-under-the-sleeve"
LONGEST = 20
"""More decisions than any path of the case has."""


@dataclasses.dataclass(frozen=True, slots=True)
class Past:
    """What somebody has played before: addresses without host and language, and the cookies to open them."""

    debrief: str
    scene: str
    state: Any


def begin(page: Page, lang: str) -> None:
    page.goto(f"/{lang}/cases/{CASE}")
    page.click("form[action$=attempts] button")
    page.wait_for_url("**/attempts/**")


def has_ended(page: Page) -> bool:
    return page.url.endswith("/debrief")


def position(page: Page) -> int:
    """Return how many decisions have been recorded."""
    return int(page.locator(".decide input[name=position]").input_value())


def answer(page: Page) -> None:
    """Choose the first answer of each question, and record."""
    for question in page.locator(".q").all():
        question.locator("input").first.check()
    page.click(".decide button.main")


def is_asked(page: Page) -> bool:
    """Say whether the page asks if the answer that ends the case is meant."""
    return page.locator(".sure").count() > 0


def play_without_script(page: Page, at_most: int = LONGEST) -> str:
    """Play on by full page loads, and return the address reached."""
    for _ in range(at_most):
        if has_ended(page):
            break
        answer(page)
        if is_asked(page):
            page.click(".sure button.main")
    return page.url


def wait_past(page: Page, before: int) -> None:
    """Wait until the decision after `before` stands on the page, or the debrief; mean what ends the case."""
    page.wait_for_function(
        "before => location.pathname.endsWith('/debrief') || document.querySelector('.sure') || "
        "Number(document.querySelector('.decide input[name=position]')?.value ?? before) > before",
        arg=before,
    )
    if not is_asked(page):
        return
    focus_is_on(page, ".sure")
    tab_to(page, ".sure button.main")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "before => location.pathname.endsWith('/debrief') || "
        "Number(document.querySelector('.decide input[name=position]')?.value ?? before) > before",
        arg=before,
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what `selector` names."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    message = f"the keyboard never reached {selector}"
    raise AssertionError(message)


def decide_by_keyboard(page: Page) -> None:
    """Answer every question with Tab, arrows and Space, and record with Enter."""
    before = position(page)
    for place in range(page.locator(".q").count()):
        question = page.locator(".q").nth(place)
        tab_to(page, f"#{question.get_attribute('id')} input")
        page.keyboard.press("Space")
        if question.locator("input[type=radio]").count():
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowUp")
        expect(question.locator("input:checked")).to_have_count(1)
    tab_to(page, ".decide button.main")
    page.keyboard.press("Enter")
    wait_past(page, before)


def focus_is_on(page: Page, selector: str) -> None:
    page.wait_for_function("wanted => document.activeElement.matches(wanted)", arg=selector)
