"""What a room did so far, read as cheaply as a picture needs that is asked for every second."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from webapp.attempts.models import Attempt, Decided
from webapp.sessions.models import Participant, Played, Vote

_AT_ONCE = 800
"""How many attempts one statement names. Units: bound values, of which a database takes so many."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a decision of the room. Shape: `choice` as it is kept."""

    person: int
    position: int
    round: int
    choice: str


@dataclasses.dataclass(frozen=True, slots=True)
class OwnPlay:
    """Somebody's latest attempt in a part of everybody's own pace; `is_pinned` to the case of the part."""

    person: int
    id: int
    key: str
    steps: int
    is_finished: bool
    is_pinned: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """A decision of an attempt."""

    attempt: int
    choice: str
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Seated:
    """Somebody in the room, by name. Shape: `members` of a table, a line each."""

    id: int
    name: str
    sector: str
    members: str


# Made once: building a statement costs more than running it (docs/performance.md).
_ANSWERS = (
    sa.select(Vote.participant_id, Vote.position, Vote.round, Vote.choice)
    .join(Participant, Participant.id == Vote.participant_id)
    .where(Vote.part_id == sa.bindparam("part"), Participant.removed.is_(None))
    .order_by(Vote.position, Vote.id)
)
_ANSWERS_AT = _ANSWERS.where(Vote.position == sa.bindparam("place"))
_ANSWERS_BELOW = _ANSWERS.where(Vote.position < sa.bindparam("place"))
_IS_OUT = Participant.removed.is_not(None)
_SEATS = (
    sa.select(Participant.id, _IS_OUT, Participant.seen < sa.bindparam("since"))
    .where(Participant.session_id == sa.bindparam("session"))
    .order_by(_IS_OUT, Participant.id)
)


def answers(
    connection: sa.Connection, part: int, *, position: int | None = None, below: int | None = None
) -> tuple[Answer, ...]:
    """Return what those who are in the room answered, at one decision or at all before another."""
    statement = _ANSWERS if position is None else _ANSWERS_AT
    if below is not None:
        statement = _ANSWERS_BELOW
    values = {"part": part, "place": below if position is None else position}
    return tuple(Answer(*row) for row in connection.execute(statement, values))


def own_plays(connection: sa.Connection, part: int, digest: str | None) -> tuple[OwnPlay, ...]:
    """Return the latest attempt of everybody in the room who began."""
    statement = (
        sa.select(
            Played.participant_id,
            Attempt.id,
            Attempt.key,
            Attempt.steps,
            Attempt.finished.is_not(None),
            Attempt.digest == digest,
        )
        .join(Attempt, Attempt.id == Played.attempt_id)
        .join(Participant, Participant.id == Played.participant_id)
        .where(Played.part_id == part, Participant.removed.is_(None))
        .order_by(Played.id)
    )
    latest = {row[0]: row for row in connection.execute(statement)}
    return tuple(OwnPlay(*row) for row in latest.values())


def taken(connection: sa.Connection, attempts: Collection[int]) -> Iterator[Taken]:
    """Return the decisions of some attempts, those of each in order."""
    named = sorted(attempts)
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        statement = sa.select(Decided.attempt_id, Decided.choice, Decided.taken)
        statement = statement.where(Decided.attempt_id.in_(some))
        rows = connection.execute(statement.order_by(Decided.attempt_id, Decided.position))
        yield from (Taken(*row) for row in rows)


def begun_at(connection: sa.Connection, attempts: Collection[int]) -> dict[int, dt.datetime]:
    """Return when some attempts began."""
    named, found = sorted(attempts), {}
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        rows = connection.execute(sa.select(Attempt.id, Attempt.started).where(Attempt.id.in_(some)))
        found.update({row[0]: row[1] for row in rows})
    return found


def seats(
    connection: sa.Connection, session: int, *, heard_since: dt.datetime
) -> tuple[tuple[int, bool, bool], ...]:
    """Return everybody who joined: their number, whether they were taken out, and whether they went quiet.

    Shape: in the order of joining, those taken out last.
    """
    rows = connection.execute(_SEATS, {"session": session, "since": heard_since})
    return tuple((row[0], bool(row[1]), bool(row[2])) for row in rows)


def named(connection: sa.Connection, people: Collection[int]) -> dict[int, Seated]:
    """Return these people by their number."""
    chosen, found = sorted(people), {}
    for start in range(0, len(chosen), _AT_ONCE):
        some = chosen[start : start + _AT_ONCE]
        columns = (Participant.id, Participant.name, Participant.sector, Participant.members)
        for row in connection.execute(sa.select(*columns).where(Participant.id.in_(some))):
            found[row[0]] = Seated(*row)
    return found
