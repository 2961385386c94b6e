"""A look at a deployment: its settings, its files, its rows, and what should be mended."""

import datetime as dt
import sys
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.administration import doctor_files, doctor_rows
from webapp.administration.finding import Finding, look, unsafe
from webapp.administration.health import MOST_WORKERS_ON_A_FILE, is_crowded, is_python_old
from webapp.settings import Settings
from webapp.variables import is_loopback

_SHORTEST_KEY = 32
_LEAST_SIGNS = 10
"""Different characters in a key; a drawn one of 32 has more, a typed one often fewer."""
_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


def findings(
    settings: Settings, connection: sa.Connection | None, *, now: dt.datetime
) -> tuple[Finding, ...]:
    """Return everything that should be mended, what is unsafe first; without a connection no row is read."""
    found = [
        *_address(settings),
        *_keys(settings),
        *_database(settings),
        *_process(settings, now.date()),
        *doctor_files.findings(settings),
        *(doctor_rows.findings(connection, settings, now=now) if connection else ()),
    ]
    return tuple(sorted(found, key=lambda one: one.severity != "unsafe"))


def _address(settings: Settings) -> Iterator[Finding]:
    is_https = settings.public_url.startswith("https://")
    if not settings.public_url:
        yield look(
            "public-url.missing",
            "The site does not know its own address, so no link can be sent by letter.",
            "Set MASAR_PUBLIC_URL=https://HOST.",
        )
    if is_https and not settings.secure_cookies:
        yield unsafe(
            "cookies.open",
            "The cookie of a sign-in may travel over plain http, where others on the way can take it.",
            "Set MASAR_SECURE_COOKIES=on, or leave it out.",
        )
    elif not settings.public_url and not settings.secure_cookies:
        yield look(
            "cookies.open",
            "The cookie of a sign-in may travel over plain http; that is right on this machine alone.",
            "Set MASAR_PUBLIC_URL=https://HOST, or MASAR_SECURE_COOKIES=on.",
        )
    if is_https and not settings.trusted_proxies:
        yield look(
            "proxies.none",
            "No proxy is trusted; if one stands in front, all visitors look like one, refused together.",
            "Set MASAR_TRUSTED_PROXIES to the number of proxies that set X-Forwarded-For.",
        )
    if settings.demo_people:
        yield unsafe(
            "demo.on",
            "Whoever reaches the site from this machine, through a proxy on it too, may sign in as anybody.",
            "Leave MASAR_DEMO_PEOPLE out.",
        )
    if not settings.security_contact:
        yield look(
            "security-contact.missing",
            "Whoever finds a weakness is not told where to write.",
            "Set MASAR_SECURITY_CONTACT=mailto:ADDRESS.",
        )


def _keys(settings: Settings) -> Iterator[Finding]:
    for name, key, mend in (
        ("secret", settings.secret_key, "masar keys rotate"),
        (
            "audit",
            settings.audit_key,
            "Set another MASAR_AUDIT_KEY; the chain so far verifies under this one only.",
        ),
    ):
        if len(key) < _SHORTEST_KEY or len(set(key)) < _LEAST_SIGNS:
            yield unsafe(
                f"key.weak-{name}",
                f"The {name} key is short, or made of few different characters, and could be guessed.",
                mend,
            )


def _database(settings: Settings) -> Iterator[Finding]:
    """Look whether what is said to the database's server can be read on the way."""
    url = sa.make_url(settings.database_url)
    told = [one for one in (url.host, url.query.get("host")) if isinstance(one, str)]
    hosts = {host for one in told for host in one.split(",")}
    away = sorted(host for host in hosts if not host.startswith("/") and not is_loopback(host))
    if not url.drivername.startswith("postgresql") or not away or url.query.get("sslmode") in _ENCRYPTED:
        return
    is_near = all("." not in host and ":" not in host for host in away)
    yield (look if is_near else unsafe)(
        "database.unencrypted",
        f"What is said to the database at {', '.join(away)} need not be encrypted on the way.",
        "Add ?sslmode=verify-full (or at least require) to MASAR_DATABASE_URL.",
    )


def _process(settings: Settings, today: dt.date) -> Iterator[Finding]:
    if is_crowded(settings):
        yield look(
            "workers.many",
            f"{settings.workers} processes share one SQLite file, which one of them can write at a time.",
            f"Set MASAR_WORKERS to {MOST_WORKERS_ON_A_FILE} or fewer, or move to PostgreSQL.",
        )
    version = sys.version_info[:2]
    if is_python_old(version, today):
        yield unsafe(
            "python.old",
            f"Python {version[0]}.{version[1]} is no longer mended by those who make it.",
            "Install a newer one and make the virtual environment anew.",
        )
