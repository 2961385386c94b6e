"""More than a form asks for: columns nobody offered, bodies larger than any form."""

import io
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.people import store
from tests.security.doors import Form
from tests.security.house import House
from tests.security.sending import URLENCODED
from tests.web.pages import HERE, Pages
from webapp.accounts.models import Account, AccountRole, Link, RecoveryCode, SignIn
from webapp.web.access import LARGER, OPEN

GUARDED = (Account, AccountRole, SignIn, Link, RecoveryCode)
Rows = dict[tuple[str, int, str], object]


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


def columns() -> Iterator[sa.Column[object]]:
    for model in GUARDED:
        yield from model.__table__.columns


def kept(house: House) -> Rows:
    """Return every value of every guarded table."""
    with store(house.app).reading() as connection:
        return {
            (column.table.name, row[0], column.name): row[1]
            for column in columns()
            for row in connection.execute(sa.select(column.table.c.id, column))
        }


def extra() -> dict[str, str]:
    """Return a value that would be an advantage, for every column and for the names one would guess."""
    told = {
        "role": "administrator",
        "roles": "administrator",
        "is_admin": "1",
        "admin": "true",
        "suspended": "",
    }
    for column in columns():
        kind = column.type.python_type
        value = (
            "1"
            if kind in {int, bool}
            else "2001-01-01T00:00:00+00:00"
            if kind is not str
            else "administrator"
        )
        for name in (
            column.name,
            f"{column.table.name}.{column.name}",
            f"account[{column.name}]",
            column.name.title(),
        ):
            told.setdefault(name, value)
    return told


SIGN_IN = {("sign_in", name) for name in ("account_id", "device")}


def changed(house: House, form: Form, **more: str) -> tuple[int, dict[tuple[str, str], object]]:
    """Send a form as its page has it, with more; return the status and what became of whom."""
    house.settle()
    before = kept(house)
    sent = more | form.usual(house.token())
    answer = house.person.pages.client.post(house.now(form.action), data=sent, headers={"Origin": HERE})
    after = kept(house)
    return answer.status_code, {
        (table, column): value
        for (table, row, column), value in after.items()
        if before.get((table, row, column), house) != value
    }


def test_a_form_changes_no_column_that_it_does_not_ask_for(settled: House) -> None:
    forms = [one for one in settled.forms() if one.method == "POST"]
    assert len(forms) > 25
    for form in forms:
        names = {one.name for one in form.fields}
        status, usual = changed(settled, form)
        more = {name: value for name, value in extra().items() if name not in names}
        again, found = changed(settled, form, **more)
        gone = {404} if form.action.endswith("/remove") else set()
        assert again in {status, 409} | gone, (form.action, "a name may be taken by the first time")
        # A sign-in is a row of its own; whether its number was another's before is chance.
        signed_in = SIGN_IN if ("sign_in", "digest") in usual else set()
        assert found.keys() <= usual.keys() | signed_in, (form.action, found.keys() - usual.keys())
        for at in (
            ("account", "is_demo"),
            ("account", "suspended"),
            ("account", "consent_version"),
            ("sign_in", "is_half"),
            ("account_role", "role"),
        ):
            assert found.get(at) in {usual.get(at), None}, (form.action, at, found.get(at))


@pytest.mark.parametrize("says_how_much", [True, False])
def test_a_body_larger_than_any_form_is_refused_on_every_unsafe_route(
    settled: House, *, says_how_much: bool
) -> None:
    assert len(settled.routes("POST")) > 30
    for rule, where in settled.routes("POST"):
        settled.settle()
        nobody = Pages(settled.app).client
        most = LARGER.get(rule.endpoint, 256 * 1024)
        for client, token in ((settled.person.pages.client, settled.token()), (nobody, "")):
            body = f"csrf={token}&x=".encode() + b"y" * most
            stream = {
                "input_stream": io.BytesIO(body),
                "environ_overrides": {
                    "CONTENT_LENGTH": "",
                    "HTTP_TRANSFER_ENCODING": "chunked",
                    "wsgi.input_terminated": True,
                },
            }
            sent = {"data": body} if says_how_much else stream
            answer = client.post(
                settled.address(rule), content_type=URLENCODED, headers={"Origin": HERE}, **sent
            )
            expected = 413 if client is not nobody or rule.endpoint in OPEN else 401
            assert answer.status_code == expected, (rule.endpoint, where)
            assert "</html>" in answer.get_data(as_text=True)
