"""Links on their way to people: their whole address, and the letter where there is mail."""

from flask import url_for

from webapp.accounts import letters, links
from webapp.administration.service import Handed
from webapp.web import mail, site

_ENDPOINTS = {links.INVITATION: "accounts.show_invitation", links.RESET: "accounts.show_reset"}


def address(handed: Handed) -> str:
    """Return a link's whole address, in its person's language.

    Shape: where the site was told no address of its own, the one it was asked at; only near hosts are let in.
    """
    return site.address() + url_for(_ENDPOINTS[handed.kind], lang=handed.lang, token=handed.token)


def send(handed: Handed) -> bool:
    """Send a link to whom it is for where there is mail, and say whether it is on its way."""
    if not handed.email or not mail.is_configured(site.settings()):
        return False
    letter = letters.send_invitation if handed.kind == links.INVITATION else letters.send_reset
    letter(handed.email, lang=handed.lang, token=handed.token)
    return True
