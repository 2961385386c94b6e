"""A draft's words in both languages: the table, the file for translators, and their file back."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.engine.scenario.strings import pairs
from webapp.errors import AppError, BadInput, Refused
from webapp.web import exported_table, site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES
from webapp.web.who import somebody
from webapp.workbench import exchange, queries, service
from webapp.workbench.exchange import Taken
from webapp.workbench.views import ONE, bp, done, may_write, number_in


@bp.get(f"{ONE}/strings")
def list_strings(lang: str, draft: int) -> ResponseReturnValue:
    """Show every text in both languages side by side, and what to look at."""
    return _list(draft)


@bp.get(f"{ONE}/strings.csv")
def export_strings(lang: str, draft: int) -> ResponseReturnValue:
    """Give the strings as a table for translators."""
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
    label = gettext("Strings of a case of the unofficial starter edition; change only the last two columns.")
    content = exchange.table(found.text, label=label)
    name = f"{found.scenario_id or 'draft'}-strings.csv"
    return exported_table.attachment(content, filename=name, mimetype="text/csv; charset=utf-8")


@bp.post(f"{ONE}/strings")
def import_strings(lang: str, draft: int) -> ResponseReturnValue:
    """Take changed strings from a table; rows that cannot be taken are named with the reason."""
    try:
        taken = _taken(draft)
    except (BadInput, Refused) as fault:
        return _list(draft, fault=fault)
    return _list(draft, taken=taken)


def _taken(number: int) -> Taken:
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    if not sent or not content:
        raise BadInput("draft.no-file")
    revision = number_in(request.form.get("revision"))
    with site.database().writing() as connection:
        draft = queries.draft(connection, number)
        taken = exchange.take(draft.text, sent.filename or "", content)
        by, now = somebody().pseudonym, site.now()
        service.save(connection, number, text=taken.text, revision=revision, by=by, now=now)
    return taken


def _list(number: int, *, taken: Taken | None = None, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        draft = queries.draft(connection, number)
    found = pairs(draft.text)
    just = request.args.get("show", "")
    shown = [one for one in found if one.state] if just == "open" else list(found)
    return page(
        "workbench/strings.html",
        draft=draft,
        pairs=shown,
        total=len(found),
        to_do=sum(1 for one in found if one.state),
        just=just == "open",
        writes=may_write() and not draft.published,
        taken=taken,
        done=done(),
        sentence=SENTENCES.get(fault.code, STATUSES[422]) if fault else "",
        status=status_of(fault) if fault else 200,
    )
