"""The decision map's geometry: everything fits, everything adds up, every row goes on from the last."""

import itertools
import re
from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.room.flow import EDGE, GAP, PEOPLE, THIN, WIDE, Row, Span, flow
from webapp.engine.room.lanes import LANES, Lane, Move, moves_of
from webapp.engine.room.small import Count

rooms = st.lists(
    st.dictionaries(st.integers(0, 40), st.sampled_from(LANES), max_size=41), max_size=5
).map(moves_of)  # fmt: skip
sizes = st.sampled_from([0, 1, 60, 1000])


def wide(spans: Mapping[Lane, Span]) -> Fraction:
    return sum((right - left for left, right in spans.values()), Fraction(0))


def streams(row: Row, end: int, lane: Lane) -> list[Span]:
    bands = [band for band in row.bands if (band.start, band.end)[end] == lane]
    return sorted(((band.top, band.bottom)[end]) for band in bands)


@settings(max_examples=60, deadline=None)
@given(rooms, sizes, st.integers(0, 2))
def test_widths_add_up_to_the_people_and_every_row_goes_on_from_the_last(
    room: tuple[Mapping[Move, int], ...], people: int, pending: int
) -> None:
    rows = flow(room, people=people, pending=pending)
    assert len(rows) == len(room) + pending
    most = max([people, *(sum(moves.values()) for moves in room), 1])
    for row, moves in zip(rows, room, strict=False):
        if moves:
            assert wide(row.bottom) == Fraction(PEOPLE * sum(moves.values()), most)
        else:
            assert row.people is None
            assert row.bottom == row.top
    for row, after in itertools.pairwise(rows):
        assert row.bottom == after.top
    assert all(row.people is None and row.top == row.bottom for row in rows[len(room) :])


@settings(max_examples=60, deadline=None)
@given(rooms, sizes)
def test_streams_fill_their_lanes_side_by_side_and_lanes_keep_apart(
    room: tuple[Mapping[Move, int], ...], people: int
) -> None:
    for row in flow(room, people=people):
        spans = list(row.bottom.values())
        assert all(EDGE <= left < right <= WIDE - EDGE for left, right in spans)
        assert all(after[0] - before[1] >= GAP for before, after in itertools.pairwise(spans))
        if wide(row.bottom) >= THIN * len(spans):
            assert all(right - left >= THIN for left, right in spans)
        for lane, (left, right) in row.bottom.items():
            own = streams(row, 1, lane)
            assert (own[0][0], own[-1][1]) == (left, right)
            assert all(one[1] == two[0] for one, two in itertools.pairwise(own))
        for lane in LANES:
            own = streams(row, 0, lane)
            left, right = row.top.get(lane, (Fraction(0), Fraction(0)))
            assert sum(one[1] - one[0] for one in own) in {0, right - left}


def test_a_room_of_many_is_drawn_in_proportion() -> None:
    first, second = flow(
        [
            {("best", "best"): 18, ("best", "off"): 6},
            {("best", "best"): 10, ("best", "off"): 8, ("off", "best"): 6},
        ]
    )
    assert first.bottom == {"best": (2, 56), "off": (92, 110)}
    assert first.people == {"best": Count(18), "off": Count(6), "critical": Count(0)}
    assert [(band.kind, band.start, band.end) for band in first.bands] == [
        ("join", "best", "off"), ("stay", "best", "best"),
    ]  # fmt: skip
    assert [band.path for band in first.bands] == [
        "M56 0C56 50 92 50 92 100H110C110 50 74 50 74 0Z",
        "M2 0H56V100H2Z",
    ]
    assert second.bottom == {"best": (2, 50), "off": (92, 116)}
    assert {(band.start, band.end): (band.top, band.bottom) for band in second.bands} == {
        ("best", "best"): ((2, 32), (2, 32)),
        ("off", "best"): ((92, 110), (32, 50)),
        ("best", "off"): ((32, 56), (92, 116)),
    }


def test_one_who_erred_gravely_is_drawn_like_four() -> None:
    pictures = [
        [(band.path, band.start, band.end) for band in row.bands]
        for few in (1, 4)
        for row in flow([{("best", "best"): 30 - few, ("best", "critical"): few}])
    ]
    assert pictures[0] == pictures[1]


def test_all_in_the_last_lane_still_fit_and_a_room_not_begun_waits_on_the_best() -> None:
    [row] = flow([{("best", "critical"): 9}])
    assert row.bottom == {"critical": (86, 158)}
    [waiting] = flow([], pending=1, people=24)
    assert [(band.kind, band.path) for band in waiting.bands] == [("wait", "M2 0H74V100H2Z")]
    assert flow([]) == ()


def test_paths_hold_two_decimals_at_most() -> None:
    [row] = flow([{("best", "best"): 6, ("best", "off"): 7}])
    numbers = re.findall(r"[\d.]+", "".join(band.path for band in row.bands))
    assert "35.23" in numbers
    assert all(len(one.partition(".")[2]) <= 2 for one in numbers)
