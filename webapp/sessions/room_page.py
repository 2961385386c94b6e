"""What a participant's own screen shows, in whatever phase the room is."""

import dataclasses
from collections.abc import Hashable, Mapping, Sequence

import sqlalchemy as sa

from webapp.attempts import ledger_rows, scene_page
from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.attempts.ledger_rows import Row
from webapp.attempts.prose import Paragraph, paragraphs
from webapp.attempts.scene_page import ScenePage
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Choice
from webapp.engine.scenario.moves import expert_choice
from webapp.engine.scenario.play import ChoiceRefused, Play
from webapp.manual import queries as manual
from webapp.sessions import queries, reveal, standing
from webapp.sessions.places import Here
from webapp.sessions.queries import AgendaPart, Session, Taking, Voted
from webapp.sessions.reveal import Reveal

Given = Mapping[str, Sequence[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Mine:
    """One's own answer to the decision at hand, in words; `before` is that of the first round, if another.

    Shape: `is_current` says that it was given in the round at hand.
    """

    answers: tuple[str, ...]
    before: tuple[str, ...]
    sure: int | None
    minority: str
    is_current: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What is best at a decision and why, with the paragraphs; `mine` is one's own row, None without one."""

    best: Row
    mine: Row | None
    edition: int


@dataclasses.dataclass(frozen=True, slots=True)
class Ended:
    """How it ended for the child."""

    outcome: str
    title: str
    story: tuple[Paragraph, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class OwnAttempt:
    """An attempt of one's own in a self-paced part."""

    key: str
    is_finished: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage:
    """One participant's page of a room. Shape: what the phase does not show is None."""

    session: Session
    taking: Taking
    at: AgendaPart | None
    number: int
    of: int
    heading: str
    note: tuple[Paragraph, ...]
    gender: str
    scene: ScenePage | None
    mine: Mine | None
    reveal: Reveal | None
    told: Told | None
    ended: Ended | None
    attempt: OwnAttempt | None
    has_felt: bool


SHARED = frozenset({"hold", "open", "talk", "again", "shown", "told"})
"""Phases of a paced case in which many see the very same, but for their name and what their forms carry."""


def same_for(here: Here) -> Hashable | None:
    """Return what says all that somebody's page depends on but their name, None where it is theirs alone.

    Shape: the session's key and pulse stand for everything that a trainer's steps change; one's own answers
    to the decision at hand are the rest.
    """
    session, taking, part = here.session, here.taking, here.part
    if part is None or session.state != "open" or part.phase not in SHARED or not part.is_paced:
        return None
    if not taking.name or taking.removed is not None:
        return None
    mine = tuple((one.round, one.choice, one.sure, one.minority) for one in here.votes)
    return (session.key, session.pulse, part.id, part.phase, part.decision, mine)


def of(
    connection: sa.Connection,
    session: Session,
    taking: Taking,
    lang: str,
    *,
    refused: ChoiceRefused | None = None,
    given: Given | None = None,
    submission: str = "",
) -> RoomPage:
    """Return somebody's page of a room as it stands; after a refusal with what was chosen, and findings."""
    part = queries.at_hand(connection, session) if session.state != "prepared" else None
    number = 0 if part is None else part.position + 1
    size = len(queries.agenda(connection, session.id))
    page = RoomPage(
        session=session,
        taking=taking,
        at=part,
        number=number,
        of=size,
        heading=part.title if part else "",
        note=(),
        gender="female",
        scene=None,
        mine=None,
        reveal=None,
        told=None,
        ended=None,
        attempt=None,
        has_felt=False,
    )
    if part is None or part.kind != "case" or part.phase == "waiting":
        return page
    scenario = standing.scenario_of(connection, part)
    page = dataclasses.replace(
        page,
        heading=scenario.title.of(lang),
        note=paragraphs(scenario.note.of(lang)),
        gender=scenario.role.gender,
        has_felt=queries.has_felt(connection, part.id, taking.id),
    )
    if not part.is_paced:
        return dataclasses.replace(page, attempt=_attempt(connection, part, taking))
    at = standing.of(connection, part)
    if at.play.ended:
        return dataclasses.replace(page, ended=_ended(at.play, lang))
    return _with_decision(connection, page, at, lang, refused=refused, given=given, submission=submission)


def _with_decision(
    connection: sa.Connection,
    page: RoomPage,
    at: standing.Standing,
    lang: str,
    *,
    refused: ChoiceRefused | None,
    given: Given | None,
    submission: str,
) -> RoomPage:
    part = at.part
    votes = [
        one for one in queries.own_votes(connection, part.id, page.taking.id) if one.position == part.decision
    ]
    shown_given = given if given is not None else _as_form(at, votes[-1]) if votes else {}
    in_room = attempt_service.in_a_room(at.play, key=page.session.key)
    return dataclasses.replace(
        page,
        scene=scene_page.of(
            in_room, lang, refused=refused, given=shown_given, submission=submission, asks=""
        ),
        mine=_mine(at, votes, lang) if votes else None,
        reveal=reveal.of(connection, at, lang, seed=page.session.key)
        if part.phase in {"shown", "told"}
        else None,
        told=_told(connection, at, votes, lang) if part.phase == "told" else None,
    )


def _as_form(at: standing.Standing, vote: Voted) -> dict[str, list[str]]:
    """Return a kept answer as its form would send it, so that it stands ticked."""
    fields = at.play.scene.decision.fields if at.play.scene.decision else ()
    choice = attempts.read_choice(vote.choice)
    return {
        scene_page.name_of(field): (
            [f"{place}.{step}" for place, step in enumerate(choice.get(field.id, ()), start=1)]
            if field.kind == "order"
            else list(choice.get(field.id, ()))
        )
        for field in fields
    }


def _mine(at: standing.Standing, votes: Sequence[Voted], lang: str) -> Mine:
    texts = [reveal.in_words(at.play, attempts.read_choice(vote.choice), lang) for vote in votes]
    before = texts[0] if len(texts) > 1 and texts[0] != texts[-1] else ()
    is_current = votes[-1].round == at.part.round
    return Mine(texts[-1], before, votes[-1].sure, votes[-1].minority, is_current=is_current)


def _told(connection: sa.Connection, at: standing.Standing, votes: Sequence[Voted], lang: str) -> Told:
    choices: list[Choice] = [expert_choice(at.play.scene)]
    choices += [attempts.read_choice(vote.choice) for vote in votes[-1:]]
    rows = [scores.row_of(at.scenario, at.play, choice) for choice in choices]
    edition = at.part.edition or 0
    uids = tuple(sorted({uid for row in rows for uid in row.cites}))
    quotes = manual.quotes(connection, lang=lang, edition=edition, uids=uids)
    shown = [
        ledger_rows.row(_after(at, choice), row, 0, quotes, lang)
        for choice, row in zip(choices, rows, strict=True)
    ]
    return Told(shown[0], shown[1] if len(shown) > 1 else None, edition)


def _after(at: standing.Standing, choice: Choice) -> Play:
    return attempt_service.replayed(at.scenario, (*at.choices, attempts.write_choice(choice)))


def _ended(play: Play, lang: str) -> Ended:
    ending = play.scene.ending
    assert ending is not None  # noqa: S101 -- the play has ended
    return Ended(ending.outcome, play.scene.title.of(lang), paragraphs(ending.text.of(lang)))


def _attempt(connection: sa.Connection, part: AgendaPart, taking: Taking) -> OwnAttempt | None:
    found = queries.own_attempt(connection, part.id, taking.id)
    return OwnAttempt(found[0], is_finished=found[1]) if found else None
