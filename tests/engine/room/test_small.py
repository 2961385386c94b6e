"""What may be shown of few people."""

import itertools
from fractions import Fraction

import pytest

from webapp.engine.room.small import FEW, WITHHELD, Count, shown_count, shown_counts, shown_mean


def test_a_number_alone_is_shown_unless_it_is_one_to_four() -> None:
    assert [shown_count(number) for number in (0, 1, 4, 5)] == [Count(0), FEW, FEW, Count(5)]


def test_the_next_smallest_is_kept_back_too() -> None:
    assert shown_counts([16, 6, 2]) == (Count(16), WITHHELD, WITHHELD)
    assert shown_counts([16, 6, 5]) == (Count(16), Count(6), Count(5))
    assert shown_counts([3, 1]) == (WITHHELD, WITHHELD)


@pytest.mark.parametrize("total", [5, 9, 14])
def test_no_count_kept_back_follows_from_the_total(total: int) -> None:
    seen: dict[tuple[Count, ...], list[tuple[int, ...]]] = {}
    for cuts in itertools.combinations_with_replacement(range(total + 1), 2):
        counts = (cuts[0], cuts[1] - cuts[0], total - cuts[1])
        seen.setdefault(shown_counts(counts), []).append(counts)
    hidden = 0
    for shown, possible in seen.items():
        assert not {Count(few) for few in (1, 2, 3, 4)} & set(shown)
        for place, count in enumerate(shown):
            if count == WITHHELD:
                hidden += 1
                assert len({counts[place] for counts in possible}) > 1
    assert hidden


def test_a_mean_of_few_people_is_not_shown() -> None:
    assert shown_mean(Fraction(5), 5) == 1
    assert shown_mean(Fraction(4), 4) is None
    assert shown_mean(Fraction(8), 8, people=4) is None
    assert shown_mean(Fraction(0), 0) is None
