"""Moves: every way of answering a decision, merged where neither story nor score tells them apart."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario.conditions import Ref, read_by, shown_by
from webapp.engine.scenario.kind import ACCEPTED, EXPERT, OTHER
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import DIMENSIONS, Choice, Field, Scenario, Scene

Credits = tuple[Fraction, ...]
"""One number for each of DIMENSIONS, in their order."""

__all__ = [
    "ACCEPTED",
    "EXPERT",
    "KEY",
    "NO_CREDIT",
    "OTHER",
    "Credits",
    "Effect",
    "Move",
    "choice_of",
    "effect_of",
    "effects",
    "expert_choice",
    "fields_of",
    "moves",
    "moves_of",
    "rank_of",
    "remembered",
    "scored",
]

KEY = 2
NO_CREDIT: Credits = (Fraction(0),) * len(DIMENSIONS)


class Effect(NamedTuple):
    """What an answer does. Units: minutes of case time; credit in author's points, key decisions doubled."""

    minutes: int
    credit: Credits
    sets: frozenset[str]
    critical: tuple[tuple[str, str], ...]
    answered: frozenset[Ref]


class Move(NamedTuple):
    """An effect, in how many equally likely ways it comes about, and the first of them.

    `rank` is EXPERT, ACCEPTED or OTHER: the best of these ways.
    """

    effect: Effect
    ways: int
    rank: int
    picks: tuple[Picks, ...]


@lru_cache(maxsize=4096)
def moves_of(scenario: Scenario, scene_id: str) -> tuple[Move, ...]:
    """Return the moves of a scene: expert first, then accepted, then in the order of the file."""
    scene = scenario.scenes[scene_id]
    return moves(scenario, scene, [list(kind_of(field).ways(field)) for field in fields_of(scene)])


def moves(scenario: Scenario, scene: Scene, ways: Iterable[Iterable[Picks]]) -> tuple[Move, ...]:
    """Return the moves that given ways of answering each field come to."""
    merged = {_NOTHING: Move(_NOTHING, 1, EXPERT, ())}
    for field, allowed in zip(fields_of(scene), ways, strict=True):
        merged = _times(merged, _field_moves(scenario, scene, field, allowed))
    return tuple(sorted(merged.values(), key=lambda move: move.rank))


def effect_of(scenario: Scenario, scene: Scene, choice: Choice) -> Effect:
    """Return what one choice does."""
    return _effect_of(scenario, scene.id, tuple(tuple(choice[field.id]) for field in fields_of(scene)))


def effects(scenario: Scenario, scene: Scene) -> list[tuple[tuple[Picks, ...], Effect]]:
    """Return every way of answering a scene's fields and what it does, the last field's ways in turn first.

    Shape: as `effect_of` says of each, but a field is looked at once for all the ways of the others.
    """
    found: list[tuple[tuple[Picks, ...], Effect]] = [((), _NOTHING)]
    for field in fields_of(scene):
        own = [*_field_moves(scenario, scene, field, kind_of(field).ways(field))]
        found = [
            (picks + move.picks, _add(effect, move.effect))
            for (picks, effect), move in itertools.product(found, own)
        ]
    return found


@lru_cache(maxsize=16384)
def _effect_of(scenario: Scenario, scene_id: str, picks: tuple[Picks, ...]) -> Effect:
    return moves(scenario, scenario.scenes[scene_id], [[one] for one in picks])[0].effect


def expert_choice(scene: Scene) -> Choice:
    """Return the expert's answers to a scene's decision."""
    return {field.id: kind_of(field).expert(field) for field in fields_of(scene)}


def choice_of(scene: Scene, move: Move) -> Choice:
    """Return the first choice that comes to this move."""
    return {field.id: picks for field, picks in zip(fields_of(scene), move.picks, strict=True)}


def scored(scene: Scene, choice: Choice) -> Choice:
    """Return a choice without what was written freely: that gives nothing and changes nothing."""
    return {field.id: () if field.kind == "text" else choice[field.id] for field in fields_of(scene)}


def rank_of(scene: Scene, choice: Choice) -> int:
    """Return EXPERT, ACCEPTED or OTHER: the worst of a choice's answers."""
    return max((kind_of(one).rank(one, choice[one.id]) for one in fields_of(scene)), default=EXPERT)


def fields_of(scene: Scene) -> tuple[Field, ...]:
    """Return the fields of a scene's decision; an ending has none."""
    return scene.decision.fields if scene.decision else ()


@lru_cache(maxsize=64)
def remembered(scenario: Scenario) -> frozenset[Ref]:
    """Return the answers that some condition asks about."""
    read = (one for scene in scenario.scenes.values() for one in (*read_by(scene), *shown_by(scene)))
    return frozenset(
        (one.values[0], one.values[1], one.values[2]) for one in read if one.operator == "answered"
    )


_NOTHING = Effect(0, NO_CREDIT, frozenset(), (), frozenset())


def _field_moves(scenario: Scenario, scene: Scene, field: Field, ways: Iterable[Picks]) -> Iterator[Move]:
    asked = remembered(scenario)
    key = KEY if scene.decision and scene.decision.key else 1
    for picks in ways:
        kind = kind_of(field)
        answers = kind.struck(field, picks)
        refs = frozenset((scene.id, field.id, answer.id) for answer in answers)
        effect = Effect(
            kind.minutes(field, picks),
            _credits(kind.credit(field, picks), key),
            field.sets.union(*(answer.sets for answer in answers)),
            tuple((field.id, answer.id) for answer in answers if answer.critical),
            refs & asked,
        )
        yield Move(effect, 1, kind.rank(field, picks), (picks,))


def _credits(credit: Mapping[str, Fraction], key: int) -> Credits:
    return tuple(key * credit.get(dimension, Fraction(0)) for dimension in DIMENSIONS)


def _times(before: Mapping[Effect, Move], more: Iterable[Move]) -> dict[Effect, Move]:
    """Put each way of answering one more field after each way so far, merging what comes to the same."""
    merged: dict[Effect, Move] = {}
    field_moves: dict[Effect, Move] = {}
    for move in more:
        _merge(field_moves, move)
    for first in before.values():
        for second in field_moves.values():
            both = Move(
                _add(first.effect, second.effect),
                first.ways * second.ways,
                max(first.rank, second.rank),
                first.picks + second.picks,
            )
            _merge(merged, both)
    return merged


def _merge(into: dict[Effect, Move], move: Move) -> None:
    known = into.get(move.effect)
    if known is None:
        into[move.effect] = move
        return
    best = known if known.rank <= move.rank else move
    into[move.effect] = best._replace(ways=known.ways + move.ways)


def _add(first: Effect, second: Effect) -> Effect:
    return Effect(
        first.minutes + second.minutes,
        tuple(one + other for one, other in zip(first.credit, second.credit, strict=True)),
        first.sets | second.sets,
        first.critical + second.critical,
        first.answered | second.answered,
    )
