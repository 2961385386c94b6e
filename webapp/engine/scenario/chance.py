"""What chance and habits would score: exact, over the same states and moves as a trainee's own score."""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario import rules
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import Field, Lang, Scenario, Scene, Stance
from webapp.engine.scenario.moves import fields_of, moves, moves_of
from webapp.engine.scenario.rules import Band
from webapp.engine.scenario.secure import secure_share
from webapp.engine.scenario.spread import spread
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import Number, reach_of
from webapp.engine.scenario.walks import Futures, Weights, latter_half, measure, start_of, walk

Habit = Callable[[Field], Iterable[Picks]]
"""How somebody answers a field without reading it: the ways she may answer, each as likely as the others."""


class Outlook(NamedTuple):
    """What a habit comes to. Units: `mean` final points of 100; bands as shares of 1."""

    mean: Fraction
    bands: Mapping[Band, Fraction]


def chance(field: Field) -> Iterable[Picks]:
    """Answer at random: every answer, every set of boxes, equally likely."""
    return kind_of(field).ways(field)


def first(field: Field) -> Iterable[Picks]:
    """Take the first answer of the file, the earliest moment; steps at random, since they are shuffled."""
    return kind_of(field).first(field)


def longest(lang: Lang) -> Habit:
    """Take the answer with the longest text; of two, the first. Steps and moments: at random."""

    def habit(field: Field) -> Iterable[Picks]:
        if field.kind not in {"one", "many"}:
            return chance(field)
        return kind_of(field).taking(field, [max(field.answers, key=lambda one: len(one.text.of(lang))).id])

    return habit


def stance(kind: Stance) -> Habit:
    """Take what has this stance, at random where nothing has it."""

    def habit(field: Field) -> Iterable[Picks]:
        taken = tuple(answer.id for answer in field.answers if answer.stance == kind)
        return kind_of(field).taking(field, taken) if taken else chance(field)

    return habit


HABITS: Mapping[str, Habit] = {
    "random": chance,
    "longest.ar": longest("ar"),
    "longest.en": longest("en"),
    "first": first,
    "cautious": stance("cautious"),
    "police": stance("police"),
    "family": stance("family"),
}


def outlook(scenario: Scenario, habit: Habit) -> Outlook:
    """Return the expected final score and how often each band comes, exactly.

    Source: docs/scoring.md, “What chance would give”.
    """
    expected, passed = _expected(scenario, habit)
    secure = secure_share(scenario, weights_of(scenario, habit))
    bands: dict[Band, Fraction] = {"secure": secure, "developing": passed - secure, "again": 1 - passed}
    return Outlook(expected, bands)


def mean(scenario: Scenario, habit: Habit) -> Fraction:
    """Return the expected final score alone, which is known sooner. Units: points of 100."""
    return _expected(scenario, habit)[0]


def mean_at_most(scenario: Scenario, habit: Habit) -> Fraction:
    """Return a number that the expected final score does not exceed, a few points above it and far sooner.

    Units: points of 100.
    """
    ended = spread(scenario, weights_of(scenario, habit), coarse=True)
    return mean(scenario, habit) if ended is None else _total(scenario, ended)


@lru_cache(maxsize=64)
def _ended(scenario: Scenario, habit: Habit) -> Mapping[int, Mapping[Number, int]] | None:
    return spread(scenario, weights_of(scenario, habit))


def _expected(scenario: Scenario, habit: Habit) -> tuple[Fraction, Fraction]:
    """Return the expected final score, and how often it comes to Developing or better."""
    weights, ended = weights_of(scenario, habit), _ended(scenario, habit)
    if ended is None:
        return _halves(scenario, weights)
    least = rules.DEVELOPING * reach_of(scenario).scale
    passed = sum(mass for points, mass in ended.get(rules.FULL, {}).items() if points >= least)
    return _total(scenario, ended), Fraction(passed, _mass(ended))


def _total(scenario: Scenario, ended: Mapping[int, Mapping[Number, int]]) -> Fraction:
    """Return the expected final score. Units: points of 100."""
    scale, total = reach_of(scenario).scale, Fraction(0)
    for cap, masses in ended.items():
        total += sum(max(0, min(points, cap * scale)) * mass for points, mass in masses.items())
    return total / _mass(ended) / scale


def _mass(ended: Mapping[int, Mapping[Number, int]]) -> int:
    return sum(sum(masses.values()) for masses in ended.values())


