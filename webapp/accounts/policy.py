"""What administrators set while the site runs: how long things last, and what signing in asks for."""

import dataclasses

import sqlalchemy as sa

from webapp.accounts.models import PolicyValue


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


BOUNDS: dict[str, tuple[int, int]] = {
    "idle_minutes": (5, 480),
    "absolute_hours": (1, 72),
    "invitation_days": (1, 60),
    "reset_hours": (1, 72),
    "keep_attempts_days": (30, 3650),
    "keep_accounts_days": (90, 3650),
    "keep_invitations_days": (7, 365),
}
"""The least and the most of each number."""

CHOICES: dict[str, tuple[str, ...]] = {"second_factor": ("optional", "required")}
"""What each word can be. `required` is meant for publishers and administrators."""

NEEDING_SECOND_FACTOR = frozenset({"publisher", "administrator"})


def policy(connection: sa.Connection) -> Policy:
    """Return the values in force; one that cannot be read counts as not set."""
    rows = connection.execute(sa.select(PolicyValue.name, PolicyValue.value))
    return Policy(**{row.name: found for row in rows if (found := read(row.name, row.value)) is not None})  # type: ignore[arg-type]  # `read` returns each field's type


def read(name: str, text: str) -> int | str | None:
    """Return a value as its field has it, None where there is no such field or it cannot be that."""
    if name in CHOICES:
        return text if text in CHOICES[name] else None
    if name not in BOUNDS or not (text.isascii() and text.isdigit() and len(text) < 6):  # noqa: PLR2004 -- digits of the largest bound and one more
        return None
    least, most = BOUNDS[name]
    return int(text) if least <= int(text) <= most else None
