"""“I see this differently”: a reason against a row of the ledger, for editors and authors of cases."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attempts import contest as contests
from webapp.attempts import service
from webapp.attempts.views import bp
from webapp.errors import AppError, BadInput, TooMany
from webapp.queues import service as queues
from webapp.queues import views_leaving
from webapp.web import limits, site
from webapp.web.pages import page
from webapp.web.visitor import visitor

_ONE = "/<lang:lang>/attempts/<key>/contest/<int:position>"

AN_HOUR = 10
"""So many rows are contested from one address in an hour."""


@bp.get(_ONE)
def ask_contest(lang: str, key: str, position: int) -> ResponseReturnValue:
    """Show the row, the paragraph it rests on, and room for the reason."""
    return _form(lang, key, position)


@bp.post(_ONE)
def contest(lang: str, key: str, position: int) -> ResponseReturnValue:
    """Keep a reason; what cannot be kept comes back with everything that was typed."""
    typed, now = request.form.get("text", ""), site.now()
    standing = service.standing(site.database(), key=key, owner=visitor())
    try:
        with site.database().writing() as connection:
            subject = contests.subject(connection, standing, lang, position=position)
            queues.leave(connection, subject.about, text=typed, now=now, contested=subject.contested)
            limits.count(connection, key=f"contest:{limits.remote()}", limit=AN_HOUR, seconds=3600, now=now)
    except (BadInput, TooMany) as fault:
        return _form(lang, key, position, fault, typed)
    return redirect(url_for(".contested", lang=lang, key=key, position=position), 303)


@bp.get(f"{_ONE}/thanks")
def contested(lang: str, key: str, position: int) -> ResponseReturnValue:
    """Say what becomes of the reason, and lead back to the debrief."""
    return page("attempts/contested.html", subject=_subject(lang, key, position))


def _subject(lang: str, key: str, position: int) -> contests.Subject:
    standing = service.standing(site.database(), key=key, owner=visitor())
    with site.database().reading() as connection:
        return contests.subject(connection, standing, lang, position=position)


def _form(
    lang: str, key: str, position: int, fault: AppError | None = None, typed: str = ""
) -> ResponseReturnValue:
    subject = _subject(lang, key, position)
    return views_leaving.form("attempts/contest.html", subject, fault, typed)
