"""Small groups are not broken down, and the total does not give them away."""

import dataclasses

import pytest

from webapp.engine.groups import broken_down


def shown(*sizes: int, least: int = 5) -> tuple[list[int | None], int | None]:
    """Each group's number or None, in order, and the total."""
    found = broken_down(dict(enumerate(sizes)), least=least)
    assert found.withheld == frozenset(range(len(sizes))) - found.shown.keys()
    return [found.shown.get(place) for place in range(len(sizes))], found.total


def test_large_groups_are_shown_with_their_total() -> None:
    assert shown(12, 5, 7) == ([12, 5, 7], 24)


def test_nobody_at_all_in_a_group_is_shown_where_nothing_is_withheld() -> None:
    assert shown(12, 0, 7) == ([12, 0, 7], 19)


def test_two_unequal_small_groups_hide_each_other() -> None:
    assert shown(20, 3, 4) == ([20, None, None], 27)


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    assert shown(20, 3, 9) == ([20, None, None], 32)


def test_an_empty_group_does_not_hide_a_small_one_and_stays_back_with_it() -> None:
    assert shown(20, 3, 0, 9) == ([20, None, None, None], 32)


def test_small_groups_that_are_too_few_together_take_another() -> None:
    assert shown(30, 2, 1, 9) == ([30, None, None, None], 42)


def test_groups_of_the_same_size_stay_back_together() -> None:
    assert shown(30, 3, 9, 9) == ([30, None, None, None], 51)


def test_small_groups_of_one_size_take_another() -> None:
    assert shown(30, 4, 4, 5) == ([30, None, None, None], 43)


@pytest.mark.parametrize("sizes", [(3, 20), (1, 1, 1, 1, 1), (4, 4), (0, 4, 6), (4, 5, 5)])
def test_where_nothing_else_hides_a_small_group_only_the_total_is_shown(sizes: tuple[int, ...]) -> None:
    assert shown(*sizes) == ([None] * len(sizes), sum(sizes))


@pytest.mark.parametrize("sizes", [(), (0,), (4,), (0, 0), (1, 3), (1, 1, 1, 1)])
def test_a_total_that_is_small_is_withheld_with_everything(sizes: tuple[int, ...]) -> None:
    assert shown(*sizes) == ([None] * len(sizes), None)


def test_one_group_alone_is_its_total() -> None:
    assert shown(5) == ([5], 5)


def test_the_smallest_size_can_be_set_but_never_below_three() -> None:
    assert shown(20, 9, 8, least=10) == ([20, None, None], 37)
    assert shown(20, 2, 6, 9, least=1) == shown(20, 2, 6, 9, least=3) == ([20, None, None, 9], 37)


def test_the_order_of_the_groups_is_kept_and_nothing_can_be_changed() -> None:
    found = broken_down({"b": 9, "a": 7, "c": 8})
    assert list(found.shown) == ["b", "a", "c"]
    with pytest.raises(TypeError):
        found.shown["b"] = 1  # type: ignore[index]  # that it cannot be written is the point
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.total = 1  # type: ignore[misc]  # as above
