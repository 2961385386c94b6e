"""The one place that knows which error has which status and what is said about it, in both languages."""

import logging

import sqlalchemy as sa
from flask import Flask, Response, jsonify, make_response, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.errors import AppError, BadInput, NotFound, Refused, TooMany
from webapp.web.guard import Forbidden
from webapp.web.htmx import wants_fragment
from webapp.web.pages import page

_LOG = logging.getLogger(__name__)

FAMILIES: tuple[tuple[type[AppError], int], ...] = (
    (NotFound, 404),
    (Refused, 409),
    (BadInput, 422),
    (TooMany, 429),
    (Forbidden, 403),
)

SENTENCES = {
    "guard.sign_in_needed": _l("This page is for people who work on the manual. Signing in is needed."),
    "guard.other_site": _l("The form was not sent from a page of this site, so nothing was changed. Open the page here and send it again."),
    "guard.stale_form": _l("The form is older than your visit, so nothing was changed. Open the page again and send it once more."),
    "limits.too_many": _l("This was asked too often from where you are. Nothing was changed."),
    "reading.no_section": _l("There is no such section. It may be planned and not written yet, or the address may be mistyped."),
    "reading.no_paragraph": _l("There is no such paragraph. It may have been taken out in a later edition; the search finds what says it now."),
    "reading.no_edition": _l("There is no edition with this number."),
    "reading.nothing_published": _l("No edition of the manual has been published here yet."),
}  # fmt: skip

STATUSES = {
    400: _l("What was sent cannot be read."),
    403: _l("This cannot be opened or sent from here."),
    404: _l("There is no page at this address."),
    405: _l("This address is not used in this way. Go back and use the links or the buttons of the page."),
    409: _l("This cannot be done now."),
    413: _l("What was sent is too large."),
    422: _l("Something in the form cannot be read."),
    429: _l("This was asked too often. Wait a little and try again."),
    500: _l("Something broke on our side. It has been noted; what you had already recorded is kept."),
    503: _l("The site is busy or being looked after. Nothing you recorded is lost. Try again in a moment."),
}

TITLES = {
    400: _l("This cannot be read"),
    403: _l("This is closed"),
    404: _l("Not found"),
    405: _l("This way is closed"),
    409: _l("Not now"),
    413: _l("Too large"),
    422: _l("This cannot be read"),
    429: _l("Too often"),
    500: _l("Something went wrong"),
    503: _l("Try again in a moment"),
}

_LAST_RESORT = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>مسار – Masar</title></head><body><h1>حدث خلل عندنا</h1>
<p>نسخة تمهيدية غير رسمية. إن كان أمامك طفل في خطر الآن فاتصل بالشرطة 9999، وللإبلاغ عن طفل اتصل بالخط 1100.</p>
<div lang="en" dir="ltr"><h2>Something went wrong</h2>
<p>Unofficial starter edition. If a child is in danger now call the police, 9999; to report concern for a child call 1100.</p></div>
</body></html>"""


def install(app: Flask) -> None:
    """Answer every error with a page that helps."""
    app.register_error_handler(AppError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(sa.exc.OperationalError, _database_away)
    app.register_error_handler(InternalServerError, _broken)


def status_of(error: AppError) -> int:
    """Return the HTTP status of an error of ours."""
    return next((status for family, status in FAMILIES if isinstance(error, family)), 500)


def _refused(error: AppError) -> Response:
    status = status_of(error)
    response = _answer(status, error.code, SENTENCES.get(error.code, STATUSES[status]))
    if "after" in error.facts:
        response.headers["Retry-After"] = str(error.facts["after"])
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 -- redirections travel as exceptions too
        return make_response(error.get_response())
    response = _answer(status, f"http.{status}", STATUSES.get(status, STATUSES[400]))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _database_away(error: sa.exc.OperationalError) -> Response:
    _LOG.error("the database does not answer: %s", error.orig)
    response = _answer(503, "http.503", STATUSES[503])
    response.headers["Retry-After"] = "5"
    return response


def _broken(error: InternalServerError) -> Response:
    """Answer for a fault of ours; when even the page of the fault breaks, a few fixed words remain."""
    try:
        return _answer(500, "http.500", STATUSES[500])
    except Exception:
        _LOG.exception("the page for a fault could not be made")
        return make_response(_LAST_RESORT, 500)


def _answer(status: int, code: str, sentence: object) -> Response:
    if request.path.startswith("/api/"):
        return make_response(jsonify(code=code, status=status, message=str(sentence)), status)
    title = TITLES.get(status, TITLES[400])
    if wants_fragment():
        return page("errors/fragment.html", status=status, title=title, sentence=sentence)
    return page("errors/page.html", status=status, title=title, sentence=sentence, code=status)
