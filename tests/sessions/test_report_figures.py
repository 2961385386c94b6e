"""The figures of a report, against examples small enough to be worked out by hand."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOON
from tests.sessions import reports
from tests.sessions.room import Room, prepared
from webapp.engine.room.small import FEW, Count
from webapp.engine.room.statistics import Alpha
from webapp.engine.scenario.result import LedgerRow, RowKind
from webapp.engine.scenario.worth import worth_of
from webapp.sessions import report, report_answers, report_figures, report_numbers, report_people
from webapp.sessions.queries import Taking
from webapp.sessions.report_answers import Answer, Asked, Gathered

STAKES = (Fraction(10), Fraction(20))


def row(place: int, loss: int, answer: str, cites: tuple[str, ...] = ()) -> LedgerRow:
    kind: RowKind = "mistake" if loss else "best"
    chosen = {"first": (answer,)}
    return LedgerRow(place, "burn", Fraction(loss), {"SAF": Fraction(loss)}, kind, chosen, chosen, cites)


def halves(gathered: Gathered, size: int) -> Gathered:
    """Return a room of which one half keeps everything at two decisions and the other half nothing."""
    first = gathered.answers[0].asked
    asked = [Asked(str(place), first.play, 0, stake) for place, stake in enumerate(STAKES)]
    rows = {
        (place, False): row(place, int(stake), "letter", (("u1", "u2"), ("u1",))[place])
        for place, stake in enumerate(STAKES)
    }
    rows |= {(place, True): row(place, 0, "line") for place in (0, 1)}
    answers = [
        Answer(who, asked[place], 1, rows[place, who < size // 2].chosen, rows[place, who < size // 2], 4, 0)
        for place in (0, 1)
        for who in range(size)
    ]
    answers += [Answer(who, asked[0], 2, {"first": ("line",)}, rows[0, True], None, 1) for who in range(size)]
    return dataclasses.replace(gathered, answers=tuple(answers))


@pytest.fixture
def room(app: Flask) -> Room:
    return prepared(app, modes=("again", "self"))


def gathered(room: Room) -> Gathered:
    (who,) = reports.seat(room, 1)
    part = room.parts[0]
    reports.begin(room, part)
    reports.vote(room, part, 0, {who: {"first": ("line",)}})
    with room.store.reading() as connection:
        shown = report.of(connection, room.session, "en", secret="s")
    assert shown.parts[0].gathered
    return shown.parts[0].gathered


def test_a_room_of_two_halves_gives_the_figures_that_paper_and_pencil_give(room: Room) -> None:
    found = halves(gathered(room), 12)
    told = report_figures.of(found)
    one, other = told.decisions
    assert one.item
    assert (one.votes, one.item.difficulty, one.right) == (Count(12), Fraction(1, 2), Fraction(1, 2))
    assert (one.disagreement, one.item.discrimination) == (Fraction(1, 2), pytest.approx(1))
    assert dict(one.kinds) == {"best": Count(6), "mistake": Count(6)} | dict.fromkeys(
        ("fine", "slip", "critical"), Count(0)
    )
    assert told.alpha == Alpha(1.0, "")
    assert sorted(told.scores.values()) == [70] * 6 + [100] * 6
    weight = worth_of(found.scenario).weights[0]
    assert dict(told.dimensions)["SAF"] == (100 + max(Fraction(0), 100 - 30 / weight)) / 2
    assert [(level.sure, level.votes, level.right) for level in told.levels if level.votes.number] == [
        (4, Count(24), Fraction(1, 2))
    ]
    assert one.second
    assert (one.second.mean, one.second.up, one.second.same, one.second.down) == (
        5,
        Count(6),
        Count(6),
        Count(0),
    )
    assert other.second is None
    lost = report_figures.lost(found.first, {"u1": "a", "u2": "b"}, people=12)
    assert [(place, one.points, one.people) for place, one in lost.items()] == [
        ("a", Fraction(25, 2), Count(6)),
        ("b", Fraction(5, 2), Count(6)),
    ]


def test_of_four_people_nothing_is_told(room: Room) -> None:
    found = halves(gathered(room), 4)
    told = report_figures.of(found)
    assert told.alpha == Alpha(None, "too-few-people")
    assert {mean for _, mean in told.dimensions} == {None}
    assert report_figures.lost(found.first, {"u1": "a"}, people=4) == {}
    for one in told.decisions:
        assert one.item
        assert (one.votes, one.right, one.disagreement) == (FEW, None, None)
        assert (one.item.difficulty, one.item.discrimination) == (None, None)
        assert {bar.count for question in one.questions for bar in question.bars} == {Count(None)}


def test_at_everybodys_own_pace_only_what_all_met_is_compared(room: Room) -> None:
    who = reports.seat(room, 10)
    part = room.parts[1]
    scenario = reports.begin(room, part)
    for one in who:
        reports.play(room, part, scenario, one, [{"first": ("uncle" if one in who[:5] else "line",)}])
    with room.store.reading() as connection:
        shown = report.of(connection, room.session, "en", secret="s")
    told = shown.parts[1]
    assert told.figures
    assert [one.title for one in told.decisions][:2] == ["The first step", "Before he arrives"]
    first, second = (one.figures for one in told.decisions[:2])
    assert (first.votes, second.votes) == (Count(10), Count(5))
    assert [(class_, count) for _, class_, count in told.decisions[0].criticals] == [("C1", Count(5))]
    assert second.item
    assert second.item.discrimination is None
    assert told.figures.complete == 10
    rows = report_people.of(shown)
    assert {len(one.came) for one in rows} == {1}
    assert {one.came[0].band for one in rows[5:]} == {"secure"}


def taking(number: int) -> Taking:
    return Taking(number, 7, "", "", "health", "", NOON, NOON + dt.timedelta(0), None, has_phrase=False)


@settings(max_examples=20)
@given(st.sets(st.integers(1, 5000), min_size=1, max_size=60))
def test_a_number_stays_somebodys_whoever_comes_later(ids: set[int]) -> None:
    ordered = [taking(one) for one in sorted(ids)]
    found = report_numbers.of(ordered, secret="s")
    assert len({*found.values()}) == len(ids)
    assert all(report_numbers.FIRST <= number < report_numbers.PAST for number in found.values())
    earlier: Mapping[int, int] = report_numbers.of(ordered[:-1], secret="s")
    assert all(found[one] == number for one, number in earlier.items())
    assert report_numbers.of(ordered, secret="t") != found or len(ids) < 3


def test_an_answer_is_read_in_both_languages(room: Room) -> None:
    one = gathered(room).answers[0]
    assert report_answers.in_words(one.asked, one.choice, "en")[0].startswith(
        "Call the Child Protection Line"
    )
    assert report_answers.in_words(one.asked, one.choice, "ar")[0].startswith("تتصل بخط حماية الطفل")
