"""Steps to order, moments to choose, words to write: by the keyboard alone on a telephone, and without a script."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.browser.conftest import listening, watched
from tests.browser.player import focus_is_on, is_asked, position, tab_to, wait_past
from tests.browser.test_accessible import RULES, findings
from tests.conftest import NOON
from tests.trainee import WORKED, WORKED_ID
from webapp.scenarios.service import register

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
HIDDEN = """() => {
  const one = document.activeElement;
  if (!one.closest('.decide')) return null;
  const box = one.getBoundingClientRect();
  const clock = document.querySelector('.clock').getBoundingClientRect();
  return box.top < clock.bottom - 1 && box.bottom > clock.top ? one.outerHTML.slice(0, 80) : '';
}"""
STEPS = ("tell", "send", "receipt", "file")
WRITTEN = "ابدأ بموعد الضماد."


@pytest.fixture
def here(app: Flask) -> Iterator[str]:
    """The address of a site on which the case with every kind of field is in force."""
    with app.extensions["masar.database"].writing() as connection:
        register(connection, text=WORKED.read_text("utf-8"), path="worked-case.yaml", now=NOON)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()


@pytest.fixture
def phone(chromium: Browser, here: str) -> Iterator[Page]:
    with watched(chromium, here, viewport=PHONE) as made:
        yield from listening(made)


@pytest.fixture
def plain(chromium: Browser, here: str) -> Iterator[Page]:
    with watched(chromium, here, java_script_enabled=False) as made:
        yield from listening(made)


def begin(page: Page, lang: str) -> None:
    page.goto(f"/{lang}/cases/{WORKED_ID}")
    page.click("form[action$=attempts] button")
    page.wait_for_url("**/attempts/**")


def record(page: Page) -> None:
    before = position(page)
    tab_to(page, ".decide button.main")
    page.keyboard.press("Enter")
    wait_past(page, before)


def choose(page: Page, field: str, value: str) -> None:
    """Come to a group of radio buttons with Tab, and to one of them with the arrows."""
    tab_to(page, f"#field-{field} input")
    page.keyboard.press("Space")
    for _ in range(8):
        if page.evaluate("wanted => document.activeElement.value === wanted", value):
            break
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#field-{field} input:checked")).to_have_value(value)


def small_targets(page: Page) -> list[str]:
    """Return what a finger has to meet and is smaller than 44 pixels either way."""
    return list(
        page.evaluate("""() => [...document.querySelectorAll('.decide :is(label, select, textarea, .btn)')]
        .filter(one => one.checkVisibility())
        .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 43.5)
        .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)""")
    )


def hidden_below_the_clock(page: Page) -> list[str]:
    """Go back through the form with Shift and Tab; return what had the focus where nobody could see it."""
    found = []
    page.locator(".decide button.main").focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        where = page.evaluate(HIDDEN)
        if where is None:
            return found
        found += [where] if where else []
    return found


def put_in_order(page: Page) -> None:
    """Give each step its place with the arrows, in the order in which the page shows the steps."""
    for box in page.locator("#field-steps select").all():
        values = box.locator("option").evaluate_all("all => all.map(one => one.value.split('.')[1])")
        tab_to(page, "#field-steps select")
        for _ in range(STEPS.index(values[1]) + 1):
            page.keyboard.press("ArrowDown")
    chosen = page.locator("#field-steps select").evaluate_all("all => all.map(one => one.value)")
    assert sorted(chosen) == [f"{place}.{step}" for place, step in enumerate(STEPS, start=1)]


def test_every_kind_of_field_is_answered_by_the_keyboard_alone_on_a_telephone(phone: Page) -> None:
    begin(phone, "ar")
    choose(phone, "first", "line")
    record(phone)
    focus_is_on(phone, "h1")
    for box in phone.locator("#field-boxes input").all():
        tab_to(phone, "#field-boxes input")
        if box.get_attribute("value") in {"seen", "words", "where"}:
            phone.keyboard.press("Space")
    assert phone.locator("#field-boxes input:checked").count() == 3
    put_in_order(phone)
    tab_to(phone, "#field-note textarea")
    phone.keyboard.type(f"{WRITTEN} 92345678")
    assert findings(phone, RULES) == []
    assert small_targets(phone) == []
    assert hidden_below_the_clock(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab_to(phone, ".decide button.main")
    phone.keyboard.press("Enter")
    focus_is_on(phone, ".errs")
    expect(phone.locator("#error-note")).to_contain_text("92345678")
    tab_to(phone, ".errs a")
    phone.keyboard.press("Enter")
    tab_to(phone, "#field-note textarea")
    phone.keyboard.press("Control+End")
    for _ in "92345678":
        phone.keyboard.press("Backspace")
    assert findings(phone, RULES) == []
    record(phone)
    choose(phone, "again", "1wd")
    assert findings(phone, RULES) == []
    record(phone)
    expect(phone.locator("h1.outcome")).to_be_visible()
    expect(phone.locator(".sum .wrote .as-written")).to_have_text(WRITTEN)


def test_every_kind_of_field_is_answered_without_a_script(plain: Page) -> None:
    begin(plain, "en")
    plain.check("#field-first input[value=line]")
    plain.click(".decide button.main")
    for box in ("seen", "words", "where"):
        plain.check(f"#field-boxes input[value={box}]")
    plain.fill("#field-note textarea", "Begin with the dressing.")
    for step in STEPS:
        plain.locator("#field-steps select", has=plain.locator(f"option[value='1.{step}']")).select_option(
            f"1.{step}"
        )
    plain.click(".decide button.main")
    expect(plain.locator(".errs")).to_contain_text("place")
    expect(plain.locator("#field-note textarea")).to_have_value("Begin with the dressing.")
    for place, step in enumerate(STEPS, start=1):
        plain.locator("#field-steps select", has=plain.locator(f"option[value='1.{step}']")).select_option(
            f"{place}.{step}"
        )
    for choice in ("", "#field-again input[value='2wd']"):
        if choice:
            plain.check(choice)
        plain.click(".decide button.main")
        if is_asked(plain):
            plain.click(".sure button.main")
    expect(plain.locator("h1.outcome")).to_be_visible()
    expect(plain.locator(".sum")).to_contain_text("Begin with the dressing.")
