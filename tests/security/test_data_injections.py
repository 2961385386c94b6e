"""Words that would like to be commands to whoever reads the data: a query, a formula, a column of a table."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.people import add, store
from tests.security.doors import Form, read_forms
from tests.security.house import House, furnish
from tests.web.pages import HERE, parsed
from webapp.accounts.models import Account, Organisation
from webapp.database import Base
from webapp.web.exported_table import csv_bytes

DATABASE = ("/en/administration/", "/en/desk/")
"""Where words are looked for in the database; elsewhere in what was read from it before."""


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


@pytest.fixture
def own(app: Flask) -> House:
    return furnish(app)


QUERIES = (
    *("'", "''", '"', "\\", "\\'", "%", "_", "%%", "_%", "\\%", "[a-z]", "*", "?", "--", "/*", "*/", ";", "#", "`", "$$", ":x", "%s", "%(x)s", "{x}"),
    *("' OR '1'='1", "' OR 1=1 --", '" OR ""="', "') OR ('1'='1", "1; DROP TABLE account", "'; DROP TABLE account; --", "1 OR 1=1"),
    *("' UNION SELECT password_hash FROM account --", "' AND 1=CAST((SELECT 1) AS int) --", "'||(SELECT 1)||'", "x' AND SLEEP(5) --"),
    *("'; SELECT pg_sleep(5); --", "1)) LIMIT 1 --", "0x27", "%27", "\u02bc OR 1=1", "\uff07 OR 1=1", "\xbf' OR 1=1", "NULL", "(SELECT 1)"),
    *("muscat' --", "health\\", "$1", "?1", "@x", "E'\\047'", "U&'\\0027'", "char(39)", "ARRAY[1]", "1::int", "current_user", "true", "- 1"),
)  # fmt: skip


WITH_CODES = {"/en/join", "/en/certificates/check", "/en/desk/manual/export/word"}
"""Forms that ask for one thing by its name: a wrong one leads nowhere, and too many codes are refused."""


def test_no_word_asked_for_becomes_a_part_of_the_question(settled: House) -> None:
    """What is asked for is looked for as it stands: it finds no more than a word that is nowhere."""
    client = settled.person.pages.client
    forms = [one for one in settled.forms() if one.method == "GET"]
    assert {one.action for one in forms} >= {
        "/en/search",
        "/en/administration/people",
        "/en/administration/audit",
    }
    before = counts(settled.app)
    for form in forms:
        for field in (one for one in form.fields if one.kind not in {"hidden", "submit"}):
            asks = field.is_written and field.kind != "date" and form.action.startswith(DATABASE)
            for query in QUERIES if asks else QUERIES[::9]:
                answer = client.get(form.action, query_string={field.name: query})
                fine = {200, 400, 422} | ({404, 429} if form.action in WITH_CODES else set())
                assert answer.status_code in fine, (form.action, field.name, query)
                if (form.action, field.name) in {
                    ("/en/administration/people", "q"),
                    ("/en/administration/audit", "person"),
                }:
                    assert "/en/administration/people/" not in rows(answer), (form.action, query)
    assert counts(settled.app) == before


def counts(app: Flask) -> dict[str, object]:
    """Return how many rows each table has; a search may add to what is counted of searching, by week."""
    tables = [one for one in Base.metadata.sorted_tables if one.name not in {"search_count", "rate_window"}]
    with store(app).reading() as connection:
        return {
            one.name: connection.execute(sa.select(sa.func.count()).select_from(one)).scalar()
            for one in tables
        }


def rows(answer: TestResponse) -> str:
    """Return the list on a page, without the links around it."""
    return "".join(re.findall(r"<(?:li|tr)>.*?</(?:li|tr)>", answer.get_data(as_text=True), re.DOTALL))


def test_signs_with_a_meaning_to_databases_are_letters_of_a_name(own: House) -> None:
    for name in ("100% sure", "under_score", "back\\slash", "O'Neill", 'the "doctor"', "semi; colon -- dash"):
        add(own.app, "trainee", name=name)
        add(own.app, "trainee", name=re.sub("[^a-z0-9 ]", "x", name.lower()))
        found = own.person.get(f"/administration/people?q={sign(name)}")
        assert name in found.text
        assert found.text.count("last here") == 1, found.text


def sign(name: str) -> str:
    return quote(next(letter for letter in name if not letter.isalnum() and letter != " "))


FORMULAS = tuple(
    before + sign_ + formula
    for before in ("", " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u202e", '"', "'", ",", ";", "x;", "x,", "x\t", 'x"')
    for sign_, formula in (("=", "cmd|' /C calc'!A0"), ("+", "1+1"), ("-", "2+3"), ("@", "SUM(1)"), ("|", "x"), ("%", "0A=1"), ("\uff1d", "1"), ("\uff0b", "1"), ("\uff0d", "1"), ("\uff20", "A1"), ("\ufe62", "1"), ("\ufe66", "1"), ("\u2212", "1"))
)  # fmt: skip
SIGNS = "-=+@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05\ufe62\ufe63\ufe66\ufe6a\ufe6b"


def runs(cell: str) -> bool:
    """Say whether a spreadsheet could take a cell for a formula, whichever delimiter it cuts at."""
    seen = "".join(one for one in cell if one in "\t\r\n" or (one.isprintable() and not one.isspace()))
    return bool(re.search(f'(?:^|[,;\t\r\n"])[{SIGNS}]', seen)) and not re.fullmatch(r"-\d+(\.\d+)?", cell)


def cells(content: bytes) -> Iterator[str]:
    """Return every cell of an exported table, which has the marks Excel looks for."""
    assert content.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        yield from row


def test_the_measure_itself_finds_formulas() -> None:
    assert sum(map(runs, FORMULAS)) > len(FORMULAS) * 0.8
    assert not any(map(runs, ("x", "'=1", "a'=1", "-5", "12:30", "a - b", "a=b", "2026-11-04")))


def test_no_cell_of_any_table_is_a_formula(own: House) -> None:
    """Every name that can be in a table is a formula, kept behind the back of whoever would refuse it."""
    for _ in range(60):
        add(own.app, "trainee")
    tables = [
        where
        for rule, where in own.routes()
        if ("csv" in rule.endpoint or where.endswith(".csv")) and "key" not in rule.arguments
    ]
    here = own.person.pages.client
    tables = [
        where for where in tables if here.get(where).status_code != 404
    ]  # a first edition has no readers
    assert len(tables) >= 3
    for turn in range(4):
        with store(own.app).writing() as connection:
            for model, columns in ((Account, ("name", "email")), (Organisation, ("name_ar", "name_en"))):
                for number, key in enumerate(connection.execute(sa.select(model.id)).scalars().all()):
                    told = {
                        one: f"{FORMULAS[(number + turn * 60) % len(FORMULAS)]} {number}" for one in columns
                    }
                    connection.execute(sa.update(model).where(model.id == key).values(told))
        for where in tables:
            for lang in ("/en/", "/ar/"):
                answer = own.person.pages.client.get(where.replace("/en/", lang))
                assert answer.mimetype == "text/csv", where
                assert [one for one in cells(answer.get_data()) if runs(one)] == []


def test_no_value_of_an_exported_table_is_a_formula() -> None:
    numbers = [-1, 2.5, None, True, dt.date(2026, 11, 4)]
    content = csv_bytes(FORMULAS, [FORMULAS, numbers], label="=label")
    assert [one for one in cells(content) if runs(one)] == []
    assert "-1" in [*cells(content)]


def step(own: House, page: TestResponse, **sent: object) -> TestResponse:
    """Send the first form of a page that leads on from a list of people."""
    forms = read_forms(parsed(page.get_data(as_text=True)), "")
    form: Form = next(one for one in forms if one.action.endswith("/people/import"))
    told = form.usual(own.token()) | sent
    return own.person.pages.client.post(form.action, data=told, headers={"Origin": HERE})


def test_no_cell_of_the_list_of_links_is_a_formula(own: House) -> None:
    names = [f"{one.strip()} {number}" for number, one in enumerate(FORMULAS)]
    told = io.StringIO()
    csv.writer(told).writerows([("Name", "Roles"), *((name, "trainee") for name in names[:200])])
    file = (io.BytesIO(told.getvalue().encode("utf-8", "replace")), "list.csv")
    shown = step(own, own.person.pages.client.get("/en/administration/people/import"), file=file)
    invited = step(own, shown)
    listed = step(own, invited)
    assert listed.mimetype == "text/csv"
    found = [*cells(listed.get_data())]
    assert sum("=cmd" in one for one in found) > 3
    assert [one for one in found if runs(one)] == []
