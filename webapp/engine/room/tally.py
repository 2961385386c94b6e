"""What a room answered at a decision: counted, and with what every answer would have cost the room."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import get_args

from webapp.engine.room.fields import FieldTally, field_tally, place_of
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import DIMENSIONS, Choice, CriticalClass, Scenario, Scene
from webapp.engine.scenario.moves import expert_choice, fields_of, scored
from webapp.engine.scenario.play import Play, read_choice
from webapp.engine.scenario.result import LedgerRow, RowKind
from webapp.engine.scenario.score import row_of
from webapp.engine.scenario.states import State, canonical
from webapp.engine.scenario.values import reach_of
from webapp.engine.scenario.worth import worth_of
from webapp.errors import Refused

KEPT = 4096
"""How many rows are remembered. A room asks for the same few, again with every vote."""

KINDS: tuple[RowKind, ...] = get_args(RowKind)
RIGHT: frozenset[RowKind] = frozenset({"best", "fine"})
"""The kinds of row that lose nothing: as good as the expert's."""

Whole = tuple[Picks, ...]
"""One choice as a key: its picks in the order of the decision's fields, nothing written freely."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cast:
    """One vote. Units: `sure` from 1, guessed, to 4, certain; None where it was not asked or not said."""

    participant: int
    choice: Choice
    sure: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """One distinct choice, how many votes it got, and the row of the ledger it would have made."""

    choice: Choice
    count: int
    row: LedgerRow


@dataclasses.dataclass(frozen=True, slots=True)
class Struck:
    """A critical answer and how many votes fell under it."""

    field: str
    answer: str
    class_: CriticalClass
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a room at one decision. All counts are exact; what may be shown of them, `small` says.

    Shape: `answered` has the most common choice first; of two alike the one that loses less, then the file's
    first. `kinds` holds every kind, none left out; `by_dimension` every dimension that is scored here.
    `expert` is what the author marked, `best` what is best from where the room stands, `majority` the first
    of `answered`; `criticals` by class, then by count.
    Units: `mean_loss` and `at_stake`, the most that any answer can lose here, in points of 100;
    `disagreement` 1 - the largest share of one whole choice, 0 without votes.
    """

    votes: int
    fields: tuple[FieldTally, ...]
    answered: tuple[Answered, ...]
    kinds: Mapping[RowKind, int]
    mean_loss: Fraction | None
    by_dimension: Mapping[str, Fraction]
    disagreement: Fraction
    expert: Choice
    best: Choice
    majority: Choice | None
    criticals: tuple[Struck, ...]
    at_stake: Fraction


def grouped(scenario: Scenario, play: Play, casts: Iterable[Cast]) -> tuple[tuple[Choice, int], ...]:
    """Return each distinct choice with the number of votes for it, in the order of the file.

    Shape: two votes that differ only in what was written freely are the same choice.
    Errors: as for `tally`.
    """
    counts = _counted(scenario, play, ((cast.choice, 1) for cast in casts))
    return tuple((_choice(play.scene, whole), counts[whole]) for whole in _in_file_order(play.scene, counts))


def tally(scenario: Scenario, play: Play, groups: Iterable[tuple[Choice, int]]) -> Tally:
    """Return the votes of a room at the decision before which its play stands.

    Shape: `groups` of a choice and how many gave it; the same choice may come more than once, its boxes
    ticked in any order. Units: counts from 0.
    Errors: Refused when the play has ended; ChoiceRefused for a choice that was not offered.
    """
    scene = play.scene
    counts = _counted(scenario, play, groups)
    answered = _answered(scenario, play, counts)
    votes = sum(counts.values())
    kinds = Counter[RowKind]()
    for one in answered:
        kinds[one.row.kind] += one.count
    return Tally(
        votes=votes,
        fields=_fields(scene, counts),
        answered=answered,
        kinds={kind: kinds[kind] for kind in KINDS},
        mean_loss=_mean(answered, votes, [one.row.loss for one in answered]),
        by_dimension=_by_dimension(scenario, answered, votes),
        disagreement=1 - Fraction(answered[0].count, votes) if votes else Fraction(0),
        expert=expert_choice(scene),
        best=known_row(scenario, play, expert_choice(scene)).best,
        majority=answered[0].choice if answered else None,
        criticals=_criticals(scene, counts),
        at_stake=at_stake(scenario, play),
    )


