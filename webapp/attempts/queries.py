"""Reading attempts back: rows as frozen values, choices in the order they were taken."""

import dataclasses
import datetime as dt
import json
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from webapp.attempts.models import Attempt, Decided
from webapp.database import Database, Statement
from webapp.errors import NotFound

Choice = dict[str, tuple[str, ...]]

_write = json.JSONEncoder(sort_keys=True).encode


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """An attempt as it is kept: its pin, its choices as `write_choice` wrote them, in time its result."""

    id: int
    key: str
    owner: str
    scenario_id: str
    digest: str
    edition: int
    seed: str
    started: dt.datetime
    finished: dt.datetime | None
    result: str | None
    replayed_from: int | None
    choices: tuple[str, ...]
    submissions: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class OwnEntry:
    """A line of somebody's own list."""

    key: str
    scenario_id: str
    digest: str
    edition: int
    started: dt.datetime
    finished: dt.datetime | None
    steps: int
    result: str | None
    replayed_from: int | None


class _Row(NamedTuple):
    """A row of `_KEPT`: the attempt, and one of its decisions."""

    id: int
    key: str
    owner: str
    scenario_id: str
    digest: str
    edition: int
    seed: str
    started: dt.datetime
    finished: dt.datetime | None
    result: str | None
    replayed_from: int | None
    choice: str | None
    submission: str | None


_KEPT = Statement(
    sa.select(
        Attempt.id,
        Attempt.key,
        Attempt.owner,
        Attempt.scenario_id,
        Attempt.digest,
        Attempt.edition,
        Attempt.seed,
        Attempt.started,
        Attempt.finished,
        Attempt.result,
        Attempt.replayed_from,
        Decided.choice,
        Decided.submission,
    )
    .join_from(Attempt, Decided, Decided.attempt_id == Attempt.id, isouter=True)
    .where(Attempt.key == sa.bindparam("key"))
    .order_by(Decided.position)
)


def kept(database: Database, *, key: str, owner: str | None) -> Kept:
    """Return an attempt of this owner.

    Errors: NotFound when there is none of that key, or it is another person's.
    """
    rows = [_Row(*row) for row in database.rows(_KEPT, {"key": key})]
    if not rows or owner is None or rows[0].owner != owner:
        raise NotFound("attempt.not-found", key=key)
    first = rows[0]
    taken = [row for row in rows if row.choice is not None]
    return Kept(
        id=first.id,
        key=first.key,
        owner=first.owner,
        scenario_id=first.scenario_id,
        digest=first.digest,
        edition=first.edition,
        seed=first.seed,
        started=first.started,
        finished=first.finished,
        result=first.result,
        replayed_from=first.replayed_from,
        choices=tuple(str(row.choice) for row in taken),
        submissions=tuple(str(row.submission) for row in taken),
    )


def own(connection: sa.Connection, *, owner: str | None, most: int = 100) -> tuple[OwnEntry, ...]:
    """Return somebody's attempts, newest first."""
    if owner is None:
        return ()
    rows = connection.execute(
        sa.select(
            Attempt.key,
            Attempt.scenario_id,
            Attempt.digest,
            Attempt.edition,
            Attempt.started,
            Attempt.finished,
            Attempt.steps,
            Attempt.result,
            Attempt.replayed_from,
        )
        .where(Attempt.owner == owner)
        .order_by(Attempt.started.desc(), Attempt.id.desc())
        .limit(most)
    )
    return tuple(OwnEntry(*row) for row in rows)


@dataclasses.dataclass(frozen=True, slots=True)
class Finished:
    """A finished attempt as reports count it."""

    owner: str
    scenario_id: str
    finished: dt.datetime
    result: str


def finished(connection: sa.Connection, owners: Container[str]) -> tuple[Finished, ...]:
    """Return the finished attempts of these owners that were played from the beginning, oldest first."""
    rows = connection.execute(
        sa.select(Attempt.owner, Attempt.scenario_id, Attempt.finished, Attempt.result)
        .where(Attempt.finished.is_not(None), Attempt.replayed_of.is_(None))
        .order_by(Attempt.finished, Attempt.id)
    )
    return tuple(Finished(*row) for row in rows if row.owner in owners)  # type: ignore[arg-type]  # neither is NULL: the query asks for finished ones


def write_choice(choice: Mapping[str, Sequence[str]]) -> str:
    """Return a choice as it is kept; the same choice always gives the same text."""
    return _write(dict(choice))


def read_choice(text: str) -> Choice:
    """Return a kept choice."""
    return {field: tuple(answers) for field, answers in json.loads(text).items()}
