"""What answers are worth where they were given, worked out once: the picture asks again every second."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.engine.room.lanes import Lane, lane_of
from webapp.engine.room.tally import known_row
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.kinds_text import written
from webapp.engine.scenario.model import Scenario, Scene
from webapp.engine.scenario.moves import fields_of, scored
from webapp.engine.scenario.play import Play
from webapp.sessions import standing

KEPT = 32_768

SPLIT = Fraction(2, 5)
"""From this disagreement on a room is called split."""

Path = tuple[str, ...]
"""The choices before a decision as they are kept, nothing written freely in them."""

Strike = tuple[str, str]
"""A critical answer: the field and the answer."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """One answer in its place."""

    lane: Lane
    struck: tuple[Strike, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """How one decision was answered in one round.

    Shape: `groups` how often each answer was given, as kept without free words; `lanes` by person.
    """

    groups: Mapping[str, int]
    lanes: Mapping[int, Lane]
    struck: Mapping[Strike, int]

    @property
    def votes(self) -> int:
        """How many answered."""
        return len(self.lanes)

    @property
    def is_split(self) -> bool:
        """Say whether the answers lie so far apart that it is worth a talk."""
        return bool(self.votes) and 1 - Fraction(max(self.groups.values()), self.votes) >= SPLIT


NOBODY = Facts({}, {}, {})


@functools.lru_cache(maxsize=KEPT)
def judged(scenario: Scenario, path: Path, text: str) -> Judged:
    """Return what one answer comes to after the choices before it.

    Errors: ChoiceRefused for an answer that its scene does not offer.
    """
    play = attempt_service.replayed(scenario, path)
    choice = plays.read_choice(scenario, play.scene.id, attempts.read_choice(text))
    made = scored(play.scene, choice)
    struck = tuple(
        (field.id, answer.id)
        for field in fields_of(play.scene)
        for answer in kind_of(field).struck(field, made[field.id])
        if answer.critical is not None
    )
    return Judged(lane_of(known_row(scenario, play, choice).kind), struck)


@functools.lru_cache(maxsize=KEPT)
def picks(scenario: Scenario, scene: str, text: str) -> Mapping[str, Picks]:
    """Return what was picked in an answer by field, whatever came before it.

    Errors: ChoiceRefused for an answer that this scene does not offer.
    """
    at = scenario.scenes[scene]
    return scored(at, plays.read_choice(scenario, scene, attempts.read_choice(text)))


def facts(scenario: Scenario, path: Path, answers: Iterable[tuple[int, str]]) -> Facts:
    """Return how people answered the decision after a path; each person once."""
    scene = scene_after(scenario, path).id
    groups, struck = Counter[str](), Counter[Strike]()
    lanes: dict[int, Lane] = {}
    known: dict[str, tuple[str, Judged]] = {}
    for person, given in answers:
        if given not in known:
            text = standing.without_words(scenario, scene, given)
            known[given] = (text, judged(scenario, path, text))
        text, one = known[given]
        groups[text] += 1
        lanes[person] = one.lane
        if one.struck:
            struck.update(one.struck)
    return Facts(groups, lanes, struck)


def scene_after(scenario: Scenario, path: Path) -> Scene:
    """Return the scene to which a path leads."""
    return attempt_service.replayed(scenario, path).scene


def words_in(scenario: Scenario, scene: str, text: str) -> tuple[str, ...]:
    """Return what was written freely in an answer."""
    free = standing.free_fields(scenario, scene)
    if not free:
        return ()
    given = attempts.read_choice(text)
    return tuple(words for name in free if (words := written(given.get(name, ()))))


def plain_path(play: Play, choices: Iterable[str]) -> Path:
    """Return the choices of a play as a path."""
    return tuple(
        standing.without_words(play.scenario, step.scene.id, text)
        for step, text in zip(play.steps, choices, strict=False)
    )
