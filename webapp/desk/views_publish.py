"""Publication: what goes into the next edition, when; what was published; who approves which chapter."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import queries as accounts
from webapp.desk import approvers, assembling, publishing, queries, reviewing
from webapp.desk.approvers import KINDS, LISTS
from webapp.desk.assembling import Found, Words
from webapp.desk.publishing import Publication, Wanted
from webapp.desk.queries import APPROVED, Amendment
from webapp.desk.views import DESK, bp, names
from webapp.engine.clocks import MUSCAT
from webapp.errors import AppError, BadInput, Refused
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody


@bp.before_request
def make_what_is_due() -> None:
    """Make the planned publications whose moment has come; usually a timer has done it already."""
    with site.database().reading() as connection:
        is_due = publishing.is_due(connection, site.now())
    if is_due:
        publishing.publish_due(site.database(), site.now())


@bp.get(f"{DESK}/publish")
def ask_publish(lang: str) -> ResponseReturnValue:
    """Show the approved amendments, and ask for the words and the day of the next edition."""
    return _publish(lang)


@bp.post(f"{DESK}/publish")
def publish(lang: str) -> ResponseReturnValue:
    """Publish the amendments that were ticked, now or at a moment."""
    here = somebody().pseudonym
    try:
        wanted, at = _wanted(), _moment()
        with site.database().writing() as connection:
            if at is None:
                publishing.publish(connection, wanted, by=here, now=site.now())
            else:
                publishing.plan(connection, wanted, at=at, by=here, now=site.now())
    except (Refused, BadInput) as fault:
        return _publish(lang, fault)
    return redirect(url_for(".list_publications", done="published" if at is None else "planned"), 303)


@bp.get(f"{DESK}/publications")
def list_publications(lang: str) -> ResponseReturnValue:
    """Show what was published and is planned, what is flagged, and the way back to an earlier edition."""
    return _publications(lang)


@bp.post(f"{DESK}/publications/<int:publication>/cancel")
def cancel_publication(lang: str, publication: int) -> ResponseReturnValue:
    """Cancel a planned publication, or set a failed one aside."""
    with site.database().writing() as connection:
        publishing.cancel(connection, publication, by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".list_publications", done="cancelled"), 303)


@bp.post(f"{DESK}/publications/back")
def roll_back(lang: str) -> ResponseReturnValue:
    """Hand in, for review, the text that an earlier edition had."""
    form = request.form
    try:
        with site.database().writing() as connection:
            publishing.roll_back(
                connection,
                to=_number(form.get("to", "")),
                notes=(form.get("note_ar", ""), form.get("note_en", "")),
                by=somebody().pseudonym,
                now=site.now(),
            )
    except (Refused, BadInput) as fault:
        return _publications(lang, fault)
    return redirect(url_for(".list_amendments", done="back"), 303)


@bp.get(f"{DESK}/approvers")
def list_approvers(lang: str) -> ResponseReturnValue:
    """Show who approves which chapter."""
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
        found = approvers.everyone(connection)
        people = names(connection, *(one.pseudonym for one in found))
        reviewers = accounts.holders(connection, "reviewer")
    return page(
        "desk/approvers.html",
        chapters=chapters,
        lists=LISTS,
        found=found,
        people=people,
        reviewers=reviewers,
        kinds=KINDS,
        sets=may(somebody(), "desk.name_approver"),
        done=request.args.get("done", ""),
    )


@bp.post(f"{DESK}/approvers")
def name_approver(lang: str) -> ResponseReturnValue:
    """Name a reviewer as one who approves a chapter."""
    form = request.form
    with site.database().writing() as connection:
        approvers.name(
            connection,
            chapter=_number(form.get("chapter", "")),
            kind=form.get("kind", ""),
            pseudonym=form.get("person", ""),
            by=somebody().pseudonym,
            now=site.now(),
        )
    return redirect(url_for(".list_approvers", done="named"), 303)


@bp.post(f"{DESK}/approvers/<int:approver>/remove")
def remove_approver(lang: str, approver: int) -> ResponseReturnValue:
    """Take a named approver away."""
    with site.database().writing() as connection:
        approvers.remove(connection, approver, by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".list_approvers", done="removed"), 303)


def _publish(lang: str, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        approved = tuple(one for one in queries.in_work(connection) if one.state == APPROVED)
        behind = {one.id for one in approved if reviewing.is_behind(connection, one)}
        found = _found(connection, fault)
        people = names(connection, *(writer for one in approved for writer in one.everybody))
        titles = manual.titles_in_force(connection, lang)
    return page(
        "desk/publish.html",
        edition=edition,
        approved=approved,
        behind=behind,
        found=found,
        stale=fault.facts.get("stale", ()) if fault else (),
        ticked=request.form.getlist("amendment") if request.form else None,
        typed=request.form,
        today=site.now().astimezone(MUSCAT).date(),
        titles=titles,
        people=people,
        publishes=may(somebody(), "desk.publish"),
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _publications(lang: str, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        published = manual.editions(connection)
        made = publishing.publications(connection)
        owing = queries.owing(connection)
        stale = publishing.stale(connection, edition=published[0].number) if published else ()
        people = names(connection, *(one.by for one in made))
        titles = manual.titles_in_force(connection, lang)
    return page(
        "desk/publications.html",
        made=made,
        failures=_failures(made),
        editions=published,
        owing=owing,
        stale=stale,
        people=people,
        titles=titles,
        typed=request.form,
        publishes=may(somebody(), "desk.publish"),
        done=request.args.get("done", ""),
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _failures(made: Sequence[Publication]) -> dict[int, object]:
    """Return why publications failed, in words, by their numbers."""
    return {one.id: SENTENCES.get(one.failure, one.failure) for one in made if one.failure}


def _found(connection: sa.Connection, fault: AppError | None) -> tuple[Found, ...]:
    """Return the errors in what was to be published, each with its amendment."""
    problems = fault.facts.get("problems", ()) if fault else ()
    if not isinstance(problems, tuple) or not problems:
        return ()
    chosen: tuple[Amendment, ...] = queries.with_texts(connection, tuple(dict(_pairs())))
    return assembling.whose(problems, chosen)


def _pairs() -> tuple[tuple[int, int], ...]:
    written = (one.partition("-") for one in request.form.getlist("amendment"))
    return tuple((_number(number), _number(revision)) for number, _, revision in written)


def _wanted() -> Wanted:
    form = request.form
    try:
        effective = dt.date.fromisoformat(form.get("effective", ""))
    except ValueError as fault:
        raise BadInput("publication.day") from fault
    words = Words(effective, form.get("note_ar", "").strip(), form.get("note_en", "").strip())
    return Wanted(_pairs(), words, form.get("reason", "").strip()[: reviewing.MOST_LETTERS])


def _moment() -> dt.datetime | None:
    """Return the moment a publication is planned for, in Muscat as it was written; None for now.

    Errors: BadInput publication.moment.
    """
    if request.form.get("when") != "later":
        return None
    try:
        written = dt.datetime.fromisoformat(request.form.get("at", ""))
    except ValueError as fault:
        raise BadInput("publication.moment") from fault
    return written.replace(tzinfo=MUSCAT).astimezone(dt.UTC)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0  # noqa: PLR2004 -- what a database's number holds
