"""What people write stays words wherever it is shown: no page gains an element, an attribute or an address."""

import csv
import datetime as dt
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

import webapp.tables  # noqa: F401 -- fills the metadata: every column is written in
from tests.conftest import NOON, ON_POSTGRESQL
from tests.people import add, store
from tests.security.answers import added, marks, page_faults, shape, unescaped
from tests.security.doors import Form
from tests.security.house import House, furnish
from tests.security.payloads import FAMILIES, PAYLOADS, WORD
from tests.web.pages import HERE, Pages
from webapp.accounts import policy, service
from webapp.accounts.entry import device_words
from webapp.accounts.service import NewPerson
from webapp.administration import organisations
from webapp.administration.organisations import NewBody
from webapp.database import Base
from webapp.engine.letters import UNPRINTABLE
from webapp.errors import AppError
from webapp.web.errors import status_of
from webapp.web.who import Grant

NOT_WRITTEN = ("edition", "section", "block", "draft", "scenario", "attempt", "audit")
"""Beginnings of the tables that nobody writes in by hand; `test_authored_markup.py` has what authors write."""
OURS = frozenset(
    {
        *("pseudonym", "owner", "name_key", "email_key", "password_hash", "secret", "lang", "role", "kind"),
        *("uid", "section_id", "number", "state", "settled_by"),
        *("sector", "governorate", "action", "facts", "key", "key_mark", "is_half", "version_num"),
    }
)
"""Columns, of any table, that hold what we make ourselves or one of a few known words."""
WRITTEN = tuple(one for payload in PAYLOADS if (one := UNPRINTABLE.sub("", payload)))
"""The payloads as they come out of a form."""
OVERLONG = (
    b"\xc0\xbcb\xc0\xbe",
    b"\xe0\x80\xbcscript\xe0\x80\xbe",
    b"\xf0\x80\x80\xbcb>",
    b"\xff<b>",
    b"\xed\xa0\x80<b>",
)
HARMLESS = (WORD, "x" * 3000, "")
ROUNDS = 4


@pytest.fixture
def own(app: Flask) -> House:
    """A house of one's own, to be written full."""
    return furnish(app)


def test_there_are_many_payloads_and_no_two_are_the_same() -> None:
    assert len(FAMILIES) >= 12
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def keepers(payload: str, now: dt.datetime) -> Iterator[Callable[[sa.Connection], object]]:
    """Yield what keeps a payload as each thing that has a name or a value."""
    some = (Grant("trainee"),)
    named = NewPerson(name=payload, grants=some)
    addressed = NewPerson(
        name=f"P {zlib.crc32(payload.encode())}", grants=some, email=f"{payload}@example.org"
    )
    body = NewBody(name_ar=payload, name_en=f"{payload} x", sector="health")
    yield lambda connection: service.keep(connection, named, now=now)
    yield lambda connection: service.keep(connection, addressed, now=now)
    yield lambda connection: organisations.add(connection, body, by="x", now=now)
    yield lambda connection: policy.change(connection, {"idle_minutes": payload}, by="x", now=now)
    yield lambda connection: policy.change(connection, {payload: "1"}, by="x", now=now)


def test_what_can_be_no_name_is_refused_with_422_and_the_rest_is_shown_as_words(own: House) -> None:
    kept, statuses = 0, Counter[int]()
    with store(own.app).writing() as connection:
        for payload in PAYLOADS:
            for keep in keepers(payload, NOON):
                try:
                    keep(connection)
                    kept += 1
                except AppError as refused:
                    statuses[status_of(refused)] += 1
    assert statuses.keys() == {422, 409}, "some names are the same name"
    assert statuses[409] < 20
    assert kept > len(PAYLOADS), statuses
    numbered = [f"people?page={number}" for number in range(1, 9)]
    for path in ("organisations", "people/invite", *numbered):
        answer = own.person.pages.client.get(f"/en/administration/{path}")
        assert (answer.status_code, complaints(answer, PAYLOADS)) == (200, [])


