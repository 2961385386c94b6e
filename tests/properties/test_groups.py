"""The law of small groups: nobody can tell how many are in one, even knowing the total and the rule itself."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.groups import broken_down

Sizes = tuple[int, ...]
sizes = st.lists(st.integers(0, 12), max_size=7)


def ways(total: int, groups: int) -> Iterator[Sizes]:
    """Every way in which so many people can stand in so many groups."""
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in ways(total - first, groups - 1))


def print_of(counts: Sizes, least: int) -> tuple[object, ...]:
    """All that a reader sees."""
    seen = broken_down(dict(enumerate(counts)), least=least)
    return tuple(seen.shown.items()), seen.withheld, seen.total


@pytest.mark.parametrize(("least", "groups", "most"), [
    (3, 1, 9), (3, 2, 16), (3, 3, 16), (3, 4, 12), (3, 5, 8),
    (4, 3, 18), (4, 4, 13), (5, 1, 12), (5, 2, 24), (5, 3, 22), (5, 4, 14), (5, 5, 10), (5, 6, 7),
])  # fmt: skip
def test_every_withheld_group_may_be_of_several_sizes_for_one_who_knows_the_rule(
    least: int, groups: int, most: int
) -> None:
    seen: dict[tuple[object, ...], list[Sizes]] = {}
    for counts in itertools.chain.from_iterable(ways(total, groups) for total in range(most + 1)):
        seen.setdefault(print_of(counts, least), []).append(counts)
    for (_, withheld, total), possible in seen.items():
        assert isinstance(withheld, frozenset)
        assert total is None or {sum(counts) for counts in possible} == {total}
        for group in withheld:
            assert len({counts[group] for counts in possible}) > 1, possible


@given(sizes, st.integers(3, 8))
def test_no_small_group_is_shown_and_what_is_withheld_is_not_small_together(
    counts: list[int], least: int
) -> None:
    seen = broken_down(dict(enumerate(counts)), least=least)
    assert all(count == 0 or count >= least for count in seen.shown.values())
    assert all(seen.shown[group] == counts[group] for group in seen.shown)
    assert seen.shown.keys() | seen.withheld == set(range(len(counts)))
    if seen.total is None:
        assert sum(counts) < least
        assert not seen.shown
    elif seen.withheld:
        assert len([group for group in seen.withheld if counts[group]]) >= 2
        assert seen.total - sum(seen.shown.values()) >= least


@given(sizes, st.randoms(use_true_random=False))
def test_the_order_of_the_groups_decides_nothing(counts: list[int], chance) -> None:
    pairs = list(enumerate(counts))
    chance.shuffle(pairs)
    assert broken_down(dict(pairs)) == broken_down(dict(enumerate(counts)))


@given(sizes)
def test_nothing_is_withheld_without_need(counts: list[int]) -> None:
    seen = broken_down(dict(enumerate(counts)))
    if sum(counts) >= 5 and not any(0 < count < 5 for count in counts):
        assert not seen.withheld
