"""Pages that are the same for everyone are answered from memory, until the site changes."""

import dataclasses
import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MOST = 4096
_LARGEST = 1 << 20
_SMALLEST_WORTH_PACKING = 512
_PACKABLE = (
    "text/",
    "application/json",
    "application/atom+xml",
    "application/javascript",
    "application/manifest+json",
    "image/svg+xml",
)
_NOT_KEPT = frozenset({"content-length", "etag", "vary", "date", "last-modified", "content-disposition"})

Headers = list[tuple[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """One form of a kept page, ready to be sent."""

    etag: str
    headers: Headers
    short_headers: Headers
    body: tuple[bytes, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A kept page: as it is, and packed where that makes it smaller."""

    plain: Answer
    packed: Answer


class PageCache:
    """A WSGI application in front of another, which keeps what that one declares public.

    Shape: an answer is kept when it is a 200 to a plain GET, says `Cache-Control: public`, sets no cookie
    and has no query, or is a static file asked for by its digest. Everything is dropped when `version`
    returns another number.
    Source: docs/adr/0010-page-cache.md
    """

    def __init__(self, app: "WSGIApplication", *, version: Callable[[], int], check_seconds: float) -> None:
        self._app = app
        self._read_version = version
        self._check_seconds = check_seconds
        self._kept: dict[tuple[str, str], Kept] = {}
        self._version: int | None = None
        self._next_check = 0.0
        self._turn = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from memory, or ask the application and keep what may be kept."""
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_HX_REQUEST" in environ or "HTTP_RANGE" in environ:
            return self._app(environ, start_response)
        if time.monotonic() >= self._next_check:
            self._check()
        kept = self._kept.get((environ["PATH_INFO"], environ.get("QUERY_STRING", "")))
        if kept is None:
            return self._ask(environ, start_response)
        return _send(kept, environ, start_response)

    def _check(self) -> None:
        """Drop everything when the site has changed; with the database away, readers keep what there is."""
        self._next_check = time.monotonic() + self._check_seconds
        try:
            version = self._read_version()
        except Exception:  # noqa: BLE001 -- whatever is wrong with the database, a page already made can be read
            return
        with self._turn:
            if version != self._version:
                self._kept = {}
                self._version = version

    def _ask(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        version = self._version
        said: list[tuple[str, Headers, Any]] = []

        def listen(status: str, headers: Headers, failure: Any = None) -> Callable[[bytes], object]:  # noqa: ANN401 -- as WSGI has it
            said[:] = [(status, headers, failure)]
            return start_response(status, headers, failure) if failure else _refuse_to_write

        parts = self._app(environ, listen)
        status, headers, failure = said[0]
        if failure is not None or not _may_be_kept(environ, status, headers):
            if failure is None:
                start_response(status, headers)
            return parts
        kept = _prepare(headers, _joined(parts))
        self._keep((environ["PATH_INFO"], environ.get("QUERY_STRING", "")), kept, version)
        return _send(kept, environ, start_response)

    def _keep(self, key: tuple[str, str], kept: Kept, version: int | None) -> None:
        """Keep a page, unless the site has changed since the page was begun."""
        with self._turn:
            if version is None or version != self._version or len(kept.plain.body[0]) > _LARGEST:
                return
            if len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = kept


def _send(kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    answer = kept.packed if "gzip" in accepted and "gzip;q=0" not in accepted else kept.plain
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and (known == answer.etag or _names(known, answer.etag)):
        start_response("304 NOT MODIFIED", answer.short_headers)
        return ()
    start_response("200 OK", answer.headers)
    return answer.body


def _names(known: str, etag: str) -> bool:
    """Say whether a list of entity tags names this one; weak tags count, as they do for GET."""
    return any(tag.strip().removeprefix("W/") in {etag, "*"} for tag in known.split(","))


def _may_be_kept(environ: "WSGIEnvironment", status: str, headers: Headers) -> bool:
    said = {name.lower(): value for name, value in headers}
    rule = said.get("cache-control", "")
    return (
        status.startswith("200")
        and rule.startswith("public")
        and "set-cookie" not in said
        and said.get("content-type") != "application/pdf"  # large, and read from the disk as quickly
        and (not environ.get("QUERY_STRING") or rule.endswith("immutable"))
    )


def _prepare(headers: Headers, body: bytes) -> Kept:
    said = [(name, value) for name, value in headers if name.lower() not in _NOT_KEPT]
    vary = sorted({"Accept-Encoding", *_vary(headers)})
    kind = next((value for name, value in said if name.lower() == "content-type"), "")
    tag = _own_tag(headers) if kind.startswith("application/json") else ""  # data names its edition
    digest = tag or hashlib.sha256(body).hexdigest()[:32]
    plain = _answer([*said, ("Vary", ", ".join(vary))], body, f'"{digest}"')
    if len(body) < _SMALLEST_WORTH_PACKING or not kind.startswith(_PACKABLE):
        return Kept(plain, plain)
    packed = gzip.compress(body, 9, mtime=0)
    coded = [*said, ("Vary", ", ".join(vary)), ("Content-Encoding", "gzip")]
    return Kept(plain, _answer(coded, packed, f'"{digest}-gzip"'))


def _own_tag(headers: Headers) -> str:
    return next((value.strip('"') for name, value in headers if name.lower() == "etag"), "")


def _answer(headers: Headers, body: bytes, etag: str) -> Answer:
    short = [(name, value) for name, value in headers if name.lower() in {"cache-control", "vary"}]
    return Answer(
        etag,
        [*headers, ("Content-Length", str(len(body))), ("ETag", etag)],
        [*short, ("ETag", etag)],
        (body,),
    )


def _vary(headers: Headers) -> set[str]:
    return {
        word.strip()
        for name, value in headers
        if name.lower() == "vary"
        for word in value.split(",")
        if word.strip()
    }


def _joined(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()


def _refuse_to_write(_part: bytes) -> object:
    raise NotImplementedError("the page cache does not speak WSGI's write()")
