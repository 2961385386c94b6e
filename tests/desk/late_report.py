"""A small site with a case that keeps to one of its limits and cites two of its paragraphs."""

from flask import Flask

from tests.people import Person, store
from tests.scenarios import text_of
from tests.web.small import NOW, files, small_site
from webapp.desk import flagging, queries, service
from webapp.desk.queries import Amendment
from webapp.manual.service import import_files, publish, review
from webapp.scenarios.service import register
from webapp.settings import Settings

ID = "a-late-report"
CLOCKS = "manual/clocks.yaml"
ROUTES = "manual/07-reporting/01-routes"
AR, EN = f"{ROUTES}.ar.md", f"{ROUTES}.en.md"
TEXT = (
    text_of("a_late_report")
    .replace("CL-REPORT", "CL-SEEN")
    .replace("minutes: 60,", "minutes: 600,")
    .replace("minutes: 90,", "minutes: 1800,")
    .replace("minutes: 180,", "minutes: 2400,")
    .replace("h2vt", "p7k2")
    .replace("q9ra", "c8nw")
)
"""The expert reports within 10 hours, “after the lesson” takes 30; the limit is 24."""
NEW_VERSION = TEXT.replace("A late report", "A later report")


def site(settings: Settings) -> Flask:
    """Return a small site on which the case is in force."""
    app = small_site(settings)
    with store(app).writing() as connection:
        register(connection, text=TEXT, path="case.yaml", now=NOW)
    return app


def limit_of(hours: str) -> dict[str, str]:
    """Return the file of the limits with another one for seeing the child."""
    return {CLOCKS: files()[CLOCKS].replace("limit: 24\n", f"limit: {hours}\n")}


def silence(ar: str, en: str) -> dict[str, str]:
    """Return the files of the section whose statement c8nw says something else."""
    held = files()
    return {
        AR: held[AR].replace("لا يُخبَر من يُشتبه فيه", ar).replace("يُخبَر من يُشتبه فيه", ar),
        EN: held[EN].replace("The person suspected must not be told.", en),
    }


def without_silence() -> dict[str, str]:
    """Return the files of the section without its statement c8nw."""
    held = files()
    return {path: _without(held[path]) for path in (AR, EN)}


def amend(app: Flask, by: Person, changed: dict[str, str]) -> Amendment:
    """Write an amendment."""
    piece = CLOCKS if CLOCKS in changed else ROUTES
    section = "" if CLOCKS in changed else "reporting/routes"
    with store(app).writing() as connection:
        made = service.begin(connection, piece=piece, section_id=section, by=by.pseudonym, now=NOW)
        service.save(connection, made.id, files=changed, revision=1, by=by.pseudonym, now=NOW)
        return queries.amendment(connection, made.id)


def publish_with(app: Flask, changed: dict[str, str], weights: dict[str, str] | None = None) -> int:
    """Publish an edition with these files, flag what it changes, and return how many cases were flagged."""
    with store(app).writing() as connection:
        made = import_files(connection, files=files() | changed, by="author", now=NOW).draft
        assert made is not None
        review(connection, draft=made, by="reviewer", now=NOW)
        number = publish(connection, draft=made, by="reviewer", now=NOW)
        return flagging.flag(connection, old=number - 1, new=number, now=NOW, weights=weights)


def _without(text: str) -> str:
    before, _, after = text.partition("{#c8nw}\n")
    return before + after.split("\n:::\n", 1)[1].lstrip("\n")
