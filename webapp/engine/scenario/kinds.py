"""The table of field kinds: how each is answered, what an answer to it is worth, and what chance would do.

A new kind is a new row here, its keys in `schema_scenes` and a control in the template: nothing else knows.
"""

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.engine.scenario.model import Answer, Field

Picks = tuple[str, ...]
"""The answers picked in one field, in the order of the file."""

MOST_BOXES = 10


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """What the engine must know of a kind of field.

    `refuse` gives a code for picks that are no answer; `ways` every way of answering, all equally likely.
    """

    refuse: Callable[[Field, Sequence[str]], str | None]
    ways: Callable[[Field], Iterator[Picks]]
    expert: Callable[[Field], Picks]
    minutes: Callable[[Field, Picks], int]
    credit: Callable[[Field, Picks], Mapping[str, Fraction]]
    accepted: Callable[[Field, Picks], bool]
    cites: Callable[[Field, Picks], Iterator[str]]


def picked(field: Field, picks: Picks) -> tuple[Answer, ...]:
    """Return the answers picked, in the order of the file."""
    return tuple(answer for answer in field.answers if answer.id in picks)


def kind_of(field: Field) -> Kind:
    """Return the row of a field's kind."""
    return KINDS[field.kind]


def _refuse_any(field: Field, given: Sequence[str]) -> str | None:
    offered = {answer.id for answer in field.answers}
    if any(one not in offered for one in given):
        return "unknown"
    return "repeated" if len(set(given)) != len(given) else None


def _refuse_one(field: Field, given: Sequence[str]) -> str | None:
    if not given:
        return "missing"
    return _refuse_any(field, given) or ("repeated" if len(given) > 1 else None)


def _one_ways(field: Field) -> Iterator[Picks]:
    return ((answer.id,) for answer in field.answers)


def _many_ways(field: Field) -> Iterator[Picks]:
    boxes = ((answer.id, None) for answer in field.answers)
    return (tuple(one for one in ticks if one is not None) for ticks in itertools.product(*boxes))


def _keyed(field: Field) -> Picks:
    return tuple(answer.id for answer in field.answers if answer.expert)


def _one_minutes(field: Field, picks: Picks) -> int:
    return field.answer(picks[0]).minutes


def _many_minutes(field: Field, _picks: Picks) -> int:
    return field.minutes


def _one_credit(field: Field, picks: Picks) -> Mapping[str, Fraction]:
    return field.answer(picks[0]).credit


def _many_credit(field: Field, picks: Picks) -> Mapping[str, Fraction]:
    share = _share(field, picks)
    return {dimension: credit * share for dimension, credit in field.credit.items()}


def _share(field: Field, picks: Picks) -> Fraction:
    """Return hits/keyed less half of harmful picks/harmful offered, never below nothing."""
    keyed = [answer.id in picks for answer in field.answers if answer.expert]
    harmful = [answer.id in picks for answer in field.answers if answer.harmful]
    hits = Fraction(sum(keyed), len(keyed)) if keyed else Fraction(0)
    harm = Fraction(sum(harmful), 2 * len(harmful)) if harmful else Fraction(0)
    return max(Fraction(0), hits - harm)


def _one_accepted(field: Field, picks: Picks) -> bool:
    return field.answer(picks[0]).accepted


def _many_accepted(_field: Field, _picks: Picks) -> bool:
    return False


def _one_cites(field: Field, picks: Picks) -> Iterator[str]:
    return iter(field.answer(picks[0]).cite)


def _many_cites(field: Field, picks: Picks) -> Iterator[str]:
    """Return what speaks of the boxes ticked wrongly or left out; of the field itself when there are none."""
    wrong = [
        answer
        for answer in field.answers
        if (answer.expert and answer.id not in picks) or (answer.harmful and answer.id in picks)
    ]
    for answer in wrong:
        yield from answer.cite
    yield from field.cite


KINDS: Mapping[str, Kind] = {
    "one": Kind(_refuse_one, _one_ways, _keyed, _one_minutes, _one_credit, _one_accepted, _one_cites),
    "many": Kind(_refuse_any, _many_ways, _keyed, _many_minutes, _many_credit, _many_accepted, _many_cites),
}
