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
MOST_NAMES = 40
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
    noted = [
        (who, _note(who, part, picture, is_out=is_out, is_quiet=is_quiet))
        for who, is_out, is_quiet in watching.seats(connection, session.id, heard_since=now - GONE_QUIET)
    ]
    shown = noted if most is None or len(noted) <= most else [one for one in noted if one[1] in NEEDING]
    shown = shown if most is None else shown[:most]
    names = watching.named(connection, [who for who, _ in shown])
    joined = sum(note != "out" for _, note in noted)
    return Present(
        people=tuple(Person(names[who], note) for who, note in shown if who in names),
        joined=joined,
        left_out=len(noted) - len(shown),
        stuck=sum(note == "stuck" for _, note in noted),
        waiting=joined - len(picture.answered) if part is not None and part.round else 0,
    )


def _note(who: int, part: AgendaPart | None, picture: Picture, *, is_out: bool, is_quiet: bool) -> Note:
    if is_out:
        return "out"
    if part is not None and part.round and who not in picture.answered:
        return "waited-for"
    if part is not None and part.mode == "self" and part.phase == "open":
        if who in picture.finished:
            return "finished"
        if who in picture.stuck:
            return "stuck"
        if who not in picture.answered:
            return "not-begun"
    return "quiet" if is_quiet else ""
