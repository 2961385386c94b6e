"""Reading: the first page, the contents, sections in any edition, paragraphs by their lasting address."""

import sqlalchemy as sa
from flask import Blueprint, Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp.engine.words.alphabet import shelves
from webapp.errors import NotFound
from webapp.manual import history, pairs
from webapp.manual import queries as manual
from webapp.reading import addresses, finding, in_time, queries, section_view
from webapp.reading.beside import beside as beside_of
from webapp.reading.finding import Library
from webapp.web import site
from webapp.web.language import DEFAULT
from webapp.web.memory import remembered
from webapp.web.pages import Frame, frame, page, public

bp = Blueprint("reading", __name__)


@bp.get("/")
def choose_language() -> ResponseReturnValue:
    """Send a visitor of the bare address to the first page, in Arabic."""
    return redirect(f"/{DEFAULT}")


@bp.get("/<lang:lang>")
def home(lang: str) -> ResponseReturnValue:
    """Show the first page."""
    with site.database().reading() as connection:
        shown = queries.home(connection, lang=lang)
    return public(page("reading/home.html", home=shown))


@bp.get("/<lang:lang>/manual")
def contents(lang: str) -> ResponseReturnValue:
    """Show every chapter with its sections; with `?on=`, lead to how they were on that day."""
    asked = in_time.edition_asked()
    if asked is not None:
        return redirect(f"{addresses.edition(lang, asked)}#contents")
    with site.database().reading() as connection:
        shown = queries.contents(connection, lang=lang)
    return public(page("reading/contents.html", shown=shown))


@bp.get("/<lang:lang>/manual/<slug:chapter>/<slug:section>")
def show_section(lang: str, chapter: str, section: str) -> ResponseReturnValue:
    """Show a section as it is in force; with `?on=`, lead to how it was on that day."""
    section_id = f"{chapter}/{section}"
    asked = in_time.edition_asked()
    if asked is None:
        return _section(lang, section_id, None)
    with site.database().reading() as connection:
        if not pairs.titles(connection, section_id=section_id, edition=asked):
            raise NotFound("reading.no-section-then", section=section_id)
    return redirect(addresses.section(lang, section_id, asked))


@bp.get("/<lang:lang>/manual/<slug:chapter>/<slug:section>@<int(max=99999):edition>")
def show_section_of_edition(lang: str, chapter: str, section: str, edition: int) -> ResponseReturnValue:
    """Show a section as it was published in one edition."""
    return _section(lang, f"{chapter}/{section}", edition)


@bp.get("/c/<slug:uid>")
def find_paragraph(uid: str) -> ResponseReturnValue:
    """Lead from a paragraph's lasting address to where it stands now, in Arabic."""
    return _paragraph(DEFAULT, uid, None)


@bp.get("/c/<slug:uid>@<int(max=99999):edition>")
def find_paragraph_of_edition(uid: str, edition: int) -> ResponseReturnValue:
    """Lead to where a paragraph stood in one edition, in Arabic."""
    return _paragraph(DEFAULT, uid, edition)


@bp.get("/<lang:lang>/c/<slug:uid>")
def find_paragraph_in(lang: str, uid: str) -> ResponseReturnValue:
    """Lead to where a paragraph stands now."""
    return _paragraph(lang, uid, None)


@bp.get("/<lang:lang>/c/<slug:uid>@<int(max=99999):edition>")
def find_paragraph_in_edition(lang: str, uid: str, edition: int) -> ResponseReturnValue:
    """Lead to where a paragraph stood in one edition."""
    return _paragraph(lang, uid, edition)


@bp.get("/<lang:lang>/glossary")
def glossary(lang: str) -> ResponseReturnValue:
    """Show the words of the manual in both languages."""
    with site.database().reading() as connection:
        number = _number(connection)
        terms = manual.glossary(connection, lang=lang, edition=number) if number else ()
    letters = shelves(terms, lambda term: term.words)
    return public(page("reading/glossary.html", letters=letters))


@bp.get("/<lang:lang>/about")
def about(lang: str) -> ResponseReturnValue:
    """Say what this edition is, whom to call, and what is kept about a reader."""
    return public(page("reading/about.html"))


@bp.get("/<lang:lang>/accessibility")
def accessibility(lang: str) -> ResponseReturnValue:
    """Say what can be relied on, and what has not been checked."""
    return public(page("reading/accessibility.html"))


@bp.get("/<lang:lang>/exit")
def leave(lang: str) -> ResponseReturnValue:
    """Leave at once: for the address set by the operator, else for a page without a word of this site."""
    away = site.settings().exit_url
    response = redirect(away) if away else make_response(render_template("reading/exit.html"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _section(lang: str, section_id: str, edition: int | None) -> Response:
    surroundings = around(lang, edition)
    with site.database().reading_once() as connection:
        words = manual.section_words(
            connection, lang=lang, section_id=section_id, edition=surroundings.edition
        )
    if words is None:
        return _moved(lang, section_id, edition)
    key = ("frame", lang, edition, section_id)
    framed = remembered(key, lambda: _frame(lang, section_id, surroundings))
    return public(framed.filled(words))


def _moved(lang: str, section_id: str, edition: int | None) -> Response:
    """Lead to where a section went, for good.

    Errors: NotFound.
    """
    with site.database().reading() as connection:
        now = manual.moved(connection, section_id=section_id, edition=edition)
    if now is None:
        raise NotFound("reading.no-section", section=section_id)
    return make_response(redirect(addresses.section(lang, now, edition), 301))


def library(lang: str, edition: int) -> Library:
    """Return what an edition can be found by, worked out once."""
    return remembered(("library", lang, edition), lambda: _library(lang, edition))


def _library(lang: str, edition: int) -> Library:
    with site.database().reading() as connection:
        return finding.library(connection, lang=lang, edition=edition)


def around(lang: str, edition: int | None) -> queries.Around:
    """Return what stands around the sections of an edition, or of the one in force, worked out once.

    Errors: NotFound where there is no such edition, or none at all.
    """
    return remembered(("around", lang, edition), lambda: _around(lang, edition))


def _around(lang: str, edition: int | None) -> queries.Around:
    with site.database().reading() as connection:
        return queries.around(connection, lang=lang, edition=edition)


def _frame(lang: str, section_id: str, around: queries.Around) -> Frame:
    with site.database().reading() as connection:
        found = manual.section_page(connection, lang=lang, section_id=section_id, edition=around.edition)
        past = history.kept(connection, edition=around.edition)
        stood = in_time.as_it_stood(
            connection,
            lang=lang,
            section_id=section_id,
            edition=around.edition,
            in_force=around.in_force,
        )
    beside = beside_of(library(lang, around.edition), section_id, past)
    if found is None:  # editions never lose a section
        raise NotFound("reading.no-section", section=section_id)
    shown = section_view.section(found, around, beside)
    return frame("reading/section.html", gaps=manual.WORDS, shown=shown, stood=stood)


def _paragraph(lang: str, uid: str, edition: int | None) -> ResponseReturnValue:
    on_a_day = in_time.edition_asked() if edition is None else None
    edition = edition if on_a_day is None else on_a_day
    with site.database().reading() as connection:
        number = _number(connection) if edition is None else edition
        place = manual.find_block(connection, uid=uid, edition=number) if number else None
    if place is None:
        raise NotFound("reading.no-paragraph" if on_a_day is None else "reading.no-paragraph-then", uid=uid)
    return redirect(addresses.paragraph(lang, place.section_id, place.uid, edition))


def _number(connection: sa.Connection) -> int | None:
    edition = manual.edition_in_force(connection)
    return edition.number if edition else None
