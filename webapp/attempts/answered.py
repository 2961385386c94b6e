"""A scene that was answered meanwhile: what was sent now beside what is recorded, so that nothing is lost."""

import dataclasses
from collections.abc import Mapping, Sequence

from webapp.attempts.service import Standing
from webapp.engine.scenario.model import Field


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One question: what was sent now, and what is recorded. Shape: words, empty where nothing was chosen."""

    ask: str
    sent: tuple[str, ...]
    recorded: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """A decision that had been taken already. Units: `number` counts from 1."""

    key: str
    number: int
    title: str
    said: tuple[Said, ...]

    @property
    def is_same(self) -> bool:
        """Say whether what was sent says the same as what is recorded."""
        return all(one.sent == one.recorded for one in self.said)


def of(standing: Standing, lang: str, *, position: int, given: Mapping[str, Sequence[str]]) -> Answered:
    """Return the decision at `position` as it is recorded, beside what was sent for it.

    Shape: of a position that was never answered nothing but the attempt's key is known.
    """
    if not 0 <= position < len(standing.play.steps):
        return Answered(standing.kept.key, 0, "", ())
    step = standing.play.steps[position]
    decision = step.scene.decision
    assert decision is not None  # noqa: S101 -- a step was taken at a decision
    return Answered(
        key=standing.kept.key,
        number=position + 1,
        title=decision.title.of(lang),
        said=tuple(
            Said(
                ask=field.ask.of(lang),
                sent=_words(field, given.get(field.id, ()), lang),
                recorded=_words(field, step.given.get(field.id, ()), lang),
            )
            for field in decision.fields
        ),
    )


def _words(field: Field, values: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the words of answers; what is nobody's id was typed, and stands as it was typed."""
    offered = {one.id: one.text.of(lang) for one in field.answers}
    return tuple(offered.get(one, one) for one in values if one)
