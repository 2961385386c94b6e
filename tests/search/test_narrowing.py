"""Narrowing an answer, and what is found by name beside the text."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.people import store
from tests.web.pages import Page, Pages
from webapp.search import facets, things
from webapp.search.facets import Shelves, Value

LANGUAGES = ("ar", "en")
WORDS = {"ar": "الشرطة", "en": "police"}
SHELVES = Shelves(
    sections={
        "a/one": {"force": frozenset({"must", "may"}), "role": frozenset({"teacher"})},
        "a/two": {"force": frozenset({"must"}), "role": frozenset({"doctor"}), "changed": frozenset({"2"})},
        "b/one": {"force": frozenset({"should"}), "role": frozenset({"teacher"})},
    },
    words={"role": {"teacher": "Teacher", "doctor": "Doctor"}, "force": dict.fromkeys(facets.FORCES, "")},
)


def search(app: Flask, lang: str, **more: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in ({"q": WORDS[lang]} | more).items())
    return Pages(app).get(f"/{lang}/search?{query}")


def sections(page: Page) -> list[str]:
    return re.findall(r'<h3[^>]*><a href="/\w\w/manual/([^"#]+)', page.source)


def offers(page: Page) -> dict[str, int]:
    """Return the addresses of the values offered, with the counts beside them."""
    found = [one for item in page.with_class("facet") for one in item.iter("a")]
    return {one.get("href", ""): int(re.search(r"\d+", "".join(list(one)[1].itertext()))[0]) for one in found}  # type: ignore[index]  # a page without a number is a fault


def count(page: Page) -> int:
    if 'rel="next"' not in page.source:  # few are said in words: قسم واحد، قسمان
        return len(sections(page))
    (line,) = page.with_class("count")
    return int((re.search(r"\d+", "".join(line.itertext())) or "0")[0])


def test_what_is_chosen_narrows_together() -> None:
    assert facets.among(SHELVES, {}) is None
    assert facets.among(SHELVES, {"force": "must"}) == {"a/one", "a/two"}
    assert facets.among(SHELVES, {"force": "must", "role": "teacher"}) == {"a/one"}
    assert facets.among(SHELVES, {"role": "nobody"}) == frozenset()


def test_a_facet_counts_what_the_other_choices_leave_so_that_one_can_change_ones_mind() -> None:
    offered = facets.offered(SHELVES, ["a/one", "a/two", "b/one"], {"force": "must"})
    assert offered["force"] == (Value("must", "", 2), Value("should", "", 1), Value("may", "", 1))
    assert offered["role"] == (Value("teacher", "Teacher", 1), Value("doctor", "Doctor", 1))
    assert offered["changed"] == (Value("2", "", 1),)


def test_a_facet_with_one_value_is_not_offered_and_nothing_leads_nowhere() -> None:
    assert facets.offered(SHELVES, ["b/one"], {}) == {}
    assert facets.offered(SHELVES, [], {}) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_leads_to_as_many_sections_as_it_says(app: Flask, lang: str) -> None:
    offered = offers(search(app, lang))
    names = {name for address in offered for name in parse_qs(urlsplit(address).query)} - {"q"}
    assert names >= {"chapter", "kind", "force", "role", "entity", "harm", "case"}
    one_of_each = {next(iter(parse_qs(urlsplit(one).query).keys() - {"q"})): one for one in offered}
    for address in one_of_each.values():
        assert count(Pages(app).get(address)) == offered[address] > 0, address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_chosen_is_shown_and_each_of_it_can_be_taken_back(app: Flask, lang: str) -> None:
    whole = search(app, lang)
    page = search(app, lang, force="must", role="teacher")
    assert 0 < count(page) < count(whole)
    (chips,) = page.with_class("chosen")
    *back, clear = [parse_qs(urlsplit(one.get("href", "")).query) for one in chips.iter("a")]
    query = {"q": [WORDS[lang]]}
    assert back == [query | {"role": ["teacher"]}, query | {"force": ["must"]}]
    assert clear == query


def test_pages_of_a_narrowed_answer_stay_narrowed(app: Flask) -> None:
    page = Pages(app).get("/en/search?q=child&force=must")
    (onward,) = [one.get("href", "") for one in page.all("a") if one.get("rel") == "next"]
    assert "force=must" in onward
    assert not set(sections(page)) & set(sections(Pages(app).get(onward)))


def test_a_strange_value_breaks_nothing(app: Flask) -> None:
    strange = ("nobody", "MUST", "must'--", "%3Cscript%3E", "٣", "-", "x" * 500, "%00", "must%20may")
    for number, value in enumerate(strange):
        name = facets.NAMES[number % len(facets.NAMES)]
        assert Pages(app).get(f"/en/search?q=police&{name}={value}").status == 200
        answer = app.test_client().get(f"/api/v1/search?q=police&lang=en&{name}={value}")
        assert answer.status_code == (200 if value == "nobody" else 422), value


def test_the_data_interface_narrows_too_and_refuses_what_cannot_be_a_value(app: Flask) -> None:
    ask = app.test_client().get
    whole = ask("/api/v1/search?q=police&lang=en").get_json()
    may = ask("/api/v1/search?q=police&lang=en&force=may").get_json()
    told = {one["value"]: one["count"] for one in whole["facets"]["force"]}
    assert may["total"] == told["may"] < whole["total"]
    assert {one["kind"] for one in whole["things"]} >= {"entity", "card"}
    assert may["things"] == []
    wrong = ask("/api/v1/search?q=police&lang=en&force=MUST")
    assert (wrong.status_code, wrong.get_json()["error"]["code"]) == (422, "search.unknown-value")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_found_and_say_what_they_are(app: Flask, lang: str) -> None:
    with store(app).reading() as connection:
        held = things.things(connection, lang=lang, edition=1)
    for kind in things.PLACES:
        one = next(one for one in held if one.kind == kind)
        assert one in things.found(held, one.title), one.title
    page = Pages(app).get(f"/{lang}/search?q={next(one.title for one in held if one.kind == 'entity')}")
    assert [one for block in page.with_class("things") for one in block.iter("span")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_found_by_name_has_its_place(app: Flask, lang: str) -> None:
    with store(app).reading() as connection:
        held = things.things(connection, lang=lang, edition=1)
    assert {one.kind for one in held} == set(things.PLACES)
    pages: dict[str, str] = {}
    for one in held:
        address, _, place = one.address.partition("#")
        if address not in pages:
            answer = app.test_client().get(address)
            assert answer.status_code == 200, one
            pages[address] = answer.get_data(as_text=True)
        assert not place or f'id="{place}"' in pages[address], one


def test_what_names_nothing_finds_nothing_by_name(app: Flask) -> None:
    with store(app).reading() as connection:
        held = things.things(connection, lang="en", edition=1)
    for query in ("", "the", "of the", "zzqqxx", "()", "\u064b"):
        assert things.found(held, query) == (), query
    assert 0 < len(things.found(held, "child")) <= things.MOST
