"""A row of the ledger in words: what was answered, what was best, why, and the paragraph that says so."""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction

from webapp.attempts import answer_words, own_words
from webapp.attempts.own_words import Written
from webapp.attempts.tenths import reached, shown
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Answer, Choice, Field, Scene
from webapp.engine.scenario.moves import fields_of
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
    written: tuple[Written, ...]
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
        chosen=answer_words.of(play, one.position, one.chosen, lang),
        best=() if one.chosen == one.best else answer_words.of(play, one.position, one.best, lang),
        written=own_words.of(play.steps[one.position], lang),
        why=_reasons(scene, one, lang),
        quotes=found[:MOST_QUOTES],
        further=found[MOST_QUOTES:],
    )


def _reasons(scene: Scene, one: LedgerRow, lang: str) -> tuple[str, ...]:
    """Return why: of answers that were given and should not have been, then of those that were missed."""
    best, given = _told(scene, one.best), _told(scene, one.chosen)
    wrong = [answer for key, (_, answer) in given.items() if key not in best]
    missed = [answer for key, (field, answer) in best.items() if key not in given and field.kind == "many"]
    speaking = [*wrong, *missed] or [answer for _, answer in given.values()]
    reasons = [answer.because for answer in speaking]
    reasons += [field.because for field in fields_of(scene)]
    return tuple(because.of(lang) for because in reasons if because)


def _told(scene: Scene, choice: Choice) -> dict[tuple[str, str], tuple[Field, Answer]]:
    """Return the answers that took hold: of steps those that came too early."""
    return {
        (field.id, answer.id): (field, answer)
        for field in fields_of(scene)
        for answer in kind_of(field).struck(field, choice[field.id])
    }
