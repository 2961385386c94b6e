"""Paper for everybody: a section, a chapter, a card at once; the whole edition when it has been made."""

import hashlib

from flask import Blueprint, Response, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp.attempts import debrief_page
from webapp.attempts import service as attempts
from webapp.engine.manual.typeset_card import SIZES
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo, Quote
from webapp.printing import builder, debrief_sheet, paper, service, sheets
from webapp.printing.debrief_sheet import Setting
from webapp.printing.keeping import Shelf
from webapp.printing.sheets import Wanted
from webapp.web import limits, site
from webapp.web.htmx import wants_fragment
from webapp.web.pages import PUBLIC, page
from webapp.web.static import FOREVER
from webapp.web.visitor import visitor
from webapp.web.words import day

bp = Blueprint("printing", __name__)

PDF = "application/pdf"
_SHEETS, _SHEETS_SECONDS = 60, 600
_WHOLE, _WHOLE_SECONDS = 10, 3600
"""How much one address may have made; what was made before is handed over without counting."""


@bp.get("/<lang:lang>/print/<slug:chapter>/<slug:section>.pdf")
def section(lang: str, chapter: str, section: str) -> ResponseReturnValue:
    """Hand over a section as it is in force."""
    return _sheet(lang, Wanted("section", f"{chapter}/{section}"), None)


@bp.get("/<lang:lang>/print/<slug:chapter>/<slug:section>@<int(max=99999):edition>.pdf")
def section_of_edition(lang: str, chapter: str, section: str, edition: int) -> ResponseReturnValue:
    """Hand over a section as one edition has it."""
    return _sheet(lang, Wanted("section", f"{chapter}/{section}"), edition)


@bp.get("/<lang:lang>/print/chapter/<int(max=999):place>.pdf")
def chapter(lang: str, place: int) -> ResponseReturnValue:
    """Hand over a chapter as it is in force."""
    return _sheet(lang, Wanted("chapter", str(place)), None)


@bp.get("/<lang:lang>/print/chapter/<int(max=999):place>@<int(max=99999):edition>.pdf")
def chapter_of_edition(lang: str, place: int, edition: int) -> ResponseReturnValue:
    """Hand over a chapter as one edition has it."""
    return _sheet(lang, Wanted("chapter", str(place)), edition)


@bp.get("/<lang:lang>/print/card/<slug:name>.pdf")
def card(lang: str, name: str) -> ResponseReturnValue:
    """Hand over a quick card: A4, or A5 with `?size=a5`."""
    size = request.args.get("size", SIZES[0])
    if size not in SIZES:
        raise NotFound("printing.no-size", size=size)
    return _sheet(lang, Wanted("card", name, size), None)


@bp.get("/<lang:lang>/attempts/<key>/debrief.pdf")
def debrief(lang: str, key: str) -> ResponseReturnValue:
    """Hand over the debrief of somebody's own finished attempt, made for them alone."""
    standing = attempts.standing(site.database(), key=key, owner=visitor())
    if standing.kept.result is None:
        return redirect(url_for("attempts.show", key=key), 303)
    _count("print", _SHEETS, _SHEETS_SECONDS)
    with site.database().reading() as connection:
        shown = debrief_page.of(connection, standing, lang)
        info = sheets.edition(connection, shown.edition)
        title = manual.data(connection, info.number, "title", {})[lang]
    setting = Setting(
        lang=lang,
        imprint=sheets.imprint_of(info, lang=lang, base=site.address()),
        manual=title,
        finished=day(shown.finished),
        case=site.address() + url_for("attempts.show_case", scenario_id=shown.scenario_id),
        way=_paragraph,
    )
    made = service.set_once(debrief_sheet.source(shown, setting), lang=lang, made=shown.finished)
    response = Response(made, mimetype=PDF)
    name = f"masar-debrief-{shown.scenario_id}-{lang}.pdf"
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    return response


@bp.get("/<lang:lang>/print/edition/<int(max=99999):number>.pdf")
def whole(lang: str, number: int) -> ResponseReturnValue:
    """Hand over a whole edition, or lead to where it is made."""
    _info, shelf = _edition(lang, number)
    state = service.state(shelf)
    if state.name != "ready":
        return redirect(url_for("printing.edition", number=number), 303)
    name = _name(shelf, f"edition-{number}")
    response = send_file(
        service.whole(shelf), mimetype=PDF, download_name=name, etag=state.digest, conditional=True
    )
    as_asked = request.args.get("v") == paper.version()
    return _shared(response, FOREVER if as_asked else PUBLIC)


@bp.get("/<lang:lang>/print/edition/<int(max=99999):number>")
def edition(lang: str, number: int) -> ResponseReturnValue:
    """Show how far the PDF of a whole edition is, and offer to make it; no news is no answer."""
    info, shelf = _edition(lang, number)
    state = service.state(shelf)
    if state.step and wants_fragment() and request.args.get("was") == state.step:
        return "", 204
    with site.database().reading() as connection:
        chapters = manual.outline(connection, lang=lang, edition=number)
    return page(
        "printing/edition.html",
        fragment="state",
        edition=info,
        chapters=chapters,
        state=state,
        steps=builder.STEPS,
        version=paper.version(),
    )


@bp.post("/<lang:lang>/print/edition/<int(max=99999):number>")
def make_edition(lang: str, number: int) -> ResponseReturnValue:
    """Begin to make the PDF of a whole edition, unless it is ready or being made."""
    info, shelf = _edition(lang, number)
    if service.state(shelf).name in {"missing", "stopped"}:
        _count("print-edition", _WHOLE, _WHOLE_SECONDS)
        with site.database().reading() as connection:
            service.start(connection, shelf, info)
    return redirect(url_for("printing.edition", number=number), 303)


def _sheet(lang: str, wanted: Wanted, number: int | None) -> Response:
    info, shelf = _edition(lang, number)
    made = service.kept(shelf, wanted)
    if made is None:
        _count("print", _SHEETS, _SHEETS_SECONDS)
        with site.database().reading() as connection:
            made = service.make(connection, shelf, info, wanted)
    response = Response(made, mimetype=PDF)
    name = _name(shelf, wanted.file.removesuffix(".pdf"))
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    response.set_etag(hashlib.sha256(made).hexdigest()[:32])
    response.make_conditional(request)
    return _shared(response, PUBLIC)


def _edition(lang: str, number: int | None) -> tuple[EditionInfo, Shelf]:
    """Return an edition, or the one in force, and where its printed files lie."""
    with site.database().reading() as connection:
        info = sheets.edition(connection, number)
    return info, service.shelf(site.settings(), info, lang=lang, base=site.address())


def _paragraph(quote: Quote) -> str:
    """Return the address of a paragraph as its edition has it."""
    way = url_for("reading.find_paragraph_in_edition", uid=quote.uid, edition=quote.edition)
    return site.address() + way


def _shared(response: Response, rule: str) -> Response:
    """Let everybody share a file that holds the site's address, where that does not depend on who asks."""
    if site.settings().public_url:
        response.headers["Cache-Control"] = rule
    return response


def _name(shelf: Shelf, stem: str) -> str:
    """Return what a file is called where it is put down."""
    edition = "" if stem.startswith("edition") else f"-edition-{shelf.edition}"
    return f"masar-{stem}{edition}-{shelf.lang}.pdf"


def _count(what: str, limit: int, seconds: int) -> None:
    with site.database().writing() as connection:
        key = f"{what}:{limits.remote()}"
        limits.count(connection, key=key, limit=limit, seconds=seconds, now=site.now())
