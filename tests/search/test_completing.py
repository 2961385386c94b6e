"""Names that are offered while somebody types."""

import html
import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from webapp.search.completing import MOST, completions, names

HELD = names(
    [
        "Reporting routes",
        "Anonymous reports",
        "The report form",
        "المدرسة",
        "بطاقة المعلم",
        "إخبار وليّ الأمر",
        "",
    ]
)


def offered(app: Flask, lang: str, typed: str) -> list[str]:
    answer = app.test_client().get(f"/{lang}/search/complete", query_string={"q": typed})
    assert answer.status_code == 200
    options = re.findall(r'<li role="option" id="offer-\d+"[^>]*>(.*?)</li>', answer.get_data(as_text=True))
    return [html.unescape(one) for one in options]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rep", "Reporting routes"),
        ("REPORTING ro", "Reporting routes"),
        ("anonymous re", "Anonymous reports"),
        ("مدر", "المدرسة"),
        ("المدر", "المدرسة"),
        ("معلم", "بطاقة المعلم"),
        ("اخبار ول", "إخبار وليّ الأمر"),
    ],
)
def test_a_name_is_offered_from_its_first_letters_however_they_are_spelled(typed: str, first: str) -> None:
    assert completions(HELD, typed)[0] == first


@pytest.mark.parametrize("typed", ["", "r", "ا", "\u064b\u064b", "\x00\x00", "()", "zzqq"])
def test_too_little_and_what_begins_no_name_offers_nothing(typed: str) -> None:
    assert completions(HELD, typed) == ()


@given(st.text(max_size=300))
def test_whatever_is_typed_offers_few_names_that_are_there_each_once(typed: str) -> None:
    found = completions(HELD, typed)
    assert len(found) == len(set(found)) <= MOST
    assert {*found} <= {one.text for one in HELD}


@pytest.mark.parametrize(("lang", "typed"), [("ar", "الإبل"), ("en", "repor")])
def test_what_is_offered_on_the_site_finds_something(app: Flask, lang: str, typed: str) -> None:
    found = offered(app, lang, typed)
    assert 0 < len(found) <= MOST
    for one in found:
        page = app.test_client().get(f"/{lang}/search", query_string={"q": one}).get_data(as_text=True)
        assert '<ol class="hr hits">' in page, one


def test_strange_letters_offer_nothing_and_break_nothing(app: Flask) -> None:
    for typed in ("", "x" * 10_000, "<b>", "\u202e\u202e", "😀😀", '"""', "%' OR 1=1"):
        assert offered(app, "en", typed) == [], typed
