"""Numbers about few people: which may be shown, and as what, so that nobody is counted out of a group."""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction

from webapp.engine.groups import broken_down

LEAST = 5
"""The smallest group whose number is shown. Units: people."""


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """A number of people as it may be shown.

    Shape: `number` is None where it is kept back: then `few` says that it is known to lie between one and
    four. Of FEW a page says “fewer than five”, of WITHHELD only that it is not shown.
    """

    number: int | None
    few: bool = False


FEW = Count(None, few=True)
WITHHELD = Count(None)


def shown_count(number: int) -> Count:
    """Return one number that stands alone: itself when it is 0 or at least LEAST, else FEW.

    Shape: not for the parts of a whole that is shown too; those go through `shown_counts` together.
    Units: people, not negative.
    """
    return FEW if 0 < number < LEAST else Count(number)


def shown_counts(numbers: Sequence[int]) -> tuple[Count, ...]:
    """Return the parts of a whole that everybody knows, so that none kept back can be worked out from it.

    Shape: one for each number, in order. Where one is small, so many of the next smallest are WITHHELD with
    it, empty ones among them, that each still has several possible sizes for one who knows the total and this
    rule (`webapp.engine.groups`). None of them is called FEW: that alone would tell too much. A whole of
    fewer than LEAST is WITHHELD altogether.
    Units: people, not negative.
    """
    seen = broken_down(dict(enumerate(numbers)), least=LEAST)
    return tuple(
        WITHHELD if place in seen.withheld else Count(number) for place, number in enumerate(numbers)
    )


def shown_mean(total: Fraction, number: int, *, people: int | None = None) -> Fraction | None:
    """Return total / number, None where it would speak of fewer than LEAST people.

    Units: `number` of values; `people` they come from, as many when not given.
    """
    group = number if people is None else people
    return total / number if number and group >= LEAST else None
