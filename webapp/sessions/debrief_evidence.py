"""What a room did at each decision of a case: together, or everybody in an attempt of their own."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

import sqlalchemy as sa

from webapp.attempts import queries as attempts
from webapp.attempts.models import Attempt, Decided
from webapp.attempts.service import replayed
from webapp.engine.room.nodes import Finding, Node, nodes
from webapp.engine.room.tally import Tally, tally
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.result import LedgerRow
from webapp.sessions import reveal, standing
from webapp.sessions.models import Participant, Played
from webapp.sessions.queries import AgendaPart

Choices = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """One answer: how many gave it, its row of the ledger, and the play right after it."""

    count: int
    row: LedgerRow
    play: Play


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """What was answered at one decision. Units: `number` of the decision as the room counts them, from 1.

    Shape: `number` is 0 where everybody had a way of their own. `play` stands before the decision; `after`
    are the second answers, those after the talk; `given` has the most common answer first.
    """

    scene: str
    number: int
    play: Play
    counts: Tally
    after: Tally | None
    given: tuple[Given, ...]
    finding: Finding


@dataclasses.dataclass(frozen=True, slots=True)
class Own:
    """Attempts that went the same way. Shape: `choices` without what was written freely."""

    choices: Choices
    count: int
    is_finished: bool


def of(connection: sa.Connection, part: AgendaPart) -> tuple[Evidence, ...]:
    """Return every decision that may be talked about, in the order of the room or of the case's file.

    Shape: of a paced part those whose answers have been shown; nothing of a part that has not begun.
    Errors: NotFound as for `standing.scenario_of`.
    """
    if part.phase == "waiting":
        return ()
    if part.is_paced:
        return _paced(connection, part)
    return _own(standing.scenario_of(connection, part), owns(connection, part))


def chosen(found: Sequence[Evidence]) -> tuple[tuple[str, Node], ...]:
    """Return the scenes of the decisions to talk about, in order, with why."""
    scenes = {one.finding.position: one.scene for one in found}
    return tuple((scenes[node.position], node) for node in nodes([one.finding for one in found]))


def owns(connection: sa.Connection, part: AgendaPart) -> tuple[Own, ...]:
    """Return everybody's first attempt in a self-paced part, those alike together.

    Shape: of the case as the part began with it; participants who were taken out are left out.
    """
    rows = connection.execute(
        sa.select(Played.participant_id, Attempt.id, Attempt.finished.is_not(None), Decided.choice)
        .join_from(Played, Attempt, Attempt.id == Played.attempt_id)
        .join(Participant, Participant.id == Played.participant_id)
        .join(Decided, Decided.attempt_id == Attempt.id)
        .where(
            Played.part_id == part.id,
            Participant.removed.is_(None),
            Attempt.replayed_of.is_(None),
            Attempt.digest == part.digest,
            Attempt.edition == part.edition,
        )
        .order_by(Played.id, Decided.position)
    )
    first: dict[int, int] = {}
    taken: dict[int, list[str]] = defaultdict(list)
    ended: dict[int, bool] = {}
    for who, attempt, is_finished, choice in rows:
        if first.setdefault(who, attempt) == attempt:
            taken[who].append(choice)
            ended[who] = bool(is_finished)
    scenario = standing.scenario_of(connection, part)
    alike = Counter((_bare(scenario, choices), ended[who]) for who, choices in taken.items())
    return tuple(Own(choices, count, is_finished) for (choices, is_finished), count in alike.items())


def _bare(scenario: Scenario, choices: Sequence[str]) -> Choices:
    bare: list[str] = []
    for choice in choices:
        scene = replayed(scenario, tuple(bare)).scene.id
        bare.append(standing.without_words(scenario, scene, choice))
    return tuple(bare)


def _paced(connection: sa.Connection, part: AgendaPart) -> tuple[Evidence, ...]:
    at = standing.of(connection, part)
    is_shown = part.phase in {"shown", "told"}
    return tuple(_at(connection, at, position) for position in range(part.decision + (1 if is_shown else 0)))


def _at(connection: sa.Connection, at: standing.Standing, position: int) -> Evidence:
    play = standing.before(at, position)
    counts = reveal.counted(connection, at, position=position, turn=1)
    second = reveal.counted(connection, at, position=position, turn=2) if at.part.mode == "again" else None
    return Evidence(
        scene=play.scene.id,
        number=position + 1,
        play=play,
        counts=counts,
        after=second if second and second.votes else None,
        given=tuple(Given(one.count, one.row, plays.take(play, one.choice)) for one in counts.answered),
        finding=Finding(
            position,
            counts.votes,
            counts.disagreement,
            counts.mean_loss or Fraction(0),
            counts.kinds["critical"],
        ),
    )


def _own(scenario: Scenario, found: Sequence[Own]) -> tuple[Evidence, ...]:
    by_scene: dict[str, list[Given]] = defaultdict(list)
    for one in found:
        play = replayed(scenario, one.choices)
        for row in scores.ledger(scenario, play):
            here = replayed(scenario, one.choices[: row.position + 1])
            by_scene[row.scene_id].append(Given(one.count, row, here))
    return tuple(
        _of_scene(place, scenario, scene, by_scene[scene])
        for place, scene in enumerate(scenario.scenes)
        if by_scene[scene]
    )


def _of_scene(place: int, scenario: Scenario, scene: str, given: Sequence[Given]) -> Evidence:
    alike = _alike(given)
    ahead = alike[0].play
    before = replayed(
        scenario, tuple(attempts.write_choice(step.choice) for step in ahead.steps[: alike[0].row.position])
    )
    counts = tally(scenario, before, [(one.row.chosen, one.count) for one in alike])
    votes = sum(one.count for one in given)
    lost = sum((one.count * one.row.loss for one in given), Fraction(0))
    criticals = sum(one.count for one in given if one.row.kind == "critical")
    finding = Finding(place, votes, counts.disagreement, lost / votes, criticals)
    return Evidence(scene, 0, before, counts, None, alike, finding)


def _alike(given: Sequence[Given]) -> tuple[Given, ...]:
    """Return each distinct answer once, with how many gave it on whatever way they came."""
    first: dict[str, Given] = {}
    counts: Counter[str] = Counter()
    for one in given:
        name = _name(one.row.chosen)
        counts[name] += one.count
        first.setdefault(name, one)
    found = [dataclasses.replace(one, count=counts[name]) for name, one in first.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, _name(one.row.chosen))))


def _name(choice: Mapping[str, Sequence[str]]) -> str:
    return attempts.write_choice(choice)
