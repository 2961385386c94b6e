"""Whatever is typed into the search field, there is a page, and data or a refusal that is documented."""

import pytest
from flask import Flask

from tests.web.pages import Pages
from tests.web.small import small_site
from webapp.settings import Settings

ANSWERED = {
    "one letter": "a",
    "one Arabic letter": "ب",
    "endless": "a" * 10_000,
    "endless words": "ابت " * 2_500,
    "only marks": "َُِّ",
    "one quote": '"report',
    "quotes astray": "report» “hotline",
    "SQL": "'; DROP TABLE section; -- %' OR 1=1",
    "query syntax": "title:child^4 AND (report OR +police) ~2 [a TO z] \\",
    "emoji": "🙂👩‍👩‍👧",
    "turned": "\u202eecilop\u202c report",
    "NUL": "re\x00port",
    "half a letter": "\ud800report",
    "beginnings": " ".join(["a*"] * 24),
    "left out": "child " + " ".join(f"-word{number}" for number in range(400)),
    "phrases": " ".join(f'"child {number}"' for number in range(400)),
    "a phrase nobody wrote": '"report zebra"',
    "all left out": "report -report",
}
REFUSED = {
    "nothing": "",
    "spaces": " \t\n ",
    "NULs": "\x00\x00",
    "only signs": '"" * - «»',
    "only left out": '-report -"a child" -pol*',
}


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def _code(name: str) -> str:
    return "search.only-exclusions" if name == "only left out" else "search.nothing-asked"


def test_a_page_and_data_answer_whatever_is_typed(site: Flask) -> None:
    for lang in ("ar", "en"):
        for name, text in ANSWERED.items():
            sent = {"q": text.encode("utf-8", "surrogatepass")}
            page = site.test_client().get(f"/{lang}/search", query_string=sent)
            assert page.status_code == 200, name
            assert "\u202e" not in page.get_data(as_text=True), name
            data = site.test_client().get("/api/v1/search", query_string=sent | {"lang": lang})
            assert data.status_code == 200, name
            assert len(data.get_json()["hits"]) == data.get_json()["total"], name


def test_where_there_is_nothing_to_look_for_the_page_begins_anew_and_data_say_why(site: Flask) -> None:
    for name, text in REFUSED.items():
        page = site.test_client().get("/en/search", query_string={"q": text})
        assert page.status_code == 200, name
        assert "For example:" in page.get_data(as_text=True), name
        data = site.test_client().get("/api/v1/search", query_string={"q": text})
        assert (data.status_code, data.get_json()["error"]["code"]) == (422, _code(name)), name


@pytest.mark.parametrize(
    ("lang", "says"),
    [("en", "Write at least one word to look for."), ("ar", "اكتب كلمة واحدة على الأقل للبحث عنها.")],
)
def test_that_only_something_is_left_out_is_said(site: Flask, lang: str, says: str) -> None:
    assert says in Pages(site).get(f"/{lang}/search?q=-report").text


def test_a_missing_phrase_is_said_and_its_words_are_offered(site: Flask) -> None:
    page = Pages(site).get("/en/search?q=%22report+zebra%22")
    assert "No section has these words in this order: report zebra." in " ".join(page.text.split())
    assert 'href="/en/search?q=report+zebra"' in page.source
    beside = Pages(site).get("/en/search?q=%22report+zebra%22+hotline")
    assert "They were looked for one by one." in beside.text
    assert beside.all("mark")


def test_that_all_was_left_out_is_said(site: Flask) -> None:
    page = Pages(site).get("/en/search?q=proof+-proof")
    assert "Every section that answers holds something you left out." in page.text
    assert 'href="/en/search?q=proof"' in page.source


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_start_explains_operators_by_examples_that_find_something(app: Flask, lang: str) -> None:
    links = Pages(app).get(f"/{lang}/search").all("a")
    addresses = [one.get("href", "") for one in links]
    shown = [
        one
        for one in addresses
        if "/search?q=" in one and any(sign in one for sign in ("%22", "+-", "*", "%2A"))
    ]
    assert len(shown) == 3
    for address in shown:
        assert Pages(app).get(address).all("mark")
