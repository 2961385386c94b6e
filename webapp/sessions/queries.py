"""Reading sessions back: rows as frozen values, only for those who lead them or take part."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from webapp.attempts.models import Attempt
from webapp.errors import NotFound
from webapp.sessions.models import Felt, Host, Part, Participant, Played, RoomStep, TrainingSession, Vote


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """A session as it is kept. Shape: `code` is None while it cannot be joined at all."""

    id: int
    key: str
    code: str | None
    title: str
    cohort: str
    support: str
    host: str
    lang: str
    seats: str
    state: str
    lets_in: bool
    pulse: int
    part: int
    made: dt.datetime
    opened: dt.datetime | None
    closed: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class AgendaPart:
    """An item of an agenda. Units: `minutes` planned; `decision` decisions that lie behind the room."""

    id: int
    session_id: int
    position: int
    kind: str
    title: str
    minutes: int
    scenario_id: str | None
    digest: str | None
    edition: int | None
    mode: str
    asks_sure: bool
    phase: str
    decision: int
    since: dt.datetime | None
    begun: dt.datetime | None
    ended: dt.datetime | None

    @property
    def is_paced(self) -> bool:
        """Say whether the room answers together."""
        return self.mode in {"paced", "again"}

    @property
    def round(self) -> int:
        """The round in which answers are taken, 0 where none are."""
        return {"open": 1, "again": 2}.get(self.phase, 0) if self.is_paced else 0


@dataclasses.dataclass(frozen=True, slots=True)
class Taking:
    """A participant as kept."""

    id: int
    session_id: int
    owner: str
    name: str
    sector: str
    members: str
    joined: dt.datetime
    seen: dt.datetime
    removed: dt.datetime | None
    has_phrase: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Voted:
    """One participant's answer to one decision of the room. Shape: `choice` as attempts write it."""

    participant: int
    position: int
    round: int
    choice: str
    sure: int | None
    minority: str
    submission: str


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A decision that lies behind the room."""

    position: int
    choice: str
    branch: str


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """How many answered the same in the same round of a decision, equally sure."""

    position: int
    round: int
    choice: str
    sure: int | None
    count: int


SESSION = tuple(getattr(TrainingSession, one.name) for one in dataclasses.fields(Session))
PART = tuple(getattr(Part, one.name) for one in dataclasses.fields(AgendaPart))
TAKING: tuple[Any, ...] = (
    Participant.id,
    Participant.session_id,
    Participant.owner,
    Participant.name,
    Participant.sector,
    Participant.members,
    Participant.joined,
    Participant.seen,
    Participant.removed,
    Participant.phrase.is_not(None),
)
# Made once: building a statement costs more than running it (docs/performance.md).
_BY_KEY = sa.select(*SESSION).where(TrainingSession.key == sa.bindparam("value"))
_BY_CODE = sa.select(*SESSION).where(TrainingSession.code == sa.bindparam("value"))
_BY_ID = sa.select(*SESSION).where(TrainingSession.id == sa.bindparam("value"))
_MINE = sa.select(*TAKING).where(
    Participant.session_id == sa.bindparam("session"), Participant.owner == sa.bindparam("whose")
)
_AGENDA = sa.select(*PART).where(Part.session_id == sa.bindparam("session")).order_by(Part.position, Part.id)
_AT_HAND = (
    sa.select(*PART)
    .where(Part.session_id == sa.bindparam("session"), Part.position == sa.bindparam("place"))
    .order_by(Part.id)
)
_STEPS = (
    sa.select(RoomStep.position, RoomStep.choice, RoomStep.branch)
    .where(RoomStep.part_id == sa.bindparam("part"))
    .order_by(RoomStep.position)
)
_CO_LED = sa.select(Host.session_id).where(Host.owner == sa.bindparam("whose"))


def led(connection: sa.Connection, *, owner: str) -> tuple[Session, ...]:
    """Return the sessions somebody leads alone or with others, the newest first."""
    statement = sa.select(*SESSION).where(
        (TrainingSession.host == sa.bindparam("whose")) | TrainingSession.id.in_(_CO_LED)
    )
    rows = connection.execute(statement.order_by(TrainingSession.id.desc()), {"whose": owner})
    return tuple(Session(*row) for row in rows)


def session_of_host(connection: sa.Connection, key: str, *, owner: str) -> Session:
    """Return a session that this person leads.

    Errors: NotFound when there is none of that key, or others lead it.
    """
    found = _one(connection, _BY_KEY, key)
    if found is None or (found.host != owner and owner not in co_hosts(connection, found.id)):
        raise NotFound("session.not-found", key=key)
    return found


def co_hosts(connection: sa.Connection, session: int) -> tuple[str, ...]:
    """Return the keys of those who lead a session beside its host."""
    rows = connection.execute(sa.select(Host.owner).where(Host.session_id == session).order_by(Host.id))
    return tuple(rows.scalars())


def by_code(connection: sa.Connection, code: str) -> Session | None:
    """Return the session that is joined by this code."""
    return _one(connection, _BY_CODE, code)


def by_id(connection: sa.Connection, session: int) -> Session:
    """Return a session by its number."""
    found = _one(connection, _BY_ID, session)
    if found is None:
        raise NotFound("session.not-found", id=session)
    return found


def in_room(connection: sa.Connection, key: str, *, owner: str | None) -> tuple[Session, Taking]:
    """Return the session of a room, and who this is in it.

    Errors: NotFound when there is none of that key, or this is nobody in it.
    """
    found = _one(connection, _BY_KEY, key)
    here = None if found is None else taking(connection, found, owner=owner)
    if found is None or here is None:
        raise NotFound("room.not-found", key=key)
    return found, here


def taking(connection: sa.Connection, session: Session, *, owner: str | None) -> Taking | None:
    """Return who somebody is in a session, None for nobody; those removed too."""
    if owner is None:
        return None
    row = connection.execute(_MINE, {"session": session.id, "whose": owner}).first()
    return Taking(*row) if row else None


def _one(connection: sa.Connection, statement: sa.Select[Any], value: object) -> Session | None:
    row = connection.execute(statement, {"value": value}).first()
    return Session(*row) if row else None


def agenda(connection: sa.Connection, session: int) -> tuple[AgendaPart, ...]:
    """Return the parts of a session, in order."""
    return tuple(AgendaPart(*row) for row in connection.execute(_AGENDA, {"session": session}))


def part(connection: sa.Connection, session: int, number: int) -> AgendaPart:
    """Return one part of a session by its own id.

    Errors: NotFound when the session has no such part.
    """
    statement = sa.select(*PART).where(Part.session_id == session, Part.id == number)
    row = connection.execute(statement).first()
    if row is None:
        raise NotFound("session.no-such-part", part=number)
    return AgendaPart(*row)


def at_hand(connection: sa.Connection, session: Session) -> AgendaPart | None:
    """Return the part a session is at; None where its agenda is empty."""
    row = connection.execute(_AT_HAND, {"session": session.id, "place": session.part}).first()
    return AgendaPart(*row) if row else None


def participants(connection: sa.Connection, session: int) -> tuple[Taking, ...]:
    """Return everybody who ever joined a session, in the order of joining; those removed too."""
    statement = sa.select(*TAKING).where(Participant.session_id == session).order_by(Participant.id)
    return tuple(Taking(*row) for row in connection.execute(statement))


def takings(connection: sa.Connection, where: sa.ColumnElement[bool]) -> tuple[Taking, ...]:
    """Return the participants that a condition matches, of whatever session."""
    rows = connection.execute(sa.select(*TAKING).where(where).order_by(Participant.id))
    return tuple(Taking(*row) for row in rows)


def joined(connection: sa.Connection, session: int) -> int:
    """Return how many are in a session, those removed not counted."""
    statement = sa.select(sa.func.count()).where(
        Participant.session_id == session, Participant.removed.is_(None)
    )
    return connection.execute(statement).scalar_one()


def joined_each(connection: sa.Connection, sessions: Collection[int]) -> Counter[int]:
    """Return how many are in each of some sessions, as `joined` counts them."""
    statement = sa.select(Participant.session_id, sa.func.count()).group_by(Participant.session_id)
    wanted = Participant.session_id.in_(sessions) & Participant.removed.is_(None)
    return Counter({row[0]: row[1] for row in connection.execute(statement.where(wanted))})


def planned_each(connection: sa.Connection, sessions: Collection[int]) -> dict[int, list[int]]:
    """Return the minutes planned for each part of some sessions."""
    found: dict[int, list[int]] = {one: [] for one in sessions}
    statement = sa.select(Part.session_id, Part.minutes).where(Part.session_id.in_(sessions))
    for row in connection.execute(statement.order_by(Part.position, Part.id)):
        found[row[0]].append(row[1])
    return found


def steps(connection: sa.Connection, number: int) -> tuple[Step, ...]:
    """Return the decisions that lie behind the room in a part, in order."""
    return tuple(Step(*row) for row in connection.execute(_STEPS, {"part": number}))


VOTED = (
    Vote.participant_id,
    Vote.position,
    Vote.round,
    Vote.choice,
    Vote.sure,
    Vote.minority,
    Vote.submission,
)
_OWN = (
    sa.select(*VOTED)
    .where(Vote.part_id == sa.bindparam("part"), Vote.participant_id == sa.bindparam("who"))
    .order_by(Vote.position, Vote.round)
)
_STAYS = Vote.participant_id.in_(sa.select(Participant.id).where(Participant.removed.is_(None)))


def own_votes(connection: sa.Connection, number: int, participant_id: int) -> tuple[Voted, ...]:
    """Return what one participant answered in a part, in order."""
    rows = connection.execute(_OWN, {"part": number, "who": participant_id})
    return tuple(Voted(*row) for row in rows)


def counted(connection: sa.Connection, number: int, position: int | None = None) -> tuple[Counted, ...]:
    """Return how often each answer was given in a part, or to one of its decisions alone."""
    which = [Vote.part_id == number, _STAYS]
    if position is not None:
        which.append(Vote.position == position)
    same = (Vote.position, Vote.round, Vote.choice, Vote.sure)
    rows = connection.execute(sa.select(*same, sa.func.count()).where(*which).group_by(*same).order_by(*same))
    return tuple(Counted(*row) for row in rows)


def noted(connection: sa.Connection, number: int, position: int) -> tuple[str, ...]:
    """Return what tables noted of those who saw a decision otherwise."""
    statement = sa.select(Vote.minority).where(
        Vote.part_id == number, Vote.position == position, Vote.minority != "", _STAYS
    )
    return tuple(connection.execute(statement.order_by(Vote.id)).scalars())


def played_counts(connection: sa.Connection, number: int) -> tuple[int, int]:
    """Return how many of the participants began the case of a self-paced part, and how many finished it."""
    statement = (
        sa.select(Played.participant_id, sa.func.max(Attempt.finished).is_not(None))
        .join(Attempt, Attempt.id == Played.attempt_id)
        .where(Played.part_id == number)
        .group_by(Played.participant_id)
    )
    rows = connection.execute(statement).all()
    return len(rows), sum(bool(row[1]) for row in rows)


def own_attempt(connection: sa.Connection, number: int, participant_id: int) -> tuple[str, bool] | None:
    """Return the key of somebody's latest attempt in a self-paced part, and whether it is finished."""
    statement = (
        sa.select(Attempt.key, Attempt.finished.is_not(None))
        .join(Played, Played.attempt_id == Attempt.id)
        .where(Played.part_id == number, Played.participant_id == participant_id)
    )
    row = connection.execute(statement.order_by(Attempt.id.desc()).limit(1)).first()
    return (row[0], bool(row[1])) if row else None


def has_felt(connection: sa.Connection, number: int, participant_id: int) -> bool:
    """Say whether a participant has told how a part felt."""
    statement = sa.select(Felt.id).where(Felt.part_id == number, Felt.participant_id == participant_id)
    return connection.execute(statement).first() is not None


def pulses(connection: sa.Connection, since: dt.datetime) -> dict[str, int]:
    """Return by its key the pulse of every session that is open, or was closed after `since`."""
    statement = sa.select(TrainingSession.key, TrainingSession.pulse).where(
        (TrainingSession.state == "open") | (TrainingSession.closed > since)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def pinned_at_hand(connection: sa.Connection) -> frozenset[tuple[str, int]]:
    """Return the digest and the edition of every case at hand in a room that is open."""
    at_hand = (Part.session_id == TrainingSession.id) & (Part.position == TrainingSession.part)
    rows = connection.execute(
        sa.select(Part.digest, Part.edition)
        .join(TrainingSession, at_hand)
        .where(TrainingSession.state == "open", Part.digest.is_not(None))
    )
    return frozenset((row.digest, row.edition) for row in rows)
