"""What tests of the people's side look up and put in: organisations, accounts, deeds, letters."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests.people import Person, store
from tests.web.pages import Page
from webapp.accounts import sign_ins
from webapp.accounts.models import Account
from webapp.administration import organisations
from webapp.administration.organisations import NewBody
from webapp.audit import queries as audit
from webapp.audit.queries import Entry, Wanted
from webapp.web.who import Grant

PEOPLE = "/administration/people"
AWAY = "https://masar.example.om"


def body(app: Flask, english: str, arabic: str = "", governorate: str | None = None) -> int:
    """Add an organisation and return its number."""
    new = NewBody(
        name_ar=arabic or f"جهة {english}", name_en=english, sector="health", governorate=governorate
    )
    with store(app).writing() as connection:
        return organisations.add(connection, new, by="", now=app.extensions["masar.clock"]())


def account(app: Flask, **known: object) -> Any:
    """Return the row of the account of which something is known, or None."""
    wanted = [getattr(Account, column) == value for column, value in known.items()]
    with store(app).reading() as connection:
        return connection.execute(sa.select(Account.__table__).where(*wanted)).first()


def everything(app: Flask) -> tuple[object, ...]:
    """Return all that is kept of people: what must be the same after something that was refused."""
    names = ("account", "account_role", "account_link", "sign_in", "organisation", "audit_row")
    kept = []
    with store(app).reading() as connection:
        for name in names:
            table = Account.metadata.tables[name]
            shown = [column for column in table.c if column.name not in {"seen", "last_active"}]
            kept.append(tuple(map(tuple, connection.execute(sa.select(*shown).order_by(table.c.id)))))
    return tuple(kept)


def grants(app: Flask, number: int) -> tuple[Grant, ...]:
    """Return the roles of an account."""
    with store(app).reading() as connection:
        return sign_ins.grants_of(connection, number)


def deeds(app: Flask, action: str) -> tuple[Entry, ...]:
    """Return the deeds of a kind, newest first."""
    with store(app).reading() as connection:
        return audit.entries(connection, Wanted(action=action))


def link(page: Page) -> str:
    """Return the path of the link that a page shows."""
    shown = page.by_id("link")
    assert shown is not None
    found = re.search(r"https?://[^/]+(/\S+)", "".join(shown.itertext()))
    assert found
    return found[1]


def invite(person: Person, name: str, *roles: str, status: int = 200, **more: object) -> Page:
    """Send the form by which somebody is invited."""
    fields: Mapping[str, object] = {"name": name, "roles": list(roles or ("trainee",)), **more}
    return person.post(f"{PEOPLE}/invite", fields, status=status)


def names(page: Page) -> list[str]:
    """Return the names in the list of people."""
    return ["".join(one.itertext()) for item in page.with_class("people") for one in item.iter("a")]


def with_letters(app: Flask) -> list[tuple[str, str, str]]:
    """Let the site send letters, into a list."""
    sent: list[tuple[str, str, str]] = []
    told = app.extensions["masar.settings"]
    app.extensions["masar.settings"] = dataclasses.replace(
        told, smtp_url="smtp://localhost", mail_from="masar@example.om", public_url=AWAY
    )
    app.extensions["masar.mailer"] = lambda to, subject, words: sent.append((to, subject, words))
    return sent
