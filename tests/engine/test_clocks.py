"""Limits fall due on the calendar of Oman: hours run on, working days skip weekends and holidays."""

import datetime as dt

import pytest

from webapp.engine.clocks import MUSCAT, Limit, Unit, due


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=MUSCAT)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "then"),
    [
        ("2026-10-11T09:00", 60, "minute", "2026-10-11T10:00"),
        ("2026-10-15T23:30", 2, "hour", "2026-10-16T01:30"),  # into a Friday: hours run on
        ("2026-10-15T09:00", 2, "day", "2026-10-17T09:00"),
        ("2026-10-14T09:00", 1, "working_day", "2026-10-15T09:00"),
        ("2026-10-15T09:00", 1, "working_day", "2026-10-18T09:00"),  # Thursday to Sunday
        ("2026-10-16T02:10", 1, "working_day", "2026-10-18T02:10"),  # from a Friday night
        ("2026-10-18T09:00", 2, "working_day", "2026-10-21T09:00"),  # over the holiday of the 19th
    ],
)
def test_a_limit_falls_due(start: str, amount: int, unit: Unit, then: str) -> None:
    holidays = {dt.date(2026, 10, 19)}
    limit = Limit("CL-X", "high", amount, unit, "starter", "")
    assert due(at(start), limit, holidays) == at(then)


def test_twice_a_working_day_skips_again() -> None:
    limit = Limit("CL-X", "high", 1, "working_day", "starter", "")
    assert due(at("2026-10-14T09:00"), limit, (), times=2) == at("2026-10-18T09:00")


def test_a_moment_elsewhere_is_taken_to_muscat() -> None:
    limit = Limit("CL-X", "high", 1, "hour", "starter", "")
    utc = dt.datetime(2026, 10, 11, 5, 0, tzinfo=dt.UTC)
    assert due(utc, limit, ()) == at("2026-10-11T10:00")
