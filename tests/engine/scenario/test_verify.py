"""Every complete play is walked once, and a ledger that does not add up is found on the first of them."""

import dataclasses
import itertools
import json

import pytest

from tests.scenarios import load
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.moves import effect_of, effects, fields_of
from webapp.engine.scenario.play import replay
from webapp.engine.scenario.score import score
from webapp.engine.scenario.verify import Paths, verify

NAMES = ("a_late_report", "a_warned_father", "boxes_to_tick", "over_the_weekend")


@pytest.mark.parametrize("name", NAMES)
def test_every_play_is_walked_and_adds_up(name: str) -> None:
    scenario = load(name)
    found = verify(scenario, 1000)
    assert (found.breach, found.walked) == ("", found.paths)
    assert sum(found.endings.values()) == found.paths


def test_plays_are_numbered_each_once_and_all_are_complete() -> None:
    paths = Paths(load("boxes_to_tick"))
    plays = [paths.path(number) for number in range(paths.count)]
    assert len({json.dumps(choices) for choices in plays}) == paths.count == 32
    assert all(replay(paths.scenario, choices).ended for choices in plays)


def test_what_all_ways_do_is_what_each_does_by_itself() -> None:
    scenario = load("boxes_to_tick")
    for scene in scenario.scenes.values():
        fields = fields_of(scene)
        ways = [*itertools.product(*(kind_of(field).ways(field) for field in fields))]
        told = [
            effect_of(scenario, scene, {field.id: one for field, one in zip(fields, picks, strict=True)})
            for picks in ways
        ]
        assert effects(scenario, scene) == [*zip(ways, told, strict=True)]


def test_a_stated_bound_is_spread_over_all_plays() -> None:
    found = verify(load("boxes_to_tick"), 8)
    assert (found.paths, found.walked) == (32, 8)
    assert set(found.endings) == {"bad", "end"}


def without_a_row(scenario, play):
    result = score(scenario, play)
    return dataclasses.replace(result, rows=result.rows[1:])


def with_points_moved(scenario, play):
    result = score(scenario, play)
    rows = [
        dataclasses.replace(row, by_dimension={"SAF": row.loss} if row.loss else {}) for row in result.rows
    ]
    return dataclasses.replace(result, rows=tuple(rows))


@pytest.mark.parametrize(
    ("name", "scored", "says"),
    [
        ("a_late_report", without_a_row, "do not add up to 100"),
        ("boxes_to_tick", with_points_moved, "SAF does not add up"),
    ],
)
def test_the_first_breach_is_told_with_the_answers_that_led_to_it(name: str, scored, says: str) -> None:
    scenario = load(name)
    found = verify(scenario, 1000, scored)
    assert says in found.breach
    assert next(iter(scenario.scenes)) + "(" in found.breach
    assert found.walked < found.paths
