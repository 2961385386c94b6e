"""Headers of every answer: nothing from elsewhere runs, nothing personal is kept."""

from flask import Flask, Response, request
from werkzeug.datastructures import Headers

from webapp.web.pages import PUBLIC
from webapp.web.site import settings
from webapp.web.static import FOREVER, asked_by_digest

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

_ALWAYS = {
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
    always = Headers(_ALWAYS)
    with app.app_context():
        if settings().secure_cookies:
            always["Strict-Transport-Security"] = "max-age=31536000"

    @app.after_request
    def dress(response: Response) -> Response:
        headers = response.headers
        headers.extend(always)
        if request.endpoint == "static" and response.status_code < 400:  # noqa: PLR2004 -- errors are not files
            headers["Cache-Control"] = FOREVER if asked_by_digest(app) else PUBLIC
        elif not headers.get("Cache-Control", "").startswith("public") or "Set-Cookie" in headers:
            headers["Cache-Control"] = "no-store"
        return response
