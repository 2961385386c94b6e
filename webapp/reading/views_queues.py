"""The editors' queue: what readers found wrong or unclear, settled and, if need be, opened again."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, Refused
from webapp.queues import queries, service
from webapp.reading import comments
from webapp.web import free_text, site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.who import somebody

bp = Blueprint("queues", __name__)

_ALL = "/<lang:lang>/desk/comments"
_ONE = f"{_ALL}/<int:comment>"
_DIGITS = 9
"""Of the largest number that an address may have."""


@bp.get(_ALL)
def list_comments(lang: str) -> ResponseReturnValue:
    """Show the comments by paragraph, beside what the paragraph says now."""
    asked = request.args
    just = _number(asked.get("comment"))
    return _list(lang, asked.get("state", ""), _page(asked.get("page")), just=just)


@bp.post(f"{_ONE}/settle")
def settle_comment(lang: str, comment: int) -> ResponseReturnValue:
    """Settle a comment, with a note for colleagues or none."""
    asked = request.form
    try:
        with site.database().writing() as connection:
            service.settle(
                connection,
                comment,
                outcome=asked.get("outcome", ""),
                note=asked.get("note", ""),
                by=somebody().pseudonym,
                now=site.now(),
            )
    except (BadInput, Refused) as fault:
        return _again(lang, comment, fault)
    return _back(comment)


@bp.post(f"{_ONE}/reopen")
def reopen_comment(lang: str, comment: int) -> ResponseReturnValue:
    """Undo the settling of a comment."""
    try:
        with site.database().writing() as connection:
            service.reopen(connection, comment, by=somebody().pseudonym, now=site.now())
    except Refused as fault:
        return _again(lang, comment, fault)
    return _back(comment)


def _back(comment: int) -> ResponseReturnValue:
    """Lead back to where in the list the form was sent from."""
    asked = request.form
    state, number = asked.get("state") or None, _page(asked.get("page"))
    return redirect(url_for(".list_comments", state=state, page=number, comment=comment), 303)


def _again(lang: str, comment: int, fault: AppError) -> ResponseReturnValue:
    """Show the list with what is wrong with a form and everything that was typed in it."""
    asked = request.form
    return _list(lang, asked.get("state", ""), _page(asked.get("page")), wrong=comment, fault=fault)


def _page(asked: str | None) -> int:
    """Return the number of a page of the list, the first where none can be read."""
    return _number(asked) or 1


def _number(asked: str | None) -> int:
    """Return a number as an address has it, nought where none can be read."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 0


def _list(
    lang: str, state: str, number: int, *, just: int = 0, wrong: int = 0, fault: AppError | None = None
) -> ResponseReturnValue:
    state = state if state in queries.STATES else ""
    with site.database().reading() as connection:
        queue = comments.queue(connection, lang=lang, state=state, page=number)
        changed = queries.one(connection, just) if just else None
    is_here = any(said.remark.id == wrong for one in queue.paragraphs for said in one.said)
    is_about_note = fault is not None and fault.facts.get("field") == "note"
    return page(
        "reading/comments.html",
        queue=queue,
        states=queries.STATES,
        changed=changed,
        wrong_one=wrong if is_here and is_about_note else 0,
        sentence=free_text.said(fault) if fault else "",
        typed=request.form.get("note", ""),
        most=service.MOST_NOTE,
        status=status_of(fault) if fault else 200,
    )
