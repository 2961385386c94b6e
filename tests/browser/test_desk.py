"""The editor's desk in a real browser: what is written saves itself, a second person approves, pages are accessible."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.test_accessible import RULES, findings
from tests.browser.test_people import sign_in

pytestmark = pytest.mark.browser

SECTION = "reporting/routes"
UID = "m3xd"
MORE = "وهذا يكفي."
PAGES = (
    *(
        "",
        "/ledger",
        "/exchange",
        "/word",
        "/export",
        "/consequences",
        "/publish",
        "/publications",
        "/approvers",
    ),
    *(
        "/work",
        "/flags",
        "/sources",
        "/readers",
        "/amendments/1",
        "/amendments/1/review",
        "/amendments/1/history",
    ),
    "/amendments/1/language",
)


@pytest.fixture(scope="module")
def editor(chromium: Browser, address: str) -> dict[str, object]:
    """The cookies of an editor who has begun to amend a section."""
    made = chromium.new_context(base_url=address)
    page = made.new_page()
    sign_in(page, "manual-editor")
    page.goto("/en/desk/manual")
    page.locator("details", has=page.locator(f'input[value="{SECTION}"]')).locator("summary").click()
    page.locator(f'form:has(input[value="{SECTION}"]) button').click()
    page.wait_for_url(re.compile("/amendments/1"))
    cookies = made.storage_state()
    made.close()
    return dict(cookies)


@pytest.fixture
def desk(chromium: Browser, address: str, editor: dict[str, object]) -> Iterator[Page]:
    """A page of the editor."""
    with watched(chromium, address, storage_state=editor) as made:
        yield from listening(made)


def words(page: Page) -> str:
    """Return what stands in the Arabic field of the row."""
    return page.locator(f'#row-{UID} textarea[lang="ar"]').input_value()


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ar", 360, "dark"), ("en", 1280, "light")])
def test_axe_finds_nothing_on_the_desk_and_nothing_is_too_wide(
    desk: Page, lang: str, width: int, scheme: Literal["dark", "light"]
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme)
    wrong: dict[str, object] = {}
    for path in PAGES:
        answer = desk.goto(f"/{lang}/desk/manual{path}")
        assert answer is not None
        assert answer.status == 200, path
        if found := findings(desk, RULES):
            wrong[path] = found
        if desk.evaluate("document.documentElement.scrollWidth") > width:
            wrong[f"{path} is too wide"] = width
    assert wrong == {}


def test_what_is_written_saves_itself_and_a_second_person_approves_it(
    desk: Page, chromium: Browser, address: str
) -> None:
    desk.goto("/ar/desk/manual/amendments/1")
    field = desk.locator(f'#row-{UID} textarea[lang="ar"]')
    field.fill(f"{words(desk)} {MORE}")
    expect(desk.get_by_text("كل شيء محفوظ.")).to_be_visible()
    desk.reload()
    assert words(desk).endswith(MORE)
    desk.goto("/ar/desk/manual/amendments/1/review")
    desk.locator(f'input[name="weight-{UID}"][value="cosmetic"]').check()
    desk.fill("textarea[name=note_ar]", "توضيح.")
    desk.fill("textarea[name=note_en]", "Made clearer.")
    desk.locator('form[action$="/submit"] button[type=submit]').last.click()
    desk.wait_for_url(re.compile("done=submitted"))
    with watched(chromium, address) as other:
        for page in listening(other):
            sign_in(page, "reviewer")
            page.goto("/ar/desk/manual/amendments/1/review")
            expect(page.locator("ins", has_text="وهذا").or_(page.get_by_text(MORE)).first).to_be_visible()
            page.locator('form[action$="/approve"] button[type=submit]').last.click()
            page.wait_for_url(re.compile("done=approved"))
    desk.goto("/ar/desk/manual")
    expect(desk.get_by_text("معتمد", exact=True)).to_be_visible()
