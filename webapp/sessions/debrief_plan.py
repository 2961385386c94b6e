"""A trainer's plan for the debrief of a case: its steps in order, kept as text in a closed format."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, get_args

from webapp.engine.room.nodes import Node
from webapp.errors import BadInput

Kind = Literal["reactions", "description", "node", "path", "summary"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order of PEARLS: reactions, description, analysis (decisions, then a path), summary."""

Pick = Literal["room", "typical", "repaired", "other"]
PICKS: tuple[Pick, ...] = get_args(Pick)
"""Whose path stands beside the expert's. A plan never says whose: only how it was picked."""

LANGS = ("ar", "en")
VERSION = 1
MOST_STEPS = 20
MOST_LETTERS = 1500
MOST_MINUTES = 480
MINUTES: Mapping[Kind, int] = {"reactions": 4, "description": 4, "node": 9, "path": 5, "summary": 6}
"""What is proposed; with three decisions 46 minutes, what the room's own debrief takes of a course."""

_NODE = "node-"


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step of a debrief. Units: `minutes` of the room's time.

    Shape: `scene` is the id of a decision's scene, empty for other kinds; `texts` holds what a trainer wrote,
    by language, and nothing where the proposal stands.
    """

    kind: Kind
    minutes: int
    scene: str = ""
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def id(self) -> str:
        """What names this step in its plan: no plan has two of a kind, or two of a decision."""
        return f"{_NODE}{self.scene}" if self.kind == "node" else self.kind


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """A debrief as planned."""

    steps: tuple[Step, ...]
    pick: Pick

    @property
    def minutes(self) -> int:
        """How long it takes. Units: minutes."""
        return sum(step.minutes for step in self.steps)

    def step(self, name: str) -> Step:
        """Return one step.

        Errors: BadInput session.no-such-step.
        """
        for step in self.steps:
            if step.id == name:
                return step
        raise BadInput("session.no-such-step", step=name)


def proposal(chosen: Sequence[tuple[str, Node]], picks: Sequence[Pick]) -> Plan:
    """Return the plan that is proposed: the steps of PEARLS, the decisions chosen in the order of the case.

    Shape: `chosen` holds scenes with why they were chosen; `picks` are the paths there are, the best first.
    """
    steps = [Step("reactions", MINUTES["reactions"]), Step("description", MINUTES["description"])]
    steps += [Step("node", MINUTES["node"], scene) for scene, _ in chosen]
    steps += [Step("path", MINUTES["path"])] if picks else []
    return Plan((*steps, Step("summary", MINUTES["summary"])), picks[0] if picks else "typical")


def worded(plan: Plan, name: str, texts: Mapping[str, str], minutes: int) -> Plan:
    """Return the plan with one step in a trainer's words; a language that is left out keeps its proposal.

    Errors: BadInput for a step it does not have, a text that is too long, minutes out of range.
    """
    for lang, text in texts.items():
        if len(text) > MOST_LETTERS:
            raise BadInput("session.step-too-long", field=f"{lang}-{name}")
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadInput("session.step-minutes", field=f"minutes-{name}")
    return _with(plan, name, lambda step: dataclasses.replace(step, texts=dict(texts), minutes=minutes))


def moved(plan: Plan, name: str, *, up: bool) -> Plan:
    """Return the plan with one step a place earlier or later; at the edge it stays.

    Errors: BadInput for a step it does not have.
    """
    steps = list(plan.steps)
    here = steps.index(plan.step(name))
    there = here - 1 if up else here + 1
    if 0 <= there < len(steps):
        steps[here], steps[there] = steps[there], steps[here]
    return dataclasses.replace(plan, steps=tuple(steps))


def without(plan: Plan, name: str) -> Plan:
    """Return the plan without one step.

    Errors: BadInput for a step it does not have.
    """
    gone = plan.step(name)
    return dataclasses.replace(plan, steps=tuple(step for step in plan.steps if step is not gone))


def added(plan: Plan, name: str, scenes: Sequence[str]) -> Plan:
    """Return the plan with one step more, put where PEARLS and the case have it.

    Shape: `name` is a step's id; `scenes` are the decisions there are, in the order of the case.
    Errors: BadInput for what is no step, is there already, or is one too many.
    """
    step = _step_named(name, scenes)
    if step is None or any(one.id == name for one in plan.steps):
        raise BadInput("session.no-such-step", step=name)
    if len(plan.steps) >= MOST_STEPS:
        raise BadInput("session.plan-full")
    rank = _rank(step, scenes)
    before = [place for place, one in enumerate(plan.steps) if _rank(one, scenes) <= rank]
    at = before[-1] + 1 if before else 0
    return dataclasses.replace(plan, steps=(*plan.steps[:at], step, *plan.steps[at:]))


def picked(plan: Plan, pick: str) -> Plan:
    """Return the plan with another path beside the expert's.

    Errors: BadInput session.strange-pick.
    """
    found = next((one for one in PICKS if one == pick), None)
    if found is None:
        raise BadInput("session.strange-pick")
    return dataclasses.replace(plan, pick=found)


def to_json(plan: Plan) -> str:
    """Return a plan as it is kept; the same plan always gives the same text."""
    steps = [_plain(step) for step in plan.steps]
    return json.dumps(
        {"version": VERSION, "pick": plan.pick, "steps": steps}, ensure_ascii=False, sort_keys=True
    )


def from_json(text: str) -> Plan:
    """Return a kept plan.

    Errors: ValueError for a text that is none: another version, other keys, a value out of range.
    """
    try:
        data = json.loads(text)
        _same_keys(data, {"version", "pick", "steps"})
        if data["version"] != VERSION or data["pick"] not in PICKS:
            raise ValueError(text)
        steps = tuple(_read(one) for one in data["steps"])
    except (TypeError, KeyError, AttributeError) as fault:
        raise ValueError(text) from fault
    if len(steps) > MOST_STEPS or len({step.id for step in steps}) != len(steps):
        raise ValueError(text)
    return Plan(steps, data["pick"])


def _with(plan: Plan, name: str, change: Callable[[Step], Step]) -> Plan:
    old = plan.step(name)
    return dataclasses.replace(
        plan, steps=tuple(change(step) if step is old else step for step in plan.steps)
    )


def _step_named(name: str, scenes: Sequence[str]) -> Step | None:
    if name.startswith(_NODE):
        scene = name.removeprefix(_NODE)
        return Step("node", MINUTES["node"], scene) if scene in scenes else None
    return next((Step(kind, MINUTES[kind]) for kind in KINDS if kind == name and kind != "node"), None)


def _rank(step: Step, scenes: Sequence[str]) -> tuple[int, int]:
    return KINDS.index(step.kind), scenes.index(step.scene) if step.scene in scenes else -1


def _plain(step: Step) -> dict[str, object]:
    return {"kind": step.kind, "minutes": step.minutes, "scene": step.scene, "texts": dict(step.texts)}


def _read(data: Mapping[str, Any]) -> Step:
    _same_keys(data, {"kind", "minutes", "scene", "texts"})
    kind, minutes, scene, texts = data["kind"], data["minutes"], data["scene"], data["texts"]
    is_sound = (
        kind in KINDS
        and type(minutes) is int
        and 0 <= minutes <= MOST_MINUTES
        and isinstance(scene, str)
        and (kind == "node") == bool(scene)
        and set(texts) <= set(LANGS)
        and all(isinstance(text, str) and 0 < len(text) <= MOST_LETTERS for text in texts.values())
    )
    if not is_sound:
        raise ValueError(data)
    return Step(kind, minutes, scene, texts)


def _same_keys(data: Mapping[str, Any], wanted: set[str]) -> None:
    if set(data) != wanted:
        raise ValueError(data)
