"""Whatever a scenario names must be there: scenes, facts, events, clocks, limits, blocks of the manual."""

from collections.abc import Collection, Iterator, Mapping

from webapp.engine.clocks import Limit
from webapp.engine.problems import Problem
from webapp.engine.scenario.conditions import read_by
from webapp.engine.scenario.graph import Graph, graph, reached
from webapp.engine.scenario.model import AT_THE_START, Answer, ClockLine, Condition, Draft, Field, Scene
from webapp.engine.scenario.moves import fields_of

AnswerPlace = tuple[Scene, Field, Answer, tuple[str, ...]]


def problems(draft: Draft, limits: Collection[Limit], known_uids: Collection[str]) -> Iterator[Problem]:
    """Return everything named that is not there, and everything there that nothing leads to."""
    yield from _scenes(draft)
    yield from _clocks(draft, limits, known_uids)
    yield from _conditions(draft)
    yield from _facts(draft)
    for place in answers_of(draft):
        yield from _cites(draft, place, known_uids)
        yield from _critical(draft, place)
    for scene in draft.scenes.values():
        for field in fields_of(scene):
            yield from _expert(draft, scene, field, known_uids)


def answers_of(draft: Draft) -> Iterator[AnswerPlace]:
    """Return every answer with the path to it."""
    for scene in draft.scenes.values():
        for field in fields_of(scene):
            for answer in field.answers:
                yield scene, field, answer, (*field_path(scene, field), "answers", answer.id)


def field_path(scene: Scene, field: Field) -> tuple[str, ...]:
    """Return the path to a field."""
    return ("scenes", scene.id, "decision", "fields", field.id)


def error(draft: Draft, rule: str, path: tuple[str, ...], says: str, mend: str = "") -> Problem:
    """Return an error at a path of the draft."""
    return Problem("error", f"scenario.{rule}", draft.where(*path), says, mend)


def _scenes(draft: Draft) -> Iterator[Problem]:
    if draft.start not in draft.scenes:
        yield error(draft, "scene-unknown", ("start",), f"there is no scene “{draft.start}”")
    for scene in draft.scenes.values():
        for number, branch in enumerate(scene.branches):
            if branch.go not in draft.scenes:
                path = ("scenes", scene.id, "next", str(number), "go")
                yield error(draft, "scene-unknown", path, f"there is no scene “{branch.go}”")
    shape: Graph = graph(draft.scenes, draft.clocks)
    if shape.loop:
        says = f"scenes lead back to themselves: {', '.join(shape.loop)}"
        yield error(draft, "loop", ("scenes", shape.loop[0]), says, "a play never returns to a scene")
    if draft.start in draft.scenes:
        for name in draft.scenes.keys() - reached(shape.edges, draft.start):
            yield error(draft, "unreachable", ("scenes", name), f"nothing leads to the scene “{name}”")


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
            yield error(draft, "scene-unknown", (*path, "runs_out"), f"there is no scene “{clock.runs_out}”")
        yield from _turns(draft, clock, path)


def _turns(draft: Draft, clock: ClockLine, path: tuple[str, ...]) -> Iterator[Problem]:
    settable = {fact for _, _, answer, _ in answers_of(draft) for fact in answer.sets}
    for key, fact in (("starts", clock.starts), ("stops", clock.stops)):
        if key == "starts" and fact == AT_THE_START:
            continue
        if fact not in draft.facts:
            yield _unknown_fact(draft, (*path, key), fact)
        elif fact not in settable:
            says = f"nothing can {key.removesuffix('s')} this clock: no answer sets “{fact}”"
            yield error(draft, f"clock-never-{key}", (*path, key), says)


def _conditions(draft: Draft) -> Iterator[Problem]:
    known: Mapping[str, Collection[str]] = {
        "before": {event.id for event in draft.events},
        "after": {event.id for event in draft.events},
        "clock": {clock.id for clock in draft.clocks},
    }
    answers = {(scene.id, field.id, answer.id) for scene, field, answer, _ in answers_of(draft)}
    for scene in draft.scenes.values():
        path = ("scenes", scene.id, "next")
        for condition in read_by(scene):
            name = condition.values[0] if condition.values else ""
            if condition.operator in known and name not in known[condition.operator]:
                what = "clock" if condition.operator == "clock" else "event"
                yield error(draft, f"{what}-unknown", path, f"there is no {what} “{name}”")
            if condition.operator == "answered" and condition.values not in answers:
                yield error(
                    draft, "answer-unknown", path, f"there is no answer “{' / '.join(condition.values)}”"
                )


