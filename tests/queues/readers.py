"""A reader who comments on paragraphs, without an account, over the real pages."""

import dataclasses
import re

import sqlalchemy as sa
from flask import Flask

from tests.web.pages import HERE, Page, Pages
from tests.web.small import NOW, store_of
from webapp.queues import service
from webapp.queues.models import Comment
from webapp.queues.service import About

UNCLEAR = "The paragraph does not say who calls when the school is closed."
ABOUT = About(uid="p7k2", section_id="reporting/routes", number="7.1.1", edition=1, lang="en")


class Reader:
    """Somebody with a browser and nothing else."""

    def __init__(self, app: Flask, lang: str = "en") -> None:
        self.pages, self.lang = Pages(app), lang

    def form(self, uid: str) -> Page:
        """Open the form about a paragraph."""
        return self.pages.get(f"/{self.lang}/comments/{uid}")

    def fields(self, uid: str) -> dict[str, str]:
        """Return the hidden fields of the form."""
        source = self.form(uid).source
        found = {name: re.search(f'name="{name}" value="([^"]*)"', source) for name in ("csrf", "edition")}
        return {name: one[1] for name, one in found.items() if one}

    def comment(self, uid: str, text: str = UNCLEAR) -> str:
        """Send a comment and return where one is led."""
        sent = self.fields(uid) | {"text": text}
        answer = self.pages.client.post(f"/{self.lang}/comments/{uid}", data=sent, headers={"Origin": HERE})
        assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
        return str(answer.headers["Location"])

    def refused(self, uid: str, text: str, *, status: int = 422, **more: str) -> Page:
        """Send what cannot be kept and return the page that says so."""
        sent = self.fields(uid) | {"text": text} | more
        return self.pages.post(f"/{self.lang}/comments/{uid}", sent, status=status)


def leave(app: Flask, text: str = UNCLEAR, *, now: object = NOW, **about: object) -> int:
    """Leave a comment behind the pages and return its number."""
    with store_of(app).writing() as connection:
        return service.leave(connection, dataclasses.replace(ABOUT, **about), text=text, now=now)  # type: ignore[arg-type]  # what a test hands on


def kept(app: Flask) -> list[dict[str, object]]:
    """Return every row of the table."""
    with store_of(app).reading() as connection:
        rows = connection.execute(sa.select(Comment.__table__).order_by(Comment.id)).mappings()
        return [dict(row) for row in rows]
