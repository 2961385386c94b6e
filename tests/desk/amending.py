"""A small site at whose desk people amend, review and publish."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from flask import Flask

from tests.people import Person, sign_in
from tests.web.small import NOW, files, small_site, store_of
from webapp.desk import publishing, queries, reviewing, service
from webapp.desk.assembling import Words
from webapp.desk.publishing import Wanted
from webapp.desk.queries import Amendment
from webapp.desk.reviewing import Handed
from webapp.settings import Settings

ROUTES, RECORDING = "manual/07-reporting/01-routes", "manual/06-response/06-recording"
IDS = {ROUTES: "reporting/routes", RECORDING: "response/recording"}
AR, EN = (f"{ROUTES}.{lang}.md" for lang in ("ar", "en"))
SUMMARY = "f7ra"
DUTY = "p7k2"
OLD = {AR: "دليلًا", EN: "proof"}
NEW = {AR: "برهانًا", EN: "evidence"}
WORDS = Words(dt.date(2026, 12, 1), "صار الدليل برهانًا.", "Proof became evidence.")


def changed(*paths: str, old: Mapping[str, str] = OLD, new: Mapping[str, str] = NEW) -> dict[str, str]:
    """Return files of the small manual with one word changed."""
    held = files()
    return {path: held[path].replace(old[path], new[path]) for path in paths or (AR, EN)}


@dataclasses.dataclass
class Desk:
    """The desk of a small site, without its pages."""

    app: Flask

    def writing(self) -> object:
        """Open a transaction."""
        return store_of(self.app).writing()

    def amend(self, text: Mapping[str, str], *, piece: str = ROUTES, by: str = "ed") -> Amendment:
        """Begin an amendment and save a text."""
        with store_of(self.app).writing() as connection:
            made = service.begin(connection, piece=piece, section_id=IDS.get(piece, ""), by=by, now=NOW)
            return service.save(connection, made.id, files=text, revision=made.revision, by=by, now=NOW)

    def submit(self, one: Amendment, weights: Mapping[str, str], *, urgent: str = "") -> Amendment:
        """Hand an amendment in."""
        handed = Handed(weights, "لأن", "because", urgent)
        with store_of(self.app).writing() as connection:
            reviewing.submit(connection, one.id, handed, revision=one.revision, by=one.author, now=NOW)
        return self.now(one)

    def approve(self, one: Amendment, *kinds: str, by: str = "rev") -> Amendment:
        """Approve an amendment, in every respect unless told otherwise."""
        with store_of(self.app).writing() as connection:
            return reviewing.approve(
                connection, one.id, revision=one.revision, kinds=kinds or ("text", "ar", "en"), weights={},
                by=by, now=NOW,
            )  # fmt: skip

    def approved(self, text: Mapping[str, str], weights: Mapping[str, str], **more: str) -> Amendment:
        """Return an amendment that was written, handed in and approved."""
        return self.approve(self.submit(self.amend(text, **more), weights))

    def publish(self, *some: Amendment, words: Words = WORDS, reason: str = "", by: str = "pub") -> int:
        """Publish amendments and return the edition's number."""
        wanted = Wanted(tuple((one.id, one.revision) for one in some), words, reason)
        with store_of(self.app).writing() as connection:
            return publishing.publish(connection, wanted, by=by, now=NOW)

    def now(self, one: Amendment) -> Amendment:
        """Return an amendment as it is now."""
        with store_of(self.app).reading() as connection:
            return queries.amendment(connection, one.id)

    def ask(self, statement: sa.Select[object]) -> list[tuple[object, ...]]:
        """Return the rows of a question."""
        with store_of(self.app).reading() as connection:
            return [tuple(row) for row in connection.execute(statement)]


def desk(settings: Settings) -> Desk:
    """Return the desk of a new small site."""
    return Desk(small_site(settings))


def people(app: Flask) -> tuple[Person, Person, Person]:
    """Return an editor, a reviewer and a publisher, signed in."""
    return sign_in(app, "manual-editor"), sign_in(app, "reviewer"), sign_in(app, "publisher")
