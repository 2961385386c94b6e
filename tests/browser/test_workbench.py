"""The workbench in a real browser: accessible in both languages, narrow enough, and the caret goes to a finding."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.player import CASE
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
    page.locator("#scenario").select_option(CASE)
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


def begin_empty(page: Page) -> str:
    """Begin a draft with the smallest case and return its address without the language."""
    page.goto("/en/desk/drafts/new")
    page.locator('form:has(input[value="empty"]) button').click()
    page.wait_for_url(re.compile("done=begun"))
    return re.sub(r".*/en(/desk/drafts/[0-9]+).*", r"\1", page.url)


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


@pytest.mark.parametrize(("lang", "width"), [("ar", 360), ("en", 1280)])
def test_axe_finds_nothing_where_two_texts_meet_and_nothing_is_too_wide(
    desk: Page, lang: str, width: int
) -> None:
    draft = begin_empty(desk)
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme="dark" if lang == "ar" else "light")
    desk.goto(f"/{lang}{draft}")
    colleague = desk.context.new_page()
    colleague.goto(f"/en{draft}")
    for page, more in ((colleague, "# theirs\n"), (desk, "# ours\n")):
        page.locator("#text").evaluate(
            "(e, more) => e.setRangeText(more, e.value.length, e.value.length)", more
        )
        page.locator(".writing button.main").click()
        page.wait_for_selector(".notice, #kept")
    expect(desk.locator("#kept")).to_have_value(re.compile("# theirs\n$"))
    assert findings(desk, RULES) == []
    assert desk.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 1280])
def test_long_lines_wrap_and_their_numbers_stand_beside_them(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto("/ar/desk/drafts/1")
    text = desk.locator("#text")
    text.fill(f"a: {'كلمة ' * 200}\n\tb: {'ا' * 500}\n\nc: d\n")
    heights = desk.locator(".nos i").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    line = heights[2]
    assert heights[0] > 3 * line
    assert heights[1] > 3 * line
    assert heights[3] == heights[4] == line
    shown = text.evaluate(
        "e => { e.style.cssText = 'align-self: start; field-sizing: fixed; block-size: 1px';"
        " const pads = parseFloat(getComputedStyle(e).paddingTop) * 2; return e.scrollHeight - pads; }"
    )
    assert sum(heights[:5]) == shown
    assert text.evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_a_finding_puts_the_caret_where_it_is(desk: Page) -> None:
    begin_empty(desk)
    text = desk.locator("#text")
    text.fill(text.input_value().replace("go: safe", "go: nowhere"))
    desk.locator(".writing button.main").click()
    desk.wait_for_url(re.compile("done=saved"))
    desk.locator(".finding.error a").first.click()
    expect(text).to_be_focused()
    line = desk.evaluate("e => e.value.slice(0, e.selectionStart).split('\\n').length", text.element_handle())
    assert f"#L{line}" in desk.url
