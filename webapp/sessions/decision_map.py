"""The decision map of a room: how people went from decision to decision, and what they answered at each."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from webapp.engine.room.flow import Band, Row, flow
from webapp.engine.room.lanes import LANES, Lane, Move, drawn
from webapp.engine.room.small import Count, shown_count
from webapp.engine.scenario.model import Scene
from webapp.engine.scenario.play import Play
from webapp.sessions import judged, reveal
from webapp.sessions.judged import Facts
from webapp.sessions.reveal import Reveal

Place = Literal["behind", "here", "ahead"]
Lanes = tuple[tuple[Lane, Count], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One decision on the map.

    Shape: `number` is 0 beside the best way; `lanes` is empty while nobody answered, `again` unless there was
    a second round; `here` counts who stands there now at a pace of their own, None where all go together;
    `bars` are there where the room is split; `words` is what was written freely.
    """

    scene: str
    number: int
    title: str
    is_repair: bool
    place: Place
    bands: tuple[Band, ...]
    lanes: Lanes
    again: Lanes
    votes: Count
    here: Count | None
    is_split: bool
    bars: Reveal | None
    words: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A decision before it is drawn.

    Shape: `before` is a play that stands there, to put answers in words.
    """

    scene: Scene
    number: int
    place: Place
    facts: Facts | None = None
    again: Facts | None = None
    here: int | None = None
    before: Play | None = None
    words: tuple[str, ...] = ()


def rows(
    stops: Sequence[Stop], moves: Sequence[Mapping[Move, int]], lang: str, *, people: int, seed: str
) -> tuple[MapRow, ...]:
    """Return the map: decision under decision, those that wait last.

    Shape: `moves` of the decisions that do not wait, as `moves_of` gives them. Units: `people` in the room.
    """
    streams = _streams(tuple(frozenset(one.items()) for one in moves), len(stops) - len(moves), people)
    return tuple(
        MapRow(
            scene=stop.scene.id,
            number=stop.number,
            title=stop.scene.decision.title.of(lang) if stop.scene.decision else "",
            is_repair=bool(stop.scene.recovery),
            place=stop.place,
            bands=row.bands,
            lanes=_lanes(stop.facts) if stop.facts and stop.facts.votes else (),
            again=_lanes(stop.again) if stop.again else (),
            votes=shown_count(stop.facts.votes if stop.facts else 0),
            here=None if stop.here is None else shown_count(stop.here),
            is_split=bool(stop.facts and stop.facts.is_split),
            bars=_split_bars(stop, lang, seed),
            words=stop.words,
        )
        for stop, row in zip(stops, streams, strict=True)
    )


@functools.lru_cache(maxsize=256)
def _streams(moves: tuple[frozenset[tuple[Move, int]], ...], pending: int, people: int) -> tuple[Row, ...]:
    return flow([dict(one) for one in moves], pending=pending, people=people)


def _lanes(facts: Facts) -> Lanes:
    counts = Counter(facts.lanes.values())
    return tuple(zip(LANES, (one.told for one in drawn([counts[lane] for lane in LANES])), strict=True))


def _split_bars(stop: Stop, lang: str, seed: str) -> Reveal | None:
    if stop.facts is None or stop.before is None or stop.place == "here" or not stop.facts.is_split:
        return None
    return bars(stop.before, stop.facts, lang, seed=seed)


def bars(play: Play, facts: Facts, lang: str, *, seed: str) -> Reveal:
    """Return how the decision before which a play stands was answered as bars."""
    answered = [
        (judged.picks(play.scenario, play.scene.id, text), count) for text, count in facts.groups.items()
    ]
    return reveal.spread(play, answered, lang, seed=seed, is_split=facts.is_split)
