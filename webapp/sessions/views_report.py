"""After a session: its report on a page and on paper, its tables to take along, each of them on record."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.audit import service as audit
from webapp.manual import queries as manual
from webapp.printing import service as printing
from webapp.printing import sheets
from webapp.sessions import (
    queries,
    report,
    report_notes,
    report_people,
    report_sheet,
    report_tables,
    report_words,
)
from webapp.sessions.report import Report
from webapp.sessions.report_sheet import Setting
from webapp.sessions.views import bp
from webapp.web import limits, site
from webapp.web.exported_book import MIMETYPE, xlsx_bytes
from webapp.web.exported_table import attachment, csv_bytes
from webapp.web.label import LABEL
from webapp.web.pages import page
from webapp.web.who import somebody
from webapp.web.words import day

TAKEN, TAKEN_SECONDS = 60, 600
"""Files one person may take along; a report is worked out anew for each."""


@bp.get("/<lang:lang>/sessions/<key>/report")
def show_report(lang: str, key: str) -> ResponseReturnValue:
    """Show whoever led a session what it came to."""
    return page(
        "sessions/report.html",
        shown=_report(key, lang),
        notes={one.id: one for one in report_notes.everything()},
        told=report_words,
        fig=report_words.html,
    )


@bp.get("/<lang:lang>/sessions/<key>/report/people")
def show_report_people(lang: str, key: str) -> ResponseReturnValue:
    """Show who came, by name, and what each of them came to."""
    shown = _report(key, lang)
    return page("sessions/report_people.html", shown=shown, rows=report_people.of(shown), told=report_words)


@bp.get("/<lang:lang>/sessions/<key>/report/answers.csv")
def export_answers(lang: str, key: str) -> ResponseReturnValue:
    """Hand out every answer, one line each, by number."""
    shown = _taken(key, lang, "answers")
    return _csv(report_tables.answers(shown, lang), shown, lang, "answers")


@bp.get("/<lang:lang>/sessions/<key>/report/participants.csv")
def export_participants(lang: str, key: str) -> ResponseReturnValue:
    """Hand out every participant, one line each, by number."""
    shown = _taken(key, lang, "participants")
    return _csv(report_tables.participants(shown), shown, lang, "participants")


@bp.get("/<lang:lang>/sessions/<key>/report.xlsx")
def export_book(lang: str, key: str) -> ResponseReturnValue:
    """Hand out the same and more as a workbook."""
    shown = _taken(key, lang, "workbook")
    tables = (
        report_tables.answers(shown, lang),
        report_tables.participants(shown),
        report_tables.decisions(shown),
        report_tables.notes(),
    )
    content = xlsx_bytes([one.sheet for one in tables], label=LABEL[lang], lang=lang)
    return attachment(content, filename=f"masar-{shown.session.title}-{lang}.xlsx", mimetype=MIMETYPE)


@bp.get("/<lang:lang>/sessions/<key>/report.pdf")
def print_report(lang: str, key: str) -> ResponseReturnValue:
    """Hand out the report on paper; with `?names=1` who came stands in it."""
    names = request.args.get("names") == "1"
    shown = _taken(key, lang, "names" if names else "report")
    with site.database().reading() as connection:
        info = sheets.edition(connection, None)
        title = manual.data(connection, info.number, "title", {})[lang]
    setting = Setting(
        lang=lang,
        imprint=sheets.imprint_of(info, lang=lang, base=site.address() + url_for("reading.home", lang=lang)),
        manual=title,
        when=day(shown.session.opened or shown.session.made),
        names=names,
    )
    made = printing.set_once(report_sheet.source(shown, setting), lang=lang, made=site.now())
    name = f"masar-{shown.session.title}-{lang}.pdf"
    return attachment(made, filename=name, mimetype="application/pdf")


def _report(key: str, lang: str) -> Report:
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        return report.of(connection, session, lang, secret=site.settings().secret_key)


def _taken(key: str, lang: str, what: str) -> Report:
    """Return a report of which something is taken along: that it was is on record, what it says is not."""
    shown = _report(key, lang)
    here, now = somebody().pseudonym, site.now()
    with site.database().writing() as connection:
        limits.count(connection, key=f"report:{here}", limit=TAKEN, seconds=TAKEN_SECONDS, now=now)
        audit.record(
            connection,
            action="export",
            actor=here,
            subject=f"session-{what}",
            now=now,
            session=shown.session.id,
        )
    return shown


def _csv(table: report_tables.Table, shown: Report, lang: str, what: str) -> ResponseReturnValue:
    content = csv_bytes(table.headings, table.rows, label=LABEL[lang])
    name = f"masar-{shown.session.title}-{what}-{lang}.csv"
    return attachment(content, filename=name, mimetype="text/csv; charset=utf-8")