def _facts(draft: Draft) -> Iterator[Problem]:
    declared = set(draft.facts)
    sets: set[str] = set()
    for _, _, answer, path in answers_of(draft):
        sets |= answer.sets
        for fact in sorted(answer.sets - declared):
            yield _unknown_fact(draft, (*path, "set"), fact)
    reads = {fact for clock in draft.clocks for fact in (clock.starts, clock.stops)}
    reads |= {answer.critical.repaired for _, _, answer, _ in answers_of(draft) if answer.critical}
    for scene in draft.scenes.values():
        for condition in read_by(scene):
            reads |= set(_fact_of(condition))
            for fact in _fact_of(condition):
                if fact not in declared:
                    yield _unknown_fact(draft, ("scenes", scene.id, "next"), fact)
    for number, fact in enumerate(draft.facts):
        path = ("facts", str(number))
        if fact not in sets:
            yield error(draft, "fact-never-set", path, f"no answer sets the fact “{fact}”")
        if fact not in reads:
            yield error(draft, "fact-never-read", path, f"nothing reads the fact “{fact}”", "remove it")


def _fact_of(condition: Condition) -> tuple[str, ...]:
    return condition.values if condition.operator == "fact" else ()


def _unknown_fact(draft: Draft, path: tuple[str, ...], fact: str) -> Problem:
    return error(draft, "fact-unknown", path, f"“{fact}” is not among the facts", "declare it under “facts”")


def _cites(draft: Draft, place: AnswerPlace, known_uids: Collection[str]) -> Iterator[Problem]:
    _, field, answer, path = place
    scored = bool(
        answer.credit or answer.critical or answer.harmful or (field.kind == "many" and answer.expert)
    )
    if scored and not answer.cite:
        yield error(draft, "cite-missing", path, "a scored answer cites the manual", "cite: [uid]")
    if answer.because is None and (scored or field.kind == "one"):
        yield error(draft, "because-missing", path, "the debrief must be able to say why", "because: …")
    yield from _unknown_cites(draft, (*path, "cite"), answer.cite, known_uids)


def _unknown_cites(
    draft: Draft, path: tuple[str, ...], cites: tuple[str, ...], known_uids: Collection[str]
) -> Iterator[Problem]:
    for number, uid in enumerate(cites):
        if uid not in known_uids:
            yield error(draft, "cite-unknown", (*path, str(number)), f"the manual has no block “{uid}”")


def _critical(draft: Draft, place: AnswerPlace) -> Iterator[Problem]:
    scene, _, answer, path = place
    rule = answer.critical
    if rule is None:
        return
    at = (*path, "critical")
    if answer.expert or answer.accepted:
        yield error(
            draft, "expert-critical", at, "a critical answer cannot be the expert's or an accepted one"
        )
    if rule.repaired and rule.repaired not in draft.facts:
        yield _unknown_fact(draft, (*at, "repaired"), rule.repaired)
    elif rule.class_ == "C1" and not _has_repair(draft, scene, rule.repaired):
        says = "no repair scene after this C1 sets the fact that repairs it"
        yield error(
            draft, "c1-unrepaired", at, says, "a scene with “recovery: true” and an answer that sets it"
        )


def _has_repair(draft: Draft, scene: Scene, fact: str) -> bool:
    later = reached(graph(draft.scenes, draft.clocks).edges, scene.id)
    return any(
        fact in answer.sets
        for other, _, answer, _ in answers_of(draft)
        if other.recovery and other.id in later
    )


def _expert(draft: Draft, scene: Scene, field: Field, known_uids: Collection[str]) -> Iterator[Problem]:
    path = field_path(scene, field)
    experts = [answer for answer in field.answers if answer.expert]
    if not experts:
        yield error(draft, "expert-missing", path, "no answer is marked “expert”", "expert: true")
    elif field.kind == "one" and len(experts) > 1:
        names = ", ".join(answer.id for answer in experts)
        yield error(draft, "expert-doubled", path, f"exactly one answer is the expert's, not: {names}")
    if not field.cite and not any(answer.cite for answer in experts):
        yield error(draft, "cite-missing", path, "the expert's answer to every question cites the manual")
    yield from _unknown_cites(draft, (*path, "cite"), field.cite, known_uids)
