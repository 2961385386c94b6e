"""Openings: what the room did, what concerns, an open question; and nobody is counted out of the room."""

import functools
import re
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trainee import WORKED
from webapp.engine.clocks import Limit
from webapp.engine.room.nodes import Finding
from webapp.engine.room.tally import tally
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.build import build
from webapp.engine.scenario.model import Answer, Choice, Scenario
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.engine.scenario.schema import read
from webapp.sessions import debrief_words as words
from webapp.sessions.debrief_evidence import Evidence, Given

LIMITS = (
    Limit("CL-REPORT", "medium", 1, "hour", "starter", "h2vt"),
    Limit("CL-ACK", "medium", 1, "working_day", "starter", "f0rm"),
)


@functools.cache
def worked() -> Scenario:
    """Return the case that the guide for authors explains."""
    draft, problems = read(WORKED.read_text("utf-8"), WORKED.name)
    assert draft is not None, problems
    return build(draft, LIMITS, ())


def evidence(scenario: Scenario, *groups: tuple[Choice, int]) -> Evidence:
    """Return what was answered at the first decision."""
    play = plays.replay(scenario, ())
    counts = tally(scenario, play, groups)
    given = tuple(Given(one.count, one.row, plays.take(play, one.choice)) for one in counts.answered)
    lost = counts.mean_loss or Fraction(0)
    finding = Finding(0, counts.votes, counts.disagreement, lost, counts.kinds["critical"])
    return Evidence(play.scene.id, 1, play, counts, None, given, finding)


def best(scenario: Scenario) -> Choice:
    return expert_choice(scenario.scenes[scenario.start])


def wrongs(scenario: Scenario) -> list[tuple[Choice, Answer]]:
    """Return the answers to the first question that are neither best nor worth the same."""
    field = fields_of(scenario.scenes[scenario.start])[0]
    return [
        ({**best(scenario), field.id: (one.id,)}, one)
        for one in field.answers
        if not one.expert and not one.accepted
    ]


def test_an_opening_says_what_most_of_those_answered_who_lost_something() -> None:
    case = worked()
    (less, _), (more, answer) = wrongs(case)[:2]
    told = words.opening(case, evidence(case, (best(case), 9), (less, 1), (more, 6)), "split", case.start)
    assert words.bare(answer.text.en) in told["en"]
    assert words.bare(answer.text.ar) in told["ar"]
    assert answer.because
    assert answer.because.ar in told["ar"]


def test_a_critical_answer_comes_first_where_that_is_the_reason() -> None:
    case = worked()
    choice, critical = next(pair for pair in wrongs(case) if pair[1].critical)
    other, _ = next(pair for pair in wrongs(case) if not pair[1].critical)
    found = evidence(case, (best(case), 5), (choice, 1), (other, 6))
    for reason, is_critical in (("critical", True), ("split", False)):
        said = words.focus(found, reason)  # type: ignore[arg-type]  # two of its words
        assert said
        assert (said.answer == critical) is is_critical


def test_where_all_was_well_nobody_is_blamed() -> None:
    case = worked()
    found = evidence(case, (best(case), 7))
    assert words.focus(found, None) is None
    assert "we agreed here" in words.opening(case, found, None, case.start)["en"]


def test_a_question_of_the_guide_is_asked_in_both_languages_or_in_none() -> None:
    case = worked()
    assert case.guide
    scene = case.guide.wrong_turns[0].scene
    told = words.opening(case, None, None, scene)
    assert told["ar"] == "ماذا يعرف الخال بعد المكالمة؟"
    assert told["en"] == "What does he know after that call?"
    assert (
        words.opening(case, None, None, "elsewhere")["ar"] == "What were you weighing?"
    )  # no catalogue here


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_tells_no_number_of_few_nor_of_the_few_others(number: int, others: int) -> None:
    told = words.share(number, number + others)
    for found in re.findall(r"\d+", told):
        assert int(found) == number >= 5
        assert others >= 5
    if told == "all of us":
        assert others == 0 < number
    assert ("most" in told) <= (number > others)
