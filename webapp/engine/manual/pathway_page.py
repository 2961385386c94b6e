"""A pathway as it is shown: the drawn line, and beside each station who tells whom, by when, with what."""

from collections.abc import Iterator, Sequence

from webapp.engine.clocks import Limit
from webapp.engine.manual import icons, labels, route
from webapp.engine.manual.isolate import isolated
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.pathways import Pathway, Step


def html(pathway: Pathway, lookup: Lookup, lang: str) -> str:
    """Return a pathway as trusted HTML: a figure whose list says all that its drawing shows."""
    pieces = route.pieces([(step.id, step.after) for step in pathway.steps])
    wide = route.width(pieces)
    stops = "".join(
        f"<li>{route.drawing(piece, wide)}{_stop(pathway.steps, at, lookup, lang)}</li>"
        for at, piece in enumerate(pieces)
    )
    title, trigger = isolated(pathway.title.of(lang)), isolated(pathway.trigger.of(lang))
    return (
        f'<figure class="pathway"><figcaption><b>{title}</b><span>{trigger}</span></figcaption>'
        f"<ol>{stops}</ol></figure>"
    )


def text(pathway: Pathway, lookup: Lookup, lang: str) -> str:
    """Return a pathway in plain words, for searching and quoting."""
    told = [pathway.title.of(lang), pathway.trigger.of(lang)]
    told.extend(_step(step, lookup, lang) for step in pathway.steps)
    return " ".join(one if one.endswith((".", "؟", "?")) else f"{one}." for one in told)


def order(steps: Sequence[Step], at: int, lang: str) -> str:
    """Return what a step follows, as its drawing shows it; nothing where that is the step above alone."""
    after = [place for place in range(at) if steps[place].id in steps[at].after]
    beside = next(
        (place for place in range(at) if after and set(steps[place].after) == set(steps[at].after)), None
    )
    if beside is not None:
        return labels.TOGETHER.of(lang).format(number=beside + 1)
    return labels.after([place + 1 for place in after], lang) if after not in ([], [at - 1]) else ""


def _step(step: Step, lookup: Lookup, lang: str) -> str:
    names = _names(step.by, lookup, lang)
    if step.to:
        names += f" {labels.TELLS.of(lang)} {_names(step.to, lookup, lang)}"
    limit = lookup.limits.get(step.limit) if step.limit else None
    within = f" {_within(limit, lang)}" if limit else ""
    return f"{names}: {step.does.of(lang)} {step.gives.of(lang)}{within}"


def _within(limit: Limit, lang: str) -> str:
    return labels.WITHIN.of(lang).format(limit=labels.limit(limit, lang, after="خلال"))


def _stop(steps: Sequence[Step], at: int, lookup: Lookup, lang: str) -> str:
    step = steps[at]
    who = f"<b>{isolated(_names(step.by, lookup, lang))}</b>"
    if step.to:
        towards = f'<span class="vh"> {labels.TELLS.of(lang)} </span>{icons.TOWARDS}'
        who += f"{towards}<b>{isolated(_names(step.to, lookup, lang))}</b>"
    when = order(steps, at, lang)
    return (
        f'<div class="stop"><p class="who"><span class="vh">{labels.STEP.of(lang)} </span>'
        f'<span class="n"><bdi>{at + 1}</bdi></span>{who}</p>'
        f"<p>{isolated(step.does.of(lang))}</p>"
        + (f'<p class="beside small">{isolated(when)}</p>' if when else "")
        + f'<p class="small quiet">{isolated(step.gives.of(lang))}</p>'
        + f'<ul class="facts small">{"".join(_facts(step, lookup, lang))}</ul></div>'
    )


def _facts(step: Step, lookup: Lookup, lang: str) -> Iterator[str]:
    limit = lookup.limits.get(step.limit) if step.limit else None
    if limit:
        words = _within(limit, lang)
        starter = limit.status == "starter"
        marked = f'class="limit starter" title="{labels.STARTER.of(lang)}"' if starter else 'class="limit"'
        yield f"<li>{icons.CLOCK}<span {marked}>{isolated(words)}</span></li>"
    form = lookup.forms.get(step.form)
    if form:
        target = lookup.targets.get(form.section)
        words = isolated(form.words.of(lang))
        linked = f'<a href="{target.address(lang)}">{words}</a>' if target else words
        yield f"<li>{icons.FORM}{linked}</li>"
    for uid in step.cite:
        target = lookup.targets.get(uid)
        if target:
            yield f'<li><a href="{target.address(lang)}"><bdi dir="ltr">§{target.number}</bdi></a></li>'


def _names(ids: Sequence[str], lookup: Lookup, lang: str) -> str:
    return labels.COMMA.of(lang).join(lookup.actors[one].of(lang) for one in ids if one in lookup.actors)
