"""What the debrief shows, as frozen values: the child, then the points, then the paragraph behind each."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import sqlalchemy as sa

from webapp.attempts import beside, case_clock, course, drawing
from webapp.attempts.beside import Ways
from webapp.attempts.course import Moment
from webapp.attempts.drawing import LaneDrawing, Route
from webapp.attempts.ledger_rows import Row, row
from webapp.attempts.prose import Paragraph, paragraphs, span
from webapp.attempts.service import Standing
from webapp.attempts.tenths import WHOLE, apportion, reached, shown
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.debrief import COSTLIEST, by_cost
from webapp.engine.scenario.play import ClockReading, Play
from webapp.engine.scenario.score import Result
from webapp.manual import queries as manual
from webapp.manual.queries import Quote

_ROOM_AFTER = 0.08


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One dimension. Units: `points` of 100 as shown; widths in per cent."""

    code: str
    points: str
    width: str
    floor: int
    is_low: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Lane:
    """One deadline, in words and drawn."""

    title: str
    state: str
    due: str
    stopped: str
    late_by: str
    spare: str
    uid: str
    number: str
    section: str
    drawn: LaneDrawing


@dataclasses.dataclass(frozen=True, slots=True)
class Cap:
    """A row that no decision's loss explains: a cap, or the stop at nought."""

    kind: str
    class_: str
    points: str
    number: int
    is_repaired: bool


@dataclasses.dataclass(frozen=True, slots=True)
class DebriefPage:
    """Everything the debrief shows. Units: points as shown, one decimal at most."""

    key: str
    scenario_id: str
    case_title: str
    gender: str
    edition: int
    finished: dt.datetime
    outcome: str
    title: str
    story: tuple[Paragraph, ...]
    points: str
    lost: str
    band: str
    why: str
    below: tuple[Bar, ...]
    bars: tuple[Bar, ...]
    route: Route
    lanes: tuple[Lane, ...]
    costliest: tuple[Row, ...]
    rows: tuple[Row, ...]
    caps: tuple[Cap, ...]
    course: tuple[Moment, ...]
    ways: Ways
    to_read: tuple[Quote, ...]


def of(connection: sa.Connection, standing: Standing, lang: str) -> DebriefPage:
    """Return the debrief of a finished attempt, with the paragraphs as they stood in its edition."""
    play, kept = standing.play, standing.kept
    result = scores.from_json(str(kept.result))
    ending = play.scene.ending
    assert ending is not None  # noqa: S101 -- a finished play stands at an ending
    assert kept.finished is not None  # noqa: S101 -- the table holds that a result has its moment
    uids = {uid for one in result.rows for uid in one.cites} | {one.limit.uid for one in play.clocks}
    quotes = manual.quotes(connection, lang=lang, edition=kept.edition, uids=tuple(sorted(uids - {""})))
    final = reached(result.final)
    shares = apportion(
        [*(one.loss for one in result.rows), *(one.points for one in result.caps)], WHOLE - final
    )
    rows = tuple(row(play, one, share, quotes, lang) for one, share in zip(result.rows, shares, strict=False))
    bars = tuple(_bar(one.code, one.score, one.floor) for one in result.dimensions if one.score is not None)
    return DebriefPage(
        key=kept.key,
        scenario_id=play.scenario.id,
        case_title=play.scenario.title.of(lang),
        gender=play.scenario.role.gender,
        edition=kept.edition,
        finished=kept.finished,
        outcome=ending.outcome,
        title=play.scene.title.of(lang),
        story=(*_last_words(play, lang), *paragraphs(ending.text.of(lang))),
        points=shown(final),
        lost=shown(WHOLE - final),
        band=result.band,
        why=_why(result),
        below=tuple(bar for bar in bars if bar.code in result.below_floor),
        bars=bars,
        route=drawing.route([(one.loss, one.kind) for one in result.rows]),
        lanes=_lanes(play, quotes, lang),
        costliest=_costliest(rows, result),
        rows=rows,
        caps=_caps(result, shares[len(rows) :]),
        course=course.of(play, result, lang),
        ways=beside.of(play, result, lang),
        to_read=_to_read(rows),
    )


def _costliest(rows: tuple[Row, ...], result: Result) -> tuple[Row, ...]:
    shown_at = {one.position: one for one in rows}
    return tuple(shown_at[one.position] for one, cost in by_cost(result) if cost > 0)[:COSTLIEST]


def _bar(code: str, score: Fraction | None, floor: int | None) -> Bar:
    whole = score or Fraction(0)
    is_low = floor is not None and whole < floor
    return Bar(code, shown(reached(whole)), f"{float(whole):.1f}%", floor or 0, is_low)


def _why(result: Result) -> str:
    """Return the code of the one reason for the band."""
    if any(one.class_ in {"C1", "C2"} for one in result.criticals):
        return "critical"
    if result.band != "secure" and result.final >= 80 and result.below_floor:  # noqa: PLR2004 -- simulation's band
        return "floor"
    return {"secure": "secure", "developing": "points", "again": "points"}[result.band]


def _caps(result: Result, shares: tuple[int, ...]) -> tuple[Cap, ...]:
    return tuple(
        Cap(
            kind=one.kind,
            class_=one.class_,
            points=shown(-share),
            number=(one.position or 0) + 1,
            is_repaired=any(found.position == one.position and found.repaired for found in result.criticals),
        )
        for one, share in zip(result.caps, shares, strict=True)
    )


def _last_words(play: Play, lang: str) -> tuple[Paragraph, ...]:
    told = [answer.then for _, answers in play.steps[-1].struck for answer in answers if answer.then]
    return tuple(one for words in told for one in paragraphs(words.of(lang)))


def _lanes(play: Play, quotes: Mapping[str, Quote], lang: str) -> tuple[Lane, ...]:
    started = [one for one in play.clocks if one.started_at is not None]
    # The axis is the case's own time: a limit of tomorrow is said in words, not drawn across today.
    last = play.now + (play.now - play.scenario.starts) * _ROOM_AFTER
    return tuple(_lane(one, play, last, quotes, lang) for one in started)


def _lane(one: ClockReading, play: Play, last: dt.datetime, quotes: Mapping[str, Quote], lang: str) -> Lane:
    assert one.due_at is not None  # noqa: S101 -- a clock that has started has its limit
    quote = quotes.get(one.limit.uid)
    ended = one.stopped_at or play.now
    apart = int(abs((ended - one.due_at).total_seconds()) // 60)
    return Lane(
        title=one.title.of(lang),
        state=one.state,
        due=case_clock.hour(one.due_at, play.scenario.starts, lang),
        stopped=case_clock.hour(one.stopped_at, play.scenario.starts, lang) if one.stopped_at else "",
        late_by=span(apart, lang, "object") if ended > one.due_at else "",
        spare=span(apart, lang) if ended <= one.due_at else "",
        uid=one.limit.uid,
        number=quote.number if quote else "",
        section=quote.section_id if quote else "",
        drawn=drawing.lane(one, play, last),
    )


def _to_read(rows: tuple[Row, ...]) -> tuple[Quote, ...]:
    """Return the cited paragraphs of what cost points, each section once, costliest first."""
    found: dict[str, Quote] = {}
    for one in sorted(rows, key=lambda one: -one.loss):
        if one.loss > 0:
            for quote in one.quotes:
                found.setdefault(quote.section_id, quote)
    return tuple(found.values())[:4]
