"""A first visit over a weak signal: what has to be fetched before a section can be read, in bytes as sent."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SECTIONS = ("reporting/routes", "referral/pathways", "law/related-laws")
WITH_FONTS, WITHOUT = 110 * 1024, 40 * 1024
FETCHED = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
    .map((one) => [one.name, one.transferSize])"""


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_a_first_visit_to_a_section_is_light(
    chromium: Browser, address: str, lang: str, section: str
) -> None:
    visit = chromium.new_context(base_url=address)
    page = visit.new_page()
    page.goto(f"/{lang}/manual/{section}", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    sizes = dict(page.evaluate(FETCHED))
    visit.close()
    fonts = sum(size for name, size in sizes.items() if ".woff2" in name)
    assert fonts > 0
    assert sum(sizes.values()) <= WITH_FONTS
    assert sum(sizes.values()) - fonts <= WITHOUT
