"""The manual as data for other programs: editions, their contents, sections in both languages."""

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from webapp.desk import editions_data
from webapp.errors import BadInput, NotFound
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.pages import public

bp = Blueprint("manual_api", __name__)

_FOR_EVER = "public, max-age=31536000, immutable"
_MOST_DIGITS = 5


@bp.get("/api/manual/editions")
def list_editions() -> ResponseReturnValue:
    """Return every edition as JSON."""
    with site.database().reading() as connection:
        newest = editions_data.edition(connection, None)
        told = editions_data.editions(connection)
    return _answer(told, newest.digest, number=None)


@bp.get("/api/manual/editions/<int(max=99999):number>")
def show_edition(number: int) -> ResponseReturnValue:
    """Return one edition and its contents as JSON."""
    with site.database().reading() as connection:
        wanted = editions_data.edition(connection, number)
        told = editions_data.contents(connection, wanted)
    return _answer(told, wanted.digest, number=number)


@bp.get("/api/manual/sections/<slug:chapter>/<slug:section>")
def show_section(chapter: str, section: str) -> ResponseReturnValue:
    """Return a section in both languages as JSON, of the edition in force or of the one asked for."""
    number, section_id = _asked(), f"{chapter}/{section}"
    with site.database().reading() as connection:
        wanted = editions_data.edition(connection, number)
        try:
            told = editions_data.section(connection, wanted, section_id)
        except NotFound:
            moved = manual.moved(connection, section_id=section_id, edition=number)
            if moved is None:
                raise
            kept = "" if number is None else f"?edition={number}"
            return redirect(f"/api/manual/sections/{moved}{kept}", 301)
    return _answer(told, wanted.digest, number=number)


def _asked() -> int | None:
    """Return the edition asked for, or None.

    Errors: BadInput manual.edition-number.
    """
    given = request.args.get("edition")
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS):
        raise BadInput("manual.edition-number")
    return int(given)


def _answer(told: dict[str, object], digest: str, *, number: int | None) -> Response:
    """Return data, tagged by its edition; 304 for whoever has it; an edition asked for by number stays."""
    answer = public(jsonify(told))
    if number is not None:
        answer.headers["Cache-Control"] = _FOR_EVER
    answer.set_etag(digest[:32])
    answer.make_conditional(request)
    return answer
