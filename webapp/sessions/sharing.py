"""How people find a room: its code in two halves, the address to type, and a code for telephones."""

import dataclasses
from urllib.parse import urlsplit

import segno
from flask import request, url_for
from markupsafe import Markup

from webapp.engine.room import code as codes
from webapp.sessions.queries import Session
from webapp.web import site


@dataclasses.dataclass(frozen=True, slots=True)
class Sharing:
    """What a poster shows. Shape: `address` is short, to be typed; `qr` leads straight to the room's door."""

    code: str
    address: str
    qr: Markup


def of(session: Session, lang: str) -> Sharing | None:
    """Return how to join a session, None where it has no code any more."""
    if session.code is None:
        return None
    base = root()
    path = url_for("room.ask_code", lang=lang, code=session.code)
    drawn = segno.make(base + path, micro=False, error="m").svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff"
    )
    spoken = urlsplit(base).netloc + url_for("room.join_anywhere")
    return Sharing(codes.spaced(session.code), spoken, Markup(drawn))  # noqa: S704 -- made of an address of ours


def root() -> str:
    """Return where participants find this site: on the local network, as it was told, or as asked."""
    told = site.settings()
    return told.lan_url or told.public_url or request.host_url.rstrip("/")
