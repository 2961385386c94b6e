"""“Something wrong or unclear here?”: a reader's comment on a paragraph, for the editors."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, TooMany
from webapp.queues import service, views_leaving
from webapp.reading import comments
from webapp.reading.views import bp
from webapp.web import limits, site
from webapp.web.pages import page

_ONE = "/<lang:lang>/comments/<slug:uid>"

AN_HOUR = 10
"""So many comments are kept from one address in an hour."""


@bp.get(_ONE)
def ask_comment(lang: str, uid: str) -> ResponseReturnValue:
    """Show the paragraph, what a comment is not for, and room for it."""
    return _form(lang, uid)


@bp.post(_ONE)
def leave_comment(lang: str, uid: str) -> ResponseReturnValue:
    """Keep a comment; what cannot be kept comes back with everything that was typed."""
    typed, now = request.form.get("text", ""), site.now()
    try:
        with site.database().writing() as connection:
            about = comments.subject(connection, lang=lang, uid=uid, edition=_edition()).about
            service.leave(connection, about, text=typed, now=now)
            limits.count(connection, key=f"comment:{limits.remote()}", limit=AN_HOUR, seconds=3600, now=now)
    except (BadInput, TooMany) as fault:
        return _form(lang, uid, fault, typed)
    return redirect(url_for(".comment_left", uid=uid), 303)


@bp.get(f"{_ONE}/thanks")
def comment_left(lang: str, uid: str) -> ResponseReturnValue:
    """Say what becomes of the comment, and lead back to the paragraph."""
    with site.database().reading() as connection:
        subject = comments.subject(connection, lang=lang, uid=uid)
    return page("reading/commented.html", subject=subject)


def _edition() -> int | None:
    """Return the edition that the reader saw, as the form says."""
    return request.form.get("edition", type=int)


def _form(lang: str, uid: str, fault: AppError | None = None, typed: str = "") -> ResponseReturnValue:
    edition = _edition() if fault else None
    with site.database().reading() as connection:
        subject = comments.subject(connection, lang=lang, uid=uid, edition=edition)
    return views_leaving.form("reading/comment.html", subject, fault, typed)
