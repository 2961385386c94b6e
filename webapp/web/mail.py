"""Letters on their way out: sent behind the answer's back, so that its time tells nothing."""

import contextlib
import dataclasses
import logging
import os
import queue
import re
import threading
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app

from webapp.errors import BadInput
from webapp.settings import Settings
from webapp.variables import host, is_loopback

if TYPE_CHECKING:
    import smtplib
    from email.message import EmailMessage

_LOG = logging.getLogger(__name__)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MOST_WAITING = 1000
_SECONDS = 15.0


class Mailer(Protocol):
    """Whatever sends letters here; tests put one of their own into `app.extensions["masar.mailer"]`."""

    def __call__(self, to: str, subject: str, body: str, /) -> None:
        """Take a letter."""


def is_configured(settings: Settings) -> bool:
    """Say whether this site can send letters, and knows its own address to put into them."""
    return bool(settings.smtp_url and settings.mail_from and settings.public_url)


def install(app: Flask) -> None:
    """Put up the letterbox."""
    app.extensions["masar.mailer"] = Letterbox(app.extensions["masar.settings"])


def send_later(*, to: str, subject: str, body: str) -> None:
    """Hand a letter to what sends letters here.

    Errors: BadInput when the address or the subject could write lines of their own into the letter's head.
    """
    cast("Mailer", current_app.extensions["masar.mailer"])(to, subject, body)


class Letterbox:
    """Keeps letters in memory until one thread of this process has handed them to the mail server.

    Shape: a letter that cannot be handed over is lost, and said in the log without its address and words.
    Units: `seconds` for each thing the mail server is asked.
    """

    def __init__(self, settings: Settings, *, seconds: float = _SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._waiting: queue.Queue[tuple[str, str, str]] = queue.Queue(_MOST_WAITING)
        self._turn = threading.Lock()
        self._carrier_of = 0

    def __call__(self, to: str, subject: str, body: str, /) -> None:
        """Take a letter and return at once."""
        if _CONTROL.search(to + subject):
            raise BadInput("mail.lines-in-head")
        if not is_configured(self._settings):
            _LOG.error("a letter was not sent: no mail server is set")
            return
        try:
            self._waiting.put_nowait((to, subject, body))
        except queue.Full:
            _LOG.error("a letter was not sent: %d are waiting already", _MOST_WAITING)
        self._call_the_carrier()

    def wait(self) -> None:
        """Return when no letter waits any more."""
        self._waiting.join()

    def _call_the_carrier(self) -> None:
        """Start the thread that carries letters; one a process, and threads do not survive a fork."""
        with self._turn:
            if self._carrier_of != os.getpid():
                self._carrier_of = os.getpid()
                threading.Thread(target=self._carry, name="letters", daemon=True).start()

    def _carry(self) -> None:
        while True:
            letter = self._waiting.get()
            try:
                _hand_over(letter, self._settings, self._seconds)
            except Exception as fault:  # noqa: BLE001 -- whatever a mail server does, the next letter has its turn
                # The words of a fault of this kind often hold the address; its kind and number do not.
                number = getattr(fault, "smtp_code", getattr(fault, "errno", None))
                _LOG.error("a letter was not sent: %s %s", type(fault).__name__, number or "")
            finally:
                self._waiting.task_done()


@dataclasses.dataclass(frozen=True, slots=True)
class Server:
    """How the mail server is spoken to. Shape: `is_hushed` means nothing is said before STARTTLS."""

    host: str
    port: int
    is_wrapped: bool
    is_hushed: bool
    user: str
    password: str = dataclasses.field(repr=False)

    @classmethod
    def at(cls, address: str) -> "Server":
        """Read an address that the settings have let pass."""
        url = urlsplit(address)
        name = host(url.hostname or "")
        is_wrapped = url.scheme == "smtps"
        return cls(
            host=name,
            port=url.port or (465 if is_wrapped else 587),
            is_wrapped=is_wrapped,
            is_hushed=not is_wrapped and not is_loopback(name),
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
        )


def written(to: str, subject: str, body: str, *, sender: str, here: str) -> "EmailMessage":
    """Return a letter of plain words in UTF-8. Shape: `here` is the host whose name its number carries."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.utils import localtime, make_msgid

    letter = EmailMessage()
    letter["From"] = Address("Masar", addr_spec=sender)
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = subject
    letter["Date"] = localtime()
    letter["Message-ID"] = make_msgid(domain=here)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    return letter


def _hand_over(letter: tuple[str, str, str], settings: Settings, seconds: float) -> None:
    here = urlsplit(settings.public_url).hostname or "localhost"
    message = written(*letter, sender=settings.mail_from, here=here)
    talk = connected(Server.at(settings.smtp_url), here=here, seconds=seconds)
    try:
        talk.send_message(message)
        with contextlib.suppress(OSError):  # as all of smtplib; the letter has arrived already
            talk.quit()
    finally:
        talk.close()


def connected(server: Server, *, here: str, seconds: float) -> "smtplib.SMTP":
    """Return a talk with the mail server, secret and signed in where that is asked for.

    Errors: what smtplib and ssl raise, before anything of a letter or a password has been said.
    """
    import smtplib
    import ssl

    if server.is_wrapped:
        talk: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, here, timeout=seconds, context=ssl.create_default_context()
        )
    else:
        talk = smtplib.SMTP(server.host, server.port, here, timeout=seconds)
    try:
        if server.is_hushed:
            talk.starttls(context=ssl.create_default_context())
        if server.user:
            talk.login(server.user, server.password)
    except BaseException:
        talk.close()
        raise
    return talk
