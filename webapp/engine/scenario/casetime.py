"""Case time: minutes of the story since its start, and what a clock gives at the moment that stops it."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from webapp.engine.clocks import Limit, due
from webapp.engine.scenario.model import Clock, Field, Offer, Scenario

ORIGIN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Where the minutes of a `when` field's moments are counted from."""

MINUTE = dt.timedelta(minutes=1)


def moment(scenario: Scenario, minutes: int) -> dt.datetime:
    """Return the story's own moment so many minutes after its start."""
    return scenario.starts + minutes * MINUTE


@lru_cache(maxsize=64)
def events(scenario: Scenario) -> Mapping[str, int]:
    """Return when each event comes.

    Units: minutes since the start; an event may lie before it.
    """
    return {event.id: (event.at - scenario.starts) // MINUTE for event in scenario.events}


def window(scenario: Scenario, clock: Clock, started: int) -> tuple[int, int]:
    """Return when the limit, and twice the limit, falls due for a clock started then.

    Units: minutes since the start of the story.
    """
    return _window(clock.limit, scenario.starts, scenario.holidays, started)


def credit(scenario: Scenario, clock: Clock, started: int, stopped: int) -> Fraction:
    """Return what a clock gives: all points up to the limit, in a straight line to none at twice the limit.

    Units: author's points in TIM, exact.
    """
    first, second = window(scenario, clock, started)
    if stopped <= first:
        return Fraction(clock.points)
    if stopped >= second:
        return Fraction(0)
    return Fraction(clock.points * (second - stopped), second - first)


@lru_cache(maxsize=8192)
def _window(limit: Limit, starts: dt.datetime, holidays: frozenset[dt.date], started: int) -> tuple[int, int]:
    begun = starts + started * MINUTE
    first, second = (due(begun, limit, holidays, times=times) - starts for times in (1, 2))
    return first // MINUTE, second // MINUTE


def offered(scenario: Scenario, field: Field, offer: Offer, now: int) -> dt.datetime:
    """Return the moment that an offer of a `when` field means at a minute of the story.

    Shape: working days are counted as a clock counts them; zero of them is now.
    """
    if field.measure == "moments":
        return (ORIGIN + offer.at * MINUTE).astimezone(scenario.starts.tzinfo)
    here = moment(scenario, now)
    if field.measure == "elapsed":
        return here + offer.at * MINUTE
    return due(here, Limit("", scenario.risk, offer.at, "working_day", "", ""), scenario.holidays)
