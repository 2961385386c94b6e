"""Letters on their way out: sent behind the answer's back, so that its time tells nothing."""

from collections.abc import Callable
from typing import cast

from flask import current_app

from webapp.settings import Settings

Mailer = Callable[[str, str, str], None]
"""Takes whom it is for, the subject and the body."""


def is_configured(settings: Settings) -> bool:
    """Say whether this site can send letters, and knows its own address to put into them."""
    return bool(settings.smtp_url and settings.mail_from and settings.public_url)


def send_later(*, to: str, subject: str, body: str) -> None:
    """Hand a letter to what sends letters here."""
    cast("Mailer", current_app.extensions["masar.mailer"])(to, subject, body)
