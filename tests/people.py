"""People who sign in: made with a role, signed in over the real pages, sending forms with their own token."""

import dataclasses
import re
import uuid
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.web.pages import HERE, Page, Pages
from webapp.accounts import queries, service, sign_ins
from webapp.accounts.service import NewPerson
from webapp.database import Database
from webapp.web.access import ROLES
from webapp.web.who import COOKIE, Grant

_NO_TREE = Element("html")
PASSWORD = "ستة جمال تعبر جسرا أزرق"
# Of PASSWORD, made once: hashing is slow on purpose.
HASH = "$argon2id$v=19$m=19456,t=2,p=1$0polZ+2YidnCVLKUTLnFJg$WLoomPE1aDQWm7MYcxx/DQ7Xwv053GyY1Q4hk3Gr4u4"


@dataclasses.dataclass
class Person:
    """Somebody with an account and a browser of their own."""

    app: Flask
    account: int
    pseudonym: str
    name: str
    pages: Pages
    lang: str = "en"

    def get(self, path: str, *, status: int = 200) -> Page:
        """Open a page; `path` begins after the language."""
        return self.pages.get(f"/{self.lang}{path}", status=status)

    def post(self, path: str, fields: Mapping[str, object] | None = None, *, status: int = 303) -> Page:
        """Send a form with this person's token; what comes back is looked over when it is a page."""
        sent = {"csrf": self.token()} | dict(fields or {})
        if status not in {204, 302, 303}:
            return self.pages.post(f"/{self.lang}{path}", sent, status=status)
        answer = self.send(path, sent)
        assert answer.status_code == status, (answer.status_code, answer.get_data(as_text=True)[:2000])
        return Page(answer, "", _NO_TREE)

    def send(self, path: str, fields: Mapping[str, object], **extra: object) -> TestResponse:
        """Send a form as it is, and hand back whatever comes."""
        headers = {"Origin": HERE}
        return self.pages.client.post(f"/{self.lang}{path}", data=dict(fields), headers=headers, **extra)  # type: ignore[arg-type]  # what a test hands on

    def token(self) -> str:
        """Return the token of this person's forms."""
        return token_of(self.pages)


def token_of(pages: Pages, path: str = "/en/account/consent") -> str:
    """Return the token in the forms of whoever uses this browser."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', pages.client.get(path).get_data(as_text=True))
    assert found
    return found[1]


def store(app: Flask) -> Database:
    """Return the application's database."""
    found = app.extensions["masar.database"]
    assert isinstance(found, Database)
    return found


def add(app: Flask, *roles: str, name: str = "", email: str = "", **limits: object) -> int:
    """Add somebody with these roles, a password and their consent; return the account's id."""
    now = app.extensions["masar.clock"]()
    grants = tuple(Grant(role, limits.get("organisation"), limits.get("governorate")) for role in roles)  # type: ignore[arg-type]  # what a test hands on
    new = NewPerson(
        name=name or f"Person {uuid.uuid4().hex[:8]}",
        grants=grants,
        email=email,
        lang="en",
        organisation=limits.get("organisation"),  # type: ignore[arg-type]  # as above
        governorate=limits.get("governorate"),  # type: ignore[arg-type]  # as above
    )
    with store(app).writing() as connection:
        account = service.keep(connection, new, now=now)
        service.keep_hash(connection, account, HASH, now=now)
        service.consent(connection, account, now=now)
    return account


def enter(app: Flask, account: int) -> Person:
    """Sign somebody in on a new browser, without the password's slow hash."""
    now = app.extensions["masar.clock"]()
    with store(app).writing() as connection:
        secret = sign_ins.begin(connection, account=account, device="Firefox, Linux", now=now)
        known = queries.known_by_id(connection, account)
    pages = Pages(app)
    pages.client.set_cookie(COOKIE, secret)
    return Person(app, account, known.pseudonym, known.name, pages)


def sign_in(app: Flask, *roles: str, name: str = "", **limits: object) -> Person:
    """Return somebody new with these roles, signed in."""
    return enter(app, add(app, *roles, name=name, **limits))


def everybody(app: Flask) -> dict[str, Person]:
    """Return one person for each role, and nobody's browser under the empty name."""
    return {role: sign_in(app, role) for role in ROLES}
