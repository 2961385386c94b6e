"""Beginning amendments of data files and new sections, and finding what a text may refer to."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import beginning, finding, service
from webapp.desk.views import DESK, bp
from webapp.desk.views_write import number_in
from webapp.engine.manual.data_files import PATHS
from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.language import language
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody


@bp.post(f"{DESK}/data")
def begin_data(lang: str) -> ResponseReturnValue:
    """Open a data file of the edition in force for writing, or go on where it is open already."""
    piece = request.form.get("piece", "")
    if piece not in PATHS:
        raise NotFound("amendment.no-piece", piece=piece)
    with site.database().writing() as connection:
        made = service.begin(connection, piece=piece, section_id="", by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".edit", amendment=made.id, done="begun"), 303)


@bp.get(f"{DESK}/new-section")
def ask_section(lang: str) -> ResponseReturnValue:
    """Ask where a new section is to stand and what it is called."""
    return _ask()


@bp.post(f"{DESK}/new-section")
def begin_section(lang: str) -> ResponseReturnValue:
    """Begin a new section and lead to it."""
    try:
        with site.database().writing() as connection:
            made = beginning.begin_section(
                connection,
                chapter=number_in(request.form.get("chapter")),
                number=number_in(request.form.get("number")),
                way=request.form.get("way", "").strip(),
                titles={one: request.form.get(f"title-{one}", "") for one in ("ar", "en")},
                by=somebody().pseudonym,
                now=site.now(),
            )
    except (BadInput, Refused, NotFound) as fault:
        return _ask(fault)
    return redirect(url_for(".edit", amendment=made.id, done="begun"), 303)


@bp.get(f"{DESK}/references")
def find_reference(lang: str) -> ResponseReturnValue:
    """Show what a text may refer to, with what is to be written."""
    text = request.args.get("q", "")
    with site.database().reading() as connection:
        found = finding.find(connection, site.settings(), text=text, lang=lang) if text.strip() else ()
    return page("desk/insert.html", fragment="found", text=text, references=found)


def _ask(fault: AppError | None = None) -> Response:
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        chapters = manual.outline(connection, lang=language(), edition=edition.number) if edition else ()
        free = {one.number: beginning.free_number(connection, one.number) for one in chapters}
    return page(
        "desk/new.html",
        chapters=chapters,
        free=free,
        given=request.form,
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )
