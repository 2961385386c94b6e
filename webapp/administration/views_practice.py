"""How practice goes: groups on a page, pseudonyms in a table to take along."""

from flask.typing import ResponseReturnValue

from webapp.administration import practice_page
from webapp.administration.views import bp
from webapp.audit import service as audit
from webapp.web import site
from webapp.web.access import MAY
from webapp.web.exported_table import attachment, csv_bytes
from webapp.web.label import LABEL
from webapp.web.pages import page
from webapp.web.who import Grant, somebody

_HEADINGS = {
    "ar": ("المعرّف البديل", "الحالة", "اليوم", "الدرجة من 100", "المرتبة"),
    "en": ("Pseudonym", "Case", "Day", "Points of 100", "Band"),
}


@bp.get("/<lang:lang>/administration/practice")
def show_practice(lang: str) -> ResponseReturnValue:
    """Show who has finished cases, by groups of five and more."""
    with site.database().reading() as connection:
        shown = practice_page.of(connection, _within(), lang)
    return page("administration/practice.html", shown=shown)


@bp.get("/<lang:lang>/administration/practice.csv")
def export_practice(lang: str) -> ResponseReturnValue:
    """Hand out finished cases, one line each, by pseudonym; that it was done is on record."""
    with site.database().writing() as connection:
        found = practice_page.lines(connection, _within(), lang)
        here = somebody().pseudonym
        audit.record(connection, action="export", actor=here, subject="practice", now=site.now())
    rows = [(one.pseudonym, one.case, one.day, one.points, one.band) for one in found]
    content = csv_bytes(_HEADINGS[lang], rows, label=LABEL[lang])
    return attachment(content, filename="masar-practice.csv", mimetype="text/csv; charset=utf-8")


def _within() -> tuple[Grant, ...]:
    """Return the grants under which this person may look."""
    return tuple(one for one in somebody().grants if one.role in MAY["administration.show_practice"])
