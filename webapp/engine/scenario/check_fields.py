"""What a field must have by its kind: an expert's answer, reasons, citations, fitting steps or stretches."""

from collections.abc import Collection, Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.finding import (
    AnswerPlace,
    Path,
    answers_of,
    error,
    fields_in,
    near,
    unknown_fact,
)
from webapp.engine.scenario.graph import graph, reached
from webapp.engine.scenario.kinds_when import holds
from webapp.engine.scenario.model import Draft, Field, Scene

_CITE = "cite: [uid], the id of a block of the manual"


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
        yield error(draft, "cite-missing", path, "a scored answer cites the manual", _CITE)
    if answer.because is None and (scored or field.kind in {"one", "when"}):
        says = "the debrief must be able to say why"
        yield error(draft, "because-missing", path, says, "because: {ar: …, en: …}")
    yield from unknown_cites(draft, (*path, "cite"), answer.cite, known_uids)


def unknown_cites(
    draft: Draft, path: Path, cites: tuple[str, ...], known_uids: Collection[str]
) -> Iterator[Problem]:
    """Return a finding for each block named that the manual does not have."""
    for number, uid in enumerate(cites):
        if uid not in known_uids:
            says = f"the manual has no block “{uid}”"
            mend = "ids of blocks stand before them in manual/: {#uid}"
            yield error(draft, "cite-unknown", (*path, str(number)), says, mend)


def _critical(draft: Draft, place: AnswerPlace) -> Iterator[Problem]:
    scene, _, answer, path = place
    rule = answer.critical
    if rule is None:
        return
    at = (*path, "critical")
    if answer.expert or answer.accepted:
        says = "a critical answer cannot be the expert's or an accepted one"
        yield error(draft, "expert-critical", at, says, "keep one of the two marks")
    if rule.repaired and rule.repaired not in draft.facts:
        yield unknown_fact(draft, (*at, "repaired"), rule.repaired)
    elif rule.class_ == "C1" and not _has_repair(draft, scene, rule.repaired):
        says = "no repair scene after this C1 sets the fact that repairs it"
        mend = "a scene with “recovery: true” and an answer that sets it"
        yield error(draft, "c1-unrepaired", at, says, mend)


def _has_repair(draft: Draft, scene: Scene, fact: str) -> bool:
    later = reached(graph(draft.scenes, draft.clocks).edges, scene.id)
    return any(
        fact in field.may_set for other, field, _ in fields_in(draft) if other.recovery and other.id in later
    )


def _expert(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    experts = [answer for answer in field.answers if answer.expert]
    if not experts:
        yield error(draft, "expert-missing", path, "no answer is marked “expert”", "expert: true")
    elif field.kind != "many" and len(experts) > 1:
        names = ", ".join(answer.id for answer in experts)
        says = f"exactly one answer is the expert's, not: {names}"
        yield error(draft, "expert-doubled", path, says, "“accepted: true” for those worth the same")
    if not field.cite and not any(answer.cite for answer in experts):
        says = "the expert's answer to every question cites the manual"
        yield error(draft, "cite-missing", path, says, _CITE)


def _steps(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    if not field.cite:
        yield error(draft, "cite-missing", path, "an order of steps cites the manual", _CITE)
    if field.because is None:
        says = "the debrief must be able to say why in this order"
        yield error(draft, "because-missing", path, says, "because: {ar: …, en: …} at the field")
    steps = [step.id for step in field.answers]
    for place, step in enumerate(field.answers):
        for name in step.after:
            at = (*path, "answers", step.id, "after")
            if name not in steps:
                yield error(draft, "step-unknown", at, f"there is no step “{name}”", near(name, steps, "one"))
            elif name not in steps[:place]:
                says = f"“{step.id}” comes after “{name}”, but stands before it here"
                mend = "the order of the file is the expert's: move the step down"
                yield error(draft, "step-order", at, says, mend)


def _stretches(draft: Draft, field: Field, path: Path) -> Iterator[Problem]:
    taken: dict[str, int] = dict.fromkeys((answer.id for answer in field.answers), 0)
    for offer in field.offers:
        fitting = [answer.id for answer in field.answers if holds(answer, offer)]
        for name in fitting:
            taken[name] += 1
        if len(fitting) != 1:
            those = ", ".join(fitting) or "none"
            says = f"the moment “{offer.id}” lies in one stretch, not in: {those}"
            mend = "let one stretch end (until) where the next begins (after)"
            yield error(draft, "offer-unplaced", (*path, "offers"), says, mend)
    for name, number in taken.items():
        if not number:
            says = f"no moment offered lies in the stretch “{name}”"
            mend = "offer one there, or leave the stretch out"
            yield error(draft, "stretch-empty", (*path, "answers", name), says, mend)
