"""Letters to people: what they say, in the language each has chosen."""

from flask import url_for
from flask_babel import force_locale, gettext

from webapp.web import mail, site
from webapp.web.label import LABEL


def send_reset(to: str, *, lang: str, token: str) -> None:
    """Send the link by which a new password is set."""
    address = _address("accounts.show_reset", lang=lang, token=token)
    with force_locale(lang):
        subject = gettext("A new password for Masar")
        body = gettext(
            "Somebody, perhaps you, asked for a new password for your account at Masar.\n\n"
            "To set one, open this link; it works once:\n%(address)s\n\n"
            "If it was not you, nothing needs to be done: your password still holds.",
            address=address,
        )
    mail.send_later(to=to, subject=subject, body=f"{body}\n\n{LABEL[lang]}\n")


def send_invitation(to: str, *, lang: str, token: str) -> None:
    """Send the link by which somebody joins."""
    address = _address("accounts.show_invitation", lang=lang, token=token)
    with force_locale(lang):
        subject = gettext("Your invitation to Masar")
        body = gettext(
            "You have been invited to Masar, where people who protect children read the manual and practise "
            "decisions on invented cases.\n\nTo join, open this link and choose a password; it works once:\n"
            "%(address)s",
            address=address,
        )
    mail.send_later(to=to, subject=subject, body=f"{body}\n\n{LABEL[lang]}\n")


def _address(endpoint: str, *, lang: str, token: str) -> str:
    """Return a whole address; its host is what the operator set, never what the request claims."""
    return site.settings().public_url + url_for(endpoint, lang=lang, token=token)
