"""Everybody's ways through a case of their own pace, counted together; only who moved on is counted anew."""

import dataclasses
import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterator, Sequence

from webapp.attempts import service as attempt_service
from webapp.engine.room.lanes import Lane, Move
from webapp.engine.scenario.model import Scenario, Scene
from webapp.engine.scenario.play import ReadingState, expert
from webapp.sessions.decision_map import Stop
from webapp.sessions.judged import NOBODY, Facts, Path, Strike
from webapp.sessions.walks import Walk, Walker
from webapp.web.memory import Lately

_crowds: Lately[tuple[str, int], "Crowd"] = Lately(64)
_turn = threading.Lock()


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """A crowd at one moment. Shape: one of `moves` for each of `stops`; `clocks` in the case's order."""

    stops: tuple[Stop, ...]
    moves: tuple[dict[Move, int], ...]
    clocks: tuple[Counter[ReadingState], ...]
    latest: dict[tuple[str, Strike], dt.datetime]


class Crowd:
    """What is counted of a part so far."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._scenes: list[Scene] = [scene for scene in scenario.scenes.values() if scene.decision]
        self._places = {scene.id: place for place, scene in enumerate(self._scenes)}
        self._best = {step.scene.id: step.position + 1 for step in expert(scenario).steps}
        self._forget()

    def _forget(self) -> None:
        self._walks: dict[int, Walk] = {}
        self._marks: dict[int, tuple[str, tuple[ReadingState, ...], tuple[Move, ...]]] = {}
        self._groups = [Counter[str]() for _ in self._scenes]
        self._lanes: list[dict[int, Lane]] = [{} for _ in self._scenes]
        self._struck = [Counter[Strike]() for _ in self._scenes]
        self._words: list[list[str]] = [[] for _ in self._scenes]
        self._paths: dict[int, Path] = {}
        self._moves = [Counter[Move]() for _ in self._scenes]
        self._here = Counter[str]()
        self._clocks = [Counter[ReadingState]() for _ in self._scenario.clocks]
        self._latest: dict[tuple[str, Strike], dt.datetime] = {}

    def follow(self, walkers: Sequence[Walker]) -> None:
        """Count what happened since; from the beginning where somebody left, or began anew."""
        if not self._go_on_from(walkers):
            self._forget()
        for one in walkers:
            was = self._walks.get(one.person)
            if was is not one.walk:
                self._count(one, len(was.stops) if was else 0)

    def _go_on_from(self, walkers: Sequence[Walker]) -> bool:
        known = {one.person: one.walk for one in walkers}
        return all(
            person in known and (known[person] is was or known[person].stops[: len(was.stops)] == was.stops)
            for person, was in self._walks.items()
        )

    def _count(self, one: Walker, known: int) -> None:
        for stop in one.walk.stops[known:]:
            place = self._places[stop.scene]
            self._groups[place][stop.text] += 1
            self._lanes[place][one.person] = stop.lane
            self._words[place].extend(stop.words)
            self._paths.setdefault(place, stop.path)
            for strike in stop.struck:
                self._struck[place][strike] += 1
                self._latest[stop.scene, strike] = max(
                    stop.at, self._latest.get((stop.scene, strike), stop.at)
                )
        self._walks[one.person] = one.walk
        self._mark(one.person, one.walk)

    def _mark(self, person: int, walk: Walk) -> None:
        """Let somebody stand where they stand now, and nowhere else."""
        if person in self._marks:
            scene, states, trail = self._marks[person]
            self._here[scene] -= 1
            for clock, state in zip(self._clocks, states, strict=True):
                clock[state] -= 1
            for moves, move in zip(self._moves, trail, strict=False):
                moves[move] -= 1
        play = attempt_service.replayed(self._scenario, walk.path)
        states, trail = tuple(one.state for one in play.clocks), self._trail(walk)
        self._marks[person] = (play.scene.id, states, trail)
        self._here[play.scene.id] += 1
        for clock, state in zip(self._clocks, states, strict=True):
            clock[state] += 1
        for moves, move in zip(self._moves, trail, strict=False):
            moves[move] += 1

    def _trail(self, walk: Walk) -> tuple[Move, ...]:
        """Return how somebody went from decision to decision up to their last, those passed by included."""
        taken = {self._places[stop.scene]: stop.lane for stop in walk.stops}
        lane: Lane = "best"
        trail: list[Move] = []
        for place in range(max(taken, default=-1) + 1):
            after = taken.get(place, lane)
            trail.append((lane, after))
            lane = after
        return tuple(trail)

    def counted(self) -> Counted:
        """Return the decisions somebody met, and those of the best way, in the order of the file."""
        met = [
            place
            for place, scene in enumerate(self._scenes)
            if self._groups[place] or scene.id in self._best or self._here[scene.id]
        ]
        return Counted(
            tuple(self._stops(met)),
            tuple({move: count for move, count in self._moves[place].items() if count} for place in met),
            tuple(Counter(one) for one in self._clocks),
            dict(self._latest),
        )

    def _stops(self, met: Sequence[int]) -> Iterator[Stop]:
        for place in met:
            scene = self._scenes[place]
            path = self._paths.get(place)
            here = self._here[scene.id]
            yield Stop(
                scene=scene,
                number=self._best.get(scene.id, 0),
                place="behind" if path is not None else "here" if here else "ahead",
                facts=NOBODY
                if path is None
                else Facts(dict(self._groups[place]), dict(self._lanes[place]), dict(self._struck[place])),
                here=here,
                before=None if path is None else attempt_service.replayed(self._scenario, path),
                words=tuple(self._words[place]),
            )


def counted(key: str, part: int, scenario: Scenario, walkers: Sequence[Walker]) -> Counted:
    """Return everybody's ways through the case of a part, by the key of its room."""
    with _turn:
        crowd = _crowds.get((key, part)) or _crowds.keep((key, part), Crowd(scenario))
        crowd.follow(walkers)
        return crowd.counted()
