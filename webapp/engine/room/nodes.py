"""Which decisions a debrief talks about: where a child was in danger, where the room split, what it cost."""

import dataclasses
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

Reason = Literal["critical", "split", "costly"]

MOST = 3
"""Conversation nodes of a debrief."""

LEAST_VOTES = 2
"""One vote is nobody's disagreement, and everybody would know whose it was."""

WEIGHTS: dict[Reason, Fraction] = {"critical": Fraction(3), "split": Fraction(2), "costly": Fraction(1)}
"""What a share of critical answers, the disagreement, and a loss count where places are left over.

A room learns most where it differed, not where it scored low (PEARLS): hence twice the weight of a loss. Only
a child in danger comes before that.
"""

DEAR = Fraction(20)
"""A mean loss from which on a decision counts fully as costly. Units: points of 100."""


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What a room did at one decision.

    Units: `disagreement` 0 to 1; `mean_loss` points of 100; `criticals` votes that were critical.
    """

    position: int
    votes: int
    disagreement: Fraction
    mean_loss: Fraction
    criticals: int


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A decision to talk about, and why it was chosen."""

    position: int
    reason: Reason


def nodes(findings: Sequence[Finding], *, most: int = MOST) -> tuple[Node, ...]:
    """Return up to `most` decisions to talk about, in the order of the case, none twice.

    Shape: the first place is that of the decision with the largest share of critical votes, the second of the
    one on which the room split most, the third of the costliest. A place that nothing deserves (no critical
    vote, no disagreement, no loss), and places above three, go to what weighs most by WEIGHTS, with the
    reason that weighs most in it. Of equals the one is taken that weighs more, then the earlier. A decision
    on which fewer than LEAST_VOTES voted, or all agreed and lost nothing, is never taken: there may be fewer.
    """
    left = sorted(
        (one for one in findings if one.votes >= LEAST_VOTES and _weight(one)),
        key=lambda one: (-_weight(one), one.position),
    )
    chosen: list[Node] = []
    for reason in WEIGHTS:
        first = max(left, key=_by(reason), default=None)
        if first is not None and len(chosen) < most and _by(reason)(first):
            chosen.append(Node(first.position, reason))
            left.remove(first)
    chosen += [Node(one.position, _main(one)) for one in left[: max(0, most - len(chosen))]]
    return tuple(sorted(chosen, key=lambda node: node.position))


def _parts(one: Finding) -> dict[Reason, Fraction]:
    """Return how much of each reason is in a decision, from 0 to 1."""
    return {
        "critical": Fraction(one.criticals, one.votes),
        "split": one.disagreement,
        "costly": min(one.mean_loss / DEAR, Fraction(1)),
    }


def _by(reason: Reason) -> Callable[[Finding], Fraction]:
    return lambda one: one.mean_loss if reason == "costly" else _parts(one)[reason]


def _weight(one: Finding) -> Fraction:
    return sum((WEIGHTS[reason] * part for reason, part in _parts(one).items()), Fraction(0))


def _main(one: Finding) -> Reason:
    """Return the reason that weighs most; a critical vote always does."""
    parts = _parts(one)
    if parts["critical"]:
        return "critical"
    return max(WEIGHTS, key=lambda reason: WEIGHTS[reason] * parts[reason])
