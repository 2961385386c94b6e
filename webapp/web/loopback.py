"""Whether a request comes from this very machine, and whether anybody on the way can read along."""

import ipaddress

from flask import request

_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")


def is_from_here() -> bool:
    """Say whether somebody at this machine asks, with no proxy between: nothing is passed on."""
    if any(name in request.headers for name in _PASSED_ON):
        return False
    return _is_loopback(request.remote_addr or "") and _is_loopback(_host())


def is_unread() -> bool:
    """Say whether nobody on the way can read along: https, or a request that leaves no machine."""
    return request.is_secure or _is_loopback(request.remote_addr or "")


def _host() -> str:
    host = request.host
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
