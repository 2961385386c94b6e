"""A pathway on paper: the drawn line, and beside each station who tells whom, by when, with what."""

from collections.abc import Iterator, Sequence

from webapp.engine.manual import labels, pathway_page, route
from webapp.engine.manual.pathways import Pathway, Step
from webapp.engine.manual.typeset_marks import array, call, string, words
from webapp.engine.manual.typeset_tokens import Scope, Setter


def drawn(pathway: Pathway, scope: Scope) -> str:
    """Return a pathway with its title, and when it applies."""
    pieces = route.pieces([(step.id, step.after) for step in pathway.steps])
    stops = (_stop(pathway.steps, at, piece, scope) for at, piece in enumerate(pieces))
    title, trigger = words(pathway.title.of(scope.lang)), words(pathway.trigger.of(scope.lang))
    return call("pathway", title, trigger, str(route.tracks(pieces)), array(stops))


def _stop(steps: Sequence[Step], at: int, piece: route.Piece, scope: Scope) -> str:
    step, lang = steps[at], scope.lang
    when = pathway_page.order(steps, at, lang)
    return call(
        "stop",
        track=str(piece.track),
        enters=array(map(str, piece.enters)),
        passes=array(map(str, piece.passes)),
        leaves=array(map(str, piece.leaves)),
        step=words(f"{labels.STEP.of(lang)} {at + 1}"),
        by=_names(step.by, scope),
        towards=_names(step.to, scope) if step.to else "none",
        tells=string(labels.TELLS.of(lang)),
        does=words(step.does.of(lang)),
        gives=words(step.gives.of(lang)),
        together=words(when) if when else "none",
        facts=array(_facts(step, scope)),
    )


def _facts(step: Step, scope: Scope) -> Iterator[str]:
    known, lang, setter = scope.lookup, scope.lang, Setter(scope)
    limit = known.limits.get(step.limit) if step.limit else None
    if limit:
        told = labels.WITHIN.of(lang).format(limit=labels.limit(limit, lang, after="خلال"))
        yield _fact("clock", call("limit", words(told)) if limit.status == "starter" else words(told))
    form = known.forms.get(step.form)
    if form:
        target, told = known.targets.get(form.section), words(form.words.of(lang))
        yield _fact("form", call("see", told, scope.way(target)) if target else told)
    for uid in step.cite:
        target = known.targets.get(uid)
        if target:
            yield _fact("", setter.see(target))


def _fact(icon: str, told: str) -> str:
    return f"({string(icon)}, {told})"


def _names(ids: Sequence[str], scope: Scope) -> str:
    known = (scope.lookup.actors[one].of(scope.lang) for one in ids if one in scope.lookup.actors)
    return words(labels.COMMA.of(scope.lang).join(known))
