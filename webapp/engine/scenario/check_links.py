"""Whatever a scenario names must be there: scenes, facts, events, clocks, limits, blocks of the manual."""

from collections.abc import Collection, Iterator, Mapping

from webapp.engine.clocks import Limit
from webapp.engine.problems import Problem
from webapp.engine.scenario.conditions import read_by, shown_by
from webapp.engine.scenario.finding import answers_of, error, facts_of, near, unknown_fact
from webapp.engine.scenario.graph import Graph, graph, reached
from webapp.engine.scenario.model import AT_THE_START, ClockLine, Condition, Draft


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
        says = f"scenes lead back to themselves: {', '.join(shape.loop)}"
        yield error(draft, "loop", ("scenes", shape.loop[0]), says, "a play never returns to a scene")
    if draft.start in draft.scenes:
        for name in draft.scenes.keys() - reached(shape.edges, draft.start):
            says = f"nothing leads to the scene “{name}”"
            yield error(
                draft, "unreachable", ("scenes", name), says, "- {go: …} in another scene, or remove it"
            )


def unknown_scene(draft: Draft, path: tuple[str, ...], name: str) -> Problem:
    """Return the finding about a scene that is not there."""
    says = f"there is no scene “{name}”"
    return error(draft, "scene-unknown", path, says, near(name, draft.scenes, "a scene"))


def _clocks(draft: Draft, limits: Collection[Limit], known_uids: Collection[str]) -> Iterator[Problem]:
    rows = {(limit.clock, limit.risk): limit for limit in limits}
    for clock in draft.clocks:
        path = ("clocks", clock.id)
        limit = rows.get((clock.clock, clock.risk))
        if limit is None:
            says = f"the manual has no limit {clock.clock} at {clock.risk} risk"
            yield error(draft, "limit-unknown", (*path, "clock"), says, "see manual/clocks.yaml")
        elif limit.uid not in known_uids:
            says = f"no block of the manual sets {clock.clock} at {clock.risk} risk"
            yield error(
                draft, "clock-uncited", (*path, "clock"), says, "give its row in manual/clocks.yaml a uid"
            )
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
            says = f"nothing can {key.removesuffix('s')} this clock: no answer sets “{fact}”"
            yield error(draft, f"clock-never-{key}", (*path, key), says, f"set: [{fact}] at an answer")


def _conditions(draft: Draft) -> Iterator[Problem]:
    known: Mapping[str, Collection[str]] = {
        "before": [event.id for event in draft.events],
        "after": [event.id for event in draft.events],
        "clock": [clock.id for clock in draft.clocks],
    }
    for condition, path in _asked(draft):
        name = condition.values[0] if condition.values else ""
        if condition.operator in known and name not in known[condition.operator]:
            what = "clock" if condition.operator == "clock" else "event"
            mend = near(name, known[condition.operator], f"a {what}")
            yield error(draft, f"{what}-unknown", path, f"there is no {what} “{name}”", mend)
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
        mend = near(written, [" / ".join(one) for one in answers], "an answer")
        yield error(draft, "answer-unknown", path, f"there is no answer “{written}”", mend)
    elif field.kind == "order":
        says = f"every step of “{name}” is taken, so nothing can depend on that"
        yield error(draft, "answered-step", path, says, "set: [fact] at the step, and {fact: fact} here")


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
            yield error(draft, "fact-never-set", path, f"no answer sets the fact “{fact}”", f"set: [{fact}]")
        if fact not in reads:
            yield error(draft, "fact-never-read", path, f"nothing reads the fact “{fact}”", "remove it")
