"""Fields in which steps are put in order. The order of the file is the expert's; credit is by pairs."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.engine.scenario.kind import (
    ACCEPTED,
    EXPERT,
    OTHER,
    Kind,
    Picks,
    own_minutes,
    refuse_ids,
    same,
)
from webapp.engine.scenario.model import Answer, Field

MOST_STEPS = 6
"""In one field: seven could be put in 5,040 orders."""


def pairs(field: Field) -> tuple[tuple[str, str], ...]:
    """Return the pairs of steps that count, the earlier first.

    Shape: those that steps name with `after`; where no step names any, every two steps of the file.
    """
    named = tuple((before, step.id) for step in field.answers for before in step.after)
    return named or tuple(itertools.combinations(_ids(field), 2))


def _ids(field: Field) -> Picks:
    return tuple(step.id for step in field.answers)


def _refuse(field: Field, given: Sequence[str]) -> str | None:
    return refuse_ids(_ids(field), given) or ("missing" if len(given) < len(field.answers) else None)


def _read(_field: Field, given: Sequence[str]) -> Picks:
    return tuple(given)


def _ways(field: Field) -> Iterator[Picks]:
    return itertools.permutations(_ids(field))


def _turned(field: Field, picks: Picks) -> list[tuple[str, str]]:
    """Return the pairs that stand the wrong way round."""
    return [(one, other) for one, other in pairs(field) if picks.index(one) > picks.index(other)]


def _rank(field: Field, picks: Picks) -> int:
    if picks == _ids(field):
        return EXPERT
    return OTHER if _turned(field, picks) else ACCEPTED


def _credit(field: Field, picks: Picks) -> Mapping[str, Fraction]:
    counted = len(pairs(field))
    share = Fraction(counted - len(_turned(field, picks)), counted)
    return {dimension: credit * share for dimension, credit in field.credit.items()}


def _shown(field: Field, picks: Picks) -> tuple[Answer, ...]:
    return tuple(field.answer(name) for name in picks)


def _struck(field: Field, picks: Picks) -> tuple[Answer, ...]:
    early = {later for _, later in _turned(field, picks)}
    return tuple(step for step in field.answers if step.id in early)


def _cites(field: Field, picks: Picks) -> Iterator[str]:
    for step in _struck(field, picks):
        yield from step.cite
    yield from field.cite


def _taking(field: Field, _names: Sequence[str]) -> Iterator[Picks]:
    """Return every order: steps are shown shuffled and all are taken, so no habit does better than chance."""
    return _ways(field)


def _slips(field: Field) -> Iterator[tuple[Answer, Picks]]:
    """Return two neighbours exchanged; the later one is to blame."""
    steps = _ids(field)
    for place in range(1, len(steps)):
        picks = (*steps[: place - 1], steps[place], steps[place - 1], *steps[place + 1 :])
        if _rank(field, picks) == OTHER:
            yield field.answers[place], picks


ORDER = Kind(
    refuse=_refuse,
    read=_read,
    ways=_ways,
    count=lambda field: math.factorial(len(field.answers)),
    expert=_ids,
    rank=_rank,
    minutes=own_minutes,
    credit=_credit,
    shown=_shown,
    struck=_struck,
    cites=_cites,
    first=_ways,
    taking=_taking,
    slips=_slips,
    alike=same,
)
