"""Drafts on pages: the list, beginning one, writing in it."""

import sqlalchemy as sa
from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import queries as people
from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.scenarios import queries as scenarios
from webapp.web import exported_table, site
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.language import language
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody
from webapp.workbench import checking, queries, service
from webapp.workbench.beginning import TEMPLATE
from webapp.workbench.editor import difference, editor
from webapp.workbench.queries import Draft

bp = Blueprint("workbench", __name__)

ALL = "/<lang:lang>/desk/drafts"
ONE = f"{ALL}/<int:draft>"
_DIGITS = 9
DONE = ("saved", "read", "published", "based", "strings", "begun")
"""What an address may say was just done."""


@bp.get(ALL)
def list_drafts(lang: str) -> ResponseReturnValue:
    """Show what is worked on, and the cases in force."""
    with site.database().reading() as connection:
        drafts = queries.open_drafts(connection)
        done = queries.done_drafts(connection)
        cases = scenarios.catalogue(connection)
        names = names_of(connection, *drafts, *done)
    by_case = {one.scenario_id: one for one in drafts}
    return page(
        "workbench/list.html",
        drafts=drafts,
        done=done,
        cases=cases,
        by_case=by_case,
        names=names,
        titles={one.id: one.title.of(lang) for one in cases},
        removed=request.args.get("done") == "removed",
    )


@bp.get(f"{ALL}/new")
def ask_draft(lang: str) -> ResponseReturnValue:
    """Ask what a draft begins with: a file, a case in force, or an empty one."""
    return _ask()


@bp.post(f"{ALL}/new")
def begin(lang: str) -> ResponseReturnValue:
    """Begin a draft and lead to it."""
    try:
        with site.database().writing() as connection:
            text = _beginning(connection)
            number = service.begin(connection, text=text, by=somebody().pseudonym, now=site.now())
    except BadInput as fault:
        return _ask(fault)
    return redirect(url_for(".edit", draft=number, done="begun"), 303)


@bp.get(ONE)
def edit(lang: str, draft: int) -> ResponseReturnValue:
    """Show a draft's text with what is wrong in it."""
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
        return _editor(connection, found)


@bp.post(ONE)
def save(lang: str, draft: int) -> ResponseReturnValue:
    """Keep a draft's text, faults and all; what cannot be kept is shown again as it was sent."""
    text, revision = request.form.get("text", ""), number_in(request.form.get("revision"))
    try:
        with site.database().writing() as connection:
            service.save(
                connection, draft, text=text, revision=revision, by=somebody().pseudonym, now=site.now()
            )
    except (BadInput, Refused) as fault:
        return _not_saved(draft, text, fault)
    return redirect(url_for(".edit", draft=draft, done="saved"), 303)


@bp.post(f"{ONE}/remove")
def remove(lang: str, draft: int) -> ResponseReturnValue:
    """Throw a draft away."""
    with site.database().writing() as connection:
        service.remove(
            connection,
            draft,
            revision=number_in(request.form.get("revision")),
            by=somebody().pseudonym,
            now=site.now(),
        )
    return redirect(url_for(".list_drafts", done="removed"), 303)


@bp.get(f"{ONE}/file")
def take_file(lang: str, draft: int) -> ResponseReturnValue:
    """Give a draft's text as a file."""
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
    return exported_table.attachment(
        found.text.encode(), filename=f"{found.scenario_id or 'draft'}.yaml", mimetype="text/yaml"
    )


def number_in(asked: str | None) -> int:
    """Return a number as a form has it, nought where none can be read."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 0


def names_of(connection: sa.Connection, *drafts: Draft) -> dict[str, str]:
    """Return the names of everybody who had to do with drafts."""
    known = {name for one in drafts for name in (*one.writers, one.reviewed_by, one.published_by) if name}
    return people.names(connection, known)


def done() -> str:
    """Return what the address says was just done."""
    said = request.args.get("done", "")
    return said if said in DONE else ""


def may_write() -> bool:
    """Say whether this person changes drafts."""
    return may(somebody(), "workbench.save")


def _beginning(connection: sa.Connection) -> str:
    """Return the text that a form asks to begin with.

    Errors: BadInput draft.no-file, draft.not-utf-8; NotFound for a case that is not in force.
    """
    kind = request.form.get("from", "")
    if kind == "empty":
        return TEMPLATE
    if kind == "case":
        there = queries.in_force(connection, request.form.get("scenario", ""))
        if there is None:
            raise NotFound("scenario.not-found")
        return queries.source(connection, there.digest) or there.text
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    if not content:
        raise BadInput("draft.no-file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("draft.not-utf-8") from fault


def _ask(fault: AppError | None = None) -> Response:
    with site.database().reading() as connection:
        cases = scenarios.catalogue(connection)
    return page(
        "workbench/new.html",
        cases=cases,
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _editor(
    connection: sa.Connection, draft: Draft, *, text: str | None = None, fault: AppError | None = None
) -> Response:
    """Show the text that is kept, or one that could not be kept."""
    shown = draft.text if text is None else text
    checked = checking.check(connection, shown)
    return page(
        "workbench/edit.html",
        draft=draft,
        text=shown,
        beside=editor(shown, checked, language()),
        names=names_of(connection, draft),
        writes=may_write() and not draft.published,
        done=done(),
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _not_saved(number: int, text: str, fault: AppError) -> Response:
    """Show a text that was not kept; beside the one that somebody else has kept meanwhile."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    with site.database().reading() as connection:
        draft = queries.draft(connection, number)
        if fault.code not in {"draft.meanwhile", "draft.published"}:
            return _editor(connection, draft, text=text, fault=fault)
        names = names_of(connection, draft)
    return page(
        "workbench/conflict.html",
        draft=draft,
        text=text,
        lines=difference(draft.text, text),
        names=names,
        is_published=fault.code == "draft.published",
        status=status_of(fault),
    )
