"""The drawing of two ways: each line goes on where it left the row above, and stations stand where they belong."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.attempts.tracks import BEST, MIDDLE, OWN, Stop, tracks

VERDICTS = st.sampled_from(["best", "fine", "slip", "mistake", "critical"])
YES, NO = st.just(value=True), st.just(value=False)
STOPS = st.one_of(
    st.builds(Stop, VERDICTS, YES, st.booleans()),
    st.builds(Stop, VERDICTS, NO, NO),
    st.builds(Stop, st.just(""), YES, NO),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(STOPS, min_size=1, max_size=12))
def test_both_lines_run_unbroken_from_the_first_row_to_the_last(stops: list[Stop]) -> None:
    drawn = tracks(stops)
    assert len(drawn) == len(stops)
    for way in ("own", "best"):
        lines = [line for one in drawn for line in one.lines if line.way == way]
        assert len(lines) == 2 * (len(stops) - 1)
        for before, after in itertools.pairwise(lines):
            assert before.x2 == after.x1
            assert (before.y2, after.y1) in {("100%", "0"), ("16", "16")}


@settings(max_examples=50, deadline=None)
@given(st.lists(STOPS, min_size=1, max_size=12))
def test_a_way_has_a_station_where_it_came_by_and_nowhere_else(stops: list[Stop]) -> None:
    for stop, one in zip(stops, tracks(stops), strict=True):
        places = {node.way: node.x for node in one.nodes}
        assert ("own" in places) == bool(stop.verdict)
        assert ("best" in places) == (stop.is_on_best and not stop.is_same)
        assert places.get("own", OWN) == (MIDDLE if stop.is_same else OWN)
        assert places.get("best", BEST) == BEST
