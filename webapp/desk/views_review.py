"""The review of an amendment: what it changes, what is said about it, who approved it, what comes next."""

import datetime as dt
import functools
from collections.abc import Callable
from contextlib import suppress

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import comparing, remarks, review_page, reviewing
from webapp.desk.reviewing import Handed
from webapp.desk.views import ONE, bp
from webapp.errors import AppError, BadInput, Refused
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody

_WEIGHT = "weight-"
Deed = Callable[[sa.Connection, int], object]


@bp.get(f"{ONE}/review")
def show_review(lang: str, amendment: int) -> ResponseReturnValue:
    """Show what an amendment changes in the edition in force, and how far its review is."""
    return _review(lang, amendment)


@bp.post(f"{ONE}/submit")
def submit(lang: str, amendment: int) -> ResponseReturnValue:
    """Hand an amendment in for review."""
    form = request.form
    handed = Handed(_weights(), form.get("note_ar", ""), form.get("note_en", ""), form.get("urgent", ""))

    def deed(connection: sa.Connection, revision: int) -> None:
        reviewing.submit(
            connection, amendment, handed, revision=revision, by=somebody().pseudonym, now=site.now()
        )

    return _do(lang, amendment, deed, "submitted")


@bp.post(f"{ONE}/approve")
def approve(lang: str, amendment: int) -> ResponseReturnValue:
    """Approve an amendment in the respects that were ticked."""

    def deed(connection: sa.Connection, revision: int) -> None:
        reviewing.approve(
            connection,
            amendment,
            revision=revision,
            kinds=request.form.getlist("kind"),
            weights=_weights(),
            by=somebody().pseudonym,
            now=site.now(),
        )

    return _do(lang, amendment, deed, "approved")


@bp.post(f"{ONE}/return")
def give_back(lang: str, amendment: int) -> ResponseReturnValue:
    """Return an amendment to its writers, and say why."""

    def deed(connection: sa.Connection, revision: int) -> None:
        by, now = somebody().pseudonym, site.now()
        reviewing.give_back(connection, amendment, revision=revision, by=by, now=now)
        remarks.add(connection, amendment, uid="", text=request.form.get("why", ""), by=by, now=now)

    return _do(lang, amendment, deed, "returned")


@bp.post(f"{ONE}/account")
def take_account(lang: str, amendment: int) -> ResponseReturnValue:
    """Say that an amendment takes account of the edition in force."""

    def deed(connection: sa.Connection, revision: int) -> None:
        reviewing.take_account(
            connection, amendment, revision=revision, by=somebody().pseudonym, now=site.now()
        )

    return _do(lang, amendment, deed, "based")


@bp.post(f"{ONE}/look")
def look(lang: str, amendment: int) -> ResponseReturnValue:
    """Give an urgent amendment its second look after publication."""

    def deed(connection: sa.Connection, _revision: int) -> None:
        reviewing.look(connection, amendment, by=somebody().pseudonym, now=site.now())

    return _do(lang, amendment, deed, "looked")


@bp.post(f"{ONE}/due")
def set_due(lang: str, amendment: int) -> ResponseReturnValue:
    """Say by when an amendment is to be through."""

    def deed(connection: sa.Connection, _revision: int) -> None:
        reviewing.set_due(connection, amendment, due=day_in(request.form.get("due", "")))

    return _do(lang, amendment, deed, "due")


@bp.post(f"{ONE}/remarks")
def remark(lang: str, amendment: int) -> ResponseReturnValue:
    """Keep what a reviewer says about a block."""
    form = request.form

    def deed(connection: sa.Connection, _revision: int) -> None:
        remarks.add(
            connection,
            amendment,
            uid=form.get("uid", ""),
            lang=form.get("in", ""),
            text=form.get("text", ""),
            by=somebody().pseudonym,
            now=site.now(),
        )

    return _do(lang, amendment, deed, "remarked")


@bp.post(f"{ONE}/remarks/<int:remark>/settle")
def settle_remark(lang: str, amendment: int, remark: int) -> ResponseReturnValue:
    """Say that a remark has been dealt with."""

    def deed(connection: sa.Connection, _revision: int) -> None:
        remarks.settle(connection, amendment, remark, by=somebody().pseudonym, now=site.now())

    return _do(lang, amendment, deed, "settled")


@bp.post(f"{ONE}/remarks/<int:remark>/reopen")
def reopen_remark(lang: str, amendment: int, remark: int) -> ResponseReturnValue:
    """Say that a remark has not been dealt with after all."""

    def deed(connection: sa.Connection, _revision: int) -> None:
        remarks.reopen(connection, amendment, remark)

    return _do(lang, amendment, deed, "reopened")


def day_in(written: str) -> dt.date | None:
    """Return a day as browsers write it, None for none.

    Errors: BadInput amendment.day.
    """
    if not written:
        return None
    with suppress(ValueError):
        return dt.date.fromisoformat(written)
    raise BadInput("amendment.day")


def _weights() -> dict[str, str]:
    return {
        name.removeprefix(_WEIGHT): value for name, value in request.form.items() if name.startswith(_WEIGHT)
    }


def _revision() -> int:
    written = request.form.get("revision", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 0  # noqa: PLR2004 -- no amendment is saved so often


def _do(lang: str, amendment: int, deed: Deed, said: str) -> ResponseReturnValue:
    try:
        with site.database().writing() as connection:
            deed(connection, _revision())
    except (Refused, BadInput) as fault:
        return _review(lang, amendment, fault)
    return redirect(url_for(".show_review", amendment=amendment, done=said), 303)


def _review(lang: str, number: int, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        shown = review_page.shown(connection, number, lang=lang, here=somebody(), today=site.now())
    return page(
        "desk/review.html",
        shown=shown,
        one=shown.amendment,
        forces=review_page.FORCES,
        mark_words=review_page.MARKS,
        where=functools.partial(review_page.address, lang),
        data_key=comparing.DATA,
        typed=request.form,
        done=request.args.get("done", ""),
        sentence=SENTENCES[fault.code] if fault else "",
        problems=fault.facts.get("problems", ()) if fault else (),
        status=status_of(fault) if fault else 200,
    )
