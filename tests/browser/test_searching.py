"""Searching while one types: the focus stays, the count is said once, the keys reach names and facets."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import all_findings

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "begun"), [("ar", "المدر"), ("en", "repor")])
def test_typing_keeps_the_focus_says_the_count_and_offers_names_to_the_keys(
    tab: Page, lang: str, begun: str
) -> None:
    told: list[str] = []
    tab.on("request", lambda one: told.append(one.post_data or "") if "counted" in one.url else None)
    tab.goto(f"/{lang}/search")
    field, names = tab.locator("#q"), tab.locator("#offers")
    field.press_sequentially(begun, delay=40)
    expect(names.get_by_role("option").first).to_be_visible()
    expect(tab.locator("#said")).to_have_text(re.compile(r"\w"))
    expect(tab.locator("#results .hit").first).to_be_attached()
    expect(field).to_be_focused()
    assert tab.evaluate("document.activeElement.selectionStart") == len(begun)
    tab.keyboard.press("ArrowDown")
    expect(names.locator("[aria-selected=true]")).to_have_id(
        field.get_attribute("aria-activedescendant") or ""
    )
    name = names.locator("[aria-selected=true]").inner_text()
    tab.keyboard.press("Enter")
    expect(field).to_have_value(name)
    expect(names).to_be_hidden()
    expect(tab).to_have_url(re.compile(r"search\?q="))
    expect(field).to_be_focused()
    for _ in range(40):  # on a busy machine an answer may come late, and rests two seconds from then
        tab.wait_for_timeout(250)
        if told and parse_qs(told[-1])["q"] == [name]:
            break
    *before, last = [parse_qs(one)["q"][0] for one in told]
    assert last == name
    assert set(before) <= {begun}, "what was typed on the way is not counted"
    tab.keyboard.press("ArrowDown")
    expect(names).to_be_visible()
    assert all_findings(tab) == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_facet_is_reached_and_taken_back_by_keys_on_a_telephone(tab: Page, lang: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(f"/{lang}/search?q=1100")
    tab.locator(".facets summary").first.press("Enter")
    tab.locator(".facets summary").nth(1).focus()
    value = tab.locator(".facet a").first
    count = int(re.search(r"\d+", value.locator(".quiet").inner_text())[0])  # type: ignore[index]  # each has one
    value.press("Enter")
    expect(tab.locator("#results .hit")).to_have_count(min(count, 10))
    expect(tab).to_have_url(re.compile("chapter="))
    expect(tab.locator("body:focus")).to_have_count(0)
    assert all_findings(tab) == {}
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.locator("#not-any").press("Enter")
    expect(tab.locator(".chosen")).to_have_count(0)
    expect(tab).not_to_have_url(re.compile("chapter="))
    expect(tab.locator("#results .count")).to_be_focused()


def test_a_word_that_is_still_being_composed_is_not_searched(tab: Page) -> None:
    asked: list[str] = []
    tab.on(
        "request",
        lambda one: asked.append(one.url) if "search?" in one.url or "complete?" in one.url else None,
    )
    tab.goto("/ar/search")
    keys = tab.context.new_cdp_session(tab)
    tab.focus("#q")
    for letters in ("م", "مد", "مدر"):
        keys.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
        tab.wait_for_timeout(200)
    tab.wait_for_timeout(500)
    assert asked == []
    keys.send("Input.insertText", {"text": "مدرسة"})
    expect(tab.locator("#results .hit").first).to_be_attached()
    assert len(asked) == 2, "the answer and the names, each once"
