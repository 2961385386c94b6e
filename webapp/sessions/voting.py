"""Answering together: one answer a participant, decision and round; until it closes the last one counts."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from webapp.database import Database, Statement
from webapp.errors import Refused
from webapp.sessions import queries, standing
from webapp.sessions.models import Part, Vote
from webapp.sessions.queries import AgendaPart, Session, Taking

_COLUMNS = (
    "part_id",
    "position",
    "round",
    "participant_id",
    "submission",
    "choice",
    "sure",
    "minority",
    "taken",
)
_IS_TAKEN = (
    (Part.id == sa.bindparam("part"))
    & (Part.decision == sa.bindparam("at"))
    & (Part.phase == sa.bindparam("phase"))
)
_KEEP = Statement(
    insert(Vote)  # PostgreSQL’s, which SQLite reads the same
    .from_select(
        _COLUMNS,
        sa.select(
            Part.id,
            Part.decision,
            sa.bindparam("turn", type_=Vote.round.type),
            sa.bindparam("who", type_=Vote.participant_id.type),
            sa.bindparam("name", type_=Vote.submission.type),
            sa.bindparam("answer", type_=Vote.choice.type),
            sa.bindparam("how_sure", type_=Vote.sure.type),
            sa.bindparam("noted", type_=Vote.minority.type),
            sa.bindparam("now", type_=Vote.taken.type),
        ).where(_IS_TAKEN),
    )
    .on_conflict_do_update(
        index_elements=["part_id", "position", "round", "participant_id"],
        set_={
            name: sa.text(f"excluded.{name}")
            for name in ("submission", "choice", "sure", "minority", "taken")
        },
    )
)
"""A first answer is added, a later one takes its place, either only while answers are taken."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs: the session, who answers, and the part the room is at."""

    session: Session
    taking: Taking
    part: AgendaPart


def place(connection: sa.Connection, key: str, *, owner: str | None) -> Place:
    """Return where somebody's answer belongs.

    Errors: NotFound when they are nobody in this room; Refused when they were removed or nothing is asked.
    """
    session, taking = queries.in_room(connection, key, owner=owner)
    return checked(session, taking, queries.at_hand(connection, session))


def checked(session: Session, taking: Taking, part: AgendaPart | None) -> Place:
    """Return where an answer belongs of somebody whose place in the room is known.

    Errors: Refused when they were removed or nothing is asked.
    """
    if taking.removed is not None:
        raise Refused("room.removed")
    if part is None or session.state != "open":
        raise Refused("room.moved-on")
    return Place(session, taking, part)


def vote(
    database: Database,
    where: Place,
    at: standing.Standing,
    *,
    position: int,
    turn: int,
    submission: str,
    given: Mapping[str, Sequence[str]],
    sure: int | None,
    minority: str,
    now: dt.datetime,
) -> None:
    """Record an answer; the same one sent again, or another one before the close, takes its place.

    Units: `sure` from 1 to 4. One statement, which is a transaction of its own.
    Errors: Refused when answers to that decision and round are not taken any more; ChoiceRefused.
    """
    part = where.part
    if part.round != turn or part.decision != position or not turn:
        raise Refused("room.moved-on")
    values: dict[str, object] = {
        "part": part.id,
        "at": position,
        "phase": part.phase,
        "turn": turn,
        "who": where.taking.id,
        "name": submission,
        "answer": standing.read_choice(at, given),
        "how_sure": sure,
        "noted": minority,
        "now": now,
    }
    if not database.run(_KEEP, values):
        raise Refused("room.moved-on")
