"""docs/api.md is what is answered: its examples, its keys, its codes, its rules."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.small import empty_site, small_site
from webapp.search import facets
from webapp.settings import ROOT, Settings
from webapp.web.sentences import SENTENCES

WRITTEN = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```\nGET (\S+)\n```\n```json\n(.*?)\n```", WRITTEN, re.DOTALL)
ANSWERED = WRITTEN.split("## What is answered")[1].split("## Operators")[0]
CODES = re.findall(r"^\| (\d{3}) \| `([a-z.-]+)` \|", WRITTEN, re.MULTILINE)
BY_VALUE = {"facets"}
"""Keys whose own keys are values, named in the table of parameters."""
ASKED = ("nobody zebra", '"report zebra"', "-nobody report", "repor* hotline", "child", "teacher", "7.1")


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def keys(value: object, above: str = "") -> Iterator[str]:
    """Yield every key of some data, however deep."""
    if isinstance(value, dict):
        for key, held in value.items():
            if above not in BY_VALUE:
                yield key
            yield from keys(held, key)
    elif isinstance(value, list):
        for held in value:
            yield from keys(held, above)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize(("address", "written"), EXAMPLES)
def test_every_example_is_what_is_answered(site: Flask, address: str, written: str) -> None:
    assert site.test_client().get(address).get_json() == json.loads(written)


def test_every_key_answered_is_documented_and_every_key_documented_is_answered(site: Flask) -> None:
    answers = [site.test_client().get("/api/v1/search", query_string={"q": q, "lang": "en"}) for q in ASKED]
    answered = {key for answer in answers for key in keys(answer.get_json())}
    first, *rest = (line.split("|") for line in ANSWERED.splitlines() if line.startswith("| `"))
    documented = {name for line in (first, *rest) for name in re.findall(r"`([a-z_]+)`", line[1])}
    inside = {name for line in rest for name in re.findall(r"`([a-z_]+)`", line[2])}
    assert documented <= answered
    assert answered <= documented | inside


def test_every_facet_is_a_documented_parameter() -> None:
    row = next(line for line in WRITTEN.splitlines() if line.startswith("| `chapter`"))
    assert tuple(re.findall(r"`([a-z]+)`", row.split("|")[1])) == facets.NAMES


REFUSED = {
    "search.nothing-asked": {"q": '"" *'},
    "search.only-exclusions": {"q": "-police"},
    "search.unknown-language": {"q": "police", "lang": "fr"},
    "search.number-out-of-range": {"q": "police", "limit": "51"},
    "search.unknown-value": {"q": "police", "chapter": "7; 8"},
}


def test_every_code_of_search_is_documented_and_given(site: Flask) -> None:
    given = {}
    for values in REFUSED.values():
        answer = site.test_client().get("/api/v1/search", query_string=values)
        given[answer.get_json()["error"]["code"]] = answer.status_code
    documented = {code: int(status) for status, code in CODES}
    assert set(given) == set(REFUSED)
    assert {code: documented[code] for code in given} == given
    assert {code for code in documented if code.startswith("search.")} == set(REFUSED)
    assert set(documented) <= set(SENTENCES)


def test_where_nothing_is_published_the_documented_code_is_given(settings: Settings) -> None:
    answer = empty_site(settings).test_client().get("/api/v1/search", query_string={"q": "police"})
    assert (str(answer.status_code), answer.get_json()["error"]["code"]) in CODES
    assert answer.status_code == 404


def test_answers_are_kept_by_nobody_and_read_by_no_other_site(site: Flask) -> None:
    for values in ({"q": "child"}, {}):
        answer = site.test_client().get(
            "/api/v1/search", query_string=values, headers={"Origin": "https://elsewhere.example"}
        )
        assert answer.headers["Cache-Control"] == "no-store"
        assert not [name for name, _value in answer.headers if name.startswith("Access-Control")]
        assert "Set-Cookie" not in answer.headers


def test_only_reading_is_answered(site: Flask) -> None:
    assert site.test_client().head("/api/v1/search?q=child").status_code == 200
    assert site.test_client().post("/api/v1/search", data={"q": "child"}).status_code in {400, 403, 405}
