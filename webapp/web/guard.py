"""Closed by default: a page needs a role unless it is open; what changes things comes from our own pages."""

import functools
import hmac
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError
from webapp.web import hosts, visitor
from webapp.web.access import (
    EVERYWHERE,
    FROM_SHARED_PAGES,
    LARGER,
    MAY,
    OPEN,
    SIGNED_IN_PARTS,
    WHILE_SOMETHING_IS_DUE,
)
from webapp.web.htmx import wants_fragment
from webapp.web.loopback import is_unread
from webapp.web.site import settings
from webapp.web.who import Who, who

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Forbidden(AppError):
    """This request may not be made, whoever asks."""


class SignInNeeded(AppError):
    """Only somebody signed in may do this; nothing was done."""


def csrf_token() -> str:
    """Return what a form of ours sends back in its field `csrf`; it is bound to the device and the person."""
    here = who()
    return _token_for(settings().secret_key, visitor.token(), here.pseudonym if here else "")


@functools.lru_cache(maxsize=4096)
def _token_for(secret: str, visitor_token: str, pseudonym: str) -> str:
    return hmac.digest(secret.encode(), f"csrf:{visitor_token}:{pseudonym}".encode(), "sha256").hex()


def install(app: Flask) -> None:
    """Put the guard in front of every view, and its token into every template."""
    app.before_request(_guard)
    app.jinja_env.globals["csrf_token"] = csrf_token


def _guard() -> ResponseReturnValue | None:
    hosts.check()
    endpoint = request.endpoint
    if "\0" in request.path:
        abort(404)  # no address of ours has it, and PostgreSQL refuses to look for it
    if request.blueprint in SIGNED_IN_PARTS and not is_unread():
        raise Forbidden("guard.read-along")
    is_safe = request.method in _SAFE
    if not is_safe:
        _from_our_own_pages()
    is_open = endpoint is None or endpoint in OPEN
    here = None if is_open else who()
    if here is None and not is_open:
        return _to_sign_in()
    if not is_safe:
        _open_wider(here, endpoint)
        _with_our_own_token(endpoint)
    return _refused(here, endpoint) if here and endpoint else None


def _open_wider(here: Who | None, endpoint: str | None) -> None:
    """Let more in where a file is meant, before the form is read, and from nobody who may not send it."""
    if here and endpoint in LARGER and may(here, endpoint):
        request.max_content_length = LARGER[endpoint]
        request.max_form_memory_size = LARGER[endpoint]  # a long text comes in a field, not as a file


def _refused(here: Who, endpoint: str) -> ResponseReturnValue | None:
    """Lead to what is due first; refuse whoever lacks the role."""
    if here.owes and endpoint not in WHILE_SOMETHING_IS_DUE:
        return redirect(url_for(f"accounts.ask_{here.owes.replace('-', '_')}"), 303)
    if not may(here, endpoint):
        raise Forbidden("guard.other-role")
    return None


def may(here: Who, deed: str) -> bool:
    """Say whether somebody may do this; what stands in no table nobody may."""
    held = (grant for grant in here.grants if grant.role in MAY.get(deed, ()))
    return any(grant.is_everywhere or deed not in EVERYWHERE for grant in held)


def _to_sign_in() -> ResponseReturnValue:
    if request.method not in _SAFE or wants_fragment():
        raise SignInNeeded("guard.sign-in-needed")
    query = request.query_string.decode("ascii", "replace")
    asked = f"{request.path}?{query}" if query else request.path
    return redirect(url_for("accounts.ask_sign_in", next=asked), 303)


def _from_our_own_pages() -> None:
    headers = request.headers
    source = _host_of(headers.get("Origin") or headers.get("Referer", ""))
    site = headers.get("Sec-Fetch-Site", "same-origin")
    if source != request.host or site not in {"same-origin", "none"}:
        raise Forbidden("guard.other-site")


def _host_of(address: str) -> str:
    """Return the host of an address, nothing where it is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _with_our_own_token(endpoint: str | None) -> None:
    sent = request.form.get("csrf")
    needed = endpoint is not None and endpoint not in FROM_SHARED_PAGES
    if (sent is None and needed) or (sent is not None and not _right(sent)):
        raise Forbidden("guard.stale-form")


def _right(sent: str) -> bool:
    """Say whether this is the token of a form of ours; one made under a former key is no less ours."""
    here = who()
    pseudonym = here.pseudonym if here else ""
    ours = (_token_for(key, visitor.token(), pseudonym) for key in settings().secret_keys)
    return any(hmac.compare_digest(sent.encode(), one.encode()) for one in ours)
