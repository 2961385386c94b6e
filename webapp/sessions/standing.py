"""Where a part of a session stands: the room attempt, replayed from the decisions that lie behind it."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.attempts import own_words
from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.database import Database
from webapp.engine.room.tally import known_row
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.engine.scenario.play import ChoiceRefused, Play
from webapp.errors import BadInput, NotFound
from webapp.scenarios import queries as scenarios
from webapp.sessions import queries
from webapp.sessions.queries import AgendaPart, Session
from webapp.web.memory import Lately


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """The part, and the play of the room so far; `choices` as attempts write them."""

    part: AgendaPart
    play: Play
    choices: tuple[str, ...]

    @property
    def scenario(self) -> Scenario:
        """The case as it was when the part began."""
        return self.play.scenario


def current(connection: sa.Connection, scenario_id: str) -> tuple[str, int]:
    """Return the digest and the edition a part that begins now is pinned to.

    Errors: NotFound scenario.not-found.
    """
    scenario, edition = attempt_service.current(connection, scenario_id)
    return scenario.digest, edition


def scenario_of(connection: sa.Connection, part: AgendaPart) -> Scenario:
    """Return the case of a part: as it was when the part began, else as it is now.

    Errors: NotFound when the part is no case, or its case has been taken out since it was planned.
    """
    if part.digest is not None and part.edition is not None:
        known = scenarios.known(part.digest, edition=part.edition)
        return known or scenarios.scenario(connection, part.digest, edition=part.edition)
    if part.scenario_id is None:
        raise NotFound("session.no-such-part", part=part.id)
    return attempt_service.current(connection, part.scenario_id)[0]


def cases_at_hand(connection: sa.Connection) -> tuple[Scenario, ...]:
    """Return the cases that rooms which are open have at hand, each once."""
    pinned = queries.pinned_at_hand(connection)
    return tuple(scenarios.scenario(connection, digest, edition=edition) for digest, edition in pinned)


def of(connection: sa.Connection, part: AgendaPart) -> Standing:
    """Return where the room stands in a case."""
    choices = tuple(step.choice for step in queries.steps(connection, part.id))
    return Standing(part, attempt_service.replayed(scenario_of(connection, part), choices), choices)


_known: Lately[tuple[str, int, int], Standing] = Lately(256)
"""Where rooms stand, by key, pulse and part: a step that changes it raises the pulse."""


def at_pulse(database: Database, session: Session, part: AgendaPart) -> Standing:
    """Return the same as `of`, from memory while the room has not moved on."""
    key = (session.key, session.pulse, part.id)
    known = _known.get(key)
    if known is not None:
        return known
    with database.reading() as connection:
        return _known.keep(key, of(connection, part))


def before(at: Standing, position: int) -> Play:
    """Return the play of the room before one of its decisions."""
    return attempt_service.replayed(at.scenario, at.choices[:position])


def read_choice(at: Standing, given: Mapping[str, Sequence[str]]) -> str:
    """Return an answer to the decision at hand as it is kept.

    Errors: ChoiceRefused.
    """
    return attempts.write_choice(own_words.read_choice(at.scenario, at.play.scene.id, given))


def without_words(scenario: Scenario, scene_id: str, choice: str) -> str:
    """Return a kept answer without what was written freely in it, so that equal answers count as one."""
    free = free_fields(scenario, scene_id)
    if not free:
        return choice
    given = attempts.read_choice(choice)
    return attempts.write_choice({name: () if name in free else picks for name, picks in given.items()})


@functools.lru_cache(maxsize=4096)
def free_fields(scenario: Scenario, scene_id: str) -> tuple[str, ...]:
    """Return the fields of a decision in which something is written freely."""
    return tuple(field.id for field in fields_of(scenario.scenes[scene_id]) if field.kind == "text")


def choice_of(connection: sa.Connection, part: AgendaPart, *, branch: str, chosen: str) -> str:
    """Return the answer by which the room moves on, as it is kept.

    Shape: the majority's is that of the last round; where nobody answered, the expert's.
    Errors: BadInput for another branch, or an answer that is none of this decision.
    """
    at = of(connection, part)
    expert = attempts.write_choice(expert_choice(at.play.scene))
    if branch == "expert":
        return expert
    if branch == "majority":
        return majority(at, round_of(connection, at, position=part.decision)) or expert
    if branch != "chosen":
        raise BadInput("session.strange-branch")
    try:
        return read_choice(at, attempts.read_choice(chosen))
    except (ValueError, AttributeError, ChoiceRefused) as fault:
        raise BadInput("session.strange-branch") from fault


def majority(at: Standing, counts: Mapping[str, int]) -> str | None:
    """Return what most of the room answered to the decision at hand, by how many gave what; None for nobody.

    Shape: of equals the one that loses least, then the first in writing.
    """
    if not counts:
        return None
    most = max(counts.values())
    equals = sorted(choice for choice, count in counts.items() if count == most)
    return min(equals, key=lambda choice: known_row(at.scenario, at.play, attempts.read_choice(choice)).loss)


def round_of(
    connection: sa.Connection, at: Standing, *, position: int, turn: int | None = None
) -> Counter[str]:
    """Return how often each answer was given to a decision of the room, in its last round or another."""
    rows = queries.counted(connection, at.part.id, position)
    wanted = max((row.round for row in rows), default=0) if turn is None else turn
    scene = before(at, position).scene.id
    found: Counter[str] = Counter()
    for row in rows:
        if row.round == wanted:
            found[without_words(at.scenario, scene, row.choice)] += row.count
    return found
