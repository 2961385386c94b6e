"""Somebody without an account on a device, who plays and opens the pages about what is kept of them."""

import hashlib
import re
from collections.abc import Mapping

from flask import Flask
from werkzeug.test import TestResponse

from tests.trainee import Trainee
from tests.web.pages import HERE, Page, Pages
from webapp.web.visitor import COOKIE

CASE = "marks-under-the-sleeve"


class Device:
    """A browser of its own."""

    def __init__(self, app: Flask, lang: str = "en") -> None:
        self.app, self.lang = app, lang
        self.trainee = Trainee(app, CASE, lang=lang)
        self.pages = Pages(app)
        self.pages.client = self.trainee.client

    @property
    def owner(self) -> str:
        """The key of this device's rows."""
        cookie = self.pages.client.get_cookie(COOKIE)
        assert cookie is not None
        return hashlib.sha256(cookie.value.encode()).hexdigest()

    def play(self, decisions: int = 2) -> None:
        self.trainee.begin()
        self.trainee.answer_as_expert(decisions)

    def get(self, path: str, *, status: int = 200) -> Page:
        return self.pages.get(f"/{self.lang}{path}", status=status)

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get("/data/take-up").source)
        assert found
        return found[1]

    def send(self, path: str, fields: Mapping[str, object] | None = None) -> TestResponse:
        """Send a form with this device's token and hand back whatever comes."""
        sent = {"csrf": self.token()} | dict(fields or {})
        return self.pages.client.post(f"/{self.lang}{path}", data=sent, headers={"Origin": HERE})

    def post(self, path: str, fields: Mapping[str, object] | None = None, *, status: int = 200) -> Page:
        """Send a form and look over the page that comes back."""
        sent = {"csrf": self.token()} | dict(fields or {})
        return self.pages.post(f"/{self.lang}{path}", sent, status=status)

    def words(self) -> str:
        """Ask for six words and return them as the page's own language has them."""
        return shown_words(self.post("/data/phrase"), self.lang)


def shown_words(page: Page, lang: str) -> str:
    return " ".join("".join(cell.itertext()) for cell in page.all("td") if cell.get("lang") == lang)
