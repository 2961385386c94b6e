"""The map of scenes: every scene once, ways lead down, boxes never touch, the same map every time."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.scenario.layout import GAP, WIDE, around, layout

SPLIT = {"a": ("b", "c"), "b": ("d",), "c": ("d", "e"), "d": ("e",), "e": ()}


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    names = [f"s{number}" for number in range(draw(st.integers(1, 9)))]
    return {name: tuple(draw(st.lists(st.sampled_from(names), max_size=3, unique=True))) for name in names}


@given(shapes())
@settings(max_examples=60)
def test_every_scene_has_one_place_and_every_way_one_line(edges: dict[str, tuple[str, ...]]) -> None:
    made = layout(edges)
    assert made == layout(edges)
    assert sorted(box.id for box in made.boxes) == sorted(edges)
    ways = {frozenset((one, two)) for one, afters in edges.items() for two in afters if one != two}
    assert {frozenset((line.start, line.end)) for line in made.lines} == ways
    layer = {box.id: box.layer for box in made.boxes}
    for line in made.lines:
        assert layer[line.start] < layer[line.end]
        assert all(above[1] < below[1] for above, below in pairwise(line.points))
    for one, two in pairwise(made.boxes):
        assert one.layer < two.layer or two.x - one.x >= WIDE + GAP - 1
    assert all(
        WIDE // 2 - 1 <= box.x <= made.wide - WIDE // 2 + 1 and 0 < box.y < made.high for box in made.boxes
    )


def test_a_scene_stands_below_the_longest_way_to_it() -> None:
    made = layout(SPLIT)
    assert {box.id: box.layer for box in made.boxes} == {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3}
    [long] = [line for line in made.lines if (line.start, line.end) == ("c", "e")]
    assert len(long.points) == 3


def test_lines_that_need_not_cross_do_not() -> None:
    crossed = {"top": ("l", "r"), "l": ("y",), "r": ("x",), "x": (), "y": ()}
    assert layout(crossed).crossings == 0


def test_the_neighbourhood_of_a_scene_is_what_leads_to_it_and_where_it_leads() -> None:
    assert around(SPLIT, "d") == {"b": ("d",), "c": ("d",), "d": ("e",), "e": ()}
    assert around(SPLIT, "unknown") == {}
