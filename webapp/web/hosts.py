"""The names this site answers to: nothing leads to whatever host a request claims to be for."""

import functools
import ipaddress
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, request

from webapp.errors import AppError
from webapp.variables import host, is_loopback

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# A device on the local network asks for the machine by its number; no name of somebody else's leads to that.
_NEARBY = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10")
)
_WRITTEN = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_REFUSED = "masar.unknown_host"


class UnknownHost(AppError):
    """The request asks for a site of another name."""


def install(app: Flask) -> None:
    """Take the name of a host that is not ours out of the request before anything reads it.

    Shape: behind the proxies' own headers and the page cache, which may answer for any host: what it keeps
    holds none.
    """
    told = app.extensions["masar.settings"]
    own = urlsplit(told.public_url).hostname
    nearby = urlsplit(told.lan_url).hostname
    names = frozenset((*told.hosts, own or "localhost", nearby or "localhost"))
    inner = app.wsgi_app

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not _is_ours(environ.get("HTTP_HOST", ""), names):
            environ["HTTP_HOST"], environ[_REFUSED] = "localhost", True
        return inner(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]  # Flask's documented way


def check() -> None:
    """Refuse a request that was for a host which is not ours.

    Errors: UnknownHost.
    """
    if _REFUSED in request.environ:
        raise UnknownHost("guard.unknown-host")


@functools.lru_cache(maxsize=256)
def _is_ours(written: str, names: frozenset[str]) -> bool:
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return False
    try:
        name = host(found[1])
    except ValueError:
        return False
    return is_loopback(name) or name in names or _is_nearby(name)


def _is_nearby(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return any(address in one for one in _NEARBY)
