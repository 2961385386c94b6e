"""People who sign in, in a real browser: accessible, narrow enough, by keyboard, and warned before time runs out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listening, watched
from tests.browser.test_accessible import all_findings

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "en")
OPEN = {
    "sign-in": "/sign-in",
    "forgotten password": "/reset",
    "privacy": "/privacy",
    "data of a stranger": "/data",
    "taking attempts along": "/data/take-up",
    "a link that holds no longer": "/invitation/nothing",
}
OWN = {
    "account": "/account",
    "done": "/account?done=password",
    "second step": "/account/second-factor",
    "consent": "/account/consent",
    "own data": "/data",
    "erasing": "/data/erase",
    "own cases": "/attempts",
}
ADMINISTRATION = {
    "people": "/administration/people",
    "people found": "/administration/people?q=demo",
    "nobody found": "/administration/people?q=zzqqxx",
    "inviting": "/administration/people/invite",
    "importing": "/administration/people/import",
    "organisations": "/administration/organisations",
    "settings": "/administration/settings",
    "audit": "/administration/audit",
    "health": "/administration/health",
}


def sign_in(tab: Page, role: str, lang: str = "en") -> None:
    tab.goto(f"/{lang}/sign-in")
    tab.locator(f'form:has(input[value="{role}"]) button').click()
    tab.wait_for_url(re.compile("/account"))


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, address: str) -> dict[str, object]:
    """The cookies of a demonstration administrator."""
    made = chromium.new_context(base_url=address)
    tab = made.new_page()
    sign_in(tab, "administrator")
    cookies = made.storage_state()
    made.close()
    return dict(cookies)


@pytest.fixture
def staff_tab(chromium: Browser, address: str, signed_in: dict[str, object]) -> Iterator[Page]:
    """A page of the administrator."""
    with watched(chromium, address, storage_state=signed_in) as made:
        yield from listening(made)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", OPEN.values(), ids=OPEN.keys())
def test_axe_finds_nothing_where_people_come_in(tab: Page, lang: str, path: str) -> None:
    tab.goto(f"/{lang}{path}")
    assert all_findings(tab) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [*OWN.values(), *ADMINISTRATION.values()], ids=[*OWN, *ADMINISTRATION])
def test_axe_finds_nothing_on_pages_of_people_who_signed_in(staff_tab: Page, lang: str, path: str) -> None:
    staff_tab.goto(f"/{lang}{path}")
    expect(staff_tab.locator("html")).to_have_attribute("lang", lang)
    assert all_findings(staff_tab) == {}


def test_one_persons_page_is_accessible_too(staff_tab: Page) -> None:
    for lang in LANGUAGES:
        staff_tab.goto(f"/{lang}/administration/people")
        staff_tab.locator('main a[href*="/administration/people/"]', has_text="Demo trainee").first.click()
        staff_tab.wait_for_load_state("networkidle")
        assert all_findings(staff_tab) == {}


def test_a_wrong_password_is_said_where_the_keyboard_stands(tab: Page) -> None:
    tab.goto("/en/sign-in")
    tab.keyboard.press("Tab")
    tab.locator("#f-name").focus()
    tab.keyboard.type("Nobody at all")
    tab.keyboard.press("Tab")
    tab.keyboard.type("not a password of anybody")
    tab.keyboard.press("Enter")
    expect(tab.locator(".errs")).to_contain_text("is not right")
    expect(tab.locator("#f-name")).to_have_value("Nobody at all")
    tab.locator(".errs a").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#f-password"
    assert all_findings(tab, alone=True) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_comes_before_the_sign_in_ends_and_going_on_is_one_key(
    chromium: Browser, address: str, lang: str
) -> None:
    with watched(chromium, address) as made:
        tab = made.new_page()
        sign_in(tab, "trainee", lang)
        tab.clock.install()
        tab.goto(f"/{lang}/account")
        word = tab.locator("dialog.ending")
        tab.clock.fast_forward("27:00")
        expect(word).to_be_hidden()
        tab.clock.fast_forward("01:30")
        expect(word).to_be_visible()
        expect(word.locator("button")).to_be_focused()
        assert all_findings(tab) == {}
        tab.keyboard.press("Enter")
        expect(word).to_be_hidden()
        tab.clock.fast_forward("27:00")
        expect(word).to_be_hidden()
        tab.clock.fast_forward("04:00")
        expect(tab.locator(".ended")).to_be_visible()


def test_signing_out_leaves_nothing_behind_the_back_button(chromium: Browser, address: str) -> None:
    with watched(chromium, address) as made:
        tab = made.new_page()
        sign_in(tab, "administrator")
        tab.goto("/en/administration/people")
        tab.locator(".person button", has_text="Sign out").click()
        tab.wait_for_url(re.compile("/sign-in"))
        tab.go_back()
        tab.wait_for_load_state()
        assert "Demo trainee" not in tab.locator("body").inner_text()


def test_it_all_works_without_javascript(plain_tab: Page) -> None:
    sign_in(plain_tab, "trainee", "ar")
    expect(plain_tab.locator(".person")).to_be_visible()
    plain_tab.locator(".person form button").first.click()
    plain_tab.wait_for_url(re.compile("/ar/sign-in"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_somebody_joins_by_the_link_they_were_handed(
    staff_tab: Page, chromium: Browser, address: str, lang: str
) -> None:
    staff_tab.goto(f"/{lang}/administration/people/invite")
    name = f"Joining {lang}"
    staff_tab.locator("#f-name").fill(name)
    staff_tab.locator('input[name="roles"][value="trainee"]').check()
    staff_tab.locator("main form button.main").click()
    shown = staff_tab.get_by_text("/invitation/")
    path = re.sub(r"^\s*https?://[^/]+", "", shown.inner_text()).strip()
    assert all_findings(staff_tab) == {}
    with watched(chromium, address) as made:
        tab = made.new_page()
        tab.goto(path)
        assert all_findings(tab) == {}
        tab.locator("#consent").check()
        tab.locator("#f-password").fill("seven herons over a quiet wadi")
        tab.locator("#f-again").fill("seven herons over a quiet wadi")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile("/account"))
        expect(tab.locator(".person")).to_contain_text(name)
