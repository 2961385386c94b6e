"""The one door to htmx: it knows whether a part of the page is asked for, or all of it."""

from typing import cast

import flask
from flask import Flask, Response
from flask.typing import ResponseReturnValue
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest


def install(app: Flask) -> None:
    """Let requests know whether htmx made them."""
    Htmx(app)


def wants_fragment() -> bool:
    """Say whether htmx asks for a part of the page; boosted links and history want all of it."""
    asked = cast("HtmxAwareRequest", flask.request).htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def go_to(address: str) -> ResponseReturnValue:
    """Lead on to another page of ours; htmx, which would swap that page into this one, is told to open it."""
    if wants_fragment():
        return Response(status=200, headers={"HX-Redirect": address})
    return Response(status=303, headers={"Location": address})


def push_address(response: Response, address: str) -> None:
    """Have the browser's address bar show `address` after the swap."""
    response.headers["HX-Push-Url"] = address
