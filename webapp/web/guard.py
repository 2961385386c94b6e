"""Closed by default: what anyone may open is named here; what changes things must come from our own pages."""

import functools
import hmac
from urllib.parse import urlsplit

from flask import Flask, abort, request

from webapp.errors import AppError
from webapp.web import visitor
from webapp.web.site import settings

OPEN = frozenset(
    {
        "static",
        "health",
        "reading.choose_language",
        "reading.home",
        "reading.contents",
        "reading.show_section",
        "reading.show_section_of_edition",
        "reading.find_paragraph",
        "reading.find_paragraph_of_edition",
        "reading.find_paragraph_in",
        "reading.find_paragraph_in_edition",
        "reading.glossary",
        "reading.editions",
        "reading.about",
        "reading.accessibility",
        "reading.leave",
        "search.results",
        "search.api_results",
        "attempts.list_cases",
        "attempts.show_case",
        "attempts.start",
        "attempts.show",
        "attempts.decide",
        "attempts.debrief",
        "attempts.replay_from",
        "attempts.list_own",
        "attempts.leave",
    }
)

# The forms of these lie on pages that everyone shares, which cannot hold a token of one person's.
FROM_SHARED_PAGES = frozenset({"attempts.start"})

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Forbidden(AppError):
    """This request may not be made, whoever asks."""


def csrf_token() -> str:
    """Return what a form of ours sends back in its field `csrf`; it is bound to the visitor's cookie."""
    return _token_for(settings().secret_key, visitor.token())


@functools.lru_cache(maxsize=4096)
def _token_for(secret: str, visitor_token: str) -> str:
    return hmac.digest(secret.encode(), b"csrf:" + visitor_token.encode(), "sha256").hex()


def install(app: Flask) -> None:
    """Put the guard in front of every view, and its token into every template."""
    app.before_request(_guard)
    app.jinja_env.globals["csrf_token"] = csrf_token


def _guard() -> None:
    endpoint = request.endpoint
    if "\0" in request.path:
        abort(404)  # no address of ours has it, and PostgreSQL refuses to look for it
    if request.method not in _SAFE:
        _from_our_own_pages(endpoint)
    if endpoint is not None and endpoint not in OPEN:
        raise Forbidden("guard.sign-in-needed")


def _from_our_own_pages(endpoint: str | None) -> None:
    headers = request.headers
    source = headers.get("Origin") or headers.get("Referer", "")
    site = headers.get("Sec-Fetch-Site", "same-origin")
    if urlsplit(source).netloc != request.host or site not in {"same-origin", "none"}:
        raise Forbidden("guard.other-site")
    sent = request.form.get("csrf")
    needed = endpoint is not None and endpoint not in FROM_SHARED_PAGES
    if (sent is None and needed) or (sent is not None and not _right(sent)):
        raise Forbidden("guard.stale-form")


def _right(sent: str) -> bool:
    return hmac.compare_digest(sent.encode(), csrf_token().encode())
