"""What leads a room: where it stands, who has answered, how, and which steps are possible now."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.attempts import queries as attempts
from webapp.attempts import scene_page
from webapp.attempts import service as attempt_service
from webapp.attempts.scene_page import ScenePage
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import agenda, feelings, queries, reveal, service, standing
from webapp.sessions.agenda import Present, ShownPart
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.reveal import Reveal


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """An answer by which the room can move on: its words, as it is kept, and whose it is."""

    branch: str
    choice: str
    texts: tuple[str, ...]
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A room as its trainer sees it. Units: `minutes` since the phase began, `planned` for the part.

    Shape: `reveal` is live; of a blind case in its second round `first` is the first one. `ways` are there
    once the answer may be taken.
    """

    session: Session
    parts: tuple[ShownPart, ...]
    at: AgendaPart | None
    heading: str
    joined: int
    answered: int
    finished: int
    minutes: int
    steps: tuple[str, ...]
    scene: ScenePage | None
    reveal: Reveal | None
    first: Reveal | None
    ways: tuple[Way, ...]
    noted: tuple[str, ...]
    people: tuple[Present, ...]
    felt: int
    feelings: tuple[tuple[str, int], ...]


def of(connection: sa.Connection, session: Session, lang: str, *, now: dt.datetime) -> LeadPage:
    """Return the page that leads a room."""
    parts = agenda.shown(connection, session, lang)
    here = next((one for one in parts if one.is_at_hand), None)
    part = here.part if here else None
    page = LeadPage(
        session=session,
        parts=parts,
        at=part,
        heading=here.heading if here else "",
        joined=queries.joined(connection, session.id),
        answered=0,
        finished=0,
        minutes=0 if part is None or part.since is None else int((now - part.since).total_seconds() // 60),
        steps=service.following(part) if part else (),
        scene=None,
        reveal=None,
        first=None,
        ways=(),
        noted=(),
        people=agenda.present(connection, session, now),
        felt=0,
        feelings=(),
    )
    if part is None or part.kind != "case" or part.phase == "waiting" or (here and here.is_missing):
        return page
    felt, told = feelings.of(connection, part)
    page = dataclasses.replace(page, felt=felt, feelings=told)
    if not part.is_paced:
        begun, finished = queries.played_counts(connection, part.id)
        return dataclasses.replace(page, answered=begun, finished=finished)
    return _paced(connection, page, part, lang)


def _paced(connection: sa.Connection, page: LeadPage, part: AgendaPart, lang: str) -> LeadPage:
    at = standing.of(connection, part)
    if at.play.ended:
        return page
    in_room = attempt_service.in_a_room(at.play, key=page.session.key)
    rounds = {row.round for row in queries.counted(connection, part.id, part.decision)}
    turn = part.round or (max(rounds) if rounds else 1)
    counts = reveal.counted(connection, at, position=part.decision, turn=turn)
    first = None
    if turn > 1:
        before = reveal.counted(connection, at, position=part.decision, turn=1)
        first = reveal.drawn(at.play, before, lang, seed=page.session.key)
    return dataclasses.replace(
        page,
        answered=counts.votes,
        scene=scene_page.of(in_room, lang, refused=None, given={}, submission="", asks=""),
        reveal=reveal.drawn(at.play, counts, lang, seed=page.session.key),
        first=first,
        ways=_ways(connection, at, lang) if part.phase in {"shown", "told"} else (),
        noted=queries.noted(connection, part.id, part.decision),
    )


def _ways(connection: sa.Connection, at: standing.Standing, lang: str) -> tuple[Way, ...]:
    """Return the ways on: the expert's, the majority's, then every other answer that was given."""
    expert = attempts.write_choice(expert_choice(at.play.scene))
    counts = standing.round_of(connection, at, position=at.part.decision)
    most = standing.majority(connection, at)
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
