"""A row of the ledger in words: what was answered, what was best, why, and the paragraph that says so."""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction

from webapp.attempts.tenths import reached, shown
from webapp.engine.scenario.model import Answer, Choice, Field, Scene
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.score import LedgerRow
from webapp.manual.queries import Quote

MOST_QUOTES = 2
"""A row quotes at most so many paragraphs in full; the rest are named by number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A dimension's share of a loss. Units: points as shown; a negative share was gained."""

    code: str
    points: str


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A decision in the ledger. Units: `loss` in points, `points` the same as shown."""

    position: int
    number: int
    title: str
    kind: str
    loss: Fraction
    points: str
    parts: tuple[Part, ...]
    chosen: tuple[str, ...]
    best: tuple[str, ...]
    why: tuple[str, ...]
    quotes: tuple[Quote, ...]
    further: tuple[Quote, ...]


def row(play: Play, one: LedgerRow, tenths: int, quotes: Mapping[str, Quote], lang: str) -> Row:
    """Return one row in words; `quotes` holds every paragraph that the attempt cites.

    Units: `tenths` of a point lost, apportioned so that the rows add up as shown.
    """
    scene = play.steps[one.position].scene
    assert scene.decision is not None  # noqa: S101 -- a step was taken at a decision
    found = tuple(quotes[uid] for uid in one.cites if uid in quotes)
    return Row(
        position=one.position,
        number=one.position + 1,
        title=scene.decision.title.of(lang),
        kind=one.kind,
        loss=one.loss,
        points=shown(-tenths),
        parts=tuple(Part(code, shown(reached(-loss))) for code, loss in one.by_dimension.items() if loss),
        chosen=_texts(scene, one.chosen, lang),
        best=() if one.chosen == one.best else _texts(scene, one.best, lang),
        why=_reasons(scene, one, lang),
        quotes=found[:MOST_QUOTES],
        further=found[MOST_QUOTES:],
    )


def _texts(scene: Scene, choice: Choice, lang: str) -> tuple[str, ...]:
    return tuple(answer.text.of(lang) for _, answer in _answers(scene, choice))


def _reasons(scene: Scene, one: LedgerRow, lang: str) -> tuple[str, ...]:
    """Return why: of answers that were given and should not have been, then of those that were missed."""
    best = {(field.id, answer.id) for field, answer in _answers(scene, one.best)}
    given = {(field.id, answer.id) for field, answer in _answers(scene, one.chosen)}
    wrong = [answer for field, answer in _answers(scene, one.chosen) if (field.id, answer.id) not in best]
    missed = [
        answer
        for field, answer in _answers(scene, one.best)
        if (field.id, answer.id) not in given and field.kind == "many"
    ]
    speaking = [*wrong, *missed] or [answer for _, answer in _answers(scene, one.chosen)]
    return tuple(answer.because.of(lang) for answer in speaking if answer.because)


def _answers(scene: Scene, choice: Choice) -> list[tuple[Field, Answer]]:
    assert scene.decision is not None  # noqa: S101 -- only scenes with a decision have choices
    return [
        (field, answer)
        for field in scene.decision.fields
        for answer in field.answers
        if answer.id in choice.get(field.id, ())
    ]
