"""The live picture of a case: the decision map, critical errors as they happen, deadlines, who is stuck."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.engine.room.lanes import Lane, Move, moves_of
from webapp.engine.room.small import Count, shown_count
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.moves import expert_choice
from webapp.engine.scenario.play import ReadingState
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.sessions import crowd, decision_map, judged, walks, watching
from webapp.sessions.decision_map import MapRow, Stop
from webapp.sessions.judged import NOBODY, Facts, Path
from webapp.sessions.queries import AgendaPart
from webapp.sessions.standing import Standing
from webapp.web.memory import Lately

STUCK_AFTER = dt.timedelta(minutes=5)
STATES: tuple[ReadingState, ...] = ("met", "late", "missed", "running", "waiting")
MOST_STRIKES = 12
"""Critical errors shown at once, the latest first."""

_behind: Lately[tuple[str, int, int], "Behind"] = Lately(64)
"""What was answered to the decisions behind a room, by its key, its part and its pulse."""

Rounds = tuple[Facts, Facts | None]


@dataclasses.dataclass(frozen=True, slots=True)
class StrikeRow:
    """A critical error that was made: where, which answer, by how many, and the paragraph against it."""

    number: int
    title: str
    text: str
    count: Count
    quotes: tuple[Quote, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Heat:
    """A deadline and how it stands. Shape: `state` of a room that goes together, else `counts` by STATES."""

    title: str
    state: ReadingState | None
    counts: Mapping[ReadingState, Count]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A room at work on a case. Shape: `stuck` names people by their number in the room, for the trainer."""

    rows: tuple[MapRow, ...] = ()
    strikes: tuple[StrikeRow, ...] = ()
    heat: tuple[Heat, ...] = ()
    stuck: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    finished: frozenset[int] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a room: its decisions, how people went through them, in which lane they are now."""

    rounds: tuple[Rounds, ...]
    moves: tuple[Mapping[Move, int], ...]
    lanes: Mapping[int, Lane]


@dataclasses.dataclass(frozen=True, slots=True)
class AtHand:
    """How the decision at hand was answered so far.

    Shape: `second` is None before the second round; `answered` says by whom in the last one, `words` what
    they wrote freely.
    """

    first: Facts
    second: Facts | None
    answered: frozenset[int]
    words: tuple[str, ...]

    @property
    def last(self) -> Facts:
        """The round at hand."""
        return self.first if self.second is None else self.second


def at_hand(connection: sa.Connection, at: Standing) -> AtHand:
    """Return how the room answered the decision before which it stands; not for a case that has ended."""
    path, scenario = judged.plain_path(at.play, at.choices), at.scenario
    given = watching.answers(connection, at.part.id, position=at.part.decision)
    first, second = _in_rounds(scenario, path, given)
    turn = 2 if second or at.part.round == 2 else 1  # noqa: PLR2004 -- there are two rounds
    return AtHand(
        first,
        None if turn == 1 else second or NOBODY,
        frozenset((first if turn == 1 else second or NOBODY).lanes),
        tuple(
            words
            for one in given
            if one.round == turn
            for words in judged.words_in(scenario, at.play.scene.id, one.choice)
        ),
    )


def of_room(
    connection: sa.Connection,
    at: Standing,
    here: AtHand | None,
    lang: str,
    *,
    key: str,
    pulse: int,
    people: int,
) -> Picture:
    """Return the picture of a case that the room answers together, `here` being None at its end.

    Shape: the first answers make the map, as they make the room's profile.
    """
    path = judged.plain_path(at.play, at.choices)
    behind = _read_behind(connection, at.scenario, at.part, path, key=key, pulse=pulse)
    rounds, moves = [*behind.rounds], [*behind.moves]
    if here is not None:
        rounds.append((here.first, here.second))
        moves.append(moves_of([behind.lanes, here.first.lanes])[1])
    words = here.words if here else ()
    stops = [*_room_stops(at.scenario, path, rounds, words), *_ahead(at.scenario, path, len(rounds))]
    return Picture(
        rows=decision_map.rows(stops, moves, lang, people=people, seed=key),
        strikes=_strikes(connection, at.part, _struck(reversed(stops)), lang),
        heat=tuple(
            Heat(one.title.of(lang), one.state, {}) for one in at.play.clocks if one.due_at is not None
        ),
        answered=here.answered if here else frozenset(),
    )


def of_plays(
    connection: sa.Connection, scenario: Scenario, part: AgendaPart, lang: str, *, key: str, now: dt.datetime
) -> Picture:
    """Return the picture of a case that everybody plays at a pace of their own."""
    own = watching.own_plays(connection, part.id, part.digest)
    walkers = walks.of(connection, scenario, own)
    found = crowd.counted(key, part.id, scenario, walkers)
    struck = sorted(_struck(found.stops), key=lambda one: found.latest[one[0].scene.id, one[1]], reverse=True)
    return Picture(
        rows=decision_map.rows(found.stops, found.moves, lang, people=len(walkers), seed=key),
        strikes=_strikes(connection, part, struck, lang),
        heat=tuple(
            Heat(clock.title.of(lang), None, {state: shown_count(counts[state]) for state in STATES})
            for clock, counts in zip(scenario.clocks, found.clocks, strict=True)
            if walkers
        ),
        stuck=frozenset(
            one.person for one in walkers if not one.is_finished and now - one.walk.moved >= STUCK_AFTER
        ),
        answered=frozenset(one.person for one in own),
        finished=frozenset(one.person for one in own if one.is_finished),
    )


def _read_behind(
    connection: sa.Connection, scenario: Scenario, part: AgendaPart, path: Path, *, key: str, pulse: int
) -> Behind:
    """Return what was answered to the decisions behind a room; every step of its trainer reads it anew."""
    known = _behind.get((key, part.id, pulse))
    if known is not None:
        return known
    by_position: dict[int, list[watching.Answer]] = {}
    for one in watching.answers(connection, part.id, below=part.decision):
        by_position.setdefault(one.position, []).append(one)
    rounds = tuple(
        _in_rounds(scenario, path[:position], by_position.get(position, [])) for position in range(len(path))
    )
    lanes = [first.lanes for first, _ in rounds]
    found = Behind(rounds, moves_of(lanes), {who: lane for one in lanes for who, lane in one.items()})
    return _behind.keep((key, part.id, pulse), found)


def _in_rounds(scenario: Scenario, path: Path, given: Iterable[watching.Answer]) -> Rounds:
    first: list[tuple[int, str]] = []
    second: list[tuple[int, str]] = []
    for one in given:
        (first if one.round == 1 else second).append((one.person, one.choice))
    return judged.facts(scenario, path, first), judged.facts(scenario, path, second) if second else None


def _room_stops(
    scenario: Scenario,
    path: Path,
    rounds: Sequence[Rounds],
    words: tuple[str, ...],
) -> Iterator[Stop]:
    for position, (first, again) in enumerate(rounds):
        before = attempt_service.replayed(scenario, path[:position])
        is_here = position == len(path)
        yield Stop(
            scene=before.scene,
            number=position + 1,
            place="here" if is_here else "behind",
            facts=first,
            again=again,
            before=before,
            words=words if is_here else (),
        )


def _ahead(scenario: Scenario, path: Path, number: int) -> Iterator[Stop]:
    """Yield the decisions that come after the one at hand if the room answers as the expert from now on."""
    play = attempt_service.replayed(scenario, path)
    while not play.ended:
        if len(path) >= number:
            yield Stop(scene=play.scene, number=len(path) + 1, place="ahead")
        path = (*path, attempts.write_choice(expert_choice(play.scene)))
        play = attempt_service.replayed(scenario, path)


def _struck(stops: Iterable[Stop]) -> Iterator[tuple[Stop, judged.Strike, int]]:
    for stop in stops:
        for strike, count in stop.facts.struck.items() if stop.facts else ():
            yield stop, strike, count


def _strikes(
    connection: sa.Connection,
    part: AgendaPart,
    found: Iterable[tuple[Stop, judged.Strike, int]],
    lang: str,
) -> tuple[StrikeRow, ...]:
    some = list(found)[:MOST_STRIKES]
    answers = [
        next(field for field in stop.scene.decision.fields if field.id == strike[0]).answer(strike[1])  # type: ignore[union-attr]  # what was answered is a decision
        for stop, strike, _ in some
    ]
    uids = tuple(sorted({uid for one in answers for uid in one.cite}))
    quotes = manual.quotes(connection, lang=lang, edition=part.edition or 0, uids=uids) if uids else {}
    return tuple(
        StrikeRow(
            stop.number,
            stop.scene.decision.title.of(lang) if stop.scene.decision else "",
            answer.text.of(lang),
            shown_count(count),
            tuple(quotes[uid] for uid in answer.cite if uid in quotes),
        )
        for (stop, _, count), answer in zip(some, answers, strict=True)
    )
