"""Whatever is sent to any door of the site, there is an answer: a page of ours, never a fault of ours."""

import re
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from werkzeug.test import TestResponse

from tests.conftest import ON_POSTGRESQL
from tests.security.answers import faults
from tests.security.doors import FOR_GOOD, Form
from tests.security.house import House
from tests.security.sending import FOR_DATABASES, FORM, LETTERS, ODD, PIECES, Sent, raw, urlencoded
from tests.web.pages import HERE, Pages
from tests.web.test_access import rules
from webapp.web.access import OPEN

TURNS = range(3 if ON_POSTGRESQL else 5)
"""In each turn another odd word stands in each field."""
WORDS = FOR_DATABASES if ON_POSTGRESQL else ODD
"""On PostgreSQL only what a database may take in another way than SQLite: each field meets as large a part of them."""
_VIEWS = Path(__file__).resolve().parents[2] / "webapp"
_ASKS = re.compile(r"(?:args|asked|given|form)\.get\(\s*\"(\w+)\"")
ASKED = sorted(
    {
        name
        for path in _VIEWS.glob("*/*.py")
        if path.name.startswith("views") or path.name.endswith("_page.py")
        for name in _ASKS.findall(path.read_text(encoding="utf-8"))
    }
    - {"csrf", FOR_GOOD}
)
"""Every name that a view asks for, whatever page it belongs to."""


READS_FORMS = pytest.mark.xdist_group("forms")
"""By one worker: to find every form, every page is read."""


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


@pytest.fixture(scope="module")
def forms(house: House) -> list[Form]:
    """Every form that is anywhere shown and has something to fill in."""
    house.settle()
    found = [one for one in house.forms() if one.fields]
    assert len(found) > 25
    return found


def faults_of(house: House, answer: TestResponse, told: object) -> list[str]:
    """Return what is wrong with an answer, with what was sent."""
    found = [*faults(answer), *house.faults]
    house.faults.clear()
    path = answer.request.path[:80]
    return [f"{path} {answer.status_code}: {one}; sent {str(told)[:200]}" for one in found]


def usual(house: House, form: Form) -> dict[str, bytes]:
    return {name: value.encode() for name, value in form.usual(house.token()).items()}


def pairs(filled: Iterable[tuple[str, bytes]]) -> Sent:
    return [(name.encode(), value) for name, value in filled]


def turned(words: tuple[bytes, ...], by: int) -> Iterable[bytes]:
    """Return the words over and over, beginning with another one."""
    return islice(cycle(words), by % len(words), None)


def send(house: House, form: Form, body: bytes, kind: str, *, htmx: bool = False) -> TestResponse:
    headers = {"Origin": HERE} | ({"HX-Request": "true"} if htmx else {})
    client, where = house.person.pages.client, house.now(form.action)
    if form.method == "GET":
        return raw(client, where.encode(), body, headers=headers)
    return client.post(where, data=body, content_type=kind, headers=headers)


def submissions(house: House, form: Form) -> some.SearchStrategy[tuple[Sent, str]]:
    """Generate what could be sent instead of an ordinary form: a field or two odd, missing, or doubled."""
    text = some.text(max_size=40).map(lambda letters: letters.encode("utf-8", "replace"))
    odd = some.sampled_from(WORDS) | some.binary(max_size=40) | text
    names = [one.name for one in form.fields if one.name != "csrf"] or ["csrf"]
    changes = some.dictionaries(some.sampled_from(names), some.lists(odd, max_size=3), min_size=1, max_size=2)

    def made(changed: dict[str, list[bytes]]) -> Sent:
        kept = {name: [value] for name, value in usual(house, form).items()} | changed
        return pairs((name, value) for name, values in kept.items() for value in values)

    return some.tuples(changes.map(made), some.sampled_from([*["form"] * 8, *["parts"] * 4, *LETTERS]))


