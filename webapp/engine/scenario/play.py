"""A play is the list of choices made; everything else is replayed from it, at any time, to the same end."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

from webapp.engine.clocks import Limit
from webapp.engine.scenario.casetime import moment, window
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import (
    Answer,
    Choice,
    Clock,
    Document,
    Field,
    Scenario,
    Scene,
    Words,
)
from webapp.engine.scenario.moves import effect_of, expert_choice, fields_of, scored
from webapp.engine.scenario.states import Mark, State, advance, first_state, papers
from webapp.errors import BadInput, Refused

ReadingState = Literal["waiting", "running", "met", "late", "missed"]


@dataclasses.dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong with the answer to one field: `missing`, `unknown`, `repeated` or `too-long`."""

    field: str
    code: str


class ChoiceRefused(BadInput):
    """An answer to a decision is incomplete or was not offered; `findings` say where."""

    def __init__(self, findings: tuple[FieldFinding, ...]) -> None:
        super().__init__("scenario.choice-refused", findings=findings)
        self.findings = findings


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One decision taken.

    Shape: `choice` is what is scored; `written` what was written freely, by field; `answers` what to show,
    steps in the order given; `struck` the answers whose facts and consequences took hold.
    Units: `started` and `ended` in minutes of case time since the start.
    """

    position: int
    scene: Scene
    choice: Choice
    written: Choice
    answers: tuple[tuple[Field, tuple[Answer, ...]], ...]
    struck: tuple[tuple[Field, tuple[Answer, ...]], ...]
    sets: frozenset[str]
    started: int
    ended: int

    @property
    def given(self) -> Choice:
        """What was answered, what was written freely included."""
        return {**self.choice, **self.written}


@dataclasses.dataclass(frozen=True, slots=True)
class ClockReading:
    """How a clock stands at a moment of the story.

    Shape: `late` is past its limit, stopped or not; `missed` was never stopped and gives nothing any more.
    """

    id: str
    title: Words
    limit: Limit
    started_at: dt.datetime | None
    due_at: dt.datetime | None
    stopped_at: dt.datetime | None
    state: ReadingState


@dataclasses.dataclass(frozen=True, slots=True)
class Play:
    """Where a play stands.

    Units: `minutes` of case time since the start. Shape: `states` has one before each step, and the last.
    """

    scenario: Scenario
    steps: tuple[Step, ...]
    scene: Scene
    ended: bool
    minutes: int
    now: dt.datetime
    facts: frozenset[str]
    clocks: tuple[ClockReading, ...]
    documents: tuple[Document, ...]
    states: tuple[State, ...]


def replay(scenario: Scenario, choices: Sequence[Choice]) -> Play:
    """Return the play that these choices make.

    Errors: ChoiceRefused for a choice its scene does not offer; Refused for one after the ending.
    Source: docs/adr/0004-attempts-are-replayed.md
    """
    steps: tuple[Step, ...] = ()
    states: tuple[State, ...] = (first_state(scenario),)
    for choice in choices:
        step, state = _step(scenario, states[-1], len(steps), choice)
        steps, states = (*steps, step), (*states, state)
    return _standing(scenario, steps, states)


def take(play: Play, choice: Choice) -> Play:
    """Return the play with one more choice; the old one is untouched. `replay` is this, over and over.

    Errors: as for `replay`.
    """
    step, state = _step(play.scenario, play.states[-1], len(play.steps), choice)
    return _standing(play.scenario, (*play.steps, step), (*play.states, state))


def read_choice(scenario: Scenario, scene_id: str, given: Mapping[str, Sequence[str]]) -> Choice:
    """Return what was sent as a choice, answers in the order of the file, with what was written freely.

    Errors: ChoiceRefused, a finding for each field that is missing, unknown, repeated or too long.
    """
    fields = fields_of(scenario.scenes[scene_id])
    findings = [FieldFinding(name, "unknown") for name in given if name not in {field.id for field in fields}]
    for field in fields:
        code = kind_of(field).refuse(field, given.get(field.id, ()))
        if code is not None:
            findings.append(FieldFinding(field.id, code))
    if findings:
        raise ChoiceRefused(tuple(findings))
    return {field.id: kind_of(field).read(field, given.get(field.id, ())) for field in fields}


def expert(scenario: Scenario) -> Play:
    """Return the play of the expert's answers."""
    return finish(scenario, ())


