"""How people find a room: its code in two halves, the address to type, and a code for telephones."""

import dataclasses
from urllib.parse import urlsplit

from flask import url_for
from markupsafe import Markup

from webapp.engine.room import code as codes
from webapp.reading.sharing import drawn
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
    spoken = urlsplit(base).netloc + url_for("room.join_anywhere")
    return Sharing(codes.spaced(session.code), spoken, drawn(base + path))


def root() -> str:
    """Return where participants find this site: on the local network, as it was told, or as asked."""
    return site.settings().lan_url or site.address()