def complaints(answer: TestResponse, sent: Iterable[str], *harmless: str) -> list[str]:
    """Return what an answer holds that it would not hold with harmless words."""
    source = answer.get_data(as_text=True)
    if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
        return [f"{answer.request.path}: {one}" for one in unescaped(source, sent)]
    if marks(source) in {marks(one) for one in harmless}:
        return []
    found = [*page_faults(source), *unescaped(source, sent)]
    if harmless:
        found += sorted(str(one) for one in added(source, harmless))
    return [f"{answer.request.path} {answer.status_code}: {one}" for one in found]


def written_in() -> list[sa.Column[str]]:
    """Return every column of text that somebody's words may come to stand in."""
    return [
        column
        for table in Base.metadata.sorted_tables
        if not table.name.startswith(NOT_WRITTEN)
        for column in table.columns
        if isinstance(column.type, sa.String)
        and not (column.primary_key or column.foreign_keys or column.name in OURS or column.type.length == 64)
    ]


def fill(connection: sa.Connection, words: Callable[[int], str]) -> int:
    """Write words into every row of every such column, different ones in each, and return how many."""
    count = 0
    for column in written_in():
        table = column.table
        key = next(iter(table.primary_key.columns))
        for number, row in enumerate(connection.execute(sa.select(key).order_by(key)).scalars().all()):
            most = column.type.length if ON_POSTGRESQL and column.type.length else 10_000
            text = f"{words(number)[: most - 6]} {number}"
            connection.execute(sa.update(table).where(key == row).values({column.name: text}))
            count += 1
    return count


def sources(own: House, paths: Iterable[str]) -> dict[str, str]:
    """Open what is a page, and return what each says."""
    answers = {path: own.person.pages.client.get(path) for path in paths}
    return {path: one.get_data(as_text=True) for path, one in answers.items() if one.mimetype == "text/html"}


def test_no_column_of_any_table_becomes_markup_on_any_page(own: House) -> None:
    """The first rows get all payloads at once, beginning with another each time; the rest one each."""
    for _ in range(45):
        add(own.app, "trainee")
    with store(own.app).writing() as connection:
        filled = fill(connection, lambda _: WORD)
    assert filled > 60
    pages = sources(own, [*own.pages("en"), *own.pages("ar")])
    plain = sources(
        own, pages
    )  # once more, without the files: handing one out is a deed that a page tells of
    sinks = [path for path, source in plain.items() if WORD in source]
    assert len(sinks) > 10, "the word is shown somewhere"
    for turn in range(ROUNDS):
        begun = WRITTEN[turn * 60 :] + WRITTEN[: turn * 60]
        words = [" ".join(begun)] * 4 + list(begun)
        with store(own.app).writing() as connection:
            fill(connection, words.__getitem__)
        for path, source in sources(own, sinks if turn else plain).items():
            assert [*page_faults(source), *unescaped(source, WRITTEN)] == [], path
            if marks(source) != marks(plain[path]):
                assert shape(source) == shape(plain[path]), path


def fields(form: Form) -> list[str]:
    return [
        one.name for one in form.fields if one.is_written or (one.kind == "hidden" and one.name != "csrf")
    ]


def send(house: House, form: Form, **changed: str) -> TestResponse:
    house.settle()
    sent, client = form.usual(house.token()) | changed, house.person.pages.client
    if form.method == "GET":
        return client.get(house.now(form.action), query_string=sent)
    return client.post(house.now(form.action), data=sent, headers={"Origin": HERE})


