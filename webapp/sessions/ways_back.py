"""The way back into a room from a case of one's own that is played in it."""

import dataclasses

import sqlalchemy as sa

from webapp.attempts.models import Attempt
from webapp.sessions.models import Part, Participant, Played, TrainingSession
from webapp.web import site
from webapp.web.visitor import visitor


@dataclasses.dataclass(frozen=True, slots=True)
class WayBack:
    """A room to which an attempt belongs: its key and its title."""

    key: str
    title: str


def of(connection: sa.Connection, attempt: str, *, owner: str | None) -> WayBack | None:
    """Return the room in which this person plays an attempt, None for one of no room, or no longer theirs."""
    statement = (
        sa.select(TrainingSession.key, TrainingSession.title)
        .join(Participant, Participant.session_id == TrainingSession.id)
        .join(Part, Part.session_id == TrainingSession.id)
        .join(Played, (Played.part_id == Part.id) & (Played.participant_id == Participant.id))
        .join(Attempt, Attempt.id == Played.attempt_id)
        .where(Participant.owner == owner, Participant.removed.is_(None), Attempt.key == attempt)
    )
    row = connection.execute(statement.limit(1)).first()
    return WayBack(*row) if row else None


def here(attempt: str) -> WayBack | None:
    """Return the way back for whoever asks for this page; pages of attempts know of no rooms themselves."""
    owner = visitor()
    if owner is None:
        return None
    with site.database().reading() as connection:
        return of(connection, attempt, owner=owner)
