"""A long case is walked in parts whose spreads are multiplied: the same to the last fraction as in one go."""

import pytest

from bench.scenarios import LIMITS, text_of_sixty
from webapp.engine.scenario import chance
from webapp.engine.scenario.build import build
from webapp.engine.scenario.schema import read
from webapp.engine.scenario.spread import parts_of, spread
from webapp.engine.scenario.walks import Futures, measure, start_of


@pytest.fixture(scope="module")
def scenario():
    draft, problems = read(text_of_sixty(chapters=2), "twenty.yaml")
    assert draft is not None, problems
    return build(draft, LIMITS, ())


@pytest.mark.parametrize("name", ["cautious", "police", "first"])
def test_parts_multiplied_are_the_whole(scenario, name: str) -> None:
    assert len(parts_of(scenario)) > 1
    weights = chance.weights_of(scenario, chance.HABITS[name])
    whole = measure(weights, frozenset(scenario.scenes))
    slow = Futures(scenario, weights, whole).of(start_of(scenario))
    found = {cap: dict(masses) for cap, masses in spread(scenario, weights).items() if masses}
    assert found == {cap: dict(masses) for cap, masses in slow.items()}


def test_what_is_cut_in_parts_is_what_the_two_halves_come_to(scenario) -> None:
    weights = chance.weights_of(scenario, chance.chance)
    assert chance._expected(scenario, chance.chance) == chance._halves(scenario, weights)
