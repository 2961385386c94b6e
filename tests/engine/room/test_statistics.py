"""Statistics of a training: exact against the textbook, and silent about few people."""

import statistics as textbook
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios import load
from webapp.engine.room.small import FEW, WITHHELD, Count
from webapp.engine.room.statistics import (
    Alpha,
    Matrix,
    Said,
    agreement,
    alpha,
    calibration,
    change,
    items,
    profile,
)
from webapp.engine.scenario.play import finish, replay
from webapp.engine.scenario.score import row_of, score

SOME = settings(max_examples=25, deadline=None)
shares = st.integers(0, 4).map(lambda quarter: Fraction(quarter, 4))
columns = st.lists(shares, min_size=10, max_size=14).filter(lambda column: len(set(column)) > 1)


def matrices(most: int = 4) -> st.SearchStrategy[Matrix]:
    return st.integers(2, most).flatmap(
        lambda wide: st.lists(st.lists(shares, min_size=wide, max_size=wide), min_size=10, max_size=14)
    )


@SOME
@given(columns, st.integers(2, 5))
def test_alpha_of_items_that_are_all_the_same_is_one(column: list[Fraction], wide: int) -> None:
    same = [[one] * wide for one in column]
    assert alpha(same) == Alpha(1.0, "")
    assert all(one.discrimination == 1 for one in items(same))


@SOME
@given(matrices())
def test_both_agree_with_the_textbook(matrix: Matrix) -> None:
    by_item = list(zip(*matrix, strict=True))
    rest = [[sum(row) - row[place] for row in matrix] for place in range(len(by_item))]
    whole = textbook.pvariance([sum(row) for row in matrix])
    if whole:
        parts = sum(textbook.pvariance(column) for column in by_item)
        wide = len(by_item)
        assert alpha(matrix).value == pytest.approx(wide / (wide - 1) * float(1 - parts / whole))
    else:
        assert alpha(matrix) == Alpha(None, "no-variance")
    for item, column, others in zip(items(matrix), by_item, rest, strict=True):
        assert item.difficulty == textbook.mean(column)
        if len(set(column)) > 1 < len(set(others)):
            expected = textbook.correlation([float(one) for one in column], [float(one) for one in others])
            assert item.discrimination == pytest.approx(expected, abs=1e-9)
        else:
            assert item.discrimination is None


@SOME
@given(matrices(), st.data())
def test_those_who_did_not_answer_everything_count_for_difficulty_alone(
    matrix: Matrix, data: st.DataObject
) -> None:
    gap: list[Fraction | None] = [None, *[data.draw(shares) for _ in matrix[0][1:]]]
    more = [*matrix, gap]
    assert alpha(more) == alpha(matrix)
    assert [one.discrimination for one in items(more)] == [one.discrimination for one in items(matrix)]
    assert items(more)[0] == items(matrix)[0]
    assert items(more)[1].people == Count(len(matrix) + 1)


def test_what_is_silent_says_why() -> None:
    up = [[Fraction(one, 10), Fraction(one, 20)] for one in range(10)]
    assert alpha(up).value is not None
    assert alpha(up[:9]) == alpha([]) == Alpha(None, "too-few-people")
    assert alpha([row[:1] for row in up]) == Alpha(None, "too-few-items")
    assert alpha([up[0]] * 10) == Alpha(None, "no-variance")
    assert items(up)[0].discrimination == pytest.approx(1)
    assert items(up[:9])[0].discrimination is None
    assert items([up[0]] * 10)[0].discrimination is None
    assert (items(up[:4])[0].people, items(up[:4])[0].difficulty) == (FEW, None)
    with pytest.raises(ValueError, match="zip"):
        items([*up, [Fraction(1)]])


def test_a_change_is_of_those_who_did_both() -> None:
    before = {who: Fraction(50) for who in range(20)}
    after = {who: Fraction(60 if who < 14 else 40) for who in range(2, 20)} | {99: Fraction(0)}
    seen = change(before, after)
    assert (seen.people, seen.up, seen.down, seen.same) == (Count(18), Count(12), Count(6), Count(0))
    assert seen.mean == Fraction(12 * 10 - 6 * 10, 18)


def test_a_change_of_few_is_not_told() -> None:
    before = {who: Fraction(50) for who in range(20)}
    after = {who: Fraction(60 if who else 40) for who in range(20)}
    assert (change(before, after).up, change(before, after).down) == (WITHHELD, WITHHELD)
    few = change({who: before[who] for who in range(4)}, after)
    assert (few.people, few.mean, few.up, few.same) == (FEW, None, WITHHELD, WITHHELD)


def test_a_profile_of_all_votes_of_a_play_is_its_result() -> None:
    scenario = load("a_warned_father")
    start = replay(scenario, ())
    [field] = start.scene.decision.fields
    play = finish(scenario, [{field.id: ("father",)}])
    result, seen = score(scenario, play), profile(scenario, score(scenario, play).rows)
    assert seen.dimensions == result.dimensions
    assert (seen.loss, seen.criticals) == (100 - result.raw, 1)
    assert seen.agreement == Fraction(seen.votes - 1, seen.votes)
    row = row_of(scenario, start, {field.id: ("father",)})
    weights = {one.code: one.weight for one in result.dimensions}
    for one in profile(scenario, [row]).dimensions:
        lost = row.by_dimension.get(one.code, Fraction(0))
        assert one.score == (min(100, max(0, 100 - lost / weights[one.code])) if one.weight else None)


def test_without_votes_there_is_no_agreement() -> None:
    assert profile(load("a_late_report"), []).agreement is None
    assert agreement({}) is None


def test_a_group_of_five_agrees_by_what_costs_nothing() -> None:
    votes = {who: ["best", "mistake"] for who in range(4)} | {4: ["fine"]}
    assert agreement(votes) == Fraction(5, 9)
    assert agreement({**votes, 4: []}) is None


def test_how_sure_people_were_is_told_by_level_and_hidden_with_a_second_one() -> None:
    said = [Said(who, 4, right=who < 6) for who in range(8)] + [
        Said(who, 3, right=True) for who in range(8, 14)
    ]
    assert [(one.votes, one.right) for one in calibration(said)] == [
        (Count(0), None), (Count(0), None), (Count(6), Fraction(1)), (Count(8), Fraction(3, 4)),
    ]  # fmt: skip
    few = [*said, Said(20, 1, right=False), Said(20, 1, right=True)]
    assert [(one.votes, one.right) for one in calibration(few)] == [
        (WITHHELD, None), (WITHHELD, None), (WITHHELD, None), (Count(8), Fraction(3, 4)),
    ]  # fmt: skip
