"""What each answer costs, and the shortest way to a scene."""

import pytest

from tests.scenarios import load
from webapp.engine.scenario.moves import choice_of, moves_of
from webapp.engine.scenario.play import finish, replay
from webapp.engine.scenario.probes import costs, leads, way_to
from webapp.engine.scenario.score import score

NAMES = ("a_late_report", "a_warned_father", "boxes_to_tick", "over_the_weekend")


@pytest.mark.parametrize("name", NAMES)
def test_the_cost_of_a_first_answer_is_what_its_play_loses_when_all_after_it_is_best(name: str) -> None:
    scenario = load(name)
    first = costs(scenario)[scenario.start]
    assert any(cost.most > 0 for cost in first) == (name in {"a_late_report", "boxes_to_tick"})
    for cost in first:
        assert cost.least == cost.most, "there is one way only to the start"
        result = score(scenario, finish(scenario, [cost.probe.choice]))
        assert result.rows[0].loss == cost.most
        assert (cost.probe.answer is None) <= (cost.most == 0)


@pytest.mark.parametrize("name", NAMES)
def test_the_way_to_a_scene_leads_there(name: str) -> None:
    scenario = load(name)
    for scene in scenario.scenes:
        taken = way_to(scenario, scene)
        assert taken is not None
        play = replay(scenario, [])
        for place in taken:
            play = replay(
                scenario,
                [
                    *(step.choice for step in play.steps),
                    choice_of(play.scene, moves_of(scenario, play.scene.id)[place]),
                ],
            )
        assert play.scene.id == scene
    assert way_to(scenario, "nowhere") is None


def test_each_answer_leads_where_a_play_would_go() -> None:
    scenario = load("a_late_report")
    start = replay(scenario, [])
    for one in leads(start):
        after = replay(scenario, [one.probe.choice])
        assert (one.scene.id, one.minutes) == (after.scene.id, after.minutes)