def finish(scenario: Scenario, choices: Sequence[Choice]) -> Play:
    """Return the play of these choices, and the expert's answers after them."""
    play = replay(scenario, choices)
    while not play.ended:
        play = take(play, expert_choice(play.scene))
    return play


def shuffled(field: Field, seed: str) -> tuple[Answer, ...]:
    """Return a field's answers in an order of this seed's own, or the file's where the author asks for it.

    Shape: steps never come in the expert's order.
    """
    if field.ordered:
        return field.answers
    drawn = tuple(sorted(field.answers, key=lambda answer: _lot(seed, field.id, answer.id)))
    return drawn[::-1] if field.kind == "order" and drawn == field.answers else drawn


def _step(scenario: Scenario, before: State, position: int, choice: Choice) -> tuple[Step, State]:
    scene = scenario.scenes[before.scene]
    if scene.decision is None:
        raise Refused("scenario.ended", scene=scene.id)
    given = read_choice(scenario, scene.id, choice)
    made, fields = scored(scene, given), fields_of(scene)
    effect = effect_of(scenario, scene, made)
    after = advance(scenario, before, effect).state
    step = Step(
        position=position,
        scene=scene,
        choice=made,
        written={field.id: given[field.id] for field in fields if given[field.id] != made[field.id]},
        answers=tuple((field, kind_of(field).shown(field, made[field.id])) for field in fields),
        struck=tuple((field, kind_of(field).struck(field, made[field.id])) for field in fields),
        sets=effect.sets,
        started=before.minutes,
        ended=after.minutes,
    )
    return step, after


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()


def _standing(scenario: Scenario, steps: tuple[Step, ...], states: tuple[State, ...]) -> Play:
    last = states[-1]
    scene = scenario.scenes[last.scene]
    return Play(
        scenario=scenario,
        steps=steps,
        scene=scene,
        ended=scene.decision is None,
        minutes=last.minutes,
        now=moment(scenario, last.minutes),
        facts=last.facts,
        clocks=tuple(
            _reading(scenario, clock, states, index, ended=scene.decision is None)
            for index, clock in enumerate(scenario.clocks)
        ),
        documents=tuple(document for state in states for document in papers(scenario, state)),
        states=states,
    )


def _reading(
    scenario: Scenario, clock: Clock, states: tuple[State, ...], index: int, *, ended: bool
) -> ClockReading:
    """Read a clock off the marks it left in the states."""
    marks = [(state.marks[index], state.minutes) for state in states]
    started = next((at for mark, at in marks if mark[0] != "waiting"), None)
    stopped = next((at for mark, at in marks if mark[0] in {"met", "late"}), None)
    first, second = window(scenario, clock, started) if started is not None else (None, None)
    return ClockReading(
        id=clock.id,
        title=clock.title,
        limit=clock.limit,
        started_at=None if started is None else moment(scenario, started),
        due_at=None if first is None else moment(scenario, first),
        stopped_at=None if stopped is None else moment(scenario, stopped),
        state=_state(marks[-1][0], marks[-1][1], first, second, ended=ended),
    )


def _state(mark: Mark, now: int, first: int | None, second: int | None, *, ended: bool) -> ReadingState:
    if first is None or second is None:
        return "waiting"
    if mark[0] == "met":
        return "met"
    if mark[0] == "late":
        return "late"
    if ended or now >= second:
        return "missed"
    return "late" if now > first else "running"
