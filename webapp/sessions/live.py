"""Whether a room has moved on, answered from memory in front of Flask: phones ask every two seconds."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/live/"
"""Followed by a session's key, which only those who joined it know; nothing is told but a number."""


class Live:
    """A WSGI application in front of another, which tells the pulse of a room.

    Shape: `read` returns the pulse of every room that somebody may be in; it is asked at most once in
    `check_seconds`, however many ask here. A room it does not name is told as gone (404).
    Source: docs/adr/0027-the-training-room.md
    """

    def __init__(
        self, app: "WSGIApplication", *, read: Callable[[], Mapping[str, int]], check_seconds: float
    ) -> None:
        self._app = app
        self._read = read
        self._check_seconds = check_seconds
        self._pulses: Mapping[str, int] | None = None
        self._next_check = 0.0
        self._turn = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from memory, or hand the request on."""
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return self._app(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _answer(start_response, "405 METHOD NOT ALLOWED", b"")
        if time.monotonic() >= self._next_check:
            self._check()
        pulse = (self._pulses or {}).get(path[len(PREFIX) :])
        if pulse is None:
            return _answer(start_response, "404 NOT FOUND", b"")
        return _answer(start_response, "200 OK", str(pulse).encode())

    def _check(self) -> None:
        """Read the pulses anew; while one thread does, the others answer with what there was."""
        if not self._turn.acquire(blocking=self._pulses is None):
            return
        try:
            self._pulses = self._read()
            self._next_check = time.monotonic() + self._check_seconds
        except Exception:  # noqa: BLE001 -- with the database away nothing has moved on, as far as anybody knows
            self._next_check = time.monotonic() + self._check_seconds
        finally:
            self._turn.release()


def _answer(start_response: "StartResponse", status: str, body: bytes) -> Iterable[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return (body,)
