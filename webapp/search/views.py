"""The search page, and the same answer as data."""

import contextlib
import math
import re
from collections.abc import Callable, Mapping

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from webapp.errors import BadInput, TooMany
from webapp.search import answering, completing, counting, facets, service
from webapp.search.answering import Ask, Shown
from webapp.search.queries import Hit
from webapp.search.service import LANGUAGES, Answer
from webapp.web import limits, site
from webapp.web.htmx import wants_fragment
from webapp.web.label import LABEL
from webapp.web.pages import page

bp = Blueprint("search", __name__)

PER_PAGE = 10
MOST_PER_PAGE = 50
MOST_PAGES = 1000
COUNTED = 60
"""Queries that one address may have counted in a minute."""
_VALUE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@bp.get("/<lang:lang>/search")
def results(lang: str) -> ResponseReturnValue:
    """Show what the manual says about a query; htmx gets the results alone."""
    asked = service.read_query(request.args.get("q", ""))
    number = _whole("page", default=1, most=MOST_PAGES, strict=False)
    as_written = request.args.get("as") == "written"
    chosen = _chosen(strict=False)
    ask = Ask(asked, lang, number, PER_PAGE, as_written=as_written, chosen=chosen)
    shown = None if asked.lacks else answering.shown(ask)
    response = page(
        "search/results.html",
        fragment="results",
        asked=asked,
        shown=shown,
        answer=shown.answer if shown else None,
        as_written=as_written,
        chosen=chosen,
        names=_names(shown, chosen),
        forces=facets.FORCES,
        kinds=facets.KINDS,
        number=number,
        last=math.ceil(shown.answer.found.total / PER_PAGE) if shown else 0,
    )
    if shown and not wants_fragment() and number == 1 and not chosen and not as_written:
        # Only when the reader has the page: whoever reads never waits for what we count.
        response.call_on_close(_counting(lang, asked.text, empty=_is_empty(shown)))
    return response


@bp.get("/<lang:lang>/search/complete")
def complete(lang: str) -> ResponseReturnValue:
    """Offer names that begin as what is being typed does."""
    typed = service.read_query(request.args.get("q", "")).text
    return page("search/complete.html", offers=completing.completions(answering.names(lang), typed))


@bp.post("/<lang:lang>/search/counted")
def count(lang: str) -> ResponseReturnValue:
    """Count a query that was typed to its end, or a section that was opened from its answer; nothing else."""
    asked = service.read_query(request.form.get("q", ""))
    opened = request.form.get("opened") == "yes"
    if not asked.lacks:
        is_empty = not opened and _is_empty(answering.shown(Ask(asked, lang, 1, 1)))
        _counting(lang, asked.text, empty=is_empty, opened=opened)()
    return "", 204


@bp.get("/api/v1/search")
def api_results() -> ResponseReturnValue:
    """Return the answer to a query as JSON; described in docs/api.md."""
    lang = request.args.get("lang", "ar")
    if lang not in LANGUAGES:
        raise BadInput("search.unknown-language", lang=lang)
    limit = _whole("limit", default=PER_PAGE, most=MOST_PER_PAGE)
    number = _whole("page", default=1, most=MOST_PAGES)
    asked = service.read_query(request.args.get("q", ""))
    if asked.lacks:
        raise BadInput(asked.lacks)
    ask = Ask(
        asked,
        lang,
        number,
        limit,
        as_written=request.args.get("as") == "written",
        chosen=_chosen(strict=True),
    )
    shown = answering.shown(ask)
    return jsonify(as_data(shown.answer, number=number, limit=limit) | more_data(shown))


def _chosen(*, strict: bool) -> dict[str, str]:
    """Return what the answer is narrowed to; a page forgives what the data interface refuses."""
    given = {name: request.args[name] for name in facets.NAMES if request.args.get(name)}
    wrong = next((name for name, value in given.items() if not _VALUE.fullmatch(value)), None)
    if wrong is not None and strict:
        raise BadInput("search.unknown-value", name=wrong)
    return {name: value for name, value in given.items() if _VALUE.fullmatch(value)}


def _names(shown: Shown | None, chosen: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the words of what is chosen, by facet and value; those that no section has are not known."""
    offered = shown.facets if shown else {}
    return {name: {one.value: one.words for one in offered.get(name, ())} for name in chosen}


def _is_empty(shown: Shown) -> bool:
    return not shown.answer.found.sections and not shown.things


def _counting(lang: str, text: str, *, empty: bool = False, opened: bool = False) -> Callable[[], None]:
    """Return what counts a query; it needs no request any more.

    Shape: in words only when these cannot name anybody.
    """
    kept = text if counting.tellable(text, answering.known_stems()) else ""
    database, key, now = site.database(), f"search:{limits.remote()}", site.now()

    def count() -> None:
        # A count is worth nobody's waiting: while the database is busy, or when too many come from one
        # address, it is lost and the page stands all the same.
        with contextlib.suppress(OperationalError, TooMany), database.writing_if_free() as connection:
            limits.count(connection, key=key, limit=COUNTED, seconds=60, now=now)
            counting.count(connection, text=kept, lang=lang, now=now, empty=empty, opened=opened)

    return count


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
        "missing": found.missing,
        "hits": [_hit(hit, answer.lang) for hit in found.hits],
    }


def more_data(shown: Shown) -> dict[str, object]:
    """Return what stands beside the sections of an answer as plain data."""
    return {
        "things": [
            {"kind": one.kind, "name": one.name, "title": one.title, "says": one.says, "url": one.address}
            for one in shown.things
        ],
        "facets": {
            name: [{"value": one.value, "words": one.words, "count": one.count} for one in values]
            for name, values in shown.facets.items()
        },
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