@READS_FORMS
def test_every_form_bears_whatever_is_written_in_it(settled: House, forms: list[Form]) -> None:
    for form in forms:
        count = max(3, min(6, len(form.fields)))

        @settings(deadline=None, derandomize=True, database=None, max_examples=count)
        @given(submissions(settled, form), some.booleans())
        def fill_in(form: Form, told: tuple[Sent, str], htmx: bool) -> None:  # noqa: FBT001 -- drawn
            settled.settle()
            body, kind = LETTERS[told[1]](told[0])
            assert faults_of(settled, send(settled, form, body, kind, htmx=htmx), told) == []

        fill_in(form)


@READS_FORMS
@pytest.mark.parametrize("turn", TURNS)
def test_every_form_bears_odd_words_in_all_its_fields(settled: House, forms: list[Form], turn: int) -> None:
    wrong = []
    for number, form in enumerate(forms):
        settled.settle()
        odd = iter(turned(WORDS, turn * 3 + number))
        filled = usual(settled, form) | {one.name: next(odd) for one in form.fields if one.is_written}
        wrong += faults_of(settled, send(settled, form, *FORM(pairs(filled.items()))), filled)
    assert wrong == []


@pytest.mark.parametrize("turn", TURNS)
def test_every_page_bears_odd_words_in_its_query(settled: House, turn: int) -> None:
    wrong = []
    nobody = Pages(settled.app).client
    for number, (rule, where) in enumerate(settled.routes()):
        odd = iter(turned(WORDS, turn * 3 + number))
        query = urlencoded(pairs((name, next(odd)) for name in ASKED))
        client = nobody if rule.endpoint in OPEN and turn % 2 else settled.person.pages.client
        headers = {"HX-Request": "true"} if turn % 4 == 1 else {}
        wrong += faults_of(settled, raw(client, where.encode(), query, headers=headers), query)
    assert wrong == []


@pytest.mark.parametrize("turn", TURNS)
def test_every_address_bears_odd_pieces(settled: House, turn: int) -> None:
    wrong = []
    for number, rule in enumerate(rules(settled.app)):
        odd = iter(turned(PIECES, turn * 2 + number))
        steps = re.split(r"<([^<>]*)>", rule.rule.replace("<lang:lang>", "ar"))
        path = b"".join(next(odd) if at % 2 else step.encode() for at, step in enumerate(steps))
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        for client in (settled.person.pages.client, Pages(settled.app).client):
            sent = {"Origin": HERE} if method == "POST" else {}
            wrong += faults_of(settled, raw(client, path, b"\xff=%", headers=sent, method=method), path)
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        "Origin",
        "Referer",
        "Host",
        "Cookie",
        "HX-Request",
        "HX-Current-URL",
        "Range",
        "Accept-Language",
        "User-Agent",
        "If-None-Match",
        "If-Modified-Since",
        "Content-Length",
    ],
)
@pytest.mark.parametrize(
    "value",
    [
        "",
        "http://[",
        "http://\uff0e",
        "null",
        "bytes=9-0,-",
        "*/*;q=x",
        "9" * 5000,
        "-1",
        "a\xff=b; masar_session=\xff",
        '"',
        "Thu, 99 Foo",
        "٣",
    ],
)
def test_every_header_may_be_odd(settled: House, name: str, value: str) -> None:
    told = {
        f"HTTP_{name.upper().replace('-', '_')}".replace("HTTP_CONTENT", "CONTENT"): value.encode().decode(
            "latin-1"
        )
    }
    wrong = []
    for path in ("/en/account", "/en/search", "/static/css/tokens.css"):
        wrong += faults_of(settled, settled.person.pages.client.get(path, environ_overrides=told), told)
    sent = {"csrf": settled.token(), "email": ""}
    answer = settled.person.pages.client.post(
        "/en/account/details", data=sent, headers={"Origin": HERE}, environ_overrides=told
    )
    wrong += faults_of(settled, answer, told)
    assert wrong == []
