"""What administrators set while the site runs: how long things last, and what signing in asks for."""

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.accounts.models import PolicyValue
from webapp.audit import service as audit
from webapp.database import change_or_add
from webapp.errors import BadInput
from webapp.web import site


@dataclasses.dataclass(frozen=True, slots=True)
class Policy:
    """Every value in force, each in the unit of its name."""

    idle_minutes: int = 30
    absolute_hours: int = 12
    second_factor: str = "optional"
    invitation_days: int = 14
    reset_hours: int = 24
    keep_attempts_days: int = 365
    keep_accounts_days: int = 730
    keep_invitations_days: int = 60
    keep_comments_days: int = 365


BOUNDS: dict[str, tuple[int, int]] = {
    "idle_minutes": (5, 480),
    "absolute_hours": (1, 72),
    "invitation_days": (1, 60),
    "reset_hours": (1, 72),
    "keep_attempts_days": (30, 3650),
    "keep_accounts_days": (90, 3650),
    "keep_invitations_days": (7, 365),
    "keep_comments_days": (30, 3650),
}
"""The least and the most of each number."""

CHOICES: dict[str, tuple[str, ...]] = {"second_factor": ("optional", "required")}
"""What each word can be. `required` is meant for publishers and administrators."""

NEEDING_SECOND_FACTOR = frozenset({"publisher", "administrator"})


def policy(connection: sa.Connection) -> Policy:
    """Return the values in force; one that cannot be read counts as not set."""
    rows = connection.execute(sa.select(PolicyValue.name, PolicyValue.value))
    return as_set({row.name: row.value for row in rows})


def as_set(values: Mapping[str, str | None]) -> Policy:
    """Return the values that are kept as text; one that is None or cannot be read counts as not set."""
    found = {name: read(name, text) for name, text in values.items() if text is not None}
    return Policy(**{name: value for name, value in found.items() if value is not None})  # type: ignore[arg-type]  # `read` returns each field's type


def read(name: str, text: str) -> int | str | None:
    """Return a value as its field has it, None where there is no such field or it cannot be that."""
    if name in CHOICES:
        return text if text in CHOICES[name] else None
    if name not in BOUNDS or not (text.isascii() and text.isdigit() and len(text) < 6):  # noqa: PLR2004 -- digits of the largest bound and one more
        return None
    least, most = BOUNDS[name]
    return int(text) if least <= int(text) <= most else None


def change(
    connection: sa.Connection, values: Mapping[str, str], *, by: str, now: dt.datetime
) -> tuple[str, ...]:
    """Put values in force as they were typed, record each that differs, and return their names.

    Shape: digits may be Arabic; what is not named stays as it is.
    Errors: BadInput policy.values; `faults` says of every wrong name: unknown, number, range or choice.
    """
    plain = {name: _plain(text) for name, text in values.items()}
    faults = {name: fault for name, text in plain.items() if (fault := _fault(name, text))}
    if faults:
        raise BadInput("policy.values", faults=faults)
    present = dataclasses.asdict(policy(connection))
    fresh = {name: read(name, text) for name, text in plain.items()}
    changed = tuple(name for name, value in fresh.items() if value != present[name])
    for name in changed:
        _keep(connection, name, str(fresh[name]), now=now)
        told = {"name": name, "before": str(present[name]), "after": str(fresh[name])}
        audit.record(connection, action="policy.changed", actor=by, now=now, **told)
    if changed:
        site.raise_version(connection)  # the privacy notice, which everybody shares, prints some of these
    return changed


def _plain(text: str) -> str:
    """Return what was typed without spaces around it, each digit in its one form."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text.strip())


def _fault(name: str, text: str) -> str:
    """Say what is wrong with a value, nothing where it can be used."""
    if name not in CHOICES and name not in BOUNDS:
        return "unknown"
    if read(name, text) is not None:
        return ""
    if name in CHOICES:
        return "choice"
    return "range" if text.isascii() and text.removeprefix("-").isdigit() else "number"


def _keep(connection: sa.Connection, name: str, text: str, *, now: dt.datetime) -> None:
    """Keep a value under its name; a default needs no row."""
    this = PolicyValue.name == name
    if text == str(getattr(Policy(), name)):
        connection.execute(sa.delete(PolicyValue).where(this))
        return
    other = sa.update(PolicyValue).where(this).values(value=text, changed=now)
    change_or_add(connection, other, sa.insert(PolicyValue).values(name=name, value=text, changed=now))
