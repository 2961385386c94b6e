"""Referral pathways as data: when one applies, who tells whom, by when, with what, on which form."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from webapp.engine import yaml
from webapp.engine.manual.data import Words
from webapp.engine.manual.fields import Fields, entries
from webapp.engine.problems import Problem, Where

MOST_COMBINATIONS = 20_000
"""Sets of answers the check tries; more questions than that say nothing to a reader either."""


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A question about a case. Shape: `answers` are words by id, in the order they are offered."""

    id: str
    ask: Words
    answers: dict[str, Words]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step of a pathway.

    Shape: `by` are roles or entities, `to` entities, `cite` uids, `after` steps of the same pathway; `limit`
    is a clock and its risk, or nothing.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    limit: tuple[str, str] | None
    does: Words
    gives: Words
    form: str
    cite: tuple[str, ...]
    after: tuple[str, ...]
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Pathway:
    """A way through the entities. Shape: `when` holds, by question, the answers it is meant for."""

    id: str
    title: Words
    trigger: Words
    when: Mapping[str, tuple[str, ...]]
    harms: tuple[str, ...]
    steps: tuple[Step, ...]
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Pathways:
    """What pathways.yaml holds."""

    questions: tuple[Question, ...] = ()
    pathways: tuple[Pathway, ...] = ()


class Conditional(Protocol):
    """Whatever is meant for some answers: a pathway as it is written, or as an edition keeps it."""

    @property
    def when(self) -> Mapping[str, tuple[str, ...]]:
        """The answers it is meant for, by question."""


C = TypeVar("C", bound=Conditional)


def meets(when: Mapping[str, tuple[str, ...]], answers: Mapping[str, str]) -> bool:
    """Say whether conditions hold for these answers; a question that is not answered rules nothing out."""
    return all(question not in answers or answers[question] in held for question, held in when.items())


def meant_for(pathways: Iterable[C], answers: Mapping[str, str]) -> tuple[C, ...]:
    """Return those that fit the answers, the most specific first, else in the order they came."""
    fitting = (one for one in pathways if meets(one.when, answers))
    return tuple(sorted(fitting, key=lambda one: -sum(question in answers for question in one.when)))


def read(node: yaml.Node | None, problems: list[Problem]) -> Pathways:
    """Return the pathways; what cannot be read is left out and reported."""
    if node is None:
        return Pathways()
    fields = Fields(node, problems, "the pathways")
    return fields.done(
        Pathways(
            questions=entries(fields.get("questions"), problems, _question, lambda one: one.id),
            pathways=entries(fields.get("pathways"), problems, _pathway, lambda one: one.id),
        )
    )


def unmet(pathways: Pathways) -> Iterator[tuple[str, ...]]:
    """Yield each set of answers, one a question, for which there is no pathway."""
    ids = [question.id for question in pathways.questions]
    every = itertools.product(*(question.answers for question in pathways.questions))
    for given in itertools.islice(every, MOST_COMBINATIONS):
        answers = dict(zip(ids, given, strict=True))
        if not any(meets(one.when, answers) for one in pathways.pathways):
            yield given


def _question(fields: Fields) -> Question:
    answers = entries(fields.get("answers"), fields.problems, _answer, lambda one: one[0])
    return Question(fields.name("id"), fields.words("ask"), dict(answers))


def _answer(fields: Fields) -> tuple[str, Words]:
    return fields.name("id"), Words(fields.text("ar"), fields.text("en"))


def _pathway(fields: Fields) -> Pathway:
    steps = entries(fields.get("steps"), fields.problems, _step, lambda one: one.id)
    if not steps:
        fields.say("pathway-empty", fields.where, "a pathway needs at least one step")
    return Pathway(
        id=fields.name("id"),
        title=fields.words("title"),
        trigger=fields.words("trigger"),
        when=_when(fields),
        harms=fields.texts("harms", required=False),
        steps=_following(steps),
        where=fields.where,
    )


def _when(fields: Fields) -> dict[str, tuple[str, ...]]:
    node = fields.get("if", required=False)
    if node is None:
        return {}
    inner = Fields(node, fields.problems, "“if”")
    return inner.done({key: inner.texts(key) for key in inner.node.entries})


def _step(fields: Fields) -> Step:
    limit = fields.text("limit", required=False)
    clock, _space, risk = limit.partition(" ")
    return Step(
        id=fields.text("id"),
        by=fields.texts("by"),
        to=fields.texts("to", required=False),
        limit=(clock, risk.strip()) if limit else None,
        does=fields.words("does"),
        gives=fields.words("with"),
        form=fields.text("form", required=False),
        cite=fields.texts("cite"),
        after=fields.texts("after", required=False),
        where=fields.where,
    )


def _following(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps, each that names none before it following the one above."""
    return tuple(
        step if step.after or not at else dataclasses.replace(step, after=(steps[at - 1].id,))
        for at, step in enumerate(steps)
    )
