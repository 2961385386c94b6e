"""The one door to htmx: it knows whether a part of the page is asked for, or all of it."""

from typing import cast

import flask
from flask import Flask, Response
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest


def install(app: Flask) -> None:
    """Let requests know whether htmx made them."""
    Htmx(app)


def wants_fragment() -> bool:
    """Say whether htmx asks for a part of the page; boosted links and history want all of it."""
    asked = cast("HtmxAwareRequest", flask.request).htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def push_address(response: Response, address: str) -> None:
    """Have the browser's address bar show `address` after the swap."""
    response.headers["HX-Push-Url"] = address
