"""The figures of a scenario: its size, and what chance and habits would score; worked out once."""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from webapp.engine.scenario.chance import HABITS, outlook
from webapp.engine.scenario.check_play import MOST_HABIT, MOST_RANDOM
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import expert
from webapp.engine.scenario.rules import Band
from webapp.engine.scenario.score import score
from webapp.engine.scenario.values import reach_of
from webapp.scenarios import analyses

FIGURES = "figures"


@dataclasses.dataclass(frozen=True, slots=True)
class Strategy:
    """What somebody scores who answers by habit. Units: `mean` points of 100, `bands` shares of 1.

    Shape: `passes` says that it scores more than a case should give it.
    """

    name: str
    mean: Fraction
    bands: Mapping[Band, Fraction]
    passes: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one text. Units: `expert` points of 100."""

    expert: Fraction
    decisions: int
    repairs: int
    endings: int
    states: int
    strategies: tuple[Strategy, ...]


def figures(connection: sa.Connection, scenario: Scenario) -> Figures:
    """Return the figures of a scenario, from the database where they are known.

    Errors: Refused when the scenario has too many states.
    """
    known = analyses.remembered(connection, FIGURES, scenario, lambda: _worked_out(scenario))
    return Figures(
        expert=Fraction(known["expert"]),
        decisions=scenario.decisions,
        repairs=scenario.repairs,
        endings=sum(1 for one in scenario.scenes.values() if one.ending),
        states=known["states"],
        strategies=tuple(_strategy(name, *known["strategies"][name]) for name in HABITS),
    )


def _worked_out(scenario: Scenario) -> dict[str, Any]:
    """Return what takes time. Shape: fractions as text, so that they stay exact."""
    seen = {name: outlook(scenario, habit) for name, habit in HABITS.items()}
    return {
        "expert": str(score(scenario, expert(scenario)).final),
        "states": len(reach_of(scenario).steps),
        "strategies": {
            name: [str(one.mean), {band: str(share) for band, share in one.bands.items()}]
            for name, one in seen.items()
        },
    }


def _strategy(name: str, mean: str, bands: Mapping[Band, str]) -> Strategy:
    score_, most = Fraction(mean), MOST_RANDOM if name == "random" else MOST_HABIT
    return Strategy(name, score_, {band: Fraction(share) for band, share in bands.items()}, score_ > most)
