"""A plan for a debrief: its format is closed, its text comes back as it was, and its order is PEARLS."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.engine.room.nodes import Node
from webapp.errors import BadInput
from webapp.sessions import debrief_plan as plans
from webapp.sessions.debrief_plan import Plan, Step

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCENES = ("burn", "form", "closing")
WORDS = ("ماذا نأخذ معنا؟", 'One “thing”\nof "two"', "\\ \u200f")
PROPOSED = plans.proposal([("burn", Node(0, "split")), ("closing", Node(2, "costly"))], ["typical", "other"])

texts = st.dictionaries(st.sampled_from(plans.LANGS), st.sampled_from(WORDS), max_size=2)
steps = st.lists(
    st.builds(
        lambda kind, minutes, scene, words: Step(kind, minutes, scene if kind == "node" else "", words),
        st.sampled_from(plans.KINDS),
        st.integers(0, plans.MOST_MINUTES),
        st.sampled_from(SCENES),
        texts,
    ),
    unique_by=lambda step: step.id,
    max_size=7,
)
some_plans = st.builds(lambda own, pick: Plan(tuple(own), pick), steps, st.sampled_from(plans.PICKS))


def ids(plan: Plan) -> list[str]:
    return [step.id for step in plan.steps]


def test_what_is_proposed_goes_from_feelings_to_tomorrow() -> None:
    assert ids(PROPOSED) == ["reactions", "description", "node-burn", "node-closing", "path", "summary"]
    assert PROPOSED.pick == "typical"
    assert ids(plans.proposal([], [])) == ["reactions", "description", "summary"]


@SOME
@given(some_plans)
def test_a_plan_comes_back_as_it_was_kept(plan: Plan) -> None:
    kept = plans.to_json(plan)
    assert plans.from_json(kept) == plan
    assert plans.to_json(plans.from_json(kept)) == kept


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"more": 1},
        {"pick": "Salim"},
        {"steps": None},
        {"steps": [{"kind": "node", "minutes": 1, "scene": "", "texts": {}}]},
        {"steps": [{"kind": "path", "minutes": True, "scene": "", "texts": {}}]},
        {"steps": [{"kind": "path", "minutes": 1, "scene": "", "texts": {"fr": "Quoi ?"}}]},
        {"steps": [{"kind": "path", "minutes": 1, "scene": "", "texts": {"en": ""}}]},
        {"steps": [{"kind": "path", "minutes": 1, "scene": "", "texts": {}, "participant": 7}]},
        {"steps": [{"kind": "path", "minutes": 1, "scene": "", "texts": {}}] * 2},
    ],
)
def test_another_format_is_not_read(change: dict[str, object]) -> None:
    data = json.loads(plans.to_json(PROPOSED)) | change
    with pytest.raises(ValueError):  # noqa: PT011 -- the text itself is all it says
        plans.from_json(json.dumps(data))


def test_what_is_no_json_is_no_plan() -> None:
    for text in ("", "[]", "7", '{"version": 1}'):
        with pytest.raises(ValueError):  # noqa: PT011 -- as above
            plans.from_json(text)


@SOME
@given(some_plans, st.data())
def test_up_and_down_undo_one_another(plan: Plan, data: st.DataObject) -> None:
    if len(plan.steps) < 2:
        return
    name = data.draw(st.sampled_from(ids(plan)[1:]))
    assert plans.moved(plans.moved(plan, name, up=True), name, up=False) == plan
    assert plans.moved(plan, ids(plan)[0], up=True) == plan


def test_a_step_that_is_added_again_stands_where_it_stood() -> None:
    for name in ids(PROPOSED):
        assert ids(plans.added(plans.without(PROPOSED, name), name, SCENES)) == ids(PROPOSED)
    assert ids(plans.added(PROPOSED, "node-form", SCENES))[2:5] == ["node-burn", "node-form", "node-closing"]


@pytest.mark.parametrize("name", ["node-burn", "node-elsewhere", "node", "lunch", ""])
def test_what_is_there_or_is_no_step_is_not_added(name: str) -> None:
    with pytest.raises(BadInput):
        plans.added(PROPOSED, name, SCENES)


def test_words_and_minutes_have_their_limits() -> None:
    worded = plans.worded(PROPOSED, "summary", {"en": "Tomorrow"}, 0)
    assert worded.step("summary") == Step("summary", 0, "", {"en": "Tomorrow"})
    for words, minutes in (
        ({"en": "x" * (plans.MOST_LETTERS + 1)}, 5),
        ({}, -1),
        ({}, plans.MOST_MINUTES + 1),
    ):
        with pytest.raises(BadInput):
            plans.worded(PROPOSED, "summary", words, minutes)
    with pytest.raises(BadInput):
        plans.worded(PROPOSED, "node-form", {}, 5)


def test_only_picks_that_are_known_are_kept() -> None:
    assert plans.picked(PROPOSED, "repaired").pick == "repaired"
    with pytest.raises(BadInput):
        plans.picked(PROPOSED, "12")
