"""What one credit is worth: each dimension's weight is spread over what the expert path collects in it."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario.model import DIMENSIONS, Scenario
from webapp.engine.scenario.moves import NO_CREDIT, Credits, effect_of, expert_choice
from webapp.engine.scenario.states import advance, first_state

FULL = 100
TIM = DIMENSIONS.index("TIM")
DEFAULT_WEIGHTS: Mapping[str, int] = {"SAF": 25, "ENT": 20, "TIM": 15, "CDH": 15, "CPB": 10, "DOC": 15}


class Worth(NamedTuple):
    """How credit becomes points.

    Units: `available` author's credit on the expert path; `weights` shares that sum to 1; `rates` points of
    100 for one credit. A dimension that is out has weight and rate 0.
    """

    available: Credits
    weights: Credits
    rates: Credits

    def points(self, credit: Credits) -> Credits:
        """Return points, dimension by dimension."""
        return tuple(one * rate for one, rate in zip(credit, self.rates, strict=True))

    def is_in(self, dimension: str) -> bool:
        """Say whether a dimension is scored in this scenario."""
        return self.weights[DIMENSIONS.index(dimension)] > 0


@lru_cache(maxsize=64)
def worth_of(scenario: Scenario) -> Worth:
    """Return what credit is worth in a scenario. Source: docs/scoring.md."""
    available = _expert_credit(scenario)
    given = [Fraction(scenario.weights.get(dimension, 0)) for dimension in DIMENSIONS]
    kept = [weight if credit > 0 else Fraction(0) for weight, credit in zip(given, available, strict=True)]
    total = sum(kept) or Fraction(1)
    weights = tuple(weight / total for weight in kept)
    rates = tuple(
        FULL * weight / credit if weight else Fraction(0)
        for weight, credit in zip(weights, available, strict=True)
    )
    return Worth(available, weights, rates)


def in_tim(earned: Fraction | int) -> Credits:
    """Return what clocks gave as credit of its dimension."""
    return tuple(Fraction(earned) if index == TIM else zero for index, zero in enumerate(NO_CREDIT))


def _expert_credit(scenario: Scenario) -> Credits:
    total = NO_CREDIT
    state = first_state(scenario)
    while (scene := scenario.scenes[state.scene]).decision is not None:
        effect = effect_of(scenario, scene, expert_choice(scene))
        state, earned = advance(scenario, state, effect)
        parts = zip(total, effect.credit, in_tim(earned), strict=True)
        total = tuple(sum(three, Fraction(0)) for three in parts)
    return total
