"""What the site was told from outside, as it may be shown: never a secret, never a whole path."""

import dataclasses
from typing import Literal

import sqlalchemy as sa

from webapp.settings import NAMES, Settings

Kind = Literal["secret", "switch", "text"]
_SECRET = frozenset({"MASAR_SECRET_KEY", "MASAR_PREVIOUS_SECRET_KEYS", "MASAR_AUDIT_KEY", "MASAR_SMTP_URL"})


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One `MASAR_…` variable. Shape: of a secret, `value` only says whether there is one."""

    name: str
    kind: Kind
    value: bool | str


def told(settings: Settings) -> tuple[Told, ...]:
    """Return everything the site was told, in the order of the settings."""
    return tuple(_one(name, settings) for name in NAMES)


def database(settings: Settings) -> str:
    """Return which database is used, without who uses it and by which password."""
    url = sa.make_url(settings.database_url)
    if url.drivername.startswith("sqlite"):
        return f"SQLite, {(url.database or '').rpartition('/')[2]}"
    return f"PostgreSQL, {url.host or 'localhost'}/{url.database}"


def _one(name: str, settings: Settings) -> Told:
    if name == "MASAR_DATABASE_URL":
        return Told(name, "text", database(settings))
    value = getattr(settings, name.removeprefix("MASAR_").lower())
    if name in _SECRET:
        return Told(name, "secret", bool(value))
    if isinstance(value, bool):
        return Told(name, "switch", value)
    if name in {"MASAR_INSTANCE", "MASAR_CONTENT", "MASAR_BREACHED_PASSWORDS"}:
        return Told(name, "text", value.name if value else "")
    return Told(name, "text", ", ".join(value) if isinstance(value, tuple) else str(value))
