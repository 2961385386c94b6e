"""How a request is known to be somebody's: the sign-in's cookie, set, read and taken away."""

import re

from flask import Response, g, request

from webapp.accounts import demo, sign_ins
from webapp.accounts.queries import Known
from webapp.accounts.signing_in import DEVICE_COOKIE, device_mark
from webapp.web import site
from webapp.web.loopback import is_unread
from webapp.web.who import Who, cookie_name

DEVICE_DAYS = 180
"""How long a browser shows that an account was signed in on it."""
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
_SAID = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Mac OS X": "macOS"}


def identify(token: str) -> Who | None:
    """Return whose sign-in this secret is, and note the sign of life; people for demonstration only here."""
    if not is_unread():
        return None
    now = site.now()
    found = sign_ins.recognise(site.database(), token, now=now)
    if found is None or (found[0].is_demo and not demo.is_offered()):
        return None
    who, is_due = found
    if is_due:
        with site.database().writing() as connection:
            sign_ins.note_life(connection, who, now=now)
    return who


def token() -> str:
    """Return the secret of the sign-in that this browser claims to have."""
    return request.cookies.get(cookie_name(), "")


def set_cookie(response: Response, secret: str) -> None:
    """Give the browser a sign-in's secret, for as long as the browser stays open."""
    g.pop("who", None)
    response.set_cookie(
        cookie_name(),
        secret,
        httponly=True,
        samesite="Lax",
        secure=site.settings().secure_cookies,
        path="/",
    )


def drop_cookie(response: Response) -> None:
    """Take the sign-in's secret away from the browser."""
    g.pop("who", None)
    response.delete_cookie(
        cookie_name(), httponly=True, samesite="Lax", secure=site.settings().secure_cookies, path="/"
    )


def mark_device(response: Response, known: Known) -> None:
    """Let the browser show later that this account was signed in on it."""
    response.set_cookie(
        DEVICE_COOKIE,
        device_mark(site.settings().secret_key, known),
        max_age=DEVICE_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=site.settings().secure_cookies,
    )


def forget_device(response: Response) -> None:
    """Take that sign away from the browser again."""
    response.delete_cookie(
        DEVICE_COOKIE, httponly=True, samesite="Lax", secure=site.settings().secure_cookies
    )


def seconds_left(who: Who) -> int:
    """Return for how many seconds somebody stays signed in without a further sign of life."""
    return int((who.ends - site.now()).total_seconds())


def device_words() -> str:
    """Return what kind of browser asks, in words a person recognises: Firefox, Windows."""
    told = request.headers.get("User-Agent", "")
    found = (
        next((one for one in names if re.search(rf"\b{one}\b", told)), "") for names in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(_SAID.get(one, one) for one in found if one)