def _halves(scenario: Scenario, weights: Weights) -> tuple[Fraction, Fraction]:
    """Return the expected final score, and how often it comes to Developing or better.

    The walk is cut in the middle: both halves are small where the whole would not be.
    """
    late = latter_half(scenario, weights)
    early = frozenset(scenario.scenes) - late
    whole_early, whole_late = measure(weights, early), measure(weights, late)
    whole = whole_early * whole_late
    futures = Futures(scenario, weights, whole_late)
    total: Number = 0
    passed = 0
    for context, masses in walk(scenario, weights, start_of(scenario), whole_early, until=late).items():
        for cap, later in futures.of(context).items():
            more, reached = _joined(masses, later, cap, reach_of(scenario).scale)
            total += more
            passed += reached
    return Fraction(total) / whole / reach_of(scenario).scale, Fraction(passed, whole)


def finals(scenario: Scenario, habit: Habit) -> Mapping[Fraction, Fraction]:
    """Return every final score with its probability.

    Units: points of 100; shares of 1.
    """
    weights = weights_of(scenario, habit)
    whole = measure(weights, frozenset(scenario.scenes))
    found: dict[Fraction, Fraction] = defaultdict(Fraction)
    ended = _ended(scenario, habit) or Futures(scenario, weights, whole).of(start_of(scenario))
    for cap, later in ended.items():
        for points, mass in later.items():
            found[rules.final(Fraction(points) / reach_of(scenario).scale, cap)] += Fraction(mass, whole)
    return dict(sorted(found.items()))


def reaching(scenario: Scenario, habit: Habit, least: int) -> Fraction:
    """Return how often the final score is this or more. Units: `least` points of 100; share of 1."""
    ended = _ended(scenario, habit)
    if ended is None or least <= 0:
        return sum((one for final, one in finals(scenario, habit).items() if final >= least), Fraction(0))
    wanted = least * reach_of(scenario).scale
    masses = (
        mass for cap in ended if cap >= least for points, mass in ended[cap].items() if points >= wanted
    )
    return Fraction(sum(masses), measure(weights_of(scenario, habit), frozenset(scenario.scenes)))


def expected_raw(scenario: Scenario, habit: Habit) -> Fraction:
    """Return the expected score before caps and the stop at 0. Units: points of 100."""
    reach, weights = reach_of(scenario), weights_of(scenario, habit)
    means: dict[State, Fraction] = {}
    for state in reversed(reach.steps):
        ways = weights.get(state.scene, {})
        parts = (ways.get(step.place, 0) * (step.total + means[step.after]) for step in reach.steps[state])
        means[state] = sum(parts, Fraction(0)) / (sum(ways.values()) or 1)
    return means[reach.start] / reach.scale


@lru_cache(maxsize=64)
def weights_of(scenario: Scenario, habit: Habit) -> Weights:
    """Return in how many ways a habit comes to each move of each scene."""
    asked = (scene for scene in scenario.scenes.values() if scene.decision is not None)
    return {scene.id: _ways(scenario, scene, habit) for scene in asked}


def _ways(scenario: Scenario, scene: Scene, habit: Habit) -> Mapping[int, int]:
    every = moves_of(scenario, scene.id)
    fields = fields_of(scene)
    allowed = [list(habit(field)) for field in fields]
    if all(len(ways) == kind_of(field).count(field) for ways, field in zip(allowed, fields, strict=True)):
        return {place: move.ways for place, move in enumerate(every)}
    places = {move.effect: place for place, move in enumerate(every)}
    return {places[move.effect]: move.ways for move in moves(scenario, scene, allowed)}


def _joined(
    before: Mapping[Number, int], after: Mapping[Number, int], cap: int, scale: int
) -> tuple[Number, int]:
    """Return the summed final points of all pairs of halves, and the mass that reaches Developing uncapped.

    Above the cap each counts the cap, below 0 nothing, and between them the sum is linear: two cuts in a
    sorted list are enough for each first half.
    """
    points = sorted(after)
    masses = [0, *itertools.accumulate(after[one] for one in points)]
    moments = [0, *itertools.accumulate(one * after[one] for one in points)]
    total: Number = 0
    passed = 0
    for had, mass in before.items():
        low = bisect.bisect_right(points, -had)
        high = bisect.bisect_left(points, cap * scale - had, lo=low)
        inside = had * (masses[high] - masses[low]) + moments[high] - moments[low]
        total += mass * (inside + cap * scale * (masses[-1] - masses[high]))
        if cap == rules.FULL:
            enough = bisect.bisect_left(points, rules.DEVELOPING * scale - had)
            passed += mass * (masses[-1] - masses[enough])
    return total, passed
