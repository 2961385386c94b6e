"""Coming into a room: with a code and a name, or back again on another device with six words."""

import dataclasses
import datetime as dt
import hmac
import secrets

import sqlalchemy as sa

from webapp.accounts.words import SECTORS
from webapp.attempts import owners
from webapp.attempts import service as attempts
from webapp.attempts.models import Attempt
from webapp.engine import phrase
from webapp.engine.room import code as codes
from webapp.errors import BadInput, Refused
from webapp.sessions import queries
from webapp.sessions.models import Participant, Played
from webapp.sessions.queries import Session, Taking
from webapp.settings import Settings, key_mark
from webapp.web.free_text import refuse_private

LONGEST_NAME = 60
LONGEST_MEMBERS = 400
MOST_PARTICIPANTS = 2000
SEEN_EVERY = dt.timedelta(minutes=1)
"""A sign of life is written this often at most."""

_BITS = 48


@dataclasses.dataclass(frozen=True, slots=True)
class Wish:
    """What somebody who wants to come in says of themselves."""

    name: str
    sector: str
    members: str = ""


def session_to_join(connection: sa.Connection, written: str) -> Session:
    """Return the session whose code somebody wrote; forgiving about case and spaces.

    Errors: BadInput room.lookalike for signs that no code has, room.no-such-code for any other.
    """
    code = codes.read(written)
    if code is None:
        raise BadInput("room.lookalike" if codes.has_lookalike(written) else "room.no-such-code")
    found = queries.by_code(connection, code)
    if found is None:
        raise BadInput("room.no-such-code")
    return found


def read_wish(session: Session, *, name: str, sector: str, members: str) -> Wish:
    """Return what somebody says of themselves, ready to be kept.

    Errors: BadInput with the `field` it is about.
    """
    name, members = " ".join(name.split()), "\n".join(filter(None, map(str.strip, members.splitlines())))
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadInput("room.name", field="name")
    if sector not in SECTORS:
        raise BadInput("room.sector", field="sector")
    if len(members) > LONGEST_MEMBERS or (session.seats == "table" and not members):
        raise BadInput("room.members", field="members")
    refuse_private(name, field="name")
    refuse_private(members, field="members")
    return Wish(name, sector, members if session.seats == "table" else "")


def join(connection: sa.Connection, session: Session, wish: Wish, *, owner: str, now: dt.datetime) -> None:
    """Let somebody in; who is in already only says anew who they are.

    Errors: Refused when the session is not open, lets nobody in, is full, or they were removed.
    """
    here = _own(connection, session, owner)
    if here is not None and here.removed is not None:
        raise Refused("room.removed")
    if session.state != "open":
        raise Refused("room.not-open")
    said = dataclasses.asdict(wish)
    if here is not None:
        this = sa.update(Participant).where(Participant.id == here.id)
        connection.execute(this.values(**said, seen=now))
        return
    if not session.lets_in:
        raise Refused("room.door-closed")
    if queries.joined(connection, session.id) >= MOST_PARTICIPANTS:
        raise Refused("room.full")
    row = {"session_id": session.id, "owner": owner, "joined": now, "seen": now, "key_mark": "", **said}
    connection.execute(sa.insert(Participant).values(row))


def make_phrase(connection: sa.Connection, taking: Taking, *, settings: Settings) -> int:
    """Make the phrase that brings a participant back; return its number, kept nowhere. A former one goes."""
    number = secrets.randbits(_BITS)
    values = {"phrase": _digest(settings.secret_key, number), "key_mark": key_mark(settings.secret_key)}
    connection.execute(sa.update(Participant).where(Participant.id == taking.id).values(values))
    return number


def come_back(connection: sa.Connection, written: str, *, owner: str, settings: Settings) -> Session:
    """Give a participant's place, with what they answered, to the device at which their phrase is typed.

    Shape: the phrase is used up; `owner` is the key of that device or person.
    Errors: BadInput for a phrase that does not hold; Refused when this device is somebody else in that room.
    """
    number = phrase.number(written)
    found = None if number is None else _by_phrase(connection, number, settings)
    if found is None:
        raise BadInput("room.no-such-phrase")
    session = queries.by_id(connection, found.session_id)
    here = _own(connection, session, owner)
    if here is not None and here.id != found.id:
        raise Refused("room.somebody-else")
    this = sa.update(Participant).where(Participant.id == found.id)
    connection.execute(this.values(owner=owner, phrase=None, key_mark=""))
    played = sa.select(Played.attempt_id).where(Played.participant_id == found.id)
    owners.hand_over_some(connection, played, owner=owner)
    attempts.forget(found.owner)
    return session


def note_seen(connection: sa.Connection, taking: Taking, *, now: dt.datetime) -> None:
    """Keep a participant's sign of life."""
    connection.execute(sa.update(Participant).where(Participant.id == taking.id).values(seen=now))


def is_stale(taking: Taking, now: dt.datetime) -> bool:
    """Say whether a sign of life is due to be kept."""
    return now - taking.seen >= SEEN_EVERY


def _own(connection: sa.Connection, session: Session, owner: str) -> Taking | None:
    mine = (Participant.owner == owner) & (Participant.session_id == session.id)
    found = queries.takings(connection, mine)
    return found[0] if found else None


def _by_phrase(connection: sa.Connection, number: int, settings: Settings) -> Taking | None:
    digests = [_digest(key, number) for key in settings.secret_keys]
    found = queries.takings(connection, Participant.phrase.in_(digests))
    return found[0] if found else None


def _digest(key: str, number: int) -> str:
    return hmac.digest(key.encode(), f"room-phrase:{number}".encode(), "sha256").hex()


def note_attempt(connection: sa.Connection, *, part: int, participant: int, key: str) -> None:
    """Keep that an attempt of a participant's own belongs to a part."""
    attempt = sa.select(sa.literal(part), sa.literal(participant), Attempt.id).where(Attempt.key == key)
    columns = ("part_id", "participant_id", "attempt_id")
    connection.execute(sa.insert(Played).from_select(columns, attempt))
