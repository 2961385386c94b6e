"""What is kept of a person, said to everybody and shown to each."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.web.pages import page, public

bp = Blueprint("privacy", __name__)


@bp.get("/<lang:lang>/privacy")
def notice(lang: str) -> ResponseReturnValue:
    """Say what is kept, why, how long, and what anybody can ask for."""
    return public(page("privacy/notice.html"))


@bp.get("/<lang:lang>/data")
def own_data(lang: str) -> ResponseReturnValue:
    """Show what is kept of whoever asks: of their account, or of this device."""
    return page("privacy/own_data.html")
