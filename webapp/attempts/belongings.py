"""What is kept of somebody's attempts, for its own person: how many, and every one of them."""

import dataclasses
import datetime as dt
import itertools

import sqlalchemy as sa

from webapp.attempts.models import Attempt, Decided

OWNERS = sa.select(Attempt.owner)
"""Who has any attempts."""


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """How many attempts there are, how many of them are finished, when the first and the last began."""

    attempts: int
    finished: int
    first: dt.datetime | None
    last: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it is kept. Shape: `choice` is JSON."""

    choice: str
    taken: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Belonging:
    """One attempt as it is kept, with its decisions in order. Shape: `result` is JSON."""

    key: str
    scenario_id: str
    digest: str
    edition: int
    lang: str
    started: dt.datetime
    finished: dt.datetime | None
    replayed_from: int | None
    result: str | None
    decisions: tuple[Decision, ...]


def counted(connection: sa.Connection, owner: str) -> Counted:
    """Return how much there is of an owner."""
    row = connection.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(Attempt.finished),
            sa.func.min(Attempt.started),
            sa.func.max(Attempt.started),
        ).where(Attempt.owner == owner)
    ).one()
    return Counted(*row)


def every(connection: sa.Connection, owner: str) -> tuple[Belonging, ...]:
    """Return every attempt of an owner, the oldest first."""
    decisions = _decisions(connection, owner)
    rows = connection.execute(
        sa.select(
            Attempt.key,
            Attempt.scenario_id,
            Attempt.digest,
            Attempt.edition,
            Attempt.lang,
            Attempt.started,
            Attempt.finished,
            Attempt.replayed_from,
            Attempt.result,
        )
        .where(Attempt.owner == owner)
        .order_by(Attempt.id)
    )
    return tuple(Belonging(*row, decisions=decisions.get(row.key, ())) for row in rows)


def _decisions(connection: sa.Connection, owner: str) -> dict[str, tuple[Decision, ...]]:
    rows = connection.execute(
        sa.select(Attempt.key, Decided.choice, Decided.taken)
        .join(Attempt, Attempt.id == Decided.attempt_id)
        .where(Attempt.owner == owner)
        .order_by(Decided.attempt_id, Decided.position)
    )
    return {
        key: tuple(Decision(row.choice, row.taken) for row in group)
        for key, group in itertools.groupby(rows, key=lambda row: row.key)
    }
