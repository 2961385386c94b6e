"""A trial play: kept nowhere, its way is in the address; any scene as trainees see it, and where it leads."""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from webapp.attempts import scene_page
from webapp.attempts.scene_page import ScenePage, answers_in
from webapp.attempts.service import nobodys
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.moves import choice_of, moves_of, scored
from webapp.engine.scenario.play import ChoiceRefused, Play, read_choice, replay
from webapp.engine.scenario.probes import Leads, leads, place_of, way_to
from webapp.engine.scenario.result import Result
from webapp.engine.scenario.score import score
from webapp.errors import BadAddress

_TAKEN = re.compile(r"(?:\d{1,5}(?:-\d{1,5}){0,99})?")
Taken = tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Trial:
    """Where a trial play stands. Shape: `page` is None at an ending, which has a `result` instead."""

    play: Play
    taken: str
    page: ScenePage | None
    leads: tuple[Leads, ...]
    result: Result | None

    @property
    def before(self) -> str:
        """The way without its last step."""
        return self.taken.rpartition("-")[0]

    def further(self, place: int) -> str:
        """Return the way with one more step."""
        return f"{self.taken}-{place}" if self.taken else str(place)


def read(taken: str) -> Taken:
    """Return the way that an address says.

    Errors: BadAddress draft.no-such-way.
    """
    if not _TAKEN.fullmatch(taken):
        raise BadAddress("draft.no-such-way")
    return tuple(int(one) for one in taken.split("-")) if taken else ()


def written(taken: Taken) -> str:
    """Return a way as an address says it."""
    return "-".join(map(str, taken))


def to_scene(scenario: Scenario, scene_id: str) -> str:
    """Return the shortest way to a scene.

    Errors: BadAddress draft.no-such-way, when there is no such scene or no play comes to it.
    """
    found = way_to(scenario, scene_id) if scene_id in scenario.scenes else None
    if found is None:
        raise BadAddress("draft.no-such-way")
    return written(found)


def play(scenario: Scenario, taken: Taken) -> Play:
    """Return the play that a way makes.

    Errors: BadAddress draft.no-such-way.
    """
    standing = replay(scenario, [])
    for place in taken:
        offered = moves_of(scenario, standing.scene.id) if standing.scene.decision else ()
        if place >= len(offered):
            raise BadAddress("draft.no-such-way")
        chosen = choice_of(standing.scene, offered[place])
        standing = replay(scenario, [*(step.choice for step in standing.steps), chosen])
    return standing


def step(standing: Play, given: Mapping[str, Sequence[str]]) -> int:
    """Return the place of what a form says among the moves of the scene.

    Errors: ChoiceRefused.
    """
    scene = standing.scene
    choice = scored(scene, read_choice(standing.scenario, scene.id, answers_in(given)))
    return place_of(standing.scenario, scene, choice)


def trial(
    standing: Play,
    taken: str,
    lang: str,
    *,
    given: Mapping[str, Sequence[str]] | None = None,
    refused: ChoiceRefused | None = None,
) -> Trial:
    """Return what the page of a trial play shows; after a refusal with what was chosen."""
    if standing.ended:
        return Trial(standing, taken, None, (), score(standing.scenario, standing))
    shown = scene_page.of(
        nobodys(standing),
        lang,
        refused=refused,
        given=given or {},
        submission="",
        asks="",
    )
    return Trial(standing, taken, shown, leads(standing), None)
