"""An agenda over days: nothing lost, nothing out of order, no day too long."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.engine.room.days import LONGEST_DAY, over_days

ITEMS = st.lists(st.tuples(st.integers(1, 500), st.booleans()), max_size=20)


def laid_out(items: list[tuple[int, bool]]) -> tuple[tuple[int, ...], ...]:
    return over_days([minutes for minutes, _ in items], is_break=lambda place: items[place][1])


def length(items: list[tuple[int, bool]], day: tuple[int, ...]) -> int:
    """Minutes of a day, without the breaks with which it ends."""
    last = max((place for place in day if not items[place][1]), default=day[0])
    return sum(items[place][0] for place in day if place <= last)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ITEMS)
def test_every_item_stands_on_one_day_in_its_order(items: list[tuple[int, bool]]) -> None:
    days = laid_out(items)
    assert [place for day in days for place in day] == list(range(len(items)))
    assert all(days)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ITEMS)
def test_a_day_is_too_long_only_for_one_item_and_begins_with_no_break(items: list[tuple[int, bool]]) -> None:
    for number, day in enumerate(laid_out(items)):
        worked = [place for place in day if not items[place][1]]
        assert length(items, day) <= LONGEST_DAY or len(worked) <= 1
        assert number == 0 or not items[day[0]][1]


def test_seven_hours_are_two_days_alike_and_not_one_and_a_bit() -> None:
    assert over_days([60] * 7, is_break=lambda _: False) == ((0, 1, 2, 3), (4, 5, 6))


def test_what_fits_in_a_day_is_one() -> None:
    assert over_days([45, 15, 60], is_break=lambda place: place == 1) == ((0, 1, 2),)


def test_five_days_are_five() -> None:
    assert len(over_days([90, 20, 90, 60, 90] * 5, is_break=lambda place: place % 5 in {1, 3})) == 5
