"""What editors see of searching: what nobody finds, and the words that they pair."""

import datetime as dt
from collections.abc import Mapping

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.queues import service as queues
from webapp.queues.queries import waiting_searches
from webapp.search import counting, synonyms
from webapp.search.counting import Counted
from webapp.web import free_text, site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.who import somebody

bp = Blueprint("search_desk", __name__)

WEEKS = (4, 13)
SELDOM_OPENED = 0.2
"""A query after which fewer readers go on to a section is worth a look, once it was asked often enough."""
OFTEN = 5
MOST_SHOWN = 100


@bp.get("/<lang:lang>/desk/search")
def report(lang: str) -> ResponseReturnValue:
    """Show what was searched and not found, or found and not opened."""
    weeks = _weeks(request.args)
    since = counting.monday(site.now() - dt.timedelta(weeks=weeks - 1))
    with site.database().reading() as connection:
        rows = counting.counted(connection, since=since)
        silent = counting.uncounted_words(connection, since=since)
        waiting = waiting_searches(connection)
    return page(
        "search/report.html",
        nothing=[one for one in rows if one.empty][:MOST_SHOWN],
        seldom=[one for one in rows if _is_seldom_opened(one)][:MOST_SHOWN],
        silent=silent,
        weeks=weeks,
        offered=WEEKS,
        waiting=waiting,
    )


@bp.post("/<lang:lang>/desk/search/tasks")
def make_task(lang: str) -> ResponseReturnValue:
    """Put a query into the editors' queue, if it is kept in words: nothing else gets there."""
    query, spoken = request.form.get("q", ""), request.form.get("spoken", "")
    with site.database().writing() as connection:
        edition = manual.edition_in_force(connection)
        if edition is None or not counting.is_kept(connection, query, lang=spoken):
            raise NotFound("search.not-counted")
        queues.add_search(connection, query, lang=spoken, edition=edition.number, now=site.now())
    return redirect(url_for(".report", weeks=_weeks(request.form)), 303)


@bp.get("/<lang:lang>/desk/synonyms")
def list_synonyms(lang: str) -> ResponseReturnValue:
    """Show the pairs, and room for another; `one` in the address is written there already."""
    return _list({"one": request.args.get("one", "")[: synonyms.MOST_LETTERS], "other": ""})


@bp.post("/<lang:lang>/desk/synonyms")
def add_synonym(lang: str) -> ResponseReturnValue:
    """Keep a pair."""
    typed = {name: request.form.get(name, "") for name in ("one", "other")}
    try:
        with site.database().writing() as connection:
            synonyms.add(connection, **typed, by=somebody().pseudonym, now=site.now())
    except (BadInput, Refused) as fault:
        return _list(typed, fault)
    return redirect(url_for(".list_synonyms"), 303)


@bp.post("/<lang:lang>/desk/synonyms/<int:synonym>/remove")
def remove_synonym(lang: str, synonym: int) -> ResponseReturnValue:
    """Take a pair away."""
    with site.database().writing() as connection:
        synonyms.remove(connection, synonym, by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".list_synonyms"), 303)


def _list(typed: dict[str, str], fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        pairs = synonyms.listed(connection)
    return page(
        "search/synonyms.html",
        status=status_of(fault) if fault else 200,
        pairs=pairs,
        typed=typed,
        field=str(fault.facts.get("field", "")) if fault else "",
        sentence=free_text.said(fault) if fault else "",
        most=synonyms.MOST_LETTERS,
    )


def _weeks(asked: Mapping[str, str]) -> int:
    return next((one for one in WEEKS if asked.get("weeks") == str(one)), WEEKS[0])


def _is_seldom_opened(one: Counted) -> bool:
    found = one.asked - one.empty
    return found >= OFTEN and one.opened < SELDOM_OPENED * found
