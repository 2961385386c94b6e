"""What amendments would change, looked at before they are published; and the cases that editions flagged."""

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.audit import service as audit
from webapp.desk import queries, touched
from webapp.desk.queries import APPROVED, SUBMITTED, Amendment
from webapp.desk.views import DESK, ONE, bp, names
from webapp.engine.clocks import Limit
from webapp.engine.manual import labels
from webapp.errors import AppError, BadInput, Refused
from webapp.manual import queries as manual
from webapp.scenarios import flags
from webapp.scenarios import queries as scenarios
from webapp.web import free_text, site
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.pages import page
from webapp.web.who import somebody

MARK_WORDS = {
    "added": {"ar": labels.ADDED.ar, "en": labels.ADDED.en},
    "removed": {"ar": labels.REMOVED.ar, "en": labels.REMOVED.en},
}
"""What is said before words that were added or removed, for those who do not see the line under them."""

MOST_CHOSEN = 100


@bp.get(f"{DESK}/consequences")
def show_consequences(lang: str) -> ResponseReturnValue:
    """Show what several amendments together would change; all that were handed in, where none is named."""
    asked = request.args.getlist("amendment")[:MOST_CHOSEN]
    numbers = tuple(int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < len("1" * 10))
    return _consequences(lang, numbers)


@bp.get(f"{ONE}/consequences")
def show_own_consequences(lang: str, amendment: int) -> ResponseReturnValue:
    """Show what one amendment would change."""
    return _consequences(lang, (amendment,))


def _consequences(lang: str, numbers: tuple[int, ...]) -> ResponseReturnValue:
    with site.database().reading() as connection:
        offered = queries.in_work(connection)
        chosen = numbers or tuple(one.id for one in offered if one.state in {SUBMITTED, APPROVED})
        amendments = tuple(one for one in queries.with_texts(connection, chosen) if one.is_open)
        edition = manual.edition_in_force(connection)
        old = manual.files(connection, edition=edition.number) if edition else {}
        weights = {uid: weight for one in amendments for uid, weight in one.weights.items()}
        found = touched.of(connection, old, files_after(old, amendments), weights)
        titles = manual.titles_in_force(connection, lang)
    return page(
        "desk/consequences.html",
        edition=edition,
        offered=offered,
        chosen=frozenset(one.id for one in amendments),
        titles=titles,
        found=found,
        again=url_for(".show_consequences", amendment=[one.id for one in amendments], _anchor="cases-h"),
        order=(lang, "en" if lang == "ar" else "ar"),
        mark_words=MARK_WORDS,
        length=lambda limit: _length(limit, lang),
    )


def files_after(old: dict[str, str], amendments: tuple[Amendment, ...]) -> dict[str, str]:
    """Return the manual's files with those of amendments in their places; an empty file is taken out."""
    new = old | {path: text for one in amendments for path, text in one.files.items()}
    return {path: text for path, text in new.items() if text}


def _length(limit: Limit | None, lang: str) -> str:
    return labels.limit(limit, lang) if limit else ""


@bp.get(f"{DESK}/flags")
def list_flags(lang: str) -> ResponseReturnValue:
    """Show the cases that teach what an edition has changed, and what became of them."""
    return _flags(lang)


@bp.post(f"{DESK}/flags/<int:flag>")
def change_flag(lang: str, flag: int) -> ResponseReturnValue:
    """Keep a flagged case, withdraw it, undo that, or tell trainees that it is under review."""
    deed, reason = request.form.get("deed", ""), request.form.get("reason", "")
    try:
        with site.database().writing() as connection:
            _do(connection, flag, deed, reason)
    except (BadInput, Refused) as fault:
        return _flags(lang, wrong=flag, fault=fault, typed=reason)
    return redirect(url_for(".list_flags", done=deed, flag=flag, _anchor=f"flag-{flag}"), 303)


def _do(connection: sa.Connection, flag: int, deed: str, reason: str) -> None:
    by, now = somebody().pseudonym, site.now()
    if deed in {"show", "hide"}:
        flags.show(connection, flag, is_shown=deed == "show")
    elif deed == "undo":
        flags.reopen(connection, flag)
    else:
        outcome = {"keep": flags.KEPT, "withdraw": flags.WITHDRAWN}.get(deed, "")
        flags.settle(connection, flag, outcome=outcome, reason=reason, by=by, now=now)
    audit.record(connection, action=f"flag.{deed}", actor=by, subject=f"flag {flag}", now=now)


def _flags(
    lang: str, *, wrong: int = 0, fault: AppError | None = None, typed: str = ""
) -> ResponseReturnValue:
    with site.database().reading() as connection:
        found = flags.listed(connection)
        titles = {one.id: one.title.of(lang) for one in scenarios.catalogue(connection)}
        edition = manual.edition_in_force(connection)
        uids = {uid for one in found for uid in one.uids}
        quotes = manual.quotes(connection, lang=lang, edition=edition.number if edition else 0, uids=uids)
        people = names(connection, *(one.by for one in found if one.by))
    return page(
        "desk/flags.html",
        flags=found,
        titles=titles,
        quotes=quotes,
        people=people,
        wrong_one=wrong,
        sentence=free_text.said(fault) if fault else "",
        typed=typed,
        field=str(fault.facts.get("field", "")) if fault else "",
        most=flags.MOST,
        writes=may(somebody(), "workbench.begin"),
        status=status_of(fault) if fault else 200,
    )
