"""This machine on the local network: by which address telephones find it, and a code that leads there."""

import io
import ipaddress
import re
import socket
import struct
import sys
from collections.abc import Iterable

_VIRTUAL = re.compile(
    r"(?:docker|podman|veth|br-|virbr|cni|lxc|vmnet|vbox|tun|tap|utun|ppp|wg|zt|tailscale)", re.IGNORECASE
)
"""Networks inside the machine and tunnels out of it: no telephone of the room is in them."""

_NOWHERE = ("192.0.2.1", 9)  # an address for documentation: asked only by which way it would be reached
_ASK_ADDRESS = 0x8915  # SIOCGIFADDR of Linux


def addresses() -> tuple[str, ...]:
    """Return the addresses of this machine by which others may reach it, the likeliest first."""
    return ranked([*_of_interfaces(), *_of_name()], leading=_leading())


def ranked(found: Iterable[tuple[str, str]], *, leading: str) -> tuple[str, ...]:
    """Return addresses in the order in which they are worth trying; loopback ones are left out.

    Shape: `found` are pairs of an interface's name, empty where it is not known, and its address; `leading`
    is the address from which this machine would speak to the world, empty where it would not.
    """
    names: dict[str, str] = {}
    for name, address in found:
        names[address] = names.get(address) or name
    names.setdefault(leading, "")

    def worth(address: str) -> tuple[bool, ...]:
        number = ipaddress.ip_address(address)
        is_inside = bool(_VIRTUAL.match(names[address]))
        return (is_inside, number.is_link_local, address != leading, not number.is_private)

    return tuple(sorted((one for one in names if _is_outward(one)), key=worth))


def is_ours(address: str) -> bool:
    """Say whether this machine has an address of IPv4."""
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def drawn(address: str, encoding: str) -> str:
    """Return an address as a QR code in letters of a terminal; nothing where its letters cannot draw one.

    Shape: light on dark as terminals mostly are, with the quiet border that telephones need.
    """
    import segno

    lines = io.StringIO()
    segno.make(address, micro=False, error="m").terminal(lines, compact=True, border=2)
    try:
        lines.getvalue().encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ""
    return lines.getvalue()


def _is_outward(address: str) -> bool:
    return bool(address) and not ipaddress.ip_address(address).is_loopback


def _leading() -> str:
    """Return the address from which this machine would speak to the world; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:
            return ""  # a room without internet often has no way to the world
        return str(probe.getsockname()[0])


def _of_interfaces() -> list[tuple[str, str]]:
    if sys.platform != "linux":
        return []
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            asked = struct.pack("256s", name.encode()[:15])
            try:
                told = fcntl.ioctl(probe, _ASK_ADDRESS, asked)
            except OSError:
                continue  # it has no address
            found.append((name, socket.inet_ntoa(told[20:24])))
    return found


def _of_name() -> list[tuple[str, str]]:
    """Return what this machine's own name leads to: all its addresses on Windows and most of macOS."""
    try:
        told = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [("", str(one[4][0])) for one in told]
