"""What a scenario is, once it is built: frozen, both languages side by side, every id the author's own."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from webapp.engine.clocks import Limit, Risk
from webapp.engine.problems import Where
from webapp.engine.scenario.places import find
from webapp.engine.yaml import Node

Lang = Literal["ar", "en"]
Access = Literal["open", "trainer_led"]
Gender = Literal["female", "male"]
FieldKind = Literal["one", "many", "order", "when", "text"]
CriticalClass = Literal["C1", "C2", "C3"]
Stance = Literal["cautious", "police", "family"]
Outcome = Literal["safe", "partly", "unsafe"]
DocumentKind = Literal["note", "record", "call-log", "card", "message"]
Measure = Literal["elapsed", "working", "moments"]
Harm = Literal[
    "physical", "sexual", "emotional", "neglect", "exploitation", "online", "harmful-practice", "bullying"
]
"""Kinds of harm, as the manual names them."""

Sector = Literal[
    "social-development",
    "education",
    "health",
    "police",
    "prosecution",
    "committee",
    "hotline",
    "labour",
    "civil-society",
]
Choice = Mapping[str, tuple[str, ...]]
"""What was answered at one decision: field id → answer ids, both the author's own.

Shape: of an `order` the steps as they were put, of a `when` the moment offered, of a `text` nothing.
"""

DIMENSIONS = ("SAF", "ENT", "TIM", "CDH", "CPB", "DOC")
AT_THE_START = "start"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    ar: str
    en: str

    def of(self, lang: str) -> str:
        """Return the words in one language."""
        return self.ar if lang == "ar" else self.en


@dataclasses.dataclass(frozen=True, slots=True)
class CriticalRule:
    """What makes an answer critical; a C1 names the fact that repairs it.

    Units: `within` in minutes of case time after the answer's end.
    """

    class_: CriticalClass
    repaired: str = ""
    within: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer offered; in an `order` field a step, in a `when` field a stretch of time.

    Shape: in a `many` field `expert` means keyed; a step comes `after` others, and what it sets, leads to and
    is critical for happens when it is put too early; a stretch holds what is offered later than `since`, up
    to `until`.
    Units: minutes of case time; `since` and `until` in the field's measure, None where it is open; credit in
    author's points, before key decisions are doubled.
    """

    id: str
    text: Words
    expert: bool = False
    accepted: bool = False
    harmful: bool = False
    minutes: int = 0
    credit: Mapping[str, Fraction] = dataclasses.field(default_factory=dict)
    sets: frozenset[str] = frozenset()
    then: Words | None = None
    because: Words | None = None
    cite: tuple[str, ...] = ()
    critical: CriticalRule | None = None
    stance: Stance | None = None
    after: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """A moment offered in a `when` field, by what the author wrote: `2h`, `3wd`, or a moment of the story.

    Units: `at` in minutes from now, in working days from now, or in minutes since the start of the story.
    """

    id: str
    at: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a decision. `many` and `order` have credit, minutes and cite themselves.

    Shape: `sets` holds whatever is answered; `measure` and `offers` belong to a `when` field.
    """

    id: str
    kind: FieldKind
    ask: Words
    answers: tuple[Answer, ...]
    hint: Words | None = None
    ordered: bool = False
    minutes: int = 0
    credit: Mapping[str, Fraction] = dataclasses.field(default_factory=dict)
    cite: tuple[str, ...] = ()
    sets: frozenset[str] = frozenset()
    because: Words | None = None
    measure: Measure = "elapsed"
    offers: tuple[Offer, ...] = ()

    @property
    def may_set(self) -> frozenset[str]:
        """The facts that some way of answering sets."""
        return self.sets.union(*(answer.sets for answer in self.answers))

    def answer(self, answer_id: str) -> Answer:
        """Return one of the answers offered.

        Errors: KeyError when the field does not offer it.
        """
        for answer in self.answers:
            if answer.id == answer_id:
                return answer
        raise KeyError(answer_id)


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """Fields answered together; credits of a key decision count double.

    Shape: what is decided in an `irreversible` one is asked for once more before it counts.
    """

    title: Words
    key: bool
    fields: tuple[Field, ...]
    irreversible: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Condition:
    """One operator of the closed table in `conditions` and what it is about."""

    operator: str
    values: tuple[str, ...] = ()
    parts: "tuple[Condition, ...]" = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Branch:
    """Where to go when the condition holds; the last branch of a scene has none."""

    condition: Condition | None
    go: str


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A paper in the trainee's hands, from a scene on; where it has a condition, only if that holds there."""

    kind: DocumentKind
    title: Words
    time: str
    body: Words
    condition: Condition | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Ending:
    """How it ends for the child."""

    outcome: Outcome
    text: Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place in the story: a decision with its branches, or an ending."""

    id: str
    title: Words
    recovery: bool = False
    story: Words | None = None
    documents: tuple[Document, ...] = ()
    decision: Decision | None = None
    branches: tuple[Branch, ...] = ()
    ending: Ending | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """A fixed moment of the story."""

    id: str
    at: dt.datetime
    title: Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """A clock as the author writes it: a row of the manual's limits and a level of risk, never a number."""

    id: str
    title: Words
    clock: str
    risk: Risk
    starts: str
    stops: str
    points: int
    runs_out: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Clock(ClockLine):
    """A clock with the manual's limit in it."""

    limit: Limit


