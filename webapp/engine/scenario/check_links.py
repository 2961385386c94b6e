"""Whatever a scenario names must be there: scenes, facts, events, clocks, limits, blocks of the manual."""

from collections.abc import Collection, Iterator, Mapping

from webapp.engine.clocks import Limit
from webapp.engine.problems import Problem
from webapp.engine.scenario.conditions import read_by, shown_by
from webapp.engine.scenario.finding import answers_of, facts_of, finding, unknown_fact
from webapp.engine.scenario.graph import Graph, graph, reached
from webapp.engine.scenario.model import AT_THE_START, ClockLine, Condition, Draft
from webapp.engine.scenario.sentences import near

_NEVER = {"starts": "clock-never-starts", "stops": "clock-never-stops"}


def problems(draft: Draft, limits: Collection[Limit], known_uids: Collection[str]) -> Iterator[Problem]:
    """Return everything named that is not there, and everything there that nothing leads to."""
    yield from _scenes(draft)
    yield from _clocks(draft, limits, known_uids)
    yield from _conditions(draft)
    yield from _facts(draft)


def _scenes(draft: Draft) -> Iterator[Problem]:
    if draft.start not in draft.scenes:
        yield unknown_scene(draft, ("start",), draft.start)
    for scene in draft.scenes.values():
        for number, branch in enumerate(scene.branches):
            if branch.go not in draft.scenes:
                yield unknown_scene(draft, ("scenes", scene.id, "next", str(number), "go"), branch.go)
    shape: Graph = graph(draft.scenes, draft.clocks)
    if shape.loop:
        yield finding(draft, "loop", ("scenes", shape.loop[0]), names=", ".join(shape.loop))
    if draft.start in draft.scenes:
        for name in draft.scenes.keys() - reached(shape.edges, draft.start):
            yield finding(draft, "unreachable/unlinked", ("scenes", name), name=name)


def unknown_scene(draft: Draft, path: tuple[str, ...], name: str) -> Problem:
    """Return the finding about a scene that is not there."""
    return finding(draft, "scene-unknown", path, name=name, near=near(name, draft.scenes, "scene"))


def _clocks(draft: Draft, limits: Collection[Limit], known_uids: Collection[str]) -> Iterator[Problem]:
    rows = {(limit.clock, limit.risk): limit for limit in limits}
    for clock in draft.clocks:
        path = ("clocks", clock.id)
        limit = rows.get((clock.clock, clock.risk))
        at = (*path, "clock")
        if limit is None:
            yield finding(draft, "limit-unknown", at, clock=clock.clock, risk=clock.risk)
        elif limit.uid not in known_uids:
            yield finding(draft, "clock-uncited", at, clock=clock.clock, risk=clock.risk)
        if clock.runs_out and clock.runs_out not in draft.scenes:
            yield unknown_scene(draft, (*path, "runs_out"), clock.runs_out)
        yield from _turns(draft, clock, path)


def _turns(draft: Draft, clock: ClockLine, path: tuple[str, ...]) -> Iterator[Problem]:
    settable = {fact for fact, _ in facts_of(draft)}
    for key, fact in (("starts", clock.starts), ("stops", clock.stops)):
        if key == "starts" and fact == AT_THE_START:
            continue
        if fact not in draft.facts:
            yield unknown_fact(draft, (*path, key), fact)
        elif fact not in settable:
            yield finding(draft, _NEVER[key], (*path, key), fact=fact)


def _conditions(draft: Draft) -> Iterator[Problem]:
    known: Mapping[str, Collection[str]] = {
        "before": [event.id for event in draft.events],
        "after": [event.id for event in draft.events],
        "clock": [clock.id for clock in draft.clocks],
    }
    for condition, path in _asked(draft):
        name = condition.values[0] if condition.values else ""
        if condition.operator in known and name not in known[condition.operator]:
            names = known[condition.operator]
            if condition.operator == "clock":
                yield finding(draft, "clock-unknown", path, name=name, near=near(name, names, "clock"))
            else:
                yield finding(draft, "event-unknown", path, name=name, near=near(name, names, "event"))
        if condition.operator == "answered":
            yield from _answered(draft, condition, path)


def _asked(draft: Draft) -> Iterator[tuple[Condition, tuple[str, ...]]]:
    for scene in draft.scenes.values():
        for condition in read_by(scene):
            yield condition, ("scenes", scene.id, "next")
        for condition in shown_by(scene):
            yield condition, ("scenes", scene.id, "documents")


def _answered(draft: Draft, condition: Condition, path: tuple[str, ...]) -> Iterator[Problem]:
    answers = {(one.id, field.id, answer.id): field for one, field, answer, _ in answers_of(draft)}
    where, name, answer = condition.values
    field = answers.get((where, name, answer))
    if field is None:
        written = " / ".join(condition.values)
        known = near(written, [" / ".join(one) for one in answers], "answer")
        yield finding(draft, "answer-unknown", path, name=written, near=known)
    elif field.kind == "order":
        yield finding(draft, "answered-step", path, name=name)


def _facts(draft: Draft) -> Iterator[Problem]:
    declared = set(draft.facts)
    sets: set[str] = set()
    for fact, path in facts_of(draft):
        sets.add(fact)
        if fact not in declared:
            yield unknown_fact(draft, path, fact)
    reads = {fact for clock in draft.clocks for fact in (clock.starts, clock.stops)}
    reads |= {answer.critical.repaired for _, _, answer, _ in answers_of(draft) if answer.critical}
    for condition, path in _asked(draft):
        for fact in condition.values if condition.operator == "fact" else ():
            reads.add(fact)
            if fact not in declared:
                yield unknown_fact(draft, path, fact)
    for number, fact in enumerate(draft.facts):
        path = ("facts", str(number))
        if fact not in sets:
            yield finding(draft, "fact-never-set", path, fact=fact)
        if fact not in reads:
            yield finding(draft, "fact-never-read", path, fact=fact)
