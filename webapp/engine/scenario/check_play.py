"""What plays of a scenario show: the expert's exactly 100, nobody's more, chance and habits far below."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from webapp.engine.problems import Problem
from webapp.engine.scenario import chance, rules
from webapp.engine.scenario.finding import Path, answers_of, field_path, fields_in, finding
from webapp.engine.scenario.graph import graph_of
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import DIMENSIONS, Answer, Draft, Field, Scenario, Scene
from webapp.engine.scenario.moves import ACCEPTED, EXPERT, Move, effect_of, expert_choice, fields_of, moves_of
from webapp.engine.scenario.states import State, advance, canonical, first_state
from webapp.engine.scenario.values import Number, Reach, Step, reach_of
from webapp.engine.scenario.worth import worth_of
from webapp.errors import Refused

MOST_RANDOM = 40
MOST_HABIT = 60
_SOME_PLAYS = 400


class Seen(NamedTuple):
    """What plays show, before it is told: the sentence of a rule, where in the draft, what fills it.

    Shape: it depends on the scenario alone, and can be kept as plain data.
    """

    sentence: str
    path: Path
    values: Mapping[str, str | int]


def problems(draft: Draft, seen: Iterable[Seen]) -> Iterator[Problem]:
    """Return the findings about what plays of a draft show."""
    for one in seen:
        yield finding(draft, one.sentence, one.path, **one.values)


def _seen(sentence: str, path: Path, /, **values: str | int) -> Seen:
    return Seen(sentence, path, values)


def look(draft: Draft, scenario: Scenario) -> Iterator[Seen]:
    """Return what a scenario's plays show; its draft has no errors so far."""
    try:
        reach = reach_of(scenario)
    except Refused as fault:
        yield _seen("too-many-states", ("scenes",), most=str(fault.facts["most"]))
        return
    yield from _unreached(scenario)
    yield from _out(draft, scenario)
    found = [*_expert_path(reach), *_accepted(reach)]
    yield from found
    if not found:
        yield from _not_best(reach)
        yield from _habits(scenario)
        yield from _slips(reach, scenario)


def _unreached(scenario: Scenario) -> Iterator[Seen]:
    """Report scenes to which no play comes: some plays show nearly all, and only then all are tried."""
    if set(scenario.scenes) <= _met_by_some(scenario):
        return
    start = first_state(scenario)
    waiting: dict[str, set[State]] = {name: set() for name in graph_of(scenario).order}
    waiting[start.scene].add(start)
    for name, states in waiting.items():
        for state in states:
            for move in moves_of(scenario, name) if scenario.scenes[name].decision else ():
                after = advance(scenario, state, move.effect).state
                waiting[after.scene].add(canonical(scenario, after, endings=True))
        if not states:
            yield _seen("unreachable/unmet", ("scenes", name), name=name)