@dataclasses.dataclass(frozen=True, slots=True)
class Role:
    """Who the trainee is; the Arabic addresses her or him accordingly."""

    id: str
    gender: Gender
    title: Words


@dataclasses.dataclass(frozen=True, slots=True)
class GuideStep:
    """A part of the trainer's hour. Units: `minutes` of the room's time."""

    minutes: int
    do: Words


@dataclasses.dataclass(frozen=True, slots=True)
class WrongTurn:
    """What people are likely to choose in a scene, why, and how to take it up."""

    scene: str
    text: Words


@dataclasses.dataclass(frozen=True, slots=True)
class GuideRule:
    """What is law or a fixed rule and not for debate, with the blocks that say so."""

    text: Words
    cite: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The facilitator guide of a case: what a trainer reads before, and has at hand in the room.

    Shape: `care` says what is sensitive and how to opt out, `judgement` what is worth the debate, and `panel`
    what only people with the office to do so can settle.
    """

    purpose: Words
    care: Words
    plan: tuple[GuideStep, ...]
    wrong_turns: tuple[WrongTurn, ...]
    law: tuple[GuideRule, ...]
    judgement: tuple[Words, ...]
    questions: tuple[Words, ...]
    distress: Words
    panel: tuple[Words, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """What a scenario says before and after its limits are known.

    Units: `minutes` of the reader's time; `starts` the story's own moment. Shape: `sibling_of` is the id of
    the case whose words were changed for this one, empty for a case of its own.
    """

    digest: str
    id: str
    access: Access
    role: Role
    harm: tuple[str, ...]
    risk: Risk
    sectors: tuple[str, ...]
    difficulty: int
    minutes: int
    starts: dt.datetime
    title: Words
    summary: Words
    setting: Words
    note: Words
    objectives: tuple[Words, ...]
    weights: Mapping[str, int]
    facts: tuple[str, ...]
    events: tuple[Event, ...]
    start: str
    scenes: Mapping[str, Scene]
    guide: Guide | None = None
    sibling_of: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of every decision."""
        decisions = (scene.decision for scene in self.scenes.values() if scene.decision)
        return tuple(field for decision in decisions for field in decision.fields)

    @property
    def decisions(self) -> int:
        """How many decisions it has, those of repairs not counted."""
        return sum(1 for scene in self.scenes.values() if scene.decision and not scene.recovery)

    @property
    def repairs(self) -> int:
        """How many scenes repair something."""
        return sum(1 for scene in self.scenes.values() if scene.recovery)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draft(Frame):
    """A scenario as read from its file: sound in shape, not yet checked, its limits not yet known.

    `root` keeps every value's place in the file.
    """

    path: str
    root: Node
    clocks: tuple[ClockLine, ...]

    def where(self, *path: str) -> Where:
        """Return the place of a value, or of the nearest thing around it that the file has."""
        return find(self.root, path)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scenario(Frame):
    """A scenario ready to be played. Compared by identity: `build` makes one, the cache keeps it."""

    clocks: tuple[Clock, ...]
    holidays: frozenset[dt.date]
