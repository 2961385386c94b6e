"""Whose rows these are: a person's, or a device's with a random cookie of which only a digest is kept."""

import hashlib
import re
import secrets

from flask import Response, g, request

from webapp.web.site import settings
from webapp.web.who import who

COOKIE = "masar_visitor"
DAYS = 180
"""How long the cookie lasts."""
_OURS = re.compile(rf"(?:^|;) *{COOKIE}=([A-Za-z0-9_-]{{43}}) *(?:;|$)")


def token() -> str:
    """Return the cookie's secret, or nothing where there is none that could be ours; read once a request."""
    known: str | None = g.get("visitor_token")
    if known is None:
        found = _OURS.search(request.environ.get("HTTP_COOKIE", ""))
        known = g.visitor_token = found[1] if found else ""
    return known


def visitor() -> str | None:
    """Return the key of own rows: the person's, else the device's, None for somebody new."""
    here = who()
    return here.owner if here else device()


def device() -> str | None:
    """Return the key of the rows of this device, which belong to no account."""
    known = token()
    return hashlib.sha256(known.encode()).hexdigest() if known else None


def forget_visitor(response: Response) -> None:
    """Take the visitor's cookie away from the browser."""
    g.visitor_token = ""
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=settings().secure_cookies)


def make_visitor(response: Response) -> str:
    """Set the visitor's cookie on `response`, new or renewed, and return the visitor's key.

    Shape: called only when a person starts something, never for a page that everyone may share.
    """
    g.visitor_token = token() or secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE,
        token(),
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings().secure_cookies,
    )
    return device() or ""
