"""What belongs on the wall: the question at hand and how it was answered, and nobody's name.

Nothing here is read that names anybody, so that no template can show it.
"""

import dataclasses
import datetime as dt
import hashlib

import sqlalchemy as sa

from webapp.attempts import scene_page
from webapp.attempts import service as attempt_service
from webapp.attempts.scene_page import ScenePage
from webapp.engine.room.small import Count, shown_count
from webapp.errors import NotFound
from webapp.sessions import decision_map, picture, queries, reveal, standing
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.reveal import Reveal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A room as everybody in it may see it from their chair.

    Shape: `reveal` is there once the answers are shown; `begun` and `finished` at a pace of one's own; what
    the part does not have is None. Units: `minutes` since the phase began, `planned` for the part.
    """

    title: str
    state: str
    at: AgendaPart | None
    heading: str
    joined: int
    answered: int
    minutes: int
    planned: int
    scene: ScenePage | None = None
    reveal: Reveal | None = None
    begun: Count | None = None
    finished: Count | None = None

    @property
    def mark(self) -> str:
        """What tells one state of the wall from another."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def of(connection: sa.Connection, session: Session, lang: str, *, now: dt.datetime) -> Wall:
    """Return what a room's wall shows."""
    part = queries.at_hand(connection, session) if session.state != "prepared" else None
    wall = Wall(
        title=session.title,
        state=session.state,
        at=part,
        heading=_heading(connection, part, lang),
        joined=queries.joined(connection, session.id),
        answered=0,
        minutes=0 if part is None or part.since is None else int((now - part.since).total_seconds() // 60),
        planned=part.minutes if part else 0,
    )
    if part is None or part.kind != "case" or part.phase == "waiting":
        return wall
    if not part.is_paced:
        begun, finished = queries.played_counts(connection, part.id)
        return dataclasses.replace(wall, begun=shown_count(begun), finished=shown_count(finished))
    at = standing.of(connection, part)
    return wall if at.play.ended else _asked(connection, wall, at, session, lang)


def _asked(connection: sa.Connection, wall: Wall, at: standing.Standing, session: Session, lang: str) -> Wall:
    here = picture.at_hand(connection, at)
    in_room = attempt_service.in_a_room(at.play, key=session.key)
    is_shown = at.part.phase in {"shown", "told"}
    return dataclasses.replace(
        wall,
        answered=len(here.answered),
        scene=scene_page.of(in_room, lang, refused=None, given={}, submission="", asks=""),
        reveal=reveal.for_everybody(decision_map.bars(at.play, here.last, lang, seed=session.key))
        if is_shown
        else None,
    )


def _heading(connection: sa.Connection, part: AgendaPart | None, lang: str) -> str:
    if part is None or part.kind != "case":
        return part.title if part else ""
    try:
        return standing.scenario_of(connection, part).title.of(lang)
    except NotFound:
        return part.title
