"""The search page, and the same answer as data."""

import math

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.search import service
from webapp.search.queries import Hit
from webapp.search.service import LANGUAGES, Answer
from webapp.web import site
from webapp.web.label import LABEL
from webapp.web.pages import page

bp = Blueprint("search", __name__)

PER_PAGE = 10
MOST_PER_PAGE = 50
MOST_PAGES = 1000


@bp.get("/<lang:lang>/search")
def results(lang: str) -> ResponseReturnValue:
    """Show what the manual says about a query; htmx gets the results alone."""
    asked = service.read_query(request.args.get("q", ""))
    number = _whole("page", default=1, most=MOST_PAGES, strict=False)
    as_written = request.args.get("as") == "written"
    answer = (
        _ask(asked, lang=lang, number=number, limit=PER_PAGE, as_written=as_written) if asked.text else None
    )
    last = math.ceil(answer.found.total / PER_PAGE) if answer else 0
    return page(
        "search/results.html",
        fragment="results",
        asked=asked,
        answer=answer,
        as_written=as_written,
        number=number,
        last=last,
    )


@bp.get("/api/v1/search")
def api_results() -> ResponseReturnValue:
    """Return the answer to a query as JSON; described in docs/api.md."""
    lang = request.args.get("lang", "ar")
    if lang not in LANGUAGES:
        raise BadInput("search.unknown-language", lang=lang)
    limit = _whole("limit", default=PER_PAGE, most=MOST_PER_PAGE)
    number = _whole("page", default=1, most=MOST_PAGES)
    asked = service.read_query(request.args.get("q", ""))
    if not asked.text:
        raise BadInput("search.nothing-asked")
    answer = _ask(
        asked, lang=lang, number=number, limit=limit, as_written=request.args.get("as") == "written"
    )
    return jsonify(as_data(answer, number=number, limit=limit))


def _ask(asked: service.Asked, *, lang: str, number: int, limit: int, as_written: bool) -> Answer:
    with site.database().reading() as connection:
        return service.search(
            connection,
            site.settings(),
            asked=asked,
            lang=lang,
            limit=limit,
            offset=(number - 1) * limit,
            as_written=as_written,
        )


def _whole(name: str, *, default: int, most: int, strict: bool = True) -> int:
    """Return a number from the address; a page forgives what the data interface refuses."""
    given = request.args.get(name, str(default))
    if given.isascii() and given.isdecimal() and len(given) < 9 and 1 <= int(given) <= most:  # noqa: PLR2004 -- longer digits are never right
        return int(given)
    if strict:
        raise BadInput("search.number-out-of-range", name=name, least=1, most=most)
    return default


def as_data(answer: Answer, *, number: int, limit: int) -> dict[str, object]:
    """Return an answer as plain data; docs/api.md describes it."""
    found = answer.found
    return {
        "notice": LABEL[answer.lang],
        "edition": answer.edition,
        "query": answer.asked.text,
        "cut": answer.asked.cut,
        "lang": answer.lang,
        "searched_lang": found.lang,
        "total": found.total,
        "page": number,
        "limit": limit,
        "corrected": found.corrected,
        "suggestions": found.suggestions,
        "searched_also": found.searched_also,
        "hits": [_hit(hit, answer.lang) for hit in found.hits],
    }


def _hit(hit: Hit, lang: str) -> dict[str, object]:
    return {
        "section": hit.section_id,
        "number": hit.number,
        "title": hit.title,
        "chapter": hit.chapter_title,
        "paragraph": hit.uid or None,
        "paragraph_number": hit.block_number or None,
        "force": hit.force or None,
        "lang": hit.lang,
        "url": address(hit, lang),
        "pieces": [{"text": piece.text, "marked": piece.marked} for piece in hit.pieces],
    }


def address(hit: Hit, lang: str) -> str:
    """Return the place of a hit on this site."""
    return f"/{lang}/manual/{hit.section_id}" + (f"#{hit.uid}" if hit.uid else "")
