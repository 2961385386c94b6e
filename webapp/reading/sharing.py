"""The whole address of a page, for paper and other screens: in words, and as a code for a telephone."""

import segno
from flask import Response
from markupsafe import Markup

from webapp.web import site
from webapp.web.pages import public


def whole(path: str) -> str:
    """Return the address of a page with its host: the one set by the operator, else the one asked for."""
    return site.address() + path


def code(path: str) -> Markup:
    """Return the address of a page as a QR code."""
    return drawn(whole(path))


def drawn(address: str) -> Markup:
    """Return a whole address as a QR code, drawn as SVG, dark on light."""
    made = segno.make(address, micro=False, error="m").svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff"
    )
    return Markup(made)  # noqa: S704 -- made of an address of ours, as paths of a drawing


def kept(response: Response) -> Response:
    """Let everybody share a page that holds its whole address, where that does not depend on who asks."""
    return public(response) if site.settings().public_url else response
