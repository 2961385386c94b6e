"""Votes at a decision: counted without loss, and each choice with the row it would have made."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.made_scenarios import scenarios
from tests.scenarios import load
from webapp.engine.room.fields import field_tally
from webapp.engine.room.tally import Cast, Tally, at_stake, grouped, known_row, tally
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Answer, Choice, CriticalRule, Field, Offer, Scenario, Words
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import ChoiceRefused, Play, finish, replay, take
from webapp.engine.scenario.score import ledger, row_of
from webapp.errors import Refused

SOME = settings(max_examples=12, deadline=None)


def choices(play: Play) -> list[Choice]:
    """Every way of answering the decision before which a play stands."""
    asked = fields_of(play.scene)
    ways = itertools.product(*(list(kind_of(field).ways(field)) for field in asked))
    return [{field.id: one for field, one in zip(asked, picks, strict=True)} for picks in ways]


def standing(scenario: Scenario, data: st.DataObject) -> Play:
    """A play before some decision, on any branch."""
    play = replay(scenario, ())
    for _ in range(data.draw(st.integers(0, 2))):
        after = take(play, data.draw(st.sampled_from(choices(play))))
        play = play if after.ended else after
    return play


def boxes(*groups: tuple[str, int]) -> Tally:
    scenario = load("boxes_to_tick")
    given = [({"facts": tuple(ticked.split())}, count) for ticked, count in groups]
    return tally(scenario, replay(scenario, ()), given)


@SOME
@given(scenarios(), st.data())
def test_the_row_of_a_choice_is_the_last_of_the_ledger_once_it_is_taken(
    scenario: Scenario, data: st.DataObject
) -> None:
    play = standing(scenario, data)
    losses = []
    for choice in choices(play)[:12]:
        row = ledger(scenario, take(play, choice))[-1]
        assert row_of(scenario, play, choice) == known_row(scenario, play, choice) == row
        assert known_row(scenario, play, choice) is known_row(scenario, play, choice)
        losses.append(row.loss)
    assert max(losses) <= at_stake(scenario, play)
    if len(choices(play)) <= len(losses):
        assert max(losses) == at_stake(scenario, play)


@SOME
@given(scenarios())
def test_rows_are_remembered_apart_for_plays_that_came_another_way(scenario: Scenario) -> None:
    start = replay(scenario, ())
    for first in choices(start)[:4]:
        play = take(start, first)
        for choice in [] if play.ended else choices(play)[:3]:
            assert known_row(scenario, play, choice) == row_of(scenario, play, choice)


@SOME
@given(scenarios(), st.data())
def test_every_vote_is_counted_once_in_every_way_of_counting(scenario: Scenario, data: st.DataObject) -> None:
    play = standing(scenario, data)
    casts = [
        Cast(number, choice)
        for number, choice in enumerate(data.draw(st.lists(st.sampled_from(choices(play)), min_size=1)))
    ]
    seen = tally(scenario, play, grouped(scenario, play, casts))
    assert seen.votes == len(casts)
    assert sum(seen.kinds.values()) == sum(one.count for one in seen.answered) == len(casts)
    for field in seen.fields:
        if field.kind != "many":
            assert sum(one.count for one in field.shares) == len(casts)
            assert sum(one.share for one in field.shares) == 1
        assert 0 <= field.disagreement <= seen.disagreement
    assert 0 <= seen.disagreement < 1
    assert (seen.disagreement == 0) == (len(seen.answered) == 1)
    assert sum(seen.by_dimension.values()) == seen.mean_loss
    assert seen.mean_loss == sum(row_of(scenario, play, cast.choice).loss for cast in casts) / len(casts)
    assert tally(scenario, play, [(cast.choice, 1) for cast in reversed(casts)]) == seen


def test_boxes_are_counted_one_by_one_and_split_as_a_whole() -> None:
    seen = boxes(("words date", 4), ("date words", 2), ("words copy", 3), ("", 1))
    [field] = seen.fields
    assert {one.picks[0]: one.count for one in field.shares} == {
        "words": 9, "date": 6, "guess": 0, "copy": 3, "weather": 0,
    }  # fmt: skip
    assert [one.picks[0] for one in field.shares if one.expert] == ["words", "date"]
    assert [one.picks[0] for one in field.shares if one.critical] == ["copy"]
    assert field.disagreement == seen.disagreement == Fraction(4, 10)
    assert seen.majority == seen.expert == seen.best == {"facts": ("words", "date")}
    assert [(one.answer, one.class_, one.count) for one in seen.criticals] == [("copy", "C2", 3)]
    assert seen.kinds == {"best": 6, "fine": 0, "slip": 0, "mistake": 1, "critical": 3}
    # one of two keyed boxes less half of one of two harmful: a quarter, so 75 are lost; nothing ticked: all
    assert seen.mean_loss == Fraction(3 * 75 + 100, 10)


def test_of_two_choices_equally_common_the_one_that_loses_less_is_the_majoritys_then_the_first() -> None:
    assert boxes(("words copy", 2), ("date", 2)).majority == {"facts": ("date",)}
    assert boxes(("date", 2), ("words", 2)).majority == {"facts": ("words",)}


def test_of_orders_those_given_are_told_and_the_most_common_comes_first() -> None:
    words = Words("كلمة", "word")
    steps = tuple(
        Answer(id=name, text=words, critical=CriticalRule("C3") if name == "b" else None) for name in "abc"
    )
    field = Field(id="o", kind="order", ask=words, answers=steps)
    seen = field_tally(field, {("c", "b", "a"): 1, ("a", "c", "b"): 2, ("a", "b", "c"): 2})
    assert [("".join(one.picks), one.count, one.expert, one.critical) for one in seen.shares] == [
        ("abc", 2, True, False), ("acb", 2, False, False), ("cba", 1, False, True),
    ]  # fmt: skip
    assert seen.disagreement == Fraction(3, 5)


def test_of_moments_every_one_offered_is_told() -> None:
    words = Words("كلمة", "word")
    early = Answer(id="early", text=words, expert=True, until=60)
    late = Answer(id="late", text=words, since=60, critical=CriticalRule("C2"))
    offers = (Offer("30m", 30), Offer("1h", 60), Offer("2h", 120))
    field = Field(id="w", kind="when", ask=words, answers=(early, late), offers=offers)
    seen = field_tally(field, {("2h",): 3, ("1h",): 1})
    assert [(*one.picks, one.count, one.expert, one.critical) for one in seen.shares] == [
        ("30m", 0, True, False), ("1h", 1, True, False), ("2h", 3, False, True),
    ]  # fmt: skip
    assert sum(one.share for one in seen.shares) == 1


def test_a_room_without_votes_has_no_majority_and_agrees() -> None:
    seen = boxes()
    assert (seen.votes, seen.majority, seen.mean_loss, seen.disagreement) == (0, None, None, 0)
    assert seen.by_dimension == {}


def test_what_was_not_offered_and_what_comes_after_the_ending_is_refused() -> None:
    scenario = load("a_late_report")
    with pytest.raises(ChoiceRefused):
        tally(scenario, replay(scenario, ()), [({"call": ("shout",)}, 1)])
    with pytest.raises(Refused, match="ended"):
        tally(scenario, finish(scenario, ()), [])
