import datetime as dt

import pytest

from tests.scenarios import load, played
from webapp.engine.scenario.debrief import debrief
from webapp.engine.scenario.play import ChoiceRefused, FieldFinding, expert, read_choice, replay, shuffled
from webapp.engine.scenario.score import score
from webapp.errors import Refused


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ({}, FieldFinding("call", "missing")),
        ({"call": []}, FieldFinding("call", "missing")),
        ({"call": ["shout"]}, FieldFinding("call", "unknown")),
        ({"call": ["line", "letter"]}, FieldFinding("call", "repeated")),
        ({"call": ["line"], "other": ["line"]}, FieldFinding("other", "unknown")),
    ],
)
def test_a_choice_from_elsewhere_is_refused(given: dict, finding: FieldFinding) -> None:
    with pytest.raises(ChoiceRefused) as refused:
        read_choice(load("a_late_report"), "morning", given)
    assert finding in refused.value.findings


def test_boxes_may_be_left_empty_but_not_ticked_twice() -> None:
    boxes = load("boxes_to_tick")
    assert read_choice(boxes, "form", {}) == {"facts": ()}
    assert read_choice(boxes, "form", {"facts": ["date", "words"]}) == {"facts": ("words", "date")}
    with pytest.raises(ChoiceRefused):
        read_choice(boxes, "form", {"facts": ["date", "date"]})


def test_nothing_is_answered_after_the_ending() -> None:
    scenario = load("a_late_report")
    choices = [step.choice for step in expert(scenario).steps]
    with pytest.raises(Refused, match="ended"):
        replay(scenario, [*choices, *choices])


def test_an_unfinished_play_has_no_score() -> None:
    scenario = load("a_late_report")
    with pytest.raises(Refused, match="unfinished"):
        score(scenario, replay(scenario, []))


def test_clocks_are_read_along_the_way() -> None:
    scenario = load("over_the_weekend")
    states = [
        [one.state for one in played(scenario, *answers).clocks]
        for answers in (
            (),
            ("system",),
            ("system", "sunday"),
            ("system", "monday"),
            ("system", "never"),
            ("system", "never", "leave"),
        )
    ]
    assert states == [["waiting"], ["running"], ["met"], ["late"], ["late"], ["missed"]]


def test_a_working_day_skips_the_weekend() -> None:
    [clock] = played(load("over_the_weekend"), "system").clocks
    assert clock.due_at == dt.datetime.fromisoformat("2026-10-18T13:00+04:00")


def test_answers_are_shuffled_by_the_seed_unless_ordered() -> None:
    [call] = load("a_late_report").scenes["morning"].decision.fields
    orders = {tuple(answer.id for answer in shuffled(call, str(seed))) for seed in range(50)}
    assert len(orders) > 5
    assert all(set(order) == {answer.id for answer in call.answers} for order in orders)
    assert shuffled(call, "a") == shuffled(call, "a")
    [ordered] = load("over_the_weekend").scenes["confirm"].decision.fields
    assert shuffled(ordered, "a") == ordered.answers


def test_a_ledger_row_cites_what_its_answer_or_the_experts_cites() -> None:
    boxes = load("boxes_to_tick")
    cites = {
        answers: score(boxes, played(boxes, answers)).rows[0].cites
        for answers in ("words+date", "words", "words+date+guess")
    }
    assert cites == {"words+date": ("f0rm",), "words": ("d4te", "f0rm"), "words+date+guess": ("gu3s", "f0rm")}


def test_rows_are_named_by_what_they_cost() -> None:
    late, boxes = load("a_late_report"), load("boxes_to_tick")
    kinds = [score(late, played(late, one)).rows[0].kind for one in ("line", "after-lesson", "nobody")]
    assert kinds == ["best", "mistake", "critical"]
    assert score(boxes, played(boxes, "words+date+weather")).rows[0].kind == "fine"


def test_the_debrief_puts_the_experts_way_beside_ones_own() -> None:
    scenario = load("a_warned_father")
    play = played(scenario, "father", "police")
    told = debrief(play, score(scenario, play))
    assert [(one.scene_id, one.own is None, one.best is None) for one in told.beside] == [
        ("morning", False, False),
        ("on-the-way", False, True),
    ]
    assert [one.kind for one in told.happened] == ["decision", "decision"]
    assert [row.position for row in told.costliest] == [0]
    assert told.cites == ("c8nw",)
