"""A draft's way into force: what it changes, a second person's word, and publication."""

from collections.abc import Callable

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, Refused
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody
from webapp.workbench import checking, queries, service
from webapp.workbench.editor import difference
from webapp.workbench.views import ONE, bp, done, names_of, number_in


@bp.get(f"{ONE}/release")
def show_release(lang: str, draft: int) -> ResponseReturnValue:
    """Show what a draft changes in the version in force, and what is still to be done."""
    return _release(draft)


@bp.post(f"{ONE}/review")
def review(lang: str, draft: int) -> ResponseReturnValue:
    """Say as a second person that the draft is right."""

    def deed(connection: sa.Connection, revision: int) -> None:
        service.review(connection, draft, revision=revision, by=somebody().pseudonym, now=site.now())

    return _do(draft, deed, "read")


@bp.post(f"{ONE}/publish")
def publish(lang: str, draft: int) -> ResponseReturnValue:
    """Bring a draft that was read into force."""

    def deed(connection: sa.Connection, revision: int) -> None:
        service.publish(connection, draft, revision=revision, by=somebody().pseudonym, now=site.now())

    return _do(draft, deed, "published")


@bp.post(f"{ONE}/rebase")
def rebase(lang: str, draft: int) -> ResponseReturnValue:
    """Say that the draft takes account of the version that came into force meanwhile."""

    def deed(connection: sa.Connection, revision: int) -> None:
        service.rebase(connection, draft, revision=revision, now=site.now())

    return _do(draft, deed, "based")


def _do(draft: int, deed: Callable[[sa.Connection, int], None], said: str) -> ResponseReturnValue:
    try:
        with site.database().writing() as connection:
            deed(connection, number_in(request.form.get("revision")))
    except Refused as fault:
        return _release(draft, fault)
    return redirect(url_for(".show_release", draft=draft, done=said), 303)


def _release(number: int, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        draft = queries.draft(connection, number)
        checked = checking.check(connection, draft.text)
        there = queries.in_force(connection, draft.scenario_id)
        names = names_of(connection, draft)
        is_behind = not draft.published and service.is_behind(connection, draft)
        texts = None
        if there and not draft.published:
            texts = checking.comparable(connection, draft.text, there.text)
    here = somebody()
    return page(
        "workbench/release.html",
        draft=draft,
        checked=checked,
        is_new=there is None,
        is_behind=is_behind,
        lines=difference(*texts) if texts else (),
        names=names,
        is_own=here.pseudonym in draft.writers,
        reads=may(here, "workbench.review"),
        publishes=may(here, "workbench.publish"),
        writes=may(here, "workbench.rebase"),
        done=done(),
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )
