"""The case clock as it is drawn: the story's time, each deadline in words, and marks along a line."""

import dataclasses
import datetime as dt
from typing import Literal

from babel.dates import format_date

from webapp.attempts.prose import span
from webapp.engine.clocks import MUSCAT
from webapp.engine.scenario.play import ClockReading, Play

_ROOM_AFTER = 1.06
"""The line runs a little past its last mark, so that the mark can be seen."""


_SEEN_AHEAD = dt.timedelta(hours=8)
"""A limit further off is said in words only: on the line it would press the whole day together."""


@dataclasses.dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: what it is, when, how it stands, and the paragraph that sets it."""

    title: str
    state: Literal["waiting", "running", "met", "late", "missed", "event"]
    due: str
    stopped: str
    left: str
    late_by: str
    uid: str


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the line.

    Units: `at` in per cent of the line's length, from the start edge, as SVG wants it.
    """

    kind: Literal["lim", "stop"]
    at: str


@dataclasses.dataclass(frozen=True, slots=True)
class CaseClock:
    """Everything the clock bar shows."""

    now: dt.datetime
    time: str
    deadlines: tuple[Deadline, ...]
    here: str
    marks: tuple[Mark, ...]


def of(play: Play, lang: str) -> CaseClock:
    """Return the case clock of a play, in one language."""
    shown = [one for one in play.clocks if one.due_at is not None]
    events = [one for one in play.scenario.events if one.at > play.now]
    dues = [one.due_at for one in shown if one.due_at and one.due_at - play.now <= _SEEN_AHEAD]
    last = max([play.now, *dues, *(one.at for one in play.scenario.events)])
    length = (last - play.scenario.starts) * _ROOM_AFTER or dt.timedelta(minutes=1)

    def place(moment: dt.datetime) -> str:
        return f"{(moment - play.scenario.starts) / length * 100:.1f}%"

    marks = [Mark("lim", place(due)) for due in dues]
    marks += [Mark("stop", place(one.at)) for one in play.scenario.events]
    coming = [
        Deadline(
            one.title.of(lang),
            "event",
            hour(one.at, play.now, lang),
            "",
            _after(play.now, one.at, lang),
            "",
            "",
        )
        for one in events
    ]
    return CaseClock(
        now=play.now.astimezone(MUSCAT),
        time=hour(play.now, play.now, lang),
        deadlines=(*(_deadline(one, play.now, lang) for one in shown), *coming),
        here=place(play.now),
        marks=tuple(marks),
    )


def hour(moment: dt.datetime, near: dt.datetime, lang: str) -> str:
    """Return a moment's hour and minute, after the day of the week when that is not the day of `near`."""
    here, there = moment.astimezone(MUSCAT), near.astimezone(MUSCAT)
    time = here.strftime("%H:%M")
    return time if here.date() == there.date() else f"{format_date(here, 'EEEE', locale=lang)} {time}"


def _deadline(one: ClockReading, now: dt.datetime, lang: str) -> Deadline:
    assert one.due_at is not None  # noqa: S101 -- the caller shows only clocks that have started
    ended = one.stopped_at or now
    return Deadline(
        title=one.title.of(lang),
        state=one.state,
        due=hour(one.due_at, now, lang),
        stopped=hour(one.stopped_at, now, lang) if one.stopped_at else "",
        left=_between(now, one.due_at, lang),
        late_by=_after(one.due_at, ended, lang),
        uid=one.limit.uid,
    )


def _between(earlier: dt.datetime, later: dt.datetime, lang: str) -> str:
    return span(_minutes(earlier, later), lang)


def _after(earlier: dt.datetime, later: dt.datetime, lang: str) -> str:
    return span(_minutes(earlier, later), lang, "object")


def _minutes(earlier: dt.datetime, later: dt.datetime) -> int:
    return max(0, int((later - earlier).total_seconds() // 60))
