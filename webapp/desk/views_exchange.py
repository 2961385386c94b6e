"""Texts for translators: a table or XLIFF out, of an amendment, a chapter or all that is open; in again."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.desk import ledger, queries, translating, xliff
from webapp.desk.translating import Scope, Sheet, Taken
from webapp.desk.views import DESK, bp
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import AppError, BadInput, Refused
from webapp.manual import queries as manual
from webapp.web import exported_table, site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES
from webapp.web.who import somebody

_LONGEST_NUMBER = 9


@bp.get(f"{DESK}/exchange")
def show_exchange(lang: str) -> ResponseReturnValue:
    """Show what can be taken along for translators, and take their file in."""
    return _exchange(lang)


@bp.get(f"{DESK}/exchange/texts.csv")
def export_table(lang: str) -> Response:
    """Give texts as a table."""
    scope, found = _sheet()
    label = gettext("Texts of the unofficial starter edition; change only the last two columns.")
    content = translating.table(found, label=label)
    name = f"{_name(scope)}.csv"
    return exported_table.attachment(content, filename=name, mimetype="text/csv; charset=utf-8")


@bp.get(f"{DESK}/exchange/texts.xlf")
def export_xliff(lang: str) -> Response:
    """Give texts as XLIFF, for translating into one language."""
    into = request.args.get("into", "")
    if into not in LANGUAGES:
        raise BadInput("exchange.into")
    scope, found = _sheet()
    note = gettext("Texts of the unofficial starter edition. Keep what stands in braces as it is.")
    content = xliff.written(found.units, into=into, states=found.states, note=note)
    name = f"{_name(scope)}-{into}.xlf"
    return exported_table.attachment(content, filename=name, mimetype="application/xliff+xml")


@bp.post(f"{DESK}/exchange")
def take_texts(lang: str) -> ResponseReturnValue:
    """Take a translators' file in; rows that cannot be taken are named with the reason."""
    try:
        taken = _taken()
    except (BadInput, Refused) as fault:
        return _exchange(lang, fault=fault)
    return _exchange(lang, taken=taken)


def _taken() -> Taken:
    file = request.files.get("file")
    content = file.read() if file else b""
    if file is None or not content:
        raise BadInput("exchange.no-file")
    given = translating.sent(file.filename or "", content)
    with site.database().writing() as connection:
        return translating.take(connection, given, by=somebody().pseudonym, now=site.now())


def _sheet() -> tuple[Scope, Sheet]:
    scope = Scope(amendment=_number("amendment"), chapter=_number("chapter"))
    with site.database().reading() as connection:
        return scope, translating.sheet(connection, scope)


def _number(name: str) -> int | None:
    asked = request.args.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_NUMBER else None


def _name(scope: Scope) -> str:
    if scope.amendment is not None:
        return f"amendment-{scope.amendment}"
    return f"chapter-{scope.chapter}" if scope.chapter is not None else "open-texts"


def _exchange(lang: str, *, taken: Taken | None = None, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
        open_ones = tuple(one for one in queries.in_work(connection) if one.is_section)
        entries = ledger.ledger(connection, edition=edition.number) if edition else ()
    return page(
        "desk/exchange.html",
        chapters=[one for one in chapters if any(section.section_id for section in one.sections)],
        titles={one.section_id: one for chapter in chapters for one in chapter.sections},
        open_ones=open_ones,
        behind=sum(bool(one.waits) for one in entries),
        taken=taken,
        writes="manual-editor" in somebody().roles,
        sentence=SENTENCES.get(fault.code, STATUSES[422]) if fault else "",
        status=status_of(fault) if fault else 200,
    )
