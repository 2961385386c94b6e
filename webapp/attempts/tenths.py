"""Exact points as people see them: in tenths that still add up, on the screen as in the ledger."""

import math
from collections.abc import Sequence
from fractions import Fraction

WHOLE = 1000
"""A full score, in tenths of a point."""


def reached(final: Fraction) -> int:
    """Return a score in tenths, never rounded up: 79.96 is not yet 80."""
    return math.floor(final * 10)


def apportion(losses: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Return each loss in tenths, so that together they make exactly `total`.

    Shape: `total` is the losses' sum in tenths, rounded either way; the largest remainders take the rest.
    """
    exact = [loss * 10 for loss in losses]
    shares = [math.floor(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: (shares[index] - exact[index], index))
    for index in by_remainder[: max(0, total - sum(shares))]:
        shares[index] += 1
    return tuple(shares)


def shown(tenths: int) -> str:
    """Return tenths as a number with one decimal at most; the page dresses the minus."""
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"
