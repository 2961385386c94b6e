"""What a trainer's pages show of a session: its agenda in the cases' own words, who leads it, who is in."""

import dataclasses
import itertools
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.accounts import queries as people
from webapp.attempts import service as attempts
from webapp.engine.room.days import over_days
from webapp.errors import NotFound
from webapp.sessions import queries, standing
from webapp.sessions.queries import AgendaPart, Session


@dataclasses.dataclass(frozen=True, slots=True)
class ShownPart:
    """An item of the agenda. Units: `starts` minutes after the beginning, `wanted` those its author plans.

    Shape: `heading` is the case's title, or what the trainer called it, empty where neither is there;
    `wanted` is 0 where it is no case.
    """

    part: AgendaPart
    heading: str
    note: str
    starts: int
    is_at_hand: bool
    is_missing: bool
    wanted: int = 0

    @property
    def is_short(self) -> bool:
        """Say whether a case has less time here than its author plans."""
        return self.part.minutes < self.wanted


@dataclasses.dataclass(frozen=True, slots=True)
class Timed:
    """An item of one day. Units: `starts` and `ends` in minutes after the day's beginning."""

    item: ShownPart
    starts: int
    ends: int


@dataclasses.dataclass(frozen=True, slots=True)
class Day:
    """A day of an agenda, counted from 1. Units: `minutes` from its beginning to its end."""

    number: int
    minutes: int
    items: tuple[Timed, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """A case that can be put on an agenda. Units: `minutes` its author plans for it.

    Shape: `note` says what it touches, for whoever does not want that today.
    """

    id: str
    title: str
    minutes: int
    is_for_rooms: bool
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads a session."""

    owner: str
    name: str
    is_host: bool


def shown(connection: sa.Connection, session: Session, lang: str) -> tuple[ShownPart, ...]:
    """Return the agenda in one language."""
    parts = queries.agenda(connection, session.id)
    starts = itertools.accumulate((part.minutes for part in parts), initial=0)
    return tuple(
        _part(connection, session, part, start, lang) for part, start in zip(parts, starts, strict=False)
    )


def _part(connection: sa.Connection, session: Session, part: AgendaPart, starts: int, lang: str) -> ShownPart:
    is_here = session.state != "prepared" and part.position == session.part
    if part.kind != "case":
        return ShownPart(part, part.title, "", starts, is_here, is_missing=False)
    try:
        scenario = standing.scenario_of(connection, part)
    except NotFound:
        return ShownPart(part, part.title, "", starts, is_here, is_missing=True)
    return ShownPart(
        part,
        scenario.title.of(lang),
        scenario.note.of(lang),
        starts,
        is_here,
        is_missing=False,
        wanted=scenario.minutes,
    )


def days(parts: Sequence[ShownPart]) -> tuple[Day, ...]:
    """Return an agenda day by day; what fits into one day is one."""
    lengths = [one.part.minutes for one in parts]
    laid_out = over_days(lengths, is_break=lambda place: parts[place].part.kind == "break")
    return tuple(_day(number, [parts[place] for place in held]) for number, held in enumerate(laid_out, 1))


def _day(number: int, parts: Sequence[ShownPart]) -> Day:
    ends = tuple(itertools.accumulate(one.part.minutes for one in parts))
    items = (Timed(one, end - one.part.minutes, end) for one, end in zip(parts, ends, strict=True))
    return Day(number, ends[-1], tuple(items))


def cases(connection: sa.Connection, lang: str) -> tuple[Case, ...]:
    """Return every case that can be played, by title."""
    found = attempts.playable(connection)
    listed = (
        Case(
            one.id,
            one.title.of(lang),
            one.minutes,
            is_for_rooms=one.access != "open",
            note=one.note.of(lang),
        )
        for one in found
    )
    return tuple(sorted(listed, key=lambda one: one.title))


def leaders(connection: sa.Connection, session: Session) -> tuple[Leader, ...]:
    """Return who leads a session, its host first; who has no account any more has no name."""
    owners = (session.host, *queries.co_hosts(connection, session.id))
    names = people.names_by_owner(connection, owners)
    return tuple(Leader(owner, names.get(owner, ""), is_host=owner == session.host) for owner in owners)
