"""How far everybody has come in a case of their own pace, remembered from one look to the next.

Only attempts that took a step since are read again, so that a room of a thousand is watched at little cost.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from webapp.engine.room.lanes import Lane
from webapp.engine.scenario.model import Scenario
from webapp.sessions import judged, standing, watching
from webapp.sessions.judged import Path, Strike
from webapp.sessions.watching import OwnPlay, Taken
from webapp.web.memory import Lately

_lately: Lately[str, "Walk"] = Lately(16_384)
"""Walks that this process has looked at, by the key of the attempt."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """One decision somebody took.

    Shape: `path` before it and `text` as kept, without free words; `words` are those.
    """

    scene: str
    path: Path
    text: str
    lane: Lane
    struck: tuple[Strike, ...]
    words: tuple[str, ...]
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Walk:
    """Somebody's way through a case so far; `moved` when they last did something in it."""

    stops: tuple[Stop, ...]
    path: Path
    moved: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who walks it."""

    person: int
    is_finished: bool
    walk: Walk


def of(connection: sa.Connection, scenario: Scenario, own: Iterable[OwnPlay]) -> tuple[Walker, ...]:
    """Return the walks of these attempts; those of another text of the case are left out."""
    pinned = [one for one in own if one.is_pinned]
    known = {one.key: found for one in pinned if (found := _lately.get(one.key)) is not None}
    stale = [one for one in pinned if one.key not in known or len(known[one.key].stops) != one.steps]
    for key, walk in _read(connection, scenario, stale, known).items():
        known[key] = _lately.keep(key, walk)
    return tuple(Walker(one.person, one.is_finished, known[one.key]) for one in pinned)


def _read(
    connection: sa.Connection, scenario: Scenario, stale: list[OwnPlay], known: Mapping[str, Walk]
) -> dict[str, Walk]:
    if not stale:
        return {}
    taken: dict[int, list[Taken]] = {one.id: [] for one in stale}
    for row in watching.taken(connection, taken):
        taken[row.attempt].append(row)
    begun = watching.begun_at(connection, taken)
    return {
        one.key: walked(
            scenario, known.get(one.key) or Walk((), (), begun[one.id]), taken[one.id][: one.steps]
        )
        for one in stale
    }


def walked(scenario: Scenario, walk: Walk, taken: Sequence[Taken]) -> Walk:
    """Return a walk with the decisions taken since it was known; `taken` from its beginning, in order.

    Errors: ChoiceRefused for what its scenes do not offer.
    """
    stops, path, moved = list(walk.stops), walk.path, walk.moved
    for row in taken[len(stops) :]:
        scene = judged.scene_after(scenario, path).id
        text = standing.without_words(scenario, scene, row.choice)
        one = judged.judged(scenario, path, text)
        words = judged.words_in(scenario, scene, row.choice)
        stops.append(Stop(scene, path, text, one.lane, one.struck, words, row.at))
        path, moved = (*path, text), row.at
    return Walk(tuple(stops), path, moved)
