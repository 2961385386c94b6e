"""Fields in which answers are chosen: `one` of them, or `many`."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.engine.scenario.kind import (
    ACCEPTED,
    EXPERT,
    OTHER,
    Kind,
    Picks,
    own_minutes,
    picked,
    refuse_ids,
    refuse_one,
    same,
)
from webapp.engine.scenario.model import Answer, Field


def _ids(field: Field) -> Picks:
    return tuple(answer.id for answer in field.answers)


def _read(field: Field, given: Sequence[str]) -> Picks:
    return tuple(answer.id for answer in field.answers if answer.id in given)


def _keyed(field: Field) -> Picks:
    return tuple(answer.id for answer in field.answers if answer.expert)


def _one_refuse(field: Field, given: Sequence[str]) -> str | None:
    return refuse_one(_ids(field), given)


def _many_refuse(field: Field, given: Sequence[str]) -> str | None:
    return refuse_ids(_ids(field), given)


def _one_ways(field: Field) -> list[Picks]:
    return [(name,) for name in _ids(field)]


def _many_ways(field: Field) -> Iterator[Picks]:
    boxes = ((name, None) for name in _ids(field))
    return (tuple(one for one in ticks if one is not None) for ticks in itertools.product(*boxes))


def _one_rank(field: Field, picks: Picks) -> int:
    answer = field.answer(picks[0])
    return EXPERT if answer.expert else ACCEPTED if answer.accepted else OTHER


def _many_rank(field: Field, picks: Picks) -> int:
    return EXPERT if picks == _keyed(field) else OTHER


def _one_minutes(field: Field, picks: Picks) -> int:
    return field.answer(picks[0]).minutes


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


def _first(field: Field) -> list[Picks]:
    return [(field.answers[0].id,)]


def _one_taking(_field: Field, names: Sequence[str]) -> list[Picks]:
    return [(name,) for name in names]


def _many_taking(_field: Field, names: Sequence[str]) -> list[Picks]:
    return [tuple(names)]


def _one_slips(field: Field) -> Iterator[tuple[Answer, Picks]]:
    return ((answer, (answer.id,)) for answer in field.answers if not (answer.expert or answer.accepted))


def _many_slips(field: Field) -> Iterator[tuple[Answer, Picks]]:
    keyed = _keyed(field)
    for answer in field.answers:
        yield answer, tuple(name for name in _ids(field) if (name in keyed) != (name == answer.id))


ONE = Kind(
    refuse=_one_refuse,
    read=_read,
    ways=_one_ways,
    count=lambda field: len(field.answers),
    expert=_keyed,
    rank=_one_rank,
    minutes=_one_minutes,
    credit=_one_credit,
    shown=picked,
    struck=picked,
    cites=_one_cites,
    first=_first,
    taking=_one_taking,
    slips=_one_slips,
    alike=same,
)
MANY = Kind(
    refuse=_many_refuse,
    read=_read,
    ways=_many_ways,
    count=lambda field: 2 ** len(field.answers),
    expert=_keyed,
    rank=_many_rank,
    minutes=own_minutes,
    credit=_many_credit,
    shown=picked,
    struck=picked,
    cites=_many_cites,
    first=_first,
    taking=_many_taking,
    slips=_many_slips,
    alike=same,
)
