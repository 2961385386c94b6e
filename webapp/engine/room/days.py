"""An agenda laid out over days: in order, none longer than people can follow, all about as long."""

from collections.abc import Callable, Sequence

LONGEST_DAY = 6 * 60
"""Minutes of training in a day, breaks counted; what is longer is proposed as several days."""


def over_days(minutes: Sequence[int], *, is_break: Callable[[int], bool]) -> tuple[tuple[int, ...], ...]:
    """Return which items of an agenda a day holds, day by day, as their places in it.

    Units: `minutes` an item, in order. Shape: `is_break` is asked of an item's place. As few days as can be,
    then the longest of them as short as can be; an item longer than a day stands alone, and no day begins
    with a break.
    """
    fewest = len(_filled(minutes, LONGEST_DAY, is_break))
    least = max(minutes, default=0)
    cap = next(
        (one for one in range(least, LONGEST_DAY) if len(_filled(minutes, one, is_break)) == fewest),
        LONGEST_DAY,
    )
    return _filled(minutes, cap, is_break)


def _filled(minutes: Sequence[int], cap: int, is_break: Callable[[int], bool]) -> tuple[tuple[int, ...], ...]:
    days: list[list[int]] = []
    used = 0
    for place, length in enumerate(minutes):
        if not days or (used + length > cap and not is_break(place)):
            days.append([])
            used = 0
        days[-1].append(place)
        used += length
    return tuple(map(tuple, days))
