"""Time limits of the manual, and when they fall due on the calendar of Oman."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from typing import Literal

Unit = Literal["minute", "hour", "day", "working_day"]
Risk = Literal["critical", "high", "medium", "low"]

MUSCAT = dt.timezone(dt.timedelta(hours=4), "Asia/Muscat")
WEEKEND = frozenset({4, 5})  # Friday and Saturday, as datetime.weekday() counts
_RUNNING = {"minute": 1, "hour": 60, "day": 24 * 60}


@dataclasses.dataclass(frozen=True, slots=True)
class Limit:
    """One row of `manual/clocks.yaml`.

    Units: `amount` of `unit`; `uid` is the block that sets it, empty when none does.
    """

    clock: str
    risk: Risk
    amount: int
    unit: Unit
    status: str
    uid: str


def due(start: dt.datetime, limit: Limit, holidays: Collection[dt.date], times: int = 1) -> dt.datetime:
    """Return the moment when `times` the limit has passed since `start`.

    Shape: `start` is aware. n working days later is the same time of day; weekends and holidays do not count.
    Source: docs/adr/0005-case-time.md
    """
    here = start.astimezone(MUSCAT)
    if limit.unit != "working_day":
        return here + dt.timedelta(minutes=limit.amount * times * _RUNNING[limit.unit])
    left = limit.amount * times
    while left:
        here += dt.timedelta(days=1)
        if here.weekday() not in WEEKEND and here.date() not in holidays:
            left -= 1
    return here
