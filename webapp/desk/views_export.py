"""Taking the manual out: Word files for circulation, the files as they are."""

import io

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue

from webapp.desk import exporting
from webapp.desk.views import DESK, bp
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.pages import page

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get(f"{DESK}/export")
def ask_export(lang: str) -> ResponseReturnValue:
    """Show what can be taken out."""
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
    return page("desk/export.html", edition=edition, chapters=chapters)


@bp.get(f"{DESK}/export/word")
def export_word(lang: str) -> ResponseReturnValue:
    """Give a part of the edition in force as a Word file."""
    with site.database().reading() as connection:
        what, langs = request.args.get("what", "all"), request.args.get("langs", exporting.BOTH)
        held, name = exporting.word(connection, what=what, lang=langs)
    return _attachment(held, name, _DOCX)


@bp.get(f"{DESK}/export/files")
def export_files(lang: str) -> ResponseReturnValue:
    """Give the files of the edition in force in a zip."""
    with site.database().reading() as connection:
        held, name = exporting.files(connection)
    return _attachment(held, name, "application/zip")


def _attachment(held: bytes, name: str, mimetype: str) -> Response:
    return send_file(io.BytesIO(held), mimetype=mimetype, as_attachment=True, download_name=name)
