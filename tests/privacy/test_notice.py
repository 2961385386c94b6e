"""What anybody can read about privacy says the real numbers, the law and whom to ask."""

import re

import pytest
from flask import Flask

from tests.conftest import NOON
from tests.people import store
from tests.web.pages import Page, Pages
from webapp.accounts import policy


def read(app: Flask, lang: str = "en") -> Page:
    return Pages(app).get(f"/{lang}/privacy")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_it_is_the_same_page_for_everybody(app: Flask, lang: str) -> None:
    page = read(app, lang)
    assert page.response.headers["Cache-Control"].startswith("public")
    assert not page.response.headers.getlist("Set-Cookie")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_it_says_how_long_things_are_kept_and_follows_what_administrators_set(app: Flask, lang: str) -> None:
    assert {"365", "730", "60", "30", "12", "180"} <= numbers(read(app, lang))
    with store(app).writing() as connection:
        fresh = {"keep_attempts_days": "91", "keep_comments_days": "92", "absolute_hours": "7"}
        policy.change(connection, fresh, by="", now=NOON)
    shown = numbers(read(app, lang))
    assert {"91", "92", "7"} <= shown
    assert not {"365", "12"} & shown


def numbers(page: Page) -> set[str]:
    main = next(iter(page.all("main")))
    return set(re.findall(r"\d+", " ".join("".join(cell.itertext()) for cell in main.iter("td"))))


def test_it_names_the_law_and_its_ministry_but_no_article(app: Flask) -> None:
    text = read(app).text
    assert "Royal Decree 6/2022" in text
    assert "Ministry of Transport, Communications and Information Technology" in text
    assert not re.search(r"\barticle\b", text, re.IGNORECASE)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_it_lists_every_cookie_that_is_ever_set(app: Flask, lang: str) -> None:
    text = read(app, lang).text
    for cookie in ("masar_visitor", "masar_session", "masar_device"):
        assert cookie in text


def test_every_page_and_the_page_about_this_edition_lead_to_it(app: Flask) -> None:
    pages = Pages(app)
    for path in ("/en", "/en/cases", "/en/search"):
        assert "/en/privacy" in pages.get(path).links()
    about = next(iter(pages.get("/en/about").all("main")))
    assert "/en/privacy" in [one.get("href") for one in about.iter("a")]


def test_it_leads_to_what_it_promises(app: Flask) -> None:
    links = read(app).links()
    for path in ("/en/data", "/en/data/erase", "/en/data/take-up"):
        assert path in links
