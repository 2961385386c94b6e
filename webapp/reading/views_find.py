"""Finding one's way: by role, entity, harm, stage and time limit; pathways; quick cards."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.engine.manual.pathways import meant_for
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.reading import finding, sharing
from webapp.reading.finding import Library
from webapp.reading.views import around, bp, library
from webapp.web import site
from webapp.web.label import LABEL
from webapp.web.pages import page, public


@bp.get("/<lang:lang>/browse")
def browse(lang: str) -> ResponseReturnValue:
    """Show every way into the manual."""
    held = _held(lang)
    ways = {kind: finding.ways(held, kind) for kind in finding.KINDS}
    return public(page("reading/browse.html", ways=ways, hours=finding.WITHIN))


@bp.get("/<lang:lang>/browse/<slug:kind>/<slug:name>")
def browse_by(lang: str, kind: str, name: str) -> ResponseReturnValue:
    """Show the sections for one role, entity, harm, stage, theme or form."""
    held = _held(lang)
    found = finding.found(held, kind, name) if kind in finding.KINDS else None
    if found is None:
        raise NotFound("reading.no-way", name=name)
    return public(page("reading/browse_by.html", found=found))


@bp.get("/<lang:lang>/clocks")
def clocks(lang: str) -> ResponseReturnValue:
    """Show every time limit by level of risk."""
    held = _held(lang)
    return public(page("reading/clocks.html", rows=finding.clock_rows(held), hours=finding.WITHIN))


@bp.get("/<lang:lang>/clocks/<int(max=9999):hours>")
def due_within(lang: str, hours: int) -> ResponseReturnValue:
    """Show everything that falls due within some hours."""
    held = _held(lang)
    due = finding.due_within(held, hours)
    return public(page("reading/due.html", due=due, hours=hours, offered=finding.WITHIN))


@bp.get("/<lang:lang>/entities")
def entities(lang: str) -> ResponseReturnValue:
    """Show the entities: what each does, when to turn to it, the numbers that are public."""
    return public(page("reading/entities.html", contacts=_held(lang).directory))


@bp.get("/<lang:lang>/entities/<slug:name>")
def entity(lang: str, name: str) -> ResponseReturnValue:
    """Show one entity's card, with the pathways it takes part in and the sections about it."""
    held = _held(lang)
    contact = finding.contact(held, name)
    found = finding.found(held, "entity", name)
    if contact is None or found is None:
        raise NotFound("reading.no-entity", name=name)
    return public(page("reading/entity.html", contact=contact, found=found))


@bp.get("/<lang:lang>/pathways")
def pathways(lang: str) -> ResponseReturnValue:
    """Ask a few questions about a case, nothing that identifies, and show the pathway meant for it."""
    held = _held(lang)
    answers = {
        question.id: given
        for question in held.questions
        if (given := request.args.get(question.id)) in dict(question.answers)
    }
    fitting = meant_for(held.pathways, answers) if answers else ()
    response = page("reading/pathways.html", fragment="found", held=held, answers=answers, fitting=fitting)
    return response if request.args else public(response)


@bp.get("/<lang:lang>/pathways/<slug:name>")
def pathway(lang: str, name: str) -> ResponseReturnValue:
    """Show one referral pathway."""
    held = _held(lang)
    one = next((one for one in held.pathways if one.id == name), None)
    if one is None:
        raise NotFound("reading.no-pathway", name=name)
    return public(page("reading/pathway.html", pathway=one, held=held))


@bp.get("/<lang:lang>/cards")
def cards(lang: str) -> ResponseReturnValue:
    """Show the quick cards there are."""
    held = _held(lang)
    return public(page("reading/cards.html", cards=held.cards, roles=held.vocabulary.get("roles", {})))


@bp.get("/<lang:lang>/cards/<slug:name>")
def card(lang: str, name: str) -> ResponseReturnValue:
    """Show one card, made to be printed on one page."""
    held = _held(lang)
    one = next((one for one in held.cards if one.id == name), None)
    if one is None:
        raise NotFound("reading.no-card", name=name)
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
    code = sharing.code(request.path)
    return sharing.kept(page("reading/card.html", card=one, edition=edition, code=code, label=LABEL[lang]))


def _held(lang: str) -> Library:
    """Return what the edition in force can be found by.

    Errors: NotFound before the first edition.
    """
    return library(lang, around(lang, None).edition)
