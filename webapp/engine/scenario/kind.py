"""What the engine must know of a kind of field; `kinds` has the table."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.engine.scenario.model import Answer, Field

Picks = tuple[str, ...]
"""What was picked in one field: answers in the order of the file, steps in the order given, one offer."""

EXPERT, ACCEPTED, OTHER = 0, 1, 2
"""How right a way of answering is: the expert's own, worth the same, or neither."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of field.

    Shape: `refuse` gives a code for what is no answer, `read` what is kept of one. `ways` are all ways of
    answering, equally likely, `count` how many. `shown` are the answers to show for picks, `struck` those
    whose facts, consequence and critical class take hold. `alike` says whether two picks are the same
    answer. `first` is what somebody takes who always takes the first, `taking` who takes certain answers.
    `slips` are the ways next to the expert's, each with the answer to blame.
    """

    refuse: Callable[[Field, Sequence[str]], str | None]
    read: Callable[[Field, Sequence[str]], Picks]
    ways: Callable[[Field], Iterable[Picks]]
    count: Callable[[Field], int]
    expert: Callable[[Field], Picks]
    rank: Callable[[Field, Picks], int]
    minutes: Callable[[Field, Picks], int]
    credit: Callable[[Field, Picks], Mapping[str, Fraction]]
    shown: Callable[[Field, Picks], tuple[Answer, ...]]
    struck: Callable[[Field, Picks], tuple[Answer, ...]]
    cites: Callable[[Field, Picks], Iterator[str]]
    first: Callable[[Field], Iterable[Picks]]
    taking: Callable[[Field, Sequence[str]], Iterable[Picks]]
    slips: Callable[[Field], Iterator[tuple[Answer, Picks]]]
    alike: Callable[[Field, Picks, Picks], bool]


def refuse_ids(known: Iterable[str], given: Sequence[str]) -> str | None:
    """Return `unknown` or `repeated` for ids that are not offered, or not each once."""
    offered = set(known)
    if any(one not in offered for one in given):
        return "unknown"
    return "repeated" if len(set(given)) != len(given) else None


def refuse_one(known: Iterable[str], given: Sequence[str]) -> str | None:
    """Return a code unless exactly one of the ids known is given."""
    if not given:
        return "missing"
    return refuse_ids(known, given) or ("repeated" if len(given) > 1 else None)


def picked(field: Field, picks: Picks) -> tuple[Answer, ...]:
    """Return the answers with these ids, in the order of the file."""
    return tuple(answer for answer in field.answers if answer.id in picks)


def same(_field: Field, one: Picks, other: Picks) -> bool:
    """Say whether picks are the same to the letter."""
    return one == other


def own_minutes(field: Field, _picks: Picks) -> int:
    """Return the minutes of the field itself."""
    return field.minutes
