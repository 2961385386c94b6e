"""The one door to htmx: it knows whether a part of the page is asked for, or all of it."""

from typing import TYPE_CHECKING, cast

import flask
from flask import Flask, Response
from flask.typing import ResponseReturnValue
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import Headers

from webapp.web.requests import Request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class Onward(Response):
    """An answer that only leads on. Nothing in its headers is worked out again when it is sent."""

    def __init__(self, address: str) -> None:
        super().__init__(status=303)
        self.headers = Headers([("Location", address), ("Content-Length", "0")])

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers as they are."""
        return self.headers


def install(app: Flask) -> None:
    """Let requests know whether htmx made them."""
    Htmx(app)
    app.request_class = Request


def wants_fragment() -> bool:
    """Say whether htmx asks for a part of the page; boosted links and history want all of it."""
    asked = cast("HtmxAwareRequest", flask.request).htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def go_to(address: str) -> ResponseReturnValue:
    """Lead on to another page of ours; htmx, which would swap that page into this one, is told to open it."""
    if wants_fragment():
        return Response(status=200, headers={"HX-Redirect": address})
    return Onward(address)
