"""Somebody's own record: each case tried, each side of the work, each chapter of the manual, what next."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import sqlalchemy as sa

from webapp.attempts import next_case, queries
from webapp.attempts.next_case import Advice, Offered
from webapp.attempts.queries import OwnEntry
from webapp.attempts.tenths import reached, shown
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import DIMENSIONS
from webapp.engine.scenario.score import Result
from webapp.engine.scenario.worth import worth_of
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios

MOST = 1000
"""So many attempts of one person are looked at."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tried:
    """One finished attempt. Units: points of 100, as shown."""

    key: str
    points: str
    band: str
    finished: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Latest:
    """The latest attempt at a case, as the text and the edition it is pinned to have the case."""

    scenario_id: str
    digest: str
    edition: int
    band: str
    finished: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case: attempts from its beginning. Units: `times` finished, `again` begun anew from a decision."""

    scenario_id: str
    title: str
    first: Tried
    best: Tried
    latest: Tried
    times: int
    again: int


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """One dimension over the latest attempt of each case. Units: points of 100; `width` in per cent."""

    code: str
    points: str
    width: str


@dataclasses.dataclass(frozen=True, slots=True)
class ChapterRecord:
    """A chapter of the manual: decisions that rest on its paragraphs, and how many were right."""

    id: str
    number: int
    title: str
    right: int
    all: int
    width: str


@dataclasses.dataclass(frozen=True, slots=True)
class Next:
    """The case to practise next. Shape: `reason` and `side` as `next_case.Advice` has them."""

    scenario_id: str
    title: str
    minutes: int
    reason: str
    side: str


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """Everything of one's own, weakest first; without a finished attempt only what to begin with."""

    cases: tuple[CaseRecord, ...]
    sides: tuple[Side, ...]
    chapters: tuple[ChapterRecord, ...]
    next: Next | None


@dataclasses.dataclass(frozen=True, slots=True)
class _Ended:
    entry: OwnEntry
    result: Result
    finished: dt.datetime


def of(connection: sa.Connection, *, owner: str | None, lang: str) -> Record:
    """Return somebody's record; attempts begun anew from a decision count for nothing in it."""
    ended = _all_ended(connection, owner)
    whole = _whole(ended)
    latest = _latest(whole)
    sides = _sides(one.result for one in latest.values())
    return Record(
        cases=tuple(_case(connection, tries, ended, lang) for tries in reversed(whole.values())),
        sides=tuple(Side(code, shown(reached(mean)), f"{float(mean):.1f}%") for code, mean in sides),
        chapters=_chapters(connection, latest.values(), lang),
        next=_next(connection, latest, sides, lang),
    )


def advised(connection: sa.Connection, *, owner: str | None, lang: str) -> Next | None:
    """Return the case for somebody to practise next, which a record ends with, without the rest of it."""
    latest = _latest(_whole(_all_ended(connection, owner)))
    return _next(connection, latest, _sides(one.result for one in latest.values()), lang)


def best(connection: sa.Connection, *, owner: str | None) -> dict[str, Tried]:
    """Return somebody's best attempt at each case played from its beginning, without the rest of a record."""
    whole = _whole(_all_ended(connection, owner))
    return {name: _tried(max(tries, key=lambda one: one.result.final)) for name, tries in whole.items()}


def latest(connection: sa.Connection, *, owner: str | None) -> tuple[Latest, ...]:
    """Return somebody's latest attempt at each case, of those played from the beginning to the end."""
    found = _latest(_whole(_all_ended(connection, owner)))
    return tuple(
        Latest(name, one.entry.digest, one.entry.edition, one.result.band, one.finished)
        for name, one in found.items()
    )


def _all_ended(connection: sa.Connection, owner: str | None) -> list[_Ended]:
    return [
        _Ended(one, scores.from_json(one.result), one.finished)
        for one in queries.own(connection, owner=owner, most=MOST)
        if one.result is not None and one.finished is not None
    ]


def _whole(ended: Iterable[_Ended]) -> dict[str, list[_Ended]]:
    """Return the attempts played from the beginning, by case, the oldest first."""
    found: dict[str, list[_Ended]] = defaultdict(list)
    for one in sorted(ended, key=lambda one: one.finished):
        if one.entry.replayed_from is None:
            found[one.entry.scenario_id].append(one)
    return found


