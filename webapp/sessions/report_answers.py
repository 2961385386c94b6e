"""Every answer of a session alike, given together or alone: with its row and what was at stake."""

import dataclasses
from collections.abc import Iterable, Mapping
from fractions import Fraction

import sqlalchemy as sa

from webapp.attempts import answer_words
from webapp.attempts import queries as attempts
from webapp.engine.room.tally import known_row, stake
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Choice, Scenario, Scene
from webapp.engine.scenario.moves import scored
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.result import LedgerRow
from webapp.scenarios import queries as scenarios
from webapp.sessions import standing
from webapp.sessions.queries import AgendaPart
from webapp.sessions.report_rows import Cast, Own


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A decision as somebody met it: a play that came by there, and where.

    Shape: `item` names the same decision for everybody. Units: `stake` in points of 100.
    """

    item: str
    play: Play
    position: int
    stake: Fraction

    @property
    def scene(self) -> Scene:
        """The scene that asks."""
        steps = self.play.steps
        return steps[self.position].scene if self.position < len(steps) else self.play.scene

    @property
    def minutes(self) -> int:
        """Where it is asked, in minutes of the case's own time."""
        steps = self.play.steps
        return steps[self.position].started if self.position < len(steps) else self.play.minutes


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer of one participant.

    Shape: `choice` without what was written freely. Units: `sure` from 1 to 4; `minute` since the part or the
    attempt began.
    """

    participant: int
    asked: Asked
    round: int
    choice: Choice
    row: LedgerRow
    sure: int | None
    minute: int


@dataclasses.dataclass(frozen=True, slots=True)
class Ending:
    """What an attempt came to. Units: points of 100."""

    final: Fraction
    band: str


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was answered in a part. Shape: `endings` by participant, of attempts alone."""

    part: AgendaPart
    scenario: Scenario
    answers: tuple[Answer, ...]
    endings: Mapping[int, Ending]

    @property
    def first(self) -> tuple[Answer, ...]:
        """The answers before the talk, which are what is measured."""
        return tuple(one for one in self.answers if one.round == 1)

    @property
    def people(self) -> frozenset[int]:
        """Those who answered anything."""
        return frozenset(one.participant for one in self.answers)


def gathered(
    connection: sa.Connection, part: AgendaPart, casts: Iterable[Cast], owns: Iterable[Own]
) -> Gathered:
    """Return everything that was answered in a part that is a case.

    Errors: NotFound when its case has been taken out since it was planned.
    """
    if part.is_paced:
        at = standing.of(connection, part)
        return Gathered(part, at.scenario, _voted(at, part, casts), {})
    scenario = standing.scenario_of(connection, part)
    answers: list[Answer] = []
    endings: dict[int, Ending] = {}
    for own in owns:
        case = _as_played(connection, own)
        result = scores.from_json(own.result)
        endings[own.participant] = Ending(result.final, result.band)
        answers += _played(case, own, result.rows)
    return Gathered(part, scenario, tuple(answers), endings)


def in_words(asked: Asked, choice: Choice, lang: str) -> tuple[str, ...]:
    """Return an answer, or a piece of one, in words."""
    if asked.position < len(asked.play.steps):
        return answer_words.of(asked.play, asked.position, choice, lang)
    return answer_words.at_hand(asked.play, choice, lang)


def _as_played(connection: sa.Connection, own: Own) -> Scenario:
    """Return the case as an attempt had it: another version may be current since the part began."""
    known = scenarios.known(own.digest, edition=own.edition)
    return known or scenarios.scenario(connection, own.digest, edition=own.edition)


def _voted(at: standing.Standing, part: AgendaPart, casts: Iterable[Cast]) -> tuple[Answer, ...]:
    asked = {
        position: Asked(str(position), at.play, position, stake(at.scenario, state))
        for position, state in enumerate(at.play.states)
    }
    before = {position: standing.before(at, position) for position in asked}
    known: dict[tuple[int, str], tuple[Choice, LedgerRow]] = {}
    found = []
    for cast in casts:
        if cast.position not in asked or before[cast.position].ended:
            continue
        key = (cast.position, cast.choice)
        if key not in known:
            choice = scored(asked[cast.position].scene, attempts.read_choice(cast.choice))
            known[key] = (
                choice,
                known_row(at.scenario, before[cast.position], attempts.read_choice(cast.choice)),
            )
        minute = int((cast.taken - (part.begun or cast.taken)).total_seconds() // 60)
        found.append(
            Answer(cast.participant, asked[cast.position], cast.round, *known[key], cast.sure, minute)
        )
    return tuple(found)


def _played(scenario: Scenario, own: Own, rows: Iterable[LedgerRow]) -> Iterable[Answer]:
    play = plays.replay(scenario, [attempts.read_choice(one) for one in own.choices])  # nobody else walks it
    for row, taken in zip(rows, own.taken, strict=False):
        at_stake = stake(scenario, play.states[row.position])
        asked = Asked(row.scene_id, play, row.position, at_stake)
        minute = int((taken - own.started).total_seconds() // 60)
        yield Answer(own.participant, asked, 1, scored(asked.scene, row.chosen), row, None, minute)
