"""One question of a decision, counted: by answer, by box, by whole order, by moment offered."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from webapp.engine.scenario.kind import EXPERT, Picks
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Field, FieldKind


@dataclasses.dataclass(frozen=True, slots=True)
class Share:
    """One way of answering a question and the votes it got.

    Shape: `picks` is one answer, one box, one whole order, or one moment offered. `expert` is what the author
    marked as best (of a box: that it is to be ticked), `critical` that it is, or holds, a critical answer.
    Units: `share` of the votes, from 0 to 1; those of boxes may add up to more.
    """

    picks: Picks
    count: int
    share: Fraction
    expert: bool
    critical: bool


@dataclasses.dataclass(frozen=True, slots=True)
class FieldTally:
    """The votes on one question.

    Shape: `shares` in the order of the file, what nobody chose among them; of a whole order only those that
    somebody gave, the most common first.
    Units: `disagreement` 1 - the largest share of one way to answer the question (of boxes: all together).
    """

    field: str
    kind: FieldKind
    shares: tuple[Share, ...]
    disagreement: Fraction


def field_tally(field: Field, counts: Mapping[Picks, int]) -> FieldTally:
    """Return the votes on one question, from how often each way of answering it was given.

    Shape: nothing is counted of a `text`.
    """
    votes = sum(counts.values())
    shares = tuple(
        _share(field, picks, count, Fraction(count, votes) if votes else Fraction(0))
        for picks, count in _bars(field, counts)
    )
    split = 1 - Fraction(max(counts.values()), votes) if votes else Fraction(0)
    return FieldTally(field.id, field.kind, shares, split)


def place_of(field: Field, picks: Picks) -> tuple[int, ...]:
    """Return where picks stand in the file, to sort by."""
    offered = [offer.id for offer in field.offers] or [answer.id for answer in field.answers]
    return tuple(offered.index(one) for one in picks)


def _bars(field: Field, counts: Mapping[Picks, int]) -> Iterator[tuple[Picks, int]]:
    if field.kind == "order":
        yield from sorted(counts.items(), key=lambda pair: (-pair[1], place_of(field, pair[0])))
        return
    if field.kind == "text":
        return
    by_id = Counter[str]()
    for picks, count in counts.items():
        for one in picks:
            by_id[one] += count
    for offered in field.offers or field.answers:
        yield (offered.id,), by_id[offered.id]


def _share(field: Field, picks: Picks, count: int, share: Fraction) -> Share:
    if field.kind == "many":
        expert = field.answer(picks[0]).expert
    else:
        expert = kind_of(field).rank(field, picks) == EXPERT
    critical = any(answer.critical for answer in kind_of(field).struck(field, picks))
    return Share(picks, count, share, expert, critical)
