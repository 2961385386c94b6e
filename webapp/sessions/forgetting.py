"""What goes: a whole session, or what it keeps of somebody who wants to be forgotten."""

import datetime as dt
import secrets

import sqlalchemy as sa

from webapp.attempts.owners import day_of
from webapp.errors import AppError
from webapp.sessions import queries, standing
from webapp.sessions.models import (
    Feeling,
    Felt,
    Host,
    Part,
    Participant,
    Plan,
    Played,
    RoomStep,
    TrainingSession,
    Vote,
)

_OF_PARTS = (Plan, Felt, Feeling, Played, RoomStep, Vote)


def remove(connection: sa.Connection, session: int) -> None:
    """Remove a session with everything in it; attempts of participants' own stay theirs."""
    parts = sa.select(Part.id).where(Part.session_id == session)
    for table in _OF_PARTS:
        connection.execute(sa.delete(table).where(table.part_id.in_(parts)))
    for of_session in (Participant, Part, Host):
        connection.execute(sa.delete(of_session).where(of_session.session_id == session))
    connection.execute(sa.delete(TrainingSession).where(TrainingSession.id == session))


def forget(connection: sa.Connection, owner: str) -> None:
    """Leave what somebody answered in sessions to nobody, and remove the sessions that they alone led.

    Shape: their name, sector, table and words go, and of moments all but the day; a session that others lead
    too passes to one of them.
    Source: docs/adr/0016-forgetting.md
    """
    mine = sa.select(Participant.id, Participant.joined, Participant.seen)
    for row in connection.execute(mine.where(Participant.owner == owner)).all():
        _forget_votes(connection, row.id)
        nobody = {"owner": secrets.token_hex(32), "name": "", "sector": "other", "members": ""}
        days = {"joined": day_of(row.joined), "seen": day_of(row.seen)}
        this = sa.update(Participant).where(Participant.id == row.id)
        connection.execute(this.values(phrase=None, key_mark="", **nobody, **days))
    _forget_led(connection, owner)


def _forget_votes(connection: sa.Connection, participant: int) -> None:
    rows = connection.execute(sa.select(Vote).where(Vote.participant_id == participant)).all()
    for row in rows:
        left = {
            "minority": "",
            "submission": f"kept-{row.round}",
            "taken": day_of(row.taken),
            "choice": _without_words(connection, row.part_id, row.position, row.choice),
        }
        connection.execute(sa.update(Vote).where(Vote.id == row.id).values(left))


def _without_words(connection: sa.Connection, part: int, position: int, choice: str) -> str:
    """Return a kept answer without anybody's own words; of a case that cannot be read any more, nothing."""
    session = connection.execute(sa.select(Part.session_id).where(Part.id == part)).scalar_one()
    try:
        at = standing.of(connection, queries.part(connection, session, part))
        return standing.without_words(at.scenario, standing.before(at, position).scene.id, choice)
    except (AppError, KeyError, AttributeError):
        return "{}"


def _forget_led(connection: sa.Connection, owner: str) -> None:
    connection.execute(sa.delete(Host).where(Host.owner == owner))
    led = sa.select(TrainingSession.id).where(TrainingSession.host == owner)
    for session in connection.execute(led).scalars().all():
        heir = sa.select(Host.owner).where(Host.session_id == session).order_by(Host.id).limit(1)
        found = connection.execute(heir).scalar()
        if found is None:
            remove(connection, session)
            continue
        connection.execute(sa.delete(Host).where(Host.session_id == session, Host.owner == found))
        this_session = sa.update(TrainingSession).where(TrainingSession.id == session)
        connection.execute(this_session.values(host=found))


def hand_over(connection: sa.Connection, *, former: str, owner: str) -> None:
    """Give somebody's places in sessions to another key of theirs, where that one has none of its own."""
    taken = sa.select(Participant.session_id).where(Participant.owner == owner)
    mine = (Participant.owner == former) & Participant.session_id.not_in(taken)
    connection.execute(sa.update(Participant).where(mine).values(owner=owner))


def old(*, since: dt.datetime) -> sa.Select[int]:
    """Return a statement for the sessions in which nothing has happened since."""
    last = sa.func.coalesce(TrainingSession.closed, TrainingSession.opened, TrainingSession.made)
    lately = sa.select(Part.session_id).where(Part.since > since)
    return sa.select(TrainingSession.id).where(last <= since, TrainingSession.id.not_in(lately))


def remove_old(connection: sa.Connection, which: sa.Select[int], *, most: int) -> int:
    """Remove at most so many of these sessions, the oldest first, and return how many."""
    ids = connection.execute(which.order_by(TrainingSession.id).limit(most)).scalars().all()
    for session in ids:
        remove(connection, session)
    return len(ids)