def test_no_field_of_any_form_comes_back_as_markup(house: House) -> None:
    """Every field gets all payloads at once, and two alone."""
    house.settle()
    wrong, turn = [], 0
    for form in (one for one in house.forms() if not one.action.endswith("/search")):
        for name in fields(form):
            harmless = [send(house, form, **{name: one}).get_data(as_text=True) for one in HARMLESS]
            single = [PAYLOADS[(turn + step * 97) % len(PAYLOADS)] for step in range(2)]
            turn += 1
            for payload in (" ".join(WRITTEN), *single):
                answer = send(house, form, **{name: payload})
                if complaints(answer, (payload,), *harmless):  # perhaps an earlier form has changed the page
                    page = house.person.pages.client.get(house.now(form.page)).get_data(as_text=True)
                    wrong += complaints(answer, (payload,), *harmless, page)
    assert turn > 20
    assert wrong == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_query_comes_back_as_markup(house: House, lang: str) -> None:
    client, part = Pages(house.app).client, {"HX-Request": "true"}
    asked = ("xqzj", "طفل", "child", "chlid schol", "x " * 300, "طفـل مدرسه", "7.1", "bold", "bold " * 30)
    harmless = [client.get(f"/{lang}/search?q={one}", headers=part).get_data(as_text=True) for one in asked]
    wrong = []
    for number in range(0, len(PAYLOADS), 8):
        query = {"q": " ".join(PAYLOADS[number : number + 8]), "lang": lang}
        wrong += complaints(
            client.get(f"/{lang}/search", query_string=query, headers=part), PAYLOADS, *harmless
        )
        if number % 32 == 0:
            told = client.get("/api/v1/search", query_string=query)
            assert (told.mimetype, told.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")
    for payload in OVERLONG:
        answer = client.get(f"/{lang}/search", query_string={"q": payload}, headers=part)
        wrong += complaints(answer, (), *harmless)
    assert wrong == []


def test_no_page_to_go_on_to_comes_back_as_markup(house: House) -> None:
    client = Pages(house.app).client
    plain = client.get("/en/sign-in?next=/en/about").get_data(as_text=True)
    wrong = []
    for payload in PAYLOADS:
        for wanted in (payload, f"/en/{payload}", f"/en/about?x={payload}"):
            answer = client.get("/en/sign-in", query_string={"next": wanted})
            wrong += complaints(answer, (payload,), plain)
    assert wrong == []


def test_a_browser_tells_nothing_of_itself_that_we_do_not_know(house: House) -> None:
    told = set()
    for payload in PAYLOADS:
        for name in (payload, f"Mozilla/5.0 {payload} Firefox/{payload} (Linux {payload})"):
            with house.app.test_request_context(environ_overrides={"HTTP_USER_AGENT": name}):
                told.add(device_words())
    assert told <= {"", "Firefox", "Linux", "Firefox, Linux"}


@pytest.mark.parametrize(
    "column", ["Name", "E-mail", "Roles", "Organisation", "Governorate", "Language", "?"]
)
def test_no_cell_of_a_list_comes_back_as_markup(house: House, column: str) -> None:
    house.settle()
    harmless = [
        look_over(house, column, words).get_data(as_text=True) for words in ((WORD, "x"), ("x" * 99,), ("",))
    ]
    answer = look_over(house, column, WRITTEN)
    assert answer.status_code == 200
    assert complaints(answer, WRITTEN, *harmless) == []


def look_over(house: House, column: str, words: Iterable[str], name: str = "list.csv") -> TestResponse:
    """Send a list of people with words in one column, or in headings nobody knows."""
    headings = ["Name", "E-mail", "Roles", "Organisation", "Governorate", "Language"]
    told = io.StringIO()
    rows = csv.writer(told)
    odd = [] if column in headings else list(words)
    rows.writerow([*headings, *odd][:50])
    usual = ("Somebody", "a@example.org", "trainee", "", "Muscat", "English")
    for number, word in enumerate([WORD] if odd else words):
        row = dict(zip(headings, usual, strict=True)) | {
            "Name": f"N {number}",
            "E-mail": f"n{number}@example.org",
        }
        rows.writerow((row | ({} if odd else {column: word})).values())
    sent = {"csrf": house.token(), "file": (io.BytesIO(told.getvalue().encode("utf-8", "replace")), name)}
    return house.person.pages.client.post(
        "/en/administration/people/import", data=sent, headers={"Origin": HERE}
    )


def test_no_name_of_a_file_comes_back_as_markup(house: House) -> None:
    house.settle()
    plain = [look_over(house, "Roles", words).get_data(as_text=True) for words in ((), ("trainee",))]
    wrong = []
    for payload in PAYLOADS[::6]:
        for words in ((), ("trainee",)):
            wrong += complaints(look_over(house, "Roles", words, f"{payload}.csv"), (payload,), *plain)
    assert wrong == []
