"""The lanes of the map: no number under five can be worked out of what is drawn and told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.room.lanes import LANES, Drawn, drawn, lane_of, moves_of, weighed
from webapp.engine.room.small import FEW, WITHHELD, Count
from webapp.engine.room.tally import KINDS, RIGHT


@pytest.mark.parametrize("total", range(5, 31))
def test_a_lane_of_few_may_be_of_several_sizes_for_one_who_knows_the_total_and_the_rule(total: int) -> None:
    seen: dict[tuple[Drawn, ...], list[tuple[int, int, int]]] = {}
    for best in range(total + 1):
        for off in range(total - best + 1):
            counts = (best, off, total - best - off)
            if max(counts) < total:
                seen.setdefault(drawn(counts), []).append(counts)
    for lanes, possible in seen.items():
        for place, lane in enumerate(lanes):
            sizes = {counts[place] for counts in possible}
            if min(sizes) < 5 and max(sizes) > 0:
                assert len(sizes) > 1, possible
            assert lane.told.number is None or sizes == {lane.told.number}
            assert not lane.told.few or sizes <= {1, 2, 3, 4}
            assert bool(lane.weight) == (sizes != {0})
            assert 0 not in sizes or sizes == {0}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=3))
def test_what_is_drawn_adds_up_and_is_true_where_nobody_need_be_hidden(counts: list[int]) -> None:
    lanes = drawn(counts)
    assert sum(lane.weight for lane in lanes) == sum(counts)
    assert all(lane.weight > 0 for lane, count in zip(lanes, counts, strict=True) if count)
    if not any(0 < count < 5 for count in counts):
        assert [lane.told for lane in lanes] == [Count(count) for count in counts]
        assert [lane.weight for lane in lanes] == counts
    elif sum(counts) >= 12:
        assert all(abs(lane.weight - count) <= 5 for lane, count in zip(lanes, counts, strict=True))


def test_a_lane_of_few_is_always_drawn_alike() -> None:
    assert {drawn((24 - few, 0, few))[2] for few in (1, 2, 3, 4)} == {Drawn(Fraction(5, 2), FEW)}
    assert [lane.told for lane in drawn((11, 11, 2))] == [Count(11), WITHHELD, FEW]
    assert [lane.told for lane in drawn((17, 5, 2))] == [WITHHELD, WITHHELD, FEW]


def test_streams_of_few_are_alike_at_both_ends_and_the_others_are_rounded() -> None:
    exact = {("best", "best"): 11, ("best", "off"): 7, ("off", "off"): 0}
    assert weighed(exact, 0) == weighed(exact, 1) == {("best", "best"): 11, ("best", "off"): 7}
    for few in (1, 4):
        moves = {("best", "best"): 20 - few, ("best", "critical"): few, ("off", "best"): 6}
        above, below = weighed(moves, 0), weighed(moves, 1)
        assert above == {
            ("best", "best"): Fraction(35, 2), ("best", "critical"): Fraction(5, 2), ("off", "best"): 5,
        }  # fmt: skip
        assert below[("off", "best")] == 5
        assert below[("best", "best")] % 5 == 0


def test_everybody_comes_from_their_last_vote_or_else_from_the_best() -> None:
    first, second, third = moves_of([{1: "off", 2: "best"}, {2: "off", 3: "off"}, {1: "off", 2: "critical"}])
    assert first == {("best", "off"): 1, ("best", "best"): 1}
    assert second == {("best", "off"): 2}
    assert third == {("off", "off"): 1, ("off", "critical"): 1}


def test_every_kind_of_answer_has_its_lane() -> None:
    assert {lane_of(kind) for kind in KINDS} == set(LANES)
    assert {kind for kind in KINDS if lane_of(kind) == "best"} == RIGHT
