"""The line of a pathway: whatever the steps, one station each, every way between two drawn, none shared."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.manual import route

LAW = settings(max_examples=60, deadline=None)
STATION, BOTTOM = 16, 9999
"""How far down a drawing its station lies, and where its lines leave it, as it is written."""


@st.composite
def pathways(draw):
    """Return steps as (id, ids of the steps it follows), every one after those it follows."""
    steps = []
    for at in range(draw(st.integers(1, 9))):
        after = draw(st.sets(st.sampled_from(range(at)))) if at else ()
        steps.append((f"s{at}", tuple(f"s{one}" for one in after)))
    return steps


def lines(drawn):
    """Return the lines of one drawing: from where to where, each (across, down); and where the station lies."""
    found = []
    for path in re.findall(r'd="([^"]+)"', drawn):
        across, down = map(int, re.match(r"M(\d+) (\d+)", path).groups())
        bend = re.search(r"C(?:\d+ ){4}(\d+) (\d+)", path)
        end = tuple(map(int, bend.groups())) if bend else (across, down)
        below = re.search(r"V(\d+)$", path)
        found.append(((across, down), (end[0], int(below[1])) if below else end))
    return found, int(re.search(r'cx="(\d+)" cy="16"', drawn)[1])


def followed(steps):
    """Follow the lines as an eye does, drawing by drawing; return which steps each station is reached from."""
    pieces = route.pieces(steps)
    found, above = [], {}
    for at, piece in enumerate(pieces):
        drawn, station = lines(route.drawing(piece, route.width(pieces)))
        below = {}
        found.append(set())
        for (x, y), (to_x, to_y) in drawn:
            if y == 0 and to_y == BOTTOM:
                assert x == to_x
                below[x] = above.pop(x)
            elif y == 0:
                assert (to_x, to_y) == (station, STATION)
                found[-1].add(above.pop(x))
            else:
                assert ((x, y), to_y) == ((station, STATION), BOTTOM)
                assert to_x not in below, "two lines become one"
                below[to_x] = at
        assert above == {}, "a line ends between two rows"
        above = below
    assert above == {}, "a line leads on where no step follows"
    return found


@given(pathways())
@LAW
def test_following_the_lines_gives_back_what_each_step_follows(steps):
    numbers = {step: at for at, (step, _after) in enumerate(steps)}
    wanted = [{numbers[one] for one in after} for _step, after in steps]
    assert followed(steps) == wanted


@given(pathways())
@LAW
def test_every_step_has_one_station(steps):
    pieces = route.pieces(steps)
    assert len(pieces) == len(steps)
    wide = route.width(pieces)
    for piece in pieces:
        assert route.drawing(piece, wide).count("<circle") == 1


@given(pathways())
@LAW
def test_no_two_lines_share_a_track_in_a_row(steps):
    for piece in route.pieces(steps):
        for half in (piece.enters, piece.leaves):
            lines = [*half, *piece.passes]
            assert len(lines) == len(set(lines))
        assert piece.track not in piece.passes
        assert not piece.leaves or piece.leaves[0] == piece.track


@given(pathways())
@LAW
def test_every_line_that_leaves_a_row_below_enters_the_next_one_above(steps):
    pieces = route.pieces(steps)
    for upper, lower in itertools.pairwise(pieces):
        assert {*upper.leaves, *upper.passes} == {*lower.enters, *lower.passes}
    assert (pieces[0].enters, pieces[0].passes) == ((), ())
    assert (pieces[-1].leaves, pieces[-1].passes) == ((), ())


@given(pathways())
@LAW
def test_nothing_is_drawn_outside_its_drawing(steps):
    pieces = route.pieces(steps)
    wide = route.width(pieces)
    for piece in pieces:
        for path in re.findall(r'd="([^"]+)"', route.drawing(piece, wide)):
            across = re.findall(r"[MC ](\d+) ", path)
            assert across
            assert all(6 <= int(one) <= wide - 6 for one in across), path


@given(pathways())
@LAW
def test_a_drawing_has_a_line_for_each_that_enters_passes_and_leaves(steps):
    for piece in route.pieces(steps):
        lines = len(piece.enters) + len(piece.passes) + len(piece.leaves)
        assert route.drawing(piece, 100).count("<path") == lines


def test_steps_in_a_row_lie_on_one_line():
    pieces = route.pieces([("a", ()), ("b", ("a",)), ("c", ("b",))])
    assert [piece.track for piece in pieces] == [0, 0, 0]
    assert [piece.leaves for piece in pieces] == [(0,), (0,), ()]
    assert route.width(pieces) == 24


def test_two_steps_side_by_side_part_and_meet_again():
    pieces = route.pieces([("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("b", "c"))])
    assert [piece.track for piece in pieces] == [0, 0, 1, 0]
    assert pieces[0].leaves == (0, 1)
    assert pieces[1].passes == (1,)
    assert pieces[3].enters == (0, 1)
    assert route.width(pieces) == 46


def test_a_pathway_without_steps_is_drawn_as_nothing():
    assert route.pieces([]) == ()
    assert (route.width([]), route.tracks([])) == (24, 1)


def test_a_drawing_is_hidden_from_those_who_hear_the_page_and_turns_with_it():
    drawn = route.drawing(route.Piece(0, (), (), ()), 24)
    assert drawn.startswith('<svg class="track flip" width="24" height="100%" aria-hidden="true">')


@pytest.mark.parametrize("steps", [[("a", ()), ("b", ("a", "a"))]])
def test_a_step_named_twice_is_followed_once(steps):
    assert followed(steps) == [set(), {0}]
