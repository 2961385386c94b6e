"""What is sent with a request is taken in first, by a few threads of its own: slow senders stop nobody.

A server that calls the application as soon as the head of a request is there gives one of its few threads to
whoever then sends the rest slowly, or never; and nothing can take that thread back.
"""

import contextlib
import io
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from webapp.web.headers import ALWAYS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WAITING = 3
"""Threads of a process that may wait for senders; a server has these beside those that answer."""

_MOST_DIGITS = 15  # Python refuses to read numbers without end
_A_MOMENT = 0.2  # seconds: what a sender who is not slow needs at most
_TOO_LONG = 30.0  # seconds: when every place is held for so long by the same senders, they are cut off

_PLAIN = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "2"),
    *ALWAYS.items(),
]
_BUSY = (
    "الموقع مشغول، ولم يُسجَّل شيء. أعد الإرسال بعد لحظات.\n"
    "The site is busy and nothing was recorded. Send it again in a moment.\n"
).encode()


class Bodies:
    """A WSGI application in front of another, which is given bodies that are wholly there.

    Shape: `waiting` senders are waited for at a time, another is told to come again; what is larger than
    `largest` is not read at all, and left to the application to refuse; `larger` tells of addresses to which
    more may be sent. Answers leave in one piece, so that no thread waits for a slow reader either.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        *,
        largest: int,
        larger: Callable[["WSGIEnvironment"], int] | None = None,
        waiting: int = WAITING,
        too_long: float = _TOO_LONG,
        cut_off: Callable[[], object] | None = None,
    ) -> None:
        self._app = app
        self._largest = largest
        self._larger = larger
        self._places = threading.Semaphore(waiting)
        self._since: dict[object, float] = {}
        self._too_long = too_long
        self._cut_off = cut_off or begin_anew
        self._has_cut_off = False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer once the body is there."""
        most = self._most(environ)
        length = self._length(environ, most)
        if length and (length > most or environ["REQUEST_METHOD"] in {"GET", "HEAD"}):
            environ["wsgi.input"] = io.BytesIO()  # what nobody will read is not waited for
        elif length and (refused := self._take_in(environ, length)):
            start_response(refused, _PLAIN)
            return [_BUSY]
        parts = self._app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            getattr(parts, "close", bool)()

    def _most(self, environ: "WSGIEnvironment") -> int:
        """Return how much may be sent here; where is only asked for what is larger than anywhere else."""
        is_usual = self._length(environ, self._largest) <= self._largest
        is_told = "HTTP_TRANSFER_ENCODING" not in environ
        return self._largest if self._larger is None or (is_usual and is_told) else self._larger(environ)

    def _length(self, environ: "WSGIEnvironment", most: int) -> int:
        """Return how much is to come; where nobody says, as much as may."""
        told = environ.get("CONTENT_LENGTH")
        if told:
            is_number = told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS
            return int(told) if is_number else most + 1
        return most if "HTTP_TRANSFER_ENCODING" in environ else 0

    def _take_in(self, environ: "WSGIEnvironment", length: int) -> str:
        """Put what was sent where the server's own stream was; return why not, where it is not all there."""
        if not self._places.acquire(blocking=False) and not self._find_place():
            return "503 SERVICE UNAVAILABLE"
        here = object()
        self._since[here] = time.monotonic()
        try:
            body = environ["wsgi.input"].read(length if environ.get("CONTENT_LENGTH") else length + 1)
        finally:
            del self._since[here]
            self._places.release()
        if environ.pop("HTTP_TRANSFER_ENCODING", None):
            environ["CONTENT_LENGTH"] = str(len(body))
        elif len(body) < length:
            return "400 BAD REQUEST"  # half a form must not be taken for a whole one
        environ["wsgi.input"] = io.BytesIO(body)
        return ""

    def _find_place(self) -> bool:
        """Wait a moment for a place, unless those who hold them are slow; in the end they are cut off."""
        now = time.monotonic()
        youngest = min((now - since for since in list(self._since.values())), default=0.0)
        if youngest > self._too_long and not self._has_cut_off:
            self._has_cut_off = True
            self._cut_off()
        return self._places.acquire(timeout=0.0 if youngest > 1 else _A_MOMENT)


def begin_anew() -> None:
    """Ask granian for new processes in place of these; only who is still sending by then is cut off."""
    parent = multiprocessing.parent_process()
    if parent is not None and multiprocessing.current_process().name == "granian-worker":
        with contextlib.suppress(ProcessLookupError):
            os.kill(parent.pid or 0, signal.SIGHUP)
