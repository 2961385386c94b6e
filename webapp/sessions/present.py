"""Who is in the room, by name, as its trainer alone sees them."""

import dataclasses
import datetime as dt
from typing import Literal

import sqlalchemy as sa

from webapp.sessions import watching
from webapp.sessions.picture import Picture
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.watching import Seated

GONE_QUIET = dt.timedelta(minutes=5)
MOST_NAMES = 60
"""So many names stand on the page of the room; of a larger one those who may need something."""

Note = Literal["", "out", "quiet", "stuck", "waited-for", "not-begun", "finished"]
NEEDING: frozenset[Note] = frozenset({"out", "quiet", "stuck", "waited-for"})


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room. Shape: `note` is what stands out about them, empty for nothing."""

    seated: Seated
    note: Note


@dataclasses.dataclass(frozen=True, slots=True)
class Present:
    """Everybody, or of many those who may need something.

    Shape: `joined` are in, `stuck` have begun and stopped, `waiting` are asked and have not answered.
    """

    people: tuple[Person, ...]
    joined: int
    left_out: int
    stuck: int
    waiting: int


def of(
    connection: sa.Connection,
    session: Session,
    part: AgendaPart | None,
    picture: Picture,
    *,
    now: dt.datetime,
    most: int | None = MOST_NAMES,
) -> Present:
    """Return who is in the room; None for `most` names everybody."""
    found = [
        Person(one, _note(one, part, picture))
        for one in watching.seated(connection, session.id, heard_since=now - GONE_QUIET)
    ]
    shown = found if most is None or len(found) <= most else [one for one in found if one.note in NEEDING]
    shown = shown if most is None else shown[:most]
    inside = [one for one in found if not one.seated.is_out]
    return Present(
        people=tuple(shown),
        joined=len(inside),
        left_out=len(found) - len(shown),
        stuck=sum(one.seated.id in picture.stuck for one in inside),
        waiting=len(inside) - len(picture.answered) if part is not None and part.round else 0,
    )


def _note(one: Seated, part: AgendaPart | None, picture: Picture) -> Note:
    if one.is_out:
        return "out"
    if part is not None and part.round and one.id not in picture.answered:
        return "waited-for"
    if part is not None and part.mode == "self" and part.phase == "open":
        if one.id in picture.finished:
            return "finished"
        if one.id in picture.stuck:
            return "stuck"
        if one.id not in picture.answered:
            return "not-begun"
    return "quiet" if one.is_quiet else ""