def _met_by_some(scenario: Scenario) -> set[str]:
    """Return the scenes that some plays come to: from ones that choose anything to ones that seldom stray."""
    met = {scenario.start}
    for number in range(_SOME_PLAYS):
        state, lot = first_state(scenario), number
        while scenario.scenes[state.scene].decision:
            moves = moves_of(scenario, state.scene)
            lot = (lot * 1_103_515_245 + 12_345) % 2**31
            strays = lot // 64 % 10 >= number % 10
            move = moves[lot // 1024 % len(moves)] if strays else moves[0]  # the best stand first
            state = advance(scenario, state, move.effect).state
            met.add(state.scene)
        if len(met) == len(scenario.scenes):
            break
    return met


def _out(draft: Draft, scenario: Scenario) -> Iterator[Seen]:
    """Report credit in a dimension in which the expert path collects nothing."""
    worth = worth_of(scenario)
    out = {code for code in DIMENSIONS if not worth.is_in(code)}
    if len(out) == len(DIMENSIONS):
        yield _seen("no-credit", ("scenes",))
    for _, _, answer, path in answers_of(draft):
        for code in sorted(out & answer.credit.keys()):
            yield _seen("dimension-out/answer", (*path, "credit", code), code=code)
    for _, field, path in fields_in(draft):
        for code in sorted(out & field.credit.keys()):
            yield _seen("dimension-out/answer", (*path, "credit", code), code=code)
    for clock in draft.clocks:
        if clock.points and "TIM" in out:
            yield _seen("dimension-out/clock", ("clocks", clock.id, "points"))


def _expert_path(reach: Reach) -> Iterator[Seen]:
    best = Fraction(reach.values[reach.start].total) / reach.scale
    if best == rules.FULL:
        return
    for state in _expert_states(reach):
        value = reach.values[state]
        if value.best is not None and value.best.rank != EXPERT:
            at, names = ("scenes", state.scene, "decision"), _named(value.best)
            yield _seen("over-100", at, names=names, points=f"{float(best):.2f}")
            return


def _expert_states(reach: Reach) -> Iterator[State]:
    state = reach.start
    while reach.steps[state]:
        yield state
        state = next(step.after for step in reach.steps[state] if step.move.rank == EXPERT)
    yield state


def _accepted(reach: Reach) -> Iterator[Seen]:
    """Report accepted answers that cost something on a path of expert and accepted answers."""
    waiting, seen, told = [reach.start], {reach.start}, set[tuple[str, tuple[tuple[str, ...], ...]]]()
    while waiting:
        state = waiting.pop()
        for step in reach.steps[state]:
            if step.move.rank > ACCEPTED:
                continue
            loss = _loss(reach, state, step)
            if loss and (state.scene, step.move.picks) not in told:
                told.add((state.scene, step.move.picks))
                at, names = ("scenes", state.scene, "decision", "fields"), _named(step.move)
                yield _seen("accepted-below-100", at, names=names, points=f"{float(loss):.2f}")
            elif not loss and step.after not in seen:
                seen.add(step.after)
                waiting.append(step.after)


def _not_best(reach: Reach) -> Iterator[Seen]:
    told: set[str] = set()
    for state, steps in reach.steps.items():
        for step in steps:
            loss = _loss(reach, state, step) if step.move.rank == EXPERT else 0
            if loss and state.scene not in told:
                told.add(state.scene)
                better = reach.values[state].best
                at, names = ("scenes", state.scene, "decision"), _named(better) if better else ""
                yield _seen("expert-not-best", at, names=names, points=f"{float(loss):.2f}")


def _named(move: Move) -> str:
    return ", ".join(" + ".join(picks) for picks in move.picks)


def _loss(reach: Reach, state: State, step: Step) -> Fraction:
    values = reach.values
    return Fraction(values[state].total - step.total - values[step.after].total) / reach.scale


def _habits(scenario: Scenario) -> Iterator[Seen]:
    for name, habit in chance.HABITS.items():
        most = MOST_RANDOM if name == "random" else MOST_HABIT
        if chance.mean_at_most(scenario, habit) <= most:
            continue
        mean = chance.mean(scenario, habit)
        if mean > most:
            sentence = f"habit-{name.replace('.', '-')}"
            yield _seen(sentence, ("scenes",), mean=f"{float(mean):.1f}", most=most)


def _slips(reach: Reach, scenario: Scenario) -> Iterator[Seen]:
    """Report a single wrong answer on the expert path that alone, without being critical, sinks the score."""
    after = _as_expert(reach)
    told: set[tuple[str, str, str]] = set()
    had: Number = 0
    for state in _expert_states(reach):
        if not reach.steps[state]:
            return
        scene = scenario.scenes[state.scene]
        for field, answer, picks in _next_to_expert(scene):
            effect = effect_of(scenario, scene, {**expert_choice(scene), field.id: picks})
            if effect.critical or (scene.id, field.id, answer.id) in told:
                continue
            told.add((scene.id, field.id, answer.id))
            step = next(one for one in reach.steps[state] if one.move.effect == effect)
            final = rules.final(Fraction(had + step.total + after[step.after]) / reach.scale, None)
            if final < rules.DEVELOPING:
                at = (*field_path(scene, field), "answers", answer.id)
                points, least = f"{float(final):.1f}", rules.DEVELOPING
                yield _seen("slip-sinks", at, points=points, least=least)
        had += sum(one.total for one in reach.steps[state] if one.move.rank == EXPERT)


def _next_to_expert(scene: Scene) -> Iterator[tuple[Field, Answer, Picks]]:
    for field in fields_of(scene):
        for answer, picks in kind_of(field).slips(field):
            if not answer.critical:
                yield field, answer, picks


def _as_expert(reach: Reach) -> dict[State, Number]:
    """Return what the expert's answers collect from each state on. Units: scaled points."""
    found: dict[State, Number] = {}
    for state in reversed(reach.steps):
        own = [step for step in reach.steps[state] if step.move.rank == EXPERT]
        found[state] = own[0].total + found[own[0].after] if own else 0
    return found
