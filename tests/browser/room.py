"""A trainer and people in a room, through the pages they see: shared by the tests of a room."""

import contextlib
import dataclasses
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.test_people import sign_in
from tests.trainee import WORKED_ID

FOLLOWS = 10_000
"""How long a screen may take to follow the trainer at most, on a busy machine. Units: milliseconds."""


@dataclasses.dataclass(frozen=True, slots=True)
class Lead:
    """A trainer's page of an open room, and its code."""

    page: Page
    key: str
    code: str

    def go(self, what: str) -> None:
        """Press the button of a step; `on` moves on with the best answer."""
        self.page.goto(f"/en/sessions/{self.key}/room")
        follow(self.page.locator(f'main button[name="do"][value="{what}"]').first)
        told = self.page.locator("main .errs").all_inner_texts()
        assert not told, told

    def rename(self, title: str) -> None:
        """Change what the session is called."""
        self.page.goto(f"/en/sessions/{self.key}/about")
        self.page.fill("#f-title", title)
        follow(self.page.locator("main form .btn.main"))


def follow(button: Locator) -> None:
    """Press a button and wait for the page to which it leads."""
    with button.page.expect_navigation():
        button.click()


def opened(page: Page, *, title: str) -> Lead:
    """Sign a trainer in, prepare a session with the worked case, and open it."""
    sign_in(page, "trainer")
    page.goto("/en/sessions/new")
    page.fill("#f-title", title)
    follow(page.locator("main form .btn.main"))
    key = page.url.rsplit("/", 1)[1].partition("?")[0]
    adding = page.locator("form:has(#case)")
    adding.locator("#case").select_option(WORKED_ID)
    follow(adding.locator("button[type=submit]"))
    follow(page.locator('main button[value="open"]'))
    page.goto(f"/en/sessions/{key}/room")
    return Lead(page, key, page.locator(".roomcode").inner_text())


@contextlib.contextmanager
def device(chromium: Browser, address: str, **wishes: object) -> Iterator[Page]:
    """Open a device of somebody's own, which speaks to the site only and whose console stays silent."""
    with (
        watched(chromium, address, **wishes) as context,
        contextlib.contextmanager(listening)(context) as page,
    ):
        yield page


def join(page: Page, lead: Lead, *, lang: str, name: str) -> None:
    """Come in as somebody does who reads the code on the wall."""
    page.goto(f"/{lang}/join")
    page.fill("#code", lead.code.lower())
    follow(page.locator("main form .btn.main"))
    page.fill("#f-name", name)
    page.select_option("#f-sector", "health")
    follow(page.locator("main form .btn.main"))
    page.wait_for_url("**/room/*")


def tick(page: Page) -> None:
    """Choose an answer to each question, without sending it."""
    expect(page.locator("[data-room-form]")).to_be_visible(timeout=FOLLOWS)
    for question in page.locator(".q").all():
        for place, select in enumerate(question.locator("select").all(), start=1):
            select.select_option(index=place)
        if question.locator("input").count():
            question.locator("input").first.check()


def send(page: Page) -> None:
    """Send what is ticked."""
    page.locator("[data-room-form] .btn.main").click()


def arrived(page: Page) -> Locator:
    """Return what says that the answer has arrived."""
    return page.locator("#answered")


def ticked(page: Page) -> list[str]:
    """Return what stands ticked."""
    return [one.input_value() for one in page.locator(".q input:checked").all()]
