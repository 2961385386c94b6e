"""The workbench in a real browser: accessible in both languages, narrow enough, and the caret goes to a finding."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.test_accessible import RULES, findings
from tests.browser.test_people import sign_in

pytestmark = pytest.mark.browser

PAGES = ("", "/strings?show=open", "/map?scene=washbasin", "/play", "/bench", "/release")


@pytest.fixture(scope="module")
def author(chromium: Browser, address: str) -> dict[str, object]:
    """The cookies of an author who has begun a draft from the case in force."""
    made = chromium.new_context(base_url=address)
    page = made.new_page()
    sign_in(page, "scenario-author")
    page.goto("/en/desk/drafts/new")
    page.locator("form:has(#scenario) button").click()
    page.wait_for_url(re.compile("done=begun"))
    cookies = made.storage_state()
    made.close()
    return dict(cookies)


@pytest.fixture
def desk(chromium: Browser, address: str, author: dict[str, object]) -> Iterator[Page]:
    """A page of the author."""
    with watched(chromium, address, storage_state=author) as made:
        yield from listening(made)


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ar", 360, "dark"), ("en", 1280, "light")])
def test_axe_finds_nothing_on_the_workbench_and_nothing_is_too_wide(
    desk: Page, lang: str, width: int, scheme: Literal["dark", "light"]
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme)
    wrong = {}
    for path in ("/desk/drafts", *(f"/desk/drafts/1{one}" for one in PAGES)):
        desk.goto(f"/{lang}{path}")
        wrong[path] = findings(desk, RULES)
        if desk.evaluate("document.documentElement.scrollWidth") > width:
            wrong[path].append("too wide")
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_finding_puts_the_caret_where_it_is(desk: Page) -> None:
    desk.goto("/en/desk/drafts/new")
    desk.locator('form:has(input[value="empty"]) button').click()
    desk.wait_for_url(re.compile("done=begun"))
    text = desk.locator("#text")
    text.fill(text.input_value().replace("go: safe", "go: nowhere"))
    desk.locator(".writing button.main").click()
    desk.wait_for_url(re.compile("done=saved"))
    desk.locator(".finding.error a").first.click()
    expect(text).to_be_focused()
    line = desk.evaluate("e => e.value.slice(0, e.selectionStart).split('\\n').length", text.element_handle())
    assert f"#L{line}" in desk.url
