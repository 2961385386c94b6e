"""From a draft to a scenario that can be played: the manual's limits and holidays are put in."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable

from webapp.engine.clocks import Limit
from webapp.engine.scenario.model import Clock, ClockLine, Draft, Frame, Scenario
from webapp.errors import BadInput

_SHARED = tuple(field.name for field in dataclasses.fields(Frame))


def build(draft: Draft, limits: Iterable[Limit], holidays: Collection[dt.date]) -> Scenario:
    """Return the scenario of a draft that `check` has found sound.

    Errors: BadInput when a clock names a limit the manual does not have.
    """
    known = {(limit.clock, limit.risk): limit for limit in limits}
    shared = {name: getattr(draft, name) for name in _SHARED}
    clocks = tuple(_clock(line, known.get((line.clock, line.risk))) for line in draft.clocks)
    return Scenario(**shared, clocks=clocks, holidays=frozenset(holidays))


def _clock(line: ClockLine, limit: Limit | None) -> Clock:
    if limit is None:
        raise BadInput("scenario.limit-unknown", clock=line.clock, risk=line.risk)
    given = {field.name: getattr(line, field.name) for field in dataclasses.fields(line)}
    return Clock(**given, limit=limit)
