"""What leads a room: where it stands, who has answered, how, and which steps are possible now."""

import dataclasses
import datetime as dt
import hashlib

import sqlalchemy as sa

from webapp.attempts import queries as attempts
from webapp.attempts import scene_page
from webapp.attempts import service as attempt_service
from webapp.attempts.scene_page import ScenePage
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import (
    agenda,
    decision_map,
    feelings,
    picture,
    present,
    queries,
    reveal,
    service,
    standing,
)
from webapp.sessions.agenda import ShownPart
from webapp.sessions.picture import AtHand, Picture
from webapp.sessions.present import Present
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.reveal import Reveal

PIECES = ("head", "steps", "course", "now", "answers", "map", "watch", "people")
"""What the page is made of, each exchanged by itself when it has changed."""

_BY_PULSE = 3
"""So many of them change with the pulse alone: what a trainer presses stays under the pointer meanwhile."""

_MARK = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """An answer by which the room can move on: its words, as it is kept, and whose it is."""

    branch: str
    choice: str
    texts: tuple[str, ...]
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Steps:
    """What changes with the pulse alone: the agenda, the scene, and the steps that are possible now.

    Shape: `coming` is the part after the one at hand, None at the end.
    """

    parts: tuple[ShownPart, ...]
    coming: ShownPart | None
    heading: str
    steps: tuple[str, ...]
    scene: ScenePage | None
    ways: tuple[Way, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Now:
    """The line that says how far the room is. Units: `minutes` since the phase began, None before it."""

    joined: int
    answered: int
    finished: int
    minutes: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Answers:
    """How the decision at hand was answered. Shape: `first` is there in a second round."""

    last: Reveal | None = None
    first: Reveal | None = None
    noted: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    felt: int = 0
    feelings: tuple[tuple[str, int], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A room as its trainer sees it.

    Shape: `steps` is None where they are asked for and stand as they stood; `marks` tell one state of each of
    PIECES from another.
    """

    session: Session
    at: AgendaPart | None
    steps: Steps | None
    now: Now
    answers: Answers
    picture: Picture
    present: Present
    marks: tuple[str, ...]

    @property
    def mark(self) -> str:
        """All marks as one word."""
        return "".join(self.marks)

    def changed(self, seen: str) -> tuple[str, ...]:
        """Return the pieces that no longer look as this mark says."""
        known = [seen[place : place + _MARK] for place in range(0, len(seen), _MARK)]
        known += [""] * (len(PIECES) - len(known))
        return tuple(name for name, mark, was in zip(PIECES, self.marks, known, strict=False) if mark != was)


@dataclasses.dataclass(frozen=True, slots=True)
class _Look:
    """One look into a room. Shape: `at` and `here` are there while it answers a case together."""

    connection: sa.Connection
    session: Session
    part: AgendaPart | None
    at: standing.Standing | None
    here: AtHand | None
    lang: str
    now: dt.datetime


def of(
    connection: sa.Connection, session: Session, lang: str, *, now: dt.datetime, seen: str = ""
) -> LeadPage:
    """Return the page that leads a room; what changes with the pulse alone only if `seen` is of another."""
    look = _looked(connection, session, lang, now)
    part = look.part
    by_pulse = _marked((session.key, session.pulse, session.state, session.lets_in, lang))
    shown = _picture(look)
    people = present.of(connection, session, part, shown, now=now)
    line = Now(
        people.joined,
        len(shown.answered),
        len(shown.finished),
        None if part is None or part.since is None else int((now - part.since).total_seconds() // 60),
    )
    answers = _answers(look)
    watched = (shown.strikes, shown.heat, people.stuck, people.waiting)
    live = (line, answers, shown.rows, watched, people)
    return LeadPage(
        session=session,
        at=part,
        steps=None if seen.startswith(by_pulse) else _steps(look),
        now=line,
        answers=answers,
        picture=shown,
        present=people,
        marks=(*[by_pulse] * _BY_PULSE, *(_marked(one) for one in live)),
    )


def everybody(connection: sa.Connection, session: Session, lang: str, *, now: dt.datetime) -> Present:
    """Return who is in a room, however many they are."""
    look = _looked(connection, session, lang, now)
    return present.of(connection, session, look.part, _picture(look), now=now, most=None)


def _looked(connection: sa.Connection, session: Session, lang: str, now: dt.datetime) -> _Look:
    part = queries.at_hand(connection, session) if session.state != "prepared" else None
    at = None
    if part is not None and part.is_paced and part.phase != "waiting":
        at = standing.of(connection, part)
    here = picture.at_hand(connection, at) if at is not None and not at.play.ended else None
    return _Look(connection, session, part, at, here, lang, now)


def _picture(look: _Look) -> Picture:
    session, part = look.session, look.part
    if look.at is not None:
        people = queries.joined(look.connection, session.id)
        return picture.of_room(
            look.connection,
            look.at,
            look.here,
            look.lang,
            key=session.key,
            pulse=session.pulse,
            people=people,
        )
    if part is None or part.mode != "self" or part.phase == "waiting":
        return Picture()
    scenario = standing.scenario_of(look.connection, part)
    return picture.of_plays(look.connection, scenario, part, look.lang, key=session.key, now=look.now)


def _answers(look: _Look) -> Answers:
    part, here, at = look.part, look.here, look.at
    if part is None or part.kind != "case":
        return Answers()
    felt, told = feelings.of(look.connection, part) if part.phase == "done" else (0, ())
    if at is None or here is None:
        return Answers(felt=felt, feelings=told)
    drawn = [
        decision_map.bars(at.play, one, look.lang, seed=look.session.key)
        for one in (here.first, here.second)
        if one is not None
    ]
    has_tables = look.session.seats == "table"
    return Answers(
        last=drawn[-1],
        first=drawn[0] if here.second is not None else None,
        noted=queries.noted(look.connection, part.id, part.decision) if has_tables else (),
        words=here.words,
        felt=felt,
        feelings=told,
    )


def _steps(look: _Look) -> Steps:
    parts = agenda.shown(look.connection, look.session, look.lang)
    heading = next((one.heading for one in parts if one.is_at_hand), "")
    place = next((place for place, one in enumerate(parts) if one.is_at_hand), len(parts))
    coming = next((one for one in parts[place + 1 :] if not one.is_missing), None)
    scene: ScenePage | None = None
    ways: tuple[Way, ...] = ()
    if look.at is not None and look.here is not None:
        in_room = attempt_service.in_a_room(look.at.play, key=look.session.key)
        scene = scene_page.of(in_room, look.lang, refused=None, given={}, submission="", asks="")
        if look.at.part.phase in {"shown", "told"}:
            ways = _ways(look.connection, look.at, look.lang)
    return Steps(parts, coming, heading, service.following(look.part) if look.part else (), scene, ways)


def _ways(connection: sa.Connection, at: standing.Standing, lang: str) -> tuple[Way, ...]:
    """Return the ways on: the expert's, the majority's, then every other answer that was given."""
    expert = attempts.write_choice(expert_choice(at.play.scene))
    counts = standing.round_of(connection, at, position=at.part.decision)
    most = standing.majority(at, counts)
    order = dict.fromkeys([expert, *([most] if most else []), *(one for one, _ in counts.most_common())])
    return tuple(
        Way(
            "expert" if choice == expert else "majority" if choice == most else "chosen",
            choice,
            reveal.in_words(at.play, attempts.read_choice(choice), lang),
            counts[choice],
        )
        for choice in order
    )


def _marked(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:_MARK]
