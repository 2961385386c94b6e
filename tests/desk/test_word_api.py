"""The manual as data: what is answered is what is documented, tagged by its edition, and kept for ever."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.small import empty_site, publish_again, small_site
from webapp.manual import queries as manual
from webapp.settings import ROOT, Settings
from webapp.web import site
from webapp.web.sentences import SENTENCES

WRITTEN = (ROOT / "docs/api.md").read_text(encoding="utf-8").split("# The manual as data")[1]
EXAMPLES = re.findall(r"```\nGET (/api/manual/\S+)\n```\n```json\n(.*?)\n```", WRITTEN, re.DOTALL)
KEYS = frozenset(re.findall(r"`([a-z_]+)`", WRITTEN))
ADDRESSES = ("/api/manual/editions", "/api/manual/editions/1", "/api/manual/sections/reporting/routes")


@pytest.fixture(scope="module")
def small(module_settings: Settings) -> Flask:
    return small_site(module_settings)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for held in value.values():
            yield from keys(held)
    elif isinstance(value, list):
        for held in value:
            yield from keys(held)


def test_every_example_is_what_is_answered(small: Flask) -> None:
    assert len(EXAMPLES) == 2
    for address, written in EXAMPLES:
        assert small.test_client().get(address).get_json() == json.loads(written)


def test_every_key_answered_is_documented(small: Flask) -> None:
    for address in ADDRESSES:
        told = set(keys(small.test_client().get(address).get_json()))
        assert told
        assert told <= KEYS


def test_answers_are_tagged_by_their_edition_and_not_sent_twice(small: Flask) -> None:
    client = small.test_client()
    with small.test_request_context(), site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
    for address in ADDRESSES:
        answer = client.get(address)
        assert edition
        assert answer.headers["ETag"] == f'"{edition.digest[:32]}"'
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert ("immutable" in answer.headers["Cache-Control"]) == address.endswith("/1")


def test_a_section_has_both_languages_of_each_block(small: Flask) -> None:
    told = small.test_client().get("/api/manual/sections/reporting/routes?edition=1")
    assert "immutable" in told.headers["Cache-Control"]
    duty = next(one for one in told.get_json()["blocks"] if one["uid"] == "p7k2")
    assert (duty["number"], duty["force"], duty["basis"]) == ("7.1.1", "must", "law")
    assert "24" in duty["ar"]["text"]
    assert duty["en"]["text"].startswith("Every teacher must report")
    assert "<" in duty["en"]["html"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/manual/editions/9", 404, "reading.no-edition"),
        ("/api/manual/sections/reporting/nothing", 404, "reading.no-section"),
        ("/api/manual/sections/reporting/routes?edition=one", 422, "manual.edition-number"),
    ],
)
def test_errors_have_the_documented_codes(small: Flask, address: str, status: int, code: str) -> None:
    answer = small.test_client().get(address)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (status, code)
    assert f"| {status} | `{code}` |" in WRITTEN
    assert code in SENTENCES


def test_where_nothing_is_published_it_says_so(settings: Settings) -> None:
    answer = empty_site(settings).test_client().get("/api/manual/editions")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "reading.nothing-published")


def test_an_earlier_edition_stays_as_it_was(settings: Settings) -> None:
    app = small_site(settings)
    client = app.test_client()
    before = client.get("/api/manual/sections/reporting/routes?edition=1").get_json()
    path = "manual/07-reporting/01-routes.en.md"
    from tests.web.small import files

    publish_again(app, {path: files()[path].replace("24 hours", "24 full hours")})
    assert client.get("/api/manual/sections/reporting/routes?edition=1").get_json() == before
    assert "24 full hours" in client.get("/api/manual/sections/reporting/routes").get_data(as_text=True)
    assert [one["edition"] for one in client.get("/api/manual/editions").get_json()["editions"]] == [2, 1]
