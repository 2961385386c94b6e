"""Counting what is searched, so that editors see what nobody finds: by week and words, never by person.

A query is kept in words only when these cannot name anybody; otherwise it is counted and no more.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Collection

import sqlalchemy as sa

from webapp.database import change_or_add
from webapp.engine.clocks import MUSCAT
from webapp.engine.private import findings
from webapp.engine.words.analyse import Token, analyse
from webapp.engine.words.query import read_off
from webapp.search.models import SearchCount

KEEP_DAYS = 90
_LONG_NUMBER = re.compile(r"\d[\d\s./-]{3,}\d")
_DIGITS = 5
_COLUMNS = ("asked", "empty", "opened")


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """A query over some weeks."""

    lang: str
    text: str
    asked: int
    empty: int
    opened: int
    last: dt.date


def tellable(text: str, known: Collection[str]) -> bool:
    """Say whether a query may be kept in words: every word of it is one of the manual's, and no long number.

    Shape: `known` are the stems of the index and of the glossary, in both languages.
    """
    if any(sum(map(str.isdecimal, match[0])) >= _DIGITS for match in _LONG_NUMBER.finditer(text)):
        return False
    tokens = analyse(text)
    return bool(tokens) and not any(findings(text)) and all(_is_known(token, known) for token in tokens)


def _is_known(token: Token, known: Collection[str]) -> bool:
    if token.script == "number":
        return len(token.normal) < _DIGITS
    return token.stem in known or (
        token.script == "arabic" and any(stem in known for stem in read_off(token.normal))
    )


def count(
    connection: sa.Connection,
    *,
    text: str,
    lang: str,
    now: dt.datetime,
    empty: bool = False,
    opened: bool = False,
) -> None:
    """Count one query, or one section opened from its answer; `text` is empty when it may not be kept."""
    week = monday(now)
    more = {"asked": int(not opened), "empty": int(empty and not opened), "opened": int(opened)}
    this = (SearchCount.week == week) & (SearchCount.lang == lang) & (SearchCount.text == text)
    raised = {name: getattr(SearchCount, name) + more[name] for name in _COLUMNS}
    first = sa.insert(SearchCount).values(week=week, lang=lang, text=text, **more)
    change_or_add(connection, sa.update(SearchCount).where(this).values(**raised), first)


def monday(now: dt.datetime) -> dt.date:
    """Return the Monday of a moment's week in Muscat."""
    day = now.astimezone(MUSCAT).date()
    return day - dt.timedelta(days=day.weekday())


def counted(connection: sa.Connection, *, since: dt.date) -> tuple[Counted, ...]:
    """Return the queries kept in words since a week, those that found nothing most often first."""
    sums = [sa.func.sum(getattr(SearchCount, name)).label(name) for name in _COLUMNS]
    rows = connection.execute(
        sa.select(SearchCount.lang, SearchCount.text, *sums, sa.func.max(SearchCount.week))
        .where(SearchCount.week >= since, SearchCount.text != "")
        .group_by(SearchCount.lang, SearchCount.text)
    )
    found = [Counted(row[0], row[1], int(row[2]), int(row[3]), int(row[4]), row[5]) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.empty, one.opened - one.asked, one.text)))


def is_kept(connection: sa.Connection, text: str, *, lang: str) -> bool:
    """Say whether a query is kept in words."""
    this = (SearchCount.text == text) & (SearchCount.lang == lang) & (SearchCount.text != "")
    return connection.execute(sa.select(SearchCount.id).where(this).limit(1)).first() is not None


def uncounted_words(connection: sa.Connection, *, since: dt.date) -> tuple[int, int]:
    """Return how many queries were only counted since a week, and how many of those found nothing."""
    row = connection.execute(
        sa.select(sa.func.sum(SearchCount.asked), sa.func.sum(SearchCount.empty)).where(
            SearchCount.week >= since, SearchCount.text == ""
        )
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def due(connection: sa.Connection, *, now: dt.datetime) -> int:
    """Return how many rows have been kept long enough."""
    statement = sa.select(sa.func.count()).select_from(SearchCount).where(_old(now))
    return connection.execute(statement).scalar_one()


def remove(connection: sa.Connection, *, now: dt.datetime) -> int:
    """Drop the weeks that have been kept long enough, and return how many rows that were."""
    return connection.execute(sa.delete(SearchCount).where(_old(now))).rowcount


def _old(now: dt.datetime) -> sa.ColumnElement[bool]:
    """Match the weeks whose first day is more than 90 days ago: nothing in them is kept for longer."""
    return SearchCount.week < now.astimezone(MUSCAT).date() - dt.timedelta(days=KEEP_DAYS)
