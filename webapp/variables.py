"""How each `MASAR_…` variable is read: text in, a value out, or a sentence on what is wrong with it."""

import ipaddress
import pathlib
import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?")
_MAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@]{1,253}")
_SHORTEST_KEY = 32  # characters: shorter than the 256 bits a signature deserves


def folder(text: str) -> pathlib.Path:
    """Return a folder, there already or not."""
    if not text.strip():
        raise ValueError("names no folder")
    path = pathlib.Path(text).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is not a folder")
    return path.resolve()


def content(text: str) -> pathlib.Path:
    """Return a folder that holds a manual and scenarios."""
    path = folder(text)
    if not (path / "manual").is_dir() or not (path / "scenarios").is_dir():
        raise ValueError(f"{path} has no manual/ and scenarios/ in it")
    return path


def file(text: str) -> pathlib.Path:
    """Return a file that is there."""
    path = pathlib.Path(text).expanduser()
    if not text.strip() or not path.is_file():
        raise ValueError("names no file that is there")
    return path.resolve()


def database(text: str) -> str:
    """Return the address of a database, with the driver we use."""
    for given, wanted in (
        ("postgresql://", "postgresql+psycopg://"),
        ("postgres://", "postgresql+psycopg://"),
        ("postgresql+psycopg://", "postgresql+psycopg://"),
        ("sqlite:///", "sqlite:///"),
    ):
        if text.startswith(given):
            return _lasting(wanted + text.removeprefix(given))
    raise ValueError("begins with neither sqlite:/// nor postgresql://")


def _lasting(address: str) -> str:
    """Return the address when it can be read and names a database that lasts."""
    try:
        url = make_url(address)
    except (ValueError, ArgumentError) as fault:
        raise ValueError("cannot be read as an address (an IPv6 host stands in brackets)") from fault
    if url.drivername == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("names no file; what is kept in memory alone is lost")
    return address


def key(text: str) -> str:
    """Return a key that is long enough."""
    if len(text) < _SHORTEST_KEY:
        raise ValueError(f"must be at least {_SHORTEST_KEY} characters long")
    return text


def keys(text: str) -> tuple[str, ...]:
    """Return keys that stand between commas."""
    return tuple(key(one.strip()) for one in text.split(","))


def switch(text: str) -> bool:
    """Return what `on` and `off` mean."""
    words = {"on": True, "off": False}
    if text not in words:
        raise ValueError("must be on or off")
    return words[text]


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def secure_address(text: str) -> str:
    """Return an https address."""
    if not text.startswith("https://"):
        raise ValueError("must begin with https://")
    return text


def public_url(text: str) -> str:
    """Return the address of the site without anything behind the host."""
    url = _split(text.rstrip("/"))
    name = host(url.hostname or "")
    if url.scheme not in {"https", "http"} or url.path or url.query or url.fragment or "@" in url.netloc:
        raise ValueError("must be https:// and a host, with nothing behind it")
    if url.scheme == "http" and not is_loopback(name):
        raise ValueError("must begin with https:// unless the host is this machine itself")
    return f"{url.scheme}://{_bracketed(name)}" + (f":{url.port}" if url.port else "")


def lan_url(text: str) -> str:
    """Return where devices on the local network reach the site: http:// and a host."""
    url = _split(text.rstrip("/"))
    name = host(url.hostname or "")
    if (
        url.scheme != "http"
        or url.path
        or url.query
        or url.fragment
        or "@" in url.netloc
        or is_loopback(name)
    ):
        raise ValueError("must be http:// and an address on the local network, with nothing behind it")
    return f"http://{_bracketed(name)}" + (f":{url.port}" if url.port else "")


def hosts(text: str) -> tuple[str, ...]:
    """Return host names that stand between commas."""
    return tuple(host(one.strip()) for one in text.split(","))


def host(text: str) -> str:
    """Return a host's name as browsers send it: small letters, Arabic names in their ASCII form.

    Shape: an address of IPv6 comes and leaves without brackets.
    Errors: ValueError when it is neither a name nor an address.
    """
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        pass
    try:
        name = text.encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise ValueError("must be names of hosts alone, without https:// and without a port")
    return name.removesuffix(".")


def is_loopback(name: str) -> bool:
    """Say whether a host is the machine itself."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def smtp_url(text: str) -> str:
    """Return the address of a server that takes letters."""
    url = _split(text)
    host(url.hostname or "")
    if url.scheme not in {"smtp", "smtps"} or url.path.strip("/") or url.query or url.fragment:
        raise ValueError("must be smtp:// or smtps://, with USER:PASSWORD@ where needed, and a host")
    if (url.username is None) != (url.password is None):
        raise ValueError("names a user without a password, or a password without a user")
    return text


def mail_address(text: str) -> str:
    """Return an address for letters, without a name beside it."""
    if not _MAIL.fullmatch(text):
        raise ValueError("must be one address and nothing else, such as masar@example.org")
    host(text.rpartition("@")[2])
    return text


def contact(text: str) -> str:
    """Return where somebody who found a weakness writes."""
    if text.startswith("mailto:"):
        mail_address(text.removeprefix("mailto:"))
        return text
    url = _split(text)
    if url.scheme != "https" or not url.hostname or re.search(r"[\s\x00-\x1f\x7f]", text):
        raise ValueError("must begin with mailto: or https://")
    return text


def _split(text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        assert url.port != 0  # noqa: S101 -- reading the port is what finds a wrong one
    except (ValueError, AssertionError) as fault:
        raise ValueError("cannot be read as an address") from fault
    return url


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name