def known_row(scenario: Scenario, play: Play, choice: Choice) -> LedgerRow:
    """Return `row_of` this choice, remembered for every play that came the same way.

    Errors: as for `row_of`.
    """
    made = scored(play.scene, read_choice(scenario, play.scene.id, choice))
    past = tuple(_whole(step.scene, step.choice) for step in play.steps)
    return _remembered(_Asked(scenario, past, _whole(play.scene, made), play))


def at_stake(scenario: Scenario, play: Play) -> Fraction:
    """Return the most that an answer can lose at the decision before which a play stands.

    Units: points of 100, 0 where no answer loses any. A vote earned 1 - its loss / this.
    """
    return stake(scenario, play.states[-1])


def stake(scenario: Scenario, state: State) -> Fraction:
    """Return `at_stake` of whatever play stands there, a later one that came by here among them."""
    reach, here = reach_of(scenario), canonical(scenario, state)
    left = [step.total + reach.values[step.after].total for step in reach.steps[here]]
    return (Fraction(reach.values[here].total) - min(left)) / reach.scale if left else Fraction(0)


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    """A question after a row. Compared by the scenario and the answers alone: they make the play."""

    scenario: Scenario
    past: tuple[Whole, ...]
    whole: Whole
    play: Play = dataclasses.field(compare=False)


@lru_cache(maxsize=KEPT)
def _remembered(asked: _Asked) -> LedgerRow:
    return row_of(asked.scenario, asked.play, _choice(asked.play.scene, asked.whole))


def _counted(scenario: Scenario, play: Play, groups: Iterable[tuple[Choice, int]]) -> dict[Whole, int]:
    scene = play.scene
    if play.ended:
        raise Refused("scenario.ended", scene=scene.id)
    counts = Counter[Whole]()
    for choice, count in groups:
        counts[_whole(scene, scored(scene, read_choice(scenario, scene.id, choice)))] += count
    return {whole: count for whole, count in counts.items() if count}


def _answered(scenario: Scenario, play: Play, counts: Mapping[Whole, int]) -> tuple[Answered, ...]:
    found = [
        Answered(choice := _choice(play.scene, whole), counts[whole], known_row(scenario, play, choice))
        for whole in _in_file_order(play.scene, counts)
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.row.loss)))


def _mean(answered: Sequence[Answered], votes: int, losses: Sequence[Fraction]) -> Fraction | None:
    if not votes:
        return None
    return sum((one.count * loss for one, loss in zip(answered, losses, strict=True)), Fraction(0)) / votes


def _by_dimension(scenario: Scenario, answered: Sequence[Answered], votes: int) -> dict[str, Fraction]:
    found = {
        code: _mean(answered, votes, [one.row.by_dimension.get(code, Fraction(0)) for one in answered])
        for code in DIMENSIONS
        if worth_of(scenario).is_in(code)
    }
    return {code: mean for code, mean in found.items() if mean is not None}


def _criticals(scene: Scene, counts: Mapping[Whole, int]) -> tuple[Struck, ...]:
    found = Counter[tuple[CriticalClass, str, str]]()
    for whole in _in_file_order(scene, counts):
        for field, picks in zip(fields_of(scene), whole, strict=True):
            for answer in kind_of(field).struck(field, picks):
                if answer.critical is not None:
                    found[answer.critical.class_, field.id, answer.id] += counts[whole]
    ordered = sorted(found.items(), key=lambda pair: (pair[0][0], -pair[1]))
    return tuple(Struck(field, answer, class_, count) for (class_, field, answer), count in ordered)


def _fields(scene: Scene, counts: Mapping[Whole, int]) -> tuple[FieldTally, ...]:
    found = []
    for place, field in enumerate(fields_of(scene)):
        given = Counter[Picks]()
        for whole, count in counts.items():
            given[whole[place]] += count
        if field.kind != "text":
            found.append(field_tally(field, given))
    return tuple(found)


def _in_file_order(scene: Scene, wholes: Iterable[Whole]) -> list[Whole]:
    fields = fields_of(scene)

    def place(whole: Whole) -> list[tuple[int, ...]]:
        return [place_of(field, picks) for field, picks in zip(fields, whole, strict=True)]

    return sorted(wholes, key=place)


def _whole(scene: Scene, choice: Choice) -> Whole:
    return tuple(tuple(choice[field.id]) for field in fields_of(scene))


def _choice(scene: Scene, whole: Whole) -> Choice:
    return {field.id: picks for field, picks in zip(fields_of(scene), whole, strict=True)}
