"""The language of an amendment: what the linter says of it, and its fixes by one key."""

import dataclasses
from collections.abc import Callable, Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import linting, queries, service
from webapp.desk.queries import Amendment
from webapp.desk.views import ONE, bp
from webapp.engine.desk import rows
from webapp.engine.desk.lint import Finding
from webapp.engine.problems import Problem
from webapp.errors import AppError, BadInput, Refused
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES
from webapp.web.who import somebody

_LONGEST_NUMBER = 9


@dataclasses.dataclass(frozen=True, slots=True)
class RowSaid:
    """A row of which there is something to say. Shape: texts and findings by language."""

    key: str
    texts: Mapping[str, str]
    findings: Mapping[str, tuple[Finding, ...]]
    apart: Problem | None


@bp.get(f"{ONE}/language")
def show_language(lang: str, amendment: int) -> ResponseReturnValue:
    """Show what the linter says of an amendment, row by row, both languages side by side."""
    return _language(lang, amendment)


@bp.post(f"{ONE}/language")
def fix(lang: str, amendment: int) -> ResponseReturnValue:
    """Put one fix into the text."""
    sent = {name: request.form.get(name, "") for name in ("row", "side", "rule", "words")}

    def mend(found: Amendment) -> dict[str, str]:
        name, words = (sent["row"], sent["side"]), sent["words"].replace("\r\n", "\n")
        return linting.with_fix(found, name, rule=sent["rule"], which=number_in("which"), words=words)

    return _mended(lang, amendment, mend)


@bp.post(f"{ONE}/language/all")
def fix_all(lang: str, amendment: int) -> ResponseReturnValue:
    """Put every safe fix of both languages into the text that was seen."""
    seen = number_in("revision")

    def mend(found: Amendment) -> dict[str, str]:
        if seen != found.revision:
            raise Refused("amendment.meanwhile", amendment=amendment)
        return linting.with_every_fix(found)

    return _mended(lang, amendment, mend)


def number_in(field: str) -> int:
    """Return a number as the form has it, -1 where none can be read."""
    asked = request.form.get(field, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_NUMBER else -1


def _mended(lang: str, number: int, mend: Callable[[Amendment], dict[str, str]]) -> ResponseReturnValue:
    try:
        _save(number, mend)
    except (BadInput, Refused) as fault:
        return _language(lang, number, fault)
    if request.form.get("back") == "edit":
        anchor = f"row-{request.form.get('row', '')}"
        return redirect(url_for(".edit", amendment=number, done="saved", _anchor=anchor), 303)
    return redirect(url_for(".show_language", amendment=number, done="fixed"), 303)


def _save(number: int, mend: Callable[[Amendment], dict[str, str]]) -> None:
    by, now = somebody().pseudonym, site.now()
    with site.database().writing() as connection:
        found = queries.amendment(connection, number)
        service.save(connection, number, files=mend(found), revision=found.revision, by=by, now=now)


def _language(lang: str, number: int, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        found = queries.amendment(connection, number)
        told = linting.row_findings(connection, found)
    apart, hard = linting.notes(found)
    pair = rows.pair_of(found.files) if found.is_section else {}
    said = tuple(
        RowSaid(
            key=row.key,
            texts={side: pair[side].items[at].written for side, at in row.at.items()},
            findings={side: told.get((row.key, side), ()) for side in row.at},
            apart=apart.get(row.key),
        )
        for row in rows.rows(pair)
        if row.key in apart or any((row.key, side) in told for side in row.at)
    )
    return page(
        "desk/language.html",
        amendment=found,
        title=rows.title(pair[lang]) if lang in pair else found.piece,
        rows=said,
        hard=hard,
        levels=linting.levels(found),
        safe=linting.safe(told),
        total=sum(len(ones) for ones in told.values()),
        writes="manual-editor" in somebody().roles and found.is_open,
        is_fixed=request.args.get("done") == "fixed",
        sentence=SENTENCES.get(fault.code, STATUSES[422]) if fault else "",
        status=status_of(fault) if fault else 200,
    )
