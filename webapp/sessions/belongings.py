"""What is kept of somebody's part in training sessions: for their own eyes, and for certificates."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.attempts.models import Attempt
from webapp.engine.clocks import MUSCAT
from webapp.sessions.models import Part, Participant, Played, TrainingSession, Vote


@dataclasses.dataclass(frozen=True, slots=True)
class TakenPart:
    """A case of a session in which somebody took part, as it was then, and on which day."""

    scenario_id: str
    digest: str
    edition: int
    session_title: str
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class OwnVote:
    """One answer given in a room. Shape: `choice` is JSON; `decision` counts from 1."""

    scenario_id: str
    decision: int
    round: int
    choice: str
    sure: int | None
    minority: str
    taken: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a session, and what they answered in it."""

    session_title: str
    name: str
    sector: str
    members: str
    joined: dt.datetime
    votes: tuple[OwnVote, ...]


def cases_taken_part(connection: sa.Connection, owner: str) -> tuple[TakenPart, ...]:
    """Return the cases that have ended and in which somebody answered at least once, the oldest first.

    Shape: answering together counts, and so does an attempt of their own that they finished in a session; who
    was taken out of a room took no part in it.
    """
    voted = sa.select(Vote.part_id).where(Vote.participant_id == Participant.id)
    finished = (
        sa.select(Played.part_id)
        .join(Attempt, Attempt.id == Played.attempt_id)
        .where(Played.participant_id == Participant.id, Attempt.finished.is_not(None))
    )
    rows = connection.execute(
        sa.select(Part.scenario_id, Part.digest, Part.edition, TrainingSession.title, Part.begun)
        .join(TrainingSession, TrainingSession.id == Part.session_id)
        .join(Participant, Participant.session_id == TrainingSession.id)
        .where(
            Participant.owner == owner,
            Participant.removed.is_(None),
            Part.kind == "case",
            Part.phase == "done",
            Part.digest.is_not(None),
            Part.id.in_(voted) | Part.id.in_(finished),
        )
        .order_by(Part.begun, Part.id)
    )
    return tuple(
        TakenPart(scenario_id, digest, edition, title, begun.astimezone(MUSCAT).date())  # type: ignore[arg-type, union-attr]  # a case that has begun has all of them
        for scenario_id, digest, edition, title, begun in rows
    )


def count(connection: sa.Connection, owner: str) -> int:
    """Return in how many sessions somebody has a place."""
    mine = sa.select(sa.func.count()).select_from(Participant).where(Participant.owner == owner)
    return connection.execute(mine).scalar_one()


def every(connection: sa.Connection, owner: str) -> tuple[Seat, ...]:
    """Return every place somebody has in a session, with every answer, the oldest first."""
    rows = connection.execute(
        sa.select(
            Participant.id,
            TrainingSession.title,
            Participant.name,
            Participant.sector,
            Participant.members,
            Participant.joined,
        )
        .join(TrainingSession, TrainingSession.id == Participant.session_id)
        .where(Participant.owner == owner)
        .order_by(Participant.id)
    )
    return tuple(Seat(*row[1:], votes=_votes(connection, row[0])) for row in rows.all())


def _votes(connection: sa.Connection, participant: int) -> tuple[OwnVote, ...]:
    rows = connection.execute(
        sa.select(
            Part.scenario_id, Vote.position + 1, Vote.round, Vote.choice, Vote.sure, Vote.minority, Vote.taken
        )
        .join(Part, Part.id == Vote.part_id)
        .where(Vote.participant_id == participant)
        .order_by(Vote.part_id, Vote.position, Vote.round)
    )
    return tuple(OwnVote(*row) for row in rows)  # type: ignore[arg-type]  # only cases are voted on
