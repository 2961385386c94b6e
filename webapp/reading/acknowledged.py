"""Who has read and understood what an edition changed: their own rows, kept, counted, forgotten."""

import dataclasses
import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa

from webapp.database import change_or_add
from webapp.reading.models import Acknowledgement as Row


@dataclasses.dataclass(frozen=True, slots=True)
class Acknowledged:
    """How somebody stands with one edition. Shape: `at` is None while its check is not passed."""

    edition: int
    tries: int
    at: dt.datetime | None


_COLUMNS = (Row.edition, Row.tries, Row.at)


def every(connection: sa.Connection, owner: str) -> tuple[Acknowledged, ...]:
    """Return an owner's rows, the newest edition first."""
    mine = sa.select(*_COLUMNS).where(Row.owner == owner).order_by(Row.edition.desc())
    return tuple(Acknowledged(*row) for row in connection.execute(mine))


def one(connection: sa.Connection, owner: str, *, edition: int) -> Acknowledged | None:
    """Return how an owner stands with an edition, None where they never tried."""
    this = (Row.owner == owner) & (Row.edition == edition)
    row = connection.execute(sa.select(*_COLUMNS).where(this)).first()
    return Acknowledged(*row) if row else None


def count(connection: sa.Connection, owner: str) -> int:
    """Return how many rows an owner has."""
    mine = sa.select(sa.func.count()).select_from(Row).where(Row.owner == owner)
    return connection.execute(mine).scalar_one()


def passed(connection: sa.Connection, owners: Collection[str], *, edition: int) -> dict[str, dt.datetime]:
    """Return when those of these owners who have acknowledged an edition did."""
    rows = connection.execute(sa.select(Row.owner, Row.at).where(Row.edition == edition, Row.at.is_not(None)))
    return {row.owner: row.at for row in rows if row.owner in owners}


def note_try(
    connection: sa.Connection, owner: str, *, edition: int, is_passed: bool, now: dt.datetime
) -> None:
    """Count a try; the first that passes is what is kept, and later ones change nothing."""
    mine = (Row.owner == owner) & (Row.edition == edition)
    at = now if is_passed else None
    change_or_add(
        connection,
        sa.update(Row)
        .where(mine)
        .values(
            tries=Row.tries + sa.case((Row.at.is_(None), 1), else_=0),
            at=sa.func.coalesce(Row.at, sa.literal(at, Row.at.type)),
        ),
        sa.insert(Row).values(owner=owner, edition=edition, tries=1, at=at),
    )


def forget(connection: sa.Connection, owner: str) -> None:
    """Delete an owner's rows."""
    connection.execute(sa.delete(Row).where(Row.owner == owner))