def _latest(whole: Mapping[str, list[_Ended]]) -> dict[str, _Ended]:
    return {name: tries[-1] for name, tries in whole.items()}


def _case(connection: sa.Connection, tries: list[_Ended], ended: list[_Ended], lang: str) -> CaseRecord:
    entry = tries[-1].entry
    scenario = scenarios.scenario(connection, entry.digest, edition=entry.edition)
    anew = [one for one in ended if one.entry.replayed_from is not None]
    return CaseRecord(
        scenario_id=entry.scenario_id,
        title=scenario.title.of(lang),
        first=_tried(tries[0]),
        best=_tried(max(tries, key=lambda one: one.result.final)),
        latest=_tried(tries[-1]),
        times=len(tries),
        again=sum(one.entry.scenario_id == entry.scenario_id for one in anew),
    )


def _tried(one: _Ended) -> Tried:
    return Tried(one.entry.key, shown(reached(one.result.final)), one.result.band, one.finished)


def _sides(results: Iterable[Result]) -> list[tuple[str, Fraction]]:
    """Return the mean of each dimension, the lowest first; equals in the order of the dimensions."""
    found: dict[str, list[Fraction]] = {code: [] for code in DIMENSIONS}
    for result in results:
        for one in result.dimensions:
            if one.score is not None:
                found[one.code].append(one.score)
    means = [(code, sum(all_of, Fraction(0)) / len(all_of)) for code, all_of in found.items() if all_of]
    return sorted(means, key=lambda one: one[1])


def _chapters(connection: sa.Connection, latest: Iterable[_Ended], lang: str) -> tuple[ChapterRecord, ...]:
    """Return how the decisions resting on each chapter went, by the edition each attempt was played in."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    named: dict[str, tuple[int, str]] = {}
    for one in sorted(latest, key=lambda one: one.entry.edition):
        edition = one.entry.edition
        uids = {uid for row in one.result.rows for uid in row.cites}
        quotes = manual.quotes(connection, lang=lang, edition=edition, uids=sorted(uids))
        outline = manual.outline(connection, lang=lang, edition=edition)
        chapter_of = {uid: quote.section_id.partition("/")[0] for uid, quote in quotes.items()}
        named |= {entry.id: (entry.number, entry.title) for entry in outline}
        for row in one.result.rows:
            for chapter in {chapter_of[uid] for uid in row.cites if uid in chapter_of}:
                total[chapter] += 1
                right[chapter] += row.kind in {"best", "fine"}
    rows = [_chapter(name, named, right[name], total[name]) for name in total if name in named]
    return tuple(sorted(rows, key=lambda one: (Fraction(one.right, one.all), one.number)))


def _chapter(name: str, named: Mapping[str, tuple[int, str]], right: int, total: int) -> ChapterRecord:
    number, title = named[name]
    return ChapterRecord(name, number, title, right, total, f"{100 * right / total:.1f}%")


def _next(
    connection: sa.Connection, latest: Mapping[str, _Ended], sides: Sequence[tuple[str, Fraction]], lang: str
) -> Next | None:
    open_ = [one for one in scenarios.offered(connection) if one.access == "open"]
    entries = {one.id: one for one in sorted(open_, key=lambda one: bool(one.sibling_of))}  # siblings last
    edition = manual.edition_in_force(connection)
    if edition is None:
        return None
    offered = []
    for one in entries.values():
        scenario = scenarios.scenario(connection, one.digest, edition=edition.number)
        offered.append(Offered(one.id, dict(zip(DIMENSIONS, worth_of(scenario).weights, strict=True))))
    by_age = sorted(latest.items(), key=lambda pair: pair[1].finished)
    bands = {name: one.result.band for name, one in by_age}
    advice: Advice | None = next_case.advise(offered, bands, weakest=sides[0][0] if sides else "")
    if advice is None:
        return None
    entry = entries[advice.scenario_id]
    return Next(entry.id, entry.title.of(lang), entry.minutes, advice.reason, advice.side)
