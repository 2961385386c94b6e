"""Reading a whole session back for its report: a query each for the votes, the attempts, the feelings."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.attempts.models import Attempt, Decided
from webapp.sessions.models import Feeling, Part, Participant, Played, Vote


@dataclasses.dataclass(frozen=True, slots=True)
class Cast:
    """A vote as kept. Shape: `choice` as attempts write it. Units: `sure` from 1 to 4."""

    part: int
    participant: int
    position: int
    round: int
    choice: str
    sure: int | None
    taken: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Own:
    """A participant's first finished attempt in a self-paced part; `taken` is when each choice was made."""

    part: int
    participant: int
    attempt: int
    digest: str
    edition: int
    started: dt.datetime
    result: str
    choices: tuple[str, ...]
    taken: tuple[dt.datetime, ...]


_HERE = sa.select(Participant.id).where(
    Participant.session_id == sa.bindparam("session"), Participant.removed.is_(None)
)


def casts(connection: sa.Connection, session: int) -> Mapping[int, tuple[Cast, ...]]:
    """Return by part what everybody who was not removed answered, in the order of decisions and rounds."""
    statement = sa.select(
        Vote.part_id, Vote.participant_id, Vote.position, Vote.round, Vote.choice, Vote.sure, Vote.taken
    ).where(Vote.participant_id.in_(_HERE))
    order = (Vote.part_id, Vote.position, Vote.round, Vote.participant_id)
    found: dict[int, list[Cast]] = defaultdict(list)
    for row in connection.execute(statement.order_by(*order), {"session": session}):
        found[row.part_id].append(Cast(*row))
    return {part: tuple(own) for part, own in found.items()}


def finished(connection: sa.Connection, session: int) -> Mapping[int, tuple[Own, ...]]:
    """Return by part the first attempt that each participant finished, those removed left out.

    Shape: one that goes on from a decision of another attempt is none: whoever plays it knows the rest.
    """
    statement = (
        sa.select(
            Played.part_id,
            Played.participant_id,
            Attempt.id,
            Attempt.digest,
            Attempt.edition,
            Attempt.started,
            Attempt.result,
        )
        .join(Attempt, Attempt.id == Played.attempt_id)
        .where(Played.participant_id.in_(_HERE), Attempt.result.is_not(None), Attempt.replayed_of.is_(None))
        .order_by(Played.part_id, Attempt.finished, Attempt.id)
    )
    first: dict[tuple[int, int], Own] = {}
    for row in connection.execute(statement, {"session": session}):
        first.setdefault((row[0], row[1]), Own(*row[:6], str(row[6]), (), ()))
    steps = _steps(connection, session) if first else {}
    found: dict[int, list[Own]] = defaultdict(list)
    for own in first.values():
        taken = steps.get(own.attempt, [])
        choices, moments = tuple(one for one, _ in taken), tuple(at for _, at in taken)
        found[own.part].append(dataclasses.replace(own, choices=choices, taken=moments))
    return {part: tuple(owns) for part, owns in found.items()}


def _steps(connection: sa.Connection, session: int) -> dict[int, list[tuple[str, dt.datetime]]]:
    statement = (
        sa.select(Decided.attempt_id, Decided.choice, Decided.taken)
        .join(Played, Played.attempt_id == Decided.attempt_id)
        .where(Played.participant_id.in_(_HERE))
        .order_by(Decided.attempt_id, Decided.position)
    )
    found: dict[int, list[tuple[str, dt.datetime]]] = defaultdict(list)
    for attempt, choice, taken in connection.execute(statement, {"session": session}):
        found[attempt].append((choice, taken))
    return found


def feelings(connection: sa.Connection, session: int) -> Mapping[int, Mapping[str, int]]:
    """Return by part how many felt what."""
    statement = sa.select(Feeling.part_id, Feeling.feeling, Feeling.count.label("times"))
    rows = connection.execute(
        statement.join(Part, Part.id == Feeling.part_id).where(Part.session_id == session)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row.part_id][row.feeling] = row.times
    return found
