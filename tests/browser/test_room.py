"""A room in a real browser: a trainer and three trainees go through a case together, over a bad network too."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.player import focus_is_on
from tests.browser.room import FOLLOWS, Lead, arrived, device, join, opened, send, tick, ticked
from tests.browser.test_accessible import OF_WIDTH_AND_COLOUR, RULES, findings

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}
SAID = "#said"


@pytest.fixture
def trainer(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of a trainer's own."""
    with device(chromium, address) as page:
        yield page


@pytest.fixture
def people(chromium: Browser, address: str) -> Iterator[list[Page]]:
    """Two telephones and a laptop."""
    with ExitStack() as open_ones:
        phones = [open_ones.enter_context(device(chromium, address, **PHONE)) for _ in range(2)]
        yield [*phones, open_ones.enter_context(device(chromium, address))]


def wrong_with(page: Page) -> list[str]:
    """Return what axe-core finds, and whether the page is wider than its screen."""
    size = page.viewport_size
    assert size
    is_narrow = size["width"] < 500
    found = findings(page, OF_WIDTH_AND_COLOUR, "rule") if is_narrow else findings(page, RULES)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([f"{wide} wide"] if wide > size["width"] else [])]


def look(people: list[Page], words: str, *, closely: bool = True) -> None:
    """Wait until every screen says this; looked at closely, a telephone's and a laptop's are accessible."""
    for page in people:
        expect(page.locator("#room [data-say]").first).to_contain_text(re.compile(words), timeout=FOLLOWS)
    for page in people[1:] if closely else []:
        assert wrong_with(page) == []


def answer_offline(phone: Page) -> None:
    """Answer without a network: it is said, nothing is lost, and it arrives when there is one again."""
    tick(phone)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator(".unsent")).to_be_visible()
    expect(phone.locator(SAID)).to_contain_text("محفوظ على هذا الجهاز")
    phone.context.set_offline(False)
    expect(arrived(phone)).to_be_visible(timeout=FOLLOWS)
    focus_is_on(phone, "#answered")


def answer_while_the_room_changes(laptop: Page, lead: Lead) -> None:
    """Tick, while the session is given another name; reload, and what was ticked still stands."""
    tick(laptop)
    before = ticked(laptop)
    laptop.locator(".q input").first.focus()
    lead.rename("Day two")
    expect(laptop.locator(".top")).to_contain_text("Day two", timeout=FOLLOWS)
    focus_is_on(laptop, ".q input")
    assert ticked(laptop) == before
    laptop.reload()
    assert ticked(laptop) == before
    send(laptop)
    expect(arrived(laptop)).to_be_visible()


def answer_and_reload(laptop: Page) -> None:
    """Send an answer that never leaves, and close the page: opened again, it sends what waited."""
    tick(laptop)
    laptop.route("**/answer", lambda route: route.abort())
    send(laptop)
    expect(laptop.locator(".unsent")).to_be_visible()
    laptop.unroute("**/answer")
    laptop.reload()
    expect(arrived(laptop)).to_be_visible(timeout=FOLLOWS)


def tell(lead: Lead, people: list[Page], *, closely: bool) -> None:
    """Show how the room answered, tell what is best, and move on with it."""
    lead.go("shown")
    look(people, "how the room answered|أجوبة القاعة", closely=closely)
    lead.go("told")
    look(people, "what is best|الأفضل", closely=closely)
    lead.go("on")


def test_a_trainer_and_three_trainees_go_through_a_case_to_its_debrief(
    trainer: Page, people: list[Page]
) -> None:
    one, two, laptop = people
    lead = opened(trainer, title="Day one")
    join(one, lead, lang="ar", name="سالم")
    join(two, lead, lang="ar", name="مريم")
    join(laptop, lead, lang="en", name="Huda")
    look(people, "Soon it begins|نبدأ بعد قليل", closely=False)
    lead.go("begin")
    look(people, "reading|قراءة")
    focus_is_on(laptop, "h1")
    lead.go("open")
    look(people, "answering|الإجابة مفتوحة")
    answer_offline(one)
    tick(two)
    send(two)
    answer_while_the_room_changes(laptop, lead)
    look(people, "has arrived|وصل جوابك")
    tell(lead, people, closely=True)
    lead.go("open")
    answer_and_reload(laptop)
    for phone in (one, two):
        tick(phone)
        send(phone)
        expect(arrived(phone)).to_be_visible()
    lead.page.goto(f"/en/sessions/{lead.key}/room")
    expect(lead.page.locator("main")).to_contain_text("3 of 3")
    tell(lead, people, closely=False)
    while lead.page.locator('main button[name="do"][value="open"]').count():
        lead.go("open")
        lead.go("shown")
        lead.go("told")
        lead.go("on")
    for page in people:
        expect(page.locator(".feeling")).to_be_visible(timeout=FOLLOWS)
    assert wrong_with(laptop) == []
    one.locator(".feeling button").first.click()
    expect(one.locator(".feeling form")).to_have_count(0)
    for page in (two, laptop):
        page.locator('a.main[href$="/mine"]').click()
        expect(page.locator(".told-row")).to_have_count(2)
        assert wrong_with(page) == []
    lead.page.locator('main a[href$="/debrief"]').first.click()
    lead.page.wait_for_url("**/debrief")
    expect(lead.page.locator("h1")).to_be_visible()


def test_coming_in_is_accessible_and_works_without_a_script(
    trainer: Page, tab: Page, plain_tab: Page
) -> None:
    lead = opened(trainer, title="By hand")
    for path in ("/en/join", "/en/join?code=0OI1", f"/en/join?code={lead.code}", "/en/join/again"):
        tab.goto(path)
        assert wrong_with(tab) == [], path
    join(plain_tab, lead, lang="en", name="Huda")
    lead.go("begin")
    plain_tab.locator("[data-again]").click()
    lead.go("open")
    plain_tab.locator("[data-again]").click()
    tick(plain_tab)
    before = ticked(plain_tab)
    plain_tab.locator("button[name=look]").click()
    expect(plain_tab.locator("html")).to_have_attribute("lang", "ar")
    assert ticked(plain_tab) == before
    send(plain_tab)
    expect(arrived(plain_tab)).to_be_visible()
