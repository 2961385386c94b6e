"""Where somebody is in a room, all in one question: telephones ask it by the hundred when a room moves on."""

import dataclasses
from typing import Any

import sqlalchemy as sa

from webapp.database import Database, Statement
from webapp.errors import NotFound
from webapp.sessions.models import Part, Participant, TrainingSession, Vote
from webapp.sessions.queries import PART, SESSION, TAKING, VOTED, AgendaPart, Session, Taking, Voted

_FIRST, _SECOND, _THIRD = len(SESSION), len(SESSION) + len(TAKING), len(SESSION) + len(TAKING) + len(PART)
_PLACE = Statement(
    sa.select(*SESSION, *TAKING, *PART, *VOTED)
    .join_from(TrainingSession, Participant, Participant.session_id == TrainingSession.id)
    .join(
        Part,
        (Part.session_id == TrainingSession.id) & (Part.position == TrainingSession.part),
        isouter=True,
    )
    .join(
        Vote,
        (Vote.part_id == Part.id)
        & (Vote.position == Part.decision)
        & (Vote.participant_id == Participant.id),
        isouter=True,
    )
    .where(TrainingSession.key == sa.bindparam("value"), Participant.owner == sa.bindparam("whose"))
    .order_by(Part.id, Vote.round)
)


@dataclasses.dataclass(frozen=True, slots=True)
class Here:
    """Somebody in a room: the session, who they are, the part at hand, their answers to its decision."""

    session: Session
    taking: Taking
    part: AgendaPart | None
    votes: tuple[Voted, ...]


def place(database: Database, key: str, *, owner: str | None) -> Here:
    """Return where somebody is in a room.

    Errors: NotFound when there is no room of that key, or this is nobody in it.
    """
    rows = database.rows(_PLACE, {"value": key, "whose": owner}) if owner else []
    if not rows:
        raise NotFound("room.not-found", key=key)
    row = rows[0]
    return Here(
        Session(*row[:_FIRST]),
        Taking(*row[_FIRST:_SECOND]),
        AgendaPart(*row[_SECOND:_THIRD]) if row[_SECOND] is not None else None,
        tuple(_voted(one[_THIRD:]) for one in rows if one[_THIRD] is not None),
    )


def _voted(row: list[Any]) -> Voted:
    return Voted(*row)
