"""The one place that knows which error has which status and what is said about it, in both languages."""

import logging

import sqlalchemy as sa
from flask import Flask, Response, jsonify, make_response, request
from flask_babel import force_locale
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.errors import AppError, BadAddress, BadInput, NotFound, Refused, TooMany
from webapp.web.guard import Forbidden, SignInNeeded
from webapp.web.hosts import UnknownHost
from webapp.web.htmx import wants_fragment
from webapp.web.language import DEFAULT, LANGUAGES
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES, TITLES

_LOG = logging.getLogger(__name__)

FAMILIES: tuple[tuple[type[AppError], int], ...] = (
    (NotFound, 404),
    (Refused, 409),
    (BadInput, 422),
    (BadAddress, 400),
    (TooMany, 429),
    (Forbidden, 403),
    (SignInNeeded, 401),
    (UnknownHost, 400),
)

_LAST_RESORT = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>مسار – Masar</title></head><body><h1>حدث خلل عندنا</h1>
<p>نسخة تمهيدية غير رسمية. إن كان أمامك طفل في خطر الآن فاتصل بالشرطة 9999، وللإبلاغ اتصل بالخط 1100.</p>
<div lang="en" dir="ltr"><h2>Something went wrong</h2>
<p>Unofficial starter edition. If a child is in danger call the police, 9999; to report, 1100.</p></div>
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
    say_when(response, error)
    return response


def say_when(response: Response, fault: AppError | None) -> None:
    """Say on an answer when to come again, where a fault knows."""
    if fault and "after" in fault.facts:
        response.headers["Retry-After"] = str(fault.facts["after"])


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


def _broken(_error: InternalServerError) -> Response:
    """Answer for a fault of ours; when even the page of the fault breaks, a few fixed words remain."""
    try:
        return _answer(500, "http.500", STATUSES[500])
    except Exception:  # noqa: BLE001 -- whatever broke, the reader gets the numbers to call
        _LOG.exception("the page for a fault could not be made")
        return make_response(_LAST_RESORT, 500)


def _answer(status: int, code: str, sentence: object) -> Response:
    if request.path.startswith("/api/"):
        asked = request.args.get("lang", DEFAULT)
        with force_locale(asked if asked in LANGUAGES else DEFAULT):
            return make_response(jsonify(error={"code": code, "message": str(sentence)}), status)
    title = TITLES.get(status, TITLES[400])
    if wants_fragment():
        return page("errors/fragment.html", status=status, title=title, sentence=sentence)
    return page("errors/page.html", status=status, title=title, sentence=sentence, code=status)
