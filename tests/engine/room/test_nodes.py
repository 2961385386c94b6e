"""Conversation nodes: danger first, then where the room split, then what cost most."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.room.nodes import Finding, Node, nodes


def finding(
    position: int, *, split: str = "0", loss: int = 0, criticals: int = 0, votes: int = 20
) -> Finding:
    return Finding(position, votes, Fraction(split), Fraction(loss), criticals)


def test_each_reason_has_its_place_and_the_case_its_order() -> None:
    room = [
        finding(0, split="0.2", loss=30),
        finding(1, split="0.6", loss=4),
        finding(2, split="0.5", loss=5),
        finding(3, split="0.3", loss=8, criticals=2),
    ]
    assert nodes(room) == (Node(0, "costly"), Node(1, "split"), Node(3, "critical"))
    assert nodes(room, most=1) == (Node(3, "critical"),)
    assert nodes(room, most=2) == (Node(1, "split"), Node(3, "critical"))
    assert nodes(room, most=0) == ()


def test_a_decision_that_deserves_two_places_has_one() -> None:
    room = [
        finding(0, split="0.6", loss=40, criticals=9),
        finding(1, split="0.5", loss=9),
        finding(2, loss=2),
    ]
    assert nodes(room) == (Node(0, "critical"), Node(1, "split"), Node(2, "costly"))


def test_a_place_left_over_goes_to_disagreement_before_a_low_score() -> None:
    room = [
        finding(0, split="0.7", loss=1),
        finding(1, loss=12),
        finding(2, split="0.6"),
        finding(3, loss=11),
    ]
    assert nodes(room) == (Node(0, "split"), Node(1, "costly"), Node(2, "split"))


def test_what_all_did_well_and_what_one_answered_is_not_talked_about() -> None:
    assert nodes([finding(0), finding(1, loss=50, criticals=1, votes=1), finding(2, loss=50, votes=0)]) == ()
    assert nodes([finding(4, loss=1)]) == (Node(4, "costly"),)


def test_of_equals_the_one_that_weighs_more_is_taken_then_the_earlier() -> None:
    assert nodes([finding(0, criticals=1), finding(1, split="0.1", criticals=1)], most=1)[0].position == 1
    assert nodes([finding(1, criticals=1), finding(0, criticals=1)], most=1)[0].position == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 30), st.integers(0, 4)), max_size=8
    ),
    st.integers(0, 5),
    st.randoms(use_true_random=False),
)
def test_there_are_no_more_than_asked_for_none_twice_and_their_order_decides_nothing(
    drawn: list[tuple[int, int, int, int]], most: int, chance
) -> None:
    room = [
        finding(position, split=f"{split}/4", loss=loss, criticals=min(criticals, votes), votes=votes)
        for position, (votes, split, loss, criticals) in enumerate(drawn)
    ]
    chosen = nodes(room, most=most)
    positions = [node.position for node in chosen]
    assert positions == sorted(set(positions))
    worth_it = [one for one in room if one.votes > 1 and (one.disagreement or one.mean_loss or one.criticals)]
    assert len(chosen) == min(most, len(worth_it))
    assert set(positions) <= {one.position for one in worth_it}
    if most and any(one.criticals for one in worth_it):
        assert "critical" in {node.reason for node in chosen}
    chance.shuffle(room)
    assert nodes(room, most=most) == chosen
