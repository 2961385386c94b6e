"""Headers of every answer: nothing from elsewhere runs, nothing personal is kept."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

from webapp.web.pages import PUBLIC
from webapp.web.site import settings
from webapp.web.static import FOREVER, asked_by_digest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "payment",
    "usb",
)

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
}


def install(app: Flask) -> None:
    """Set the headers on whatever leaves the application."""
    always = [*ALWAYS.items()]
    with app.app_context():
        if settings().secure_cookies:
            always.append(("Strict-Transport-Security", "max-age=31536000"))
    _add_to_all(app, always)

    @app.after_request
    def say_who_keeps_it(response: Response) -> Response:
        headers = response.headers
        if request.endpoint == "static" and response.status_code < 400:  # noqa: PLR2004 -- errors are not files
            headers["Cache-Control"] = FOREVER if asked_by_digest(app) else PUBLIC
        elif not headers.get("Cache-Control", "").startswith("public") or "Set-Cookie" in headers:
            headers["Cache-Control"] = "no-store"
        return response


def _add_to_all(app: Flask, always: list[tuple[str, str]]) -> None:
    """Add the same headers to every answer, behind Flask's back: there each would be checked every time."""
    undressed = app.wsgi_app

    def dressed(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], failure: Any = None) -> Any:  # noqa: ANN401 -- as WSGI has it
            return start_response(status, headers + always, failure)

        return undressed(environ, start)

    app.wsgi_app = dressed  # type: ignore[method-assign]  # Flask's documented way
