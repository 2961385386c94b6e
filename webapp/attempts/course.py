"""The case in time: decisions as they ended, events of the story, and limits as they fell due."""

import dataclasses
from collections.abc import Mapping
from typing import Literal

from webapp.attempts import answer_words, case_clock
from webapp.engine.scenario.debrief import Happening, debrief
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.score import Result


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the case.

    Shape: `state` is how a limit stood when it fell due: `met` before, else `late` or `missed`; `number`
    counts decisions from 1.
    """

    time: str
    kind: Literal["decision", "event", "due"]
    title: str
    number: int
    answers: tuple[str, ...]
    state: str
    is_off: bool


def of(play: Play, result: Result, lang: str) -> tuple[Moment, ...]:
    """Return the moments of a finished play, in the order of the story's time."""
    kinds = {one.position: one.kind for one in result.rows}
    states = {one.id: one.state for one in play.clocks}
    return tuple(_moment(play, one, kinds, states, lang) for one in debrief(play, result).happened)


def _moment(
    play: Play, one: Happening, kinds: Mapping[int, str], states: Mapping[str, str], lang: str
) -> Moment:
    position = one.position
    state = states.get(one.clock, "")
    kind = "best" if position is None else kinds.get(position, "best")
    return Moment(
        time=case_clock.hour(one.at, play.scenario.starts, lang),
        kind=one.kind,
        title=one.title.of(lang),
        number=0 if position is None else position + 1,
        answers=()
        if position is None
        else answer_words.of(play, position, play.steps[position].choice, lang),
        state=state,
        is_off=kind not in {"best", "fine"} or state in {"late", "missed"},
    )
