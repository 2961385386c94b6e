"""Findings about the data files: what they name must be there, and every case must meet a pathway."""

from collections.abc import Collection, Iterator

from webapp.engine.manual import pathways
from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Clock
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.pathways import Pathway, Step
from webapp.engine.manual.references import found
from webapp.engine.problems import Problem, Where


def problems(book: Book, known: Lookup) -> Iterator[Problem]:
    """Yield what is wrong between the data files, and between them and the text."""
    yield from _clocks(book, known)
    for contact in book.data.directory:
        yield from sources(contact.sources, known, contact.where)
        yield from _names("entity", [contact.id], book.data.frame.entities, contact.where)
    for form in book.data.frame.forms.values():
        yield from _names("section", [form.section], _sections(known), form.where)
    for uid, where in book.data.frame.in_step.items():
        yield from _cited([uid], known, where)
    yield from _cards(book, known)
    yield from _pathways(book, known)


def sources(named: Collection[str], known: Lookup, where: Where) -> Iterator[Problem]:
    """Yield the sources that sources.yaml does not have."""
    for name in named:
        if name not in known.sources:
            yield _error("sources-unknown", where, f"the source {name} is not in sources.yaml")


def _clocks(book: Book, known: Lookup) -> Iterator[Problem]:
    first: dict[str, Clock] = {}
    for clock in book.data.clocks:
        above = first.setdefault(clock.limit.clock, clock)
        if (clock.starts, clock.stops, clock.basis) != (above.starts, above.stops, above.basis):
            says = (
                f"{clock.limit.clock} runs otherwise than on line {above.where.line}, and is shown in one row"
            )
            yield _error(
                "clock-differs", clock.where, says, "the same from, to and basis at every level of risk"
            )
        uid = clock.limit.uid
        if uid and uid not in known.targets:
            yield _error(
                "clock-uid", clock.where, f"{clock.limit.clock} is said to be set by {uid}, which is no block"
            )
        yield from sources(clock.sources, known, clock.where)


def _cards(book: Book, known: Lookup) -> Iterator[Problem]:
    for card in book.data.cards:
        yield from _names("role", card.roles, book.data.frame.roles, card.where)
        for line in (line for part in card.parts for line in part.lines):
            yield from _cited(line.cite, known, line.where)
            yield from _referring(line.says.ar, known, line.where)
            yield from _referring(line.says.en, known, line.where)


def _referring(text: str, known: Lookup, where: Where) -> Iterator[Problem]:
    held = {"ref": known.targets, "term": known.terms}
    for _column, written, reference in found(text):
        if reference is None:
            yield _error("reference", where, f"{written} is no reference")
        elif reference.kind == "clock":
            if (reference.target, reference.detail) not in known.limits:
                yield _error("clock-unknown", where, f"{written} leads nowhere")
        elif reference.target not in held[reference.kind]:
            yield _error(f"{reference.kind}-unknown", where, f"{written} leads nowhere")


def _pathways(book: Book, known: Lookup) -> Iterator[Problem]:
    held = book.data.pathways
    questions = {one.id: one.answers for one in held.questions}
    for pathway in held.pathways:
        yield from _names("harm", pathway.harms, book.data.frame.harms, pathway.where)
        for question, answers in pathway.when.items():
            yield from _names("question", [question], questions, pathway.where)
            yield from _names("answer", answers, questions.get(question, answers), pathway.where)
        yield from _steps(pathway, book, known)
    gap = next(pathways.unmet(held), None) if held.pathways else None
    if gap is not None:
        says = f"no pathway is meant for a case answered {', '.join(gap)}"
        yield _error("pathway-gap", held.pathways[-1].where, says, "give the last pathway no “if”")


def _steps(pathway: Pathway, book: Book, known: Lookup) -> Iterator[Problem]:
    before: list[str] = []
    for step in pathway.steps:
        yield from _step(step, book, known)
        for one in step.after:
            if one not in before:
                yield _error("step-order", step.where, f"the step {step.id} follows {one}, not above it")
        before.append(step.id)


def _step(step: Step, book: Book, known: Lookup) -> Iterator[Problem]:
    yield from _names("role or entity", step.by, known.actors, step.where)
    yield from _names("entity", step.to, book.data.frame.entities, step.where)
    yield from _names("form", [step.form] if step.form else [], known.forms, step.where)
    yield from _cited(step.cite, known, step.where)
    if step.limit and step.limit not in known.limits:
        yield _error("clock-unknown", step.where, f"clocks.yaml has no {' '.join(step.limit)}")


def _cited(uids: Collection[str], known: Lookup, where: Where) -> Iterator[Problem]:
    if not uids:
        yield _error("cite-missing", where, "every line and every step names a paragraph it rests on")
    for uid in uids:
        target = known.targets.get(uid)
        if target is None or not target.uid:
            yield _error("ref-unknown", where, f"{uid} is no paragraph of the manual")


def _names(kind: str, named: Collection[str], known: Collection[str], where: Where) -> Iterator[Problem]:
    for name in named:
        if name not in known:
            yield _error("name-unknown", where, f"there is no {kind} “{name}”")


def _sections(known: Lookup) -> Collection[str]:
    return {name for name, target in known.targets.items() if not target.uid}


def _error(rule: str, where: Where, says: str, mend: str = "") -> Problem:
    return Problem("error", f"manual.{rule}", where, says, mend)
