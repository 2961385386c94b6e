"""What a field must have by its kind: an expert's answer, reasons, citations, fitting steps or stretches."""

from collections.abc import Collection, Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.finding import (
    AnswerPlace,
    Path,
    answers_of,
    fields_in,
    finding,
    unknown_fact,
)
from webapp.engine.scenario.graph import graph, reached
from webapp.engine.scenario.kinds_when import holds
from webapp.engine.scenario.model import Draft, Field, Scene
from webapp.engine.scenario.sentences import near


def problems(draft: Draft, known_uids: Collection[str]) -> Iterator[Problem]:
    """Return what is missing or does not fit in fields and answers."""
    for place in answers_of(draft):
        yield from _answer(draft, place, known_uids)
        yield from _critical(draft, place)
    for _, field, path in fields_in(draft):
        if field.kind == "order":
            yield from _steps(draft, field, path)
        elif field.kind == "when":
            yield from _stretches(draft, field, path)
        if field.kind in {"one", "many", "when"}:
            yield from _expert(draft, field, path)
        yield from unknown_cites(draft, (*path, "cite"), field.cite, known_uids)


def _answer(draft: Draft, place: AnswerPlace, known_uids: Collection[str]) -> Iterator[Problem]:
    _, field, answer, path = place
    scored = bool(
        answer.credit or answer.critical or answer.harmful or (field.kind == "many" and answer.expert)
    )
    if scored and not answer.cite:
        yield finding(draft, "cite-missing/answer", path)
    if answer.because is None and (scored or field.kind in {"one", "when"}):
        yield finding(draft, "because-missing/answer", path)
    yield from unknown_cites(draft, (*path, "cite"), answer.cite, known_uids)


def unknown_cites(
    draft: Draft, path: Path, cites: tuple[str, ...], known_uids: Collection[str]
) -> Iterator[Problem]:
    """Return a finding for each block named that the manual does not have."""
    for number, uid in enumerate(cites):
        if uid not in known_uids:
            yield finding(draft, "cite-unknown", (*path, str(number)), uid=uid)


def _critical(draft: Draft, place: AnswerPlace) -> Iterator[Problem]:
    scene, _, answer, path = place
    rule = answer.critical
    if rule is None:
        return
    at = (*path, "critical")
    if answer.expert or answer.accepted:
        yield finding(draft, "expert-critical", at)
    if rule.repaired and rule.repaired not in draft.facts:
        yield unknown_fact(draft, (*at, "repaired"), rule.repaired)
    elif rule.class_ == "C1" and not _has_repair(draft, scene, rule.repaired):
        yield finding(draft, "c1-unrepaired", at, fact=rule.repaired)


def _has_repair(draft: Draft, scene: Scene, fact: str) -> bool:
    later = reached(graph(draft.scenes, draft.clocks).edges, scene.id)
    return any(
        fact in field.may_set for other, field, _ in fields_in(draft) if other.recovery and other.id in later
    )


def _expert(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    experts = [answer for answer in field.answers if answer.expert]
    if not experts:
        yield finding(draft, "expert-missing", path)
    elif field.kind != "many" and len(experts) > 1:
        names = ", ".join(answer.id for answer in experts)
        yield finding(draft, "expert-doubled", path, names=names)
    if not field.cite and not any(answer.cite for answer in experts):
        yield finding(draft, "cite-missing/expert", path)


def _steps(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    if not field.cite:
        yield finding(draft, "cite-missing/steps", path)
    if field.because is None:
        yield finding(draft, "because-missing/steps", path)
    steps = [step.id for step in field.answers]
    for place, step in enumerate(field.answers):
        for name in step.after:
            at = (*path, "answers", step.id, "after")
            if name not in steps:
                yield finding(draft, "step-unknown", at, name=name, near=near(name, steps, "one"))
            elif name not in steps[:place]:
                yield finding(draft, "step-order", at, step=step.id, name=name)


def _stretches(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    taken: dict[str, int] = dict.fromkeys((answer.id for answer in field.answers), 0)
    for offer in field.offers:
        fitting = [answer.id for answer in field.answers if holds(answer, offer)]
        for name in fitting:
            taken[name] += 1
        at = (*path, "offers")
        if not fitting:
            yield finding(draft, "offer-unplaced/none", at, offer=offer.id)
        elif len(fitting) > 1:
            yield finding(draft, "offer-unplaced/many", at, offer=offer.id, names=", ".join(fitting))
    for name, number in taken.items():
        if not number:
            yield finding(draft, "stretch-empty", (*path, "answers", name), name=name)
