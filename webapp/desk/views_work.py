"""The worklist: what came back from training and time, who sees to it; and sources that have changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import queries as accounts
from webapp.desk import care, worklist
from webapp.desk.comparing import book_in_force
from webapp.desk.views import DESK, bp, names
from webapp.desk.worklist import Item
from webapp.engine.clocks import MUSCAT
from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.queues.queries import DONE, OPEN
from webapp.web import free_text, site
from webapp.web.access import MAY
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.pages import page
from webapp.web.who import somebody

WAITING = "waiting"
MINE = "mine"
A_PAGE = 50


@bp.get(f"{DESK}/work")
def list_work(lang: str) -> ResponseReturnValue:
    """Show everything there is to see to, or one kind of it, one’s own, or what was settled."""
    return _list(lang)


@bp.post(f"{DESK}/work")
def change_work(lang: str) -> ResponseReturnValue:
    """Take an item, hand it over, plan it, settle it, or undo that."""
    asked = request.form
    kind, subject = asked.get("item", ""), asked.get("subject", "")
    try:
        with site.database().writing() as connection:
            kind = kind if kind in _kinds() else ""
            item = worklist.find(connection, kind, subject, lang=lang, today=today())
            _do(connection, item, asked.get("deed", ""))
    except (BadInput, Refused) as fault:
        return _list(lang, wrong=(kind, subject), fault=fault)
    told: dict[str, Any] = {**_kept(), "done": asked.get("deed"), "item": kind, "subject": subject}
    return redirect(url_for(".list_work", **told), 303)


@bp.post(f"{DESK}/care")
def set_care(lang: str) -> ResponseReturnValue:
    """Say by when a section is to be read again, and who sees to it."""
    asked = request.form
    owner = asked.get("owner", "")
    try:
        with site.database().writing() as connection:
            care.set_date(
                connection,
                section_id=asked.get("section", ""),
                review_by=_day(asked.get("review_by", "")),
                owner=owner if owner in colleagues(connection) else None,
                by=somebody().pseudonym,
                now=site.now(),
            )
    except BadInput as fault:
        return _list(lang, fault=fault)
    return redirect(url_for(".list_work", done="care", _anchor="care"), 303)


@bp.get(f"{DESK}/sources")
def list_sources(lang: str) -> ResponseReturnValue:
    """Show the sources that were marked as changed, and all that rests on each."""
    return _sources(lang)


@bp.post(f"{DESK}/sources")
def mark_source(lang: str) -> ResponseReturnValue:
    """Mark a source as changed."""
    asked = request.form

    def deed(connection: sa.Connection, by: str, now: dt.datetime) -> None:
        source = asked.get("source", "")
        care.mark(connection, source_id=source, note=asked.get("note", ""), by=by, now=now)

    return _on_sources(lang, deed)


@bp.post(f"{DESK}/sources/<int:change>")
def settle_source(lang: str, change: int) -> ResponseReturnValue:
    """Settle a changed source, or undo that; or say of one thing that rests on it that it was read again."""
    asked = request.form
    what, subject = asked.get("deed", ""), f"{change} {asked.get('on', '')}"

    def deed(connection: sa.Connection, by: str, now: dt.datetime) -> None:
        if what == "settle":
            care.settle(connection, change, by=by, now=now)
        elif what == "reopen":
            care.reopen(connection, change, by=by, now=now)
        elif subject in _subjects(connection, change, lang):
            state = DONE if what == "read" else OPEN
            worklist.keep(connection, "rests", subject, now=now, state=state, owner=by)
        else:
            raise NotFound("work.not-found", subject=subject)

    return _on_sources(lang, deed, anchor=f"change-{change}")


def today() -> dt.date:
    """Return the day in Muscat."""
    return site.now().astimezone(MUSCAT).date()


def colleagues(connection: sa.Connection) -> dict[str, str]:
    """Return the names of those who work at the desk, by pseudonym."""
    roles = sorted(MAY["desk.list_work"])
    found = {one: name for role in roles for one, name in accounts.holders(connection, role).items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _do(connection: sa.Connection, item: Item, deed: str) -> None:
    here, now, asked = somebody().pseudonym, site.now(), request.form
    if deed == "take":
        worklist.give(connection, item, to=here, now=now)
    elif deed == "give":
        to = asked.get("to", "")
        if to not in colleagues(connection):
            raise BadInput("work.nobody", field="to")
        worklist.give(connection, item, to=to, now=now)
    elif deed == "plan":
        due = _day(asked.get("due", ""))
        worklist.plan(connection, item, due=due, note=asked.get("note", ""), now=now)
    elif deed == "undo":
        worklist.undo(connection, item, by=here, now=now)
    else:
        worklist.settle(connection, item, outcome=deed, by=here, now=now)


def _kinds() -> tuple[str, ...]:
    """Return the kinds of things that this person sees to."""
    return worklist.KINDS if may(somebody(), "desk.list_amendments") else worklist.OF_AUTHORS


def _day(written: str) -> dt.date | None:
    """Return a day as a form sends it, None for no day.

    Errors: BadInput work.day.
    """
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as fault:
        raise BadInput("work.day", field="day") from fault


def _kept() -> dict[str, str]:
    """Return how the list is narrowed, as an address or a form says."""
    asked = request.values
    return {name: asked[name] for name in ("kind", "state", "whose") if asked.get(name)}


def _list(
    lang: str, *, wrong: tuple[str, str] = ("", ""), fault: AppError | None = None
) -> ResponseReturnValue:
    narrowed = _kept()
    state, mine = narrowed.get("state", WAITING), narrowed.get("whose") == MINE
    with site.database().reading() as connection:
        every = worklist.items(connection, lang=lang, today=today(), kinds=_kinds())
        team = colleagues(connection)
        people = team | names(connection, *(one.owner for one in every if one.owner))
        cares = care.dates(connection)
        edition = manual.edition_in_force(connection)
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
    here = somebody().pseudonym
    whose = [one for one in every if one.owner == here] if mine else every
    shown = [one for one in whose if narrowed.get("kind") in {None, one.kind} and _is_in(one, state)]
    just = (request.args.get("item", ""), request.args.get("subject", ""))
    number = max(1, request.args.get("page", 1, type=int))
    return page(
        "desk/work.html",
        items=shown[A_PAGE * (number - 1) : A_PAGE * number],
        total=len(shown),
        number=number,
        last=max(1, -(-len(shown) // A_PAGE)),
        counts=worklist.waiting(whose),
        kinds=_kinds(),
        open_work=worklist.waiting(every).total(),
        mine=sum(one.owner == here and one.is_waiting for one in every),
        narrowed=narrowed,
        state=state,
        here=here,
        team=team,
        people=people,
        cares=cares,
        chapters=chapters,
        today=today(),
        just=next((one for one in every if (one.kind, one.subject) == just), None),
        done=request.args.get("done", ""),
        wrong_one=wrong,
        sentence=free_text.said(fault) if fault else "",
        typed=request.form,
        most=worklist.MOST_NOTE,
        status=status_of(fault) if fault else 200,
    )


def _is_in(item: Item, state: str) -> bool:
    return item.is_waiting if state == WAITING else item.state == state


def _on_sources(
    lang: str, deed: Callable[[sa.Connection, str, dt.datetime], None], *, anchor: str | None = None
) -> ResponseReturnValue:
    try:
        with site.database().writing() as connection:
            deed(connection, somebody().pseudonym, site.now())
    except (BadInput, Refused) as fault:
        return _sources(lang, fault)
    return redirect(url_for(".list_sources", done="yes", _anchor=anchor), 303)


def _subjects(connection: sa.Connection, change: int, lang: str) -> set[str]:
    book = book_in_force(connection)
    source = next((one.source_id for one in care.changes(connection) if one.id == change), None)
    found = care.dependents(book, source, lang) if book and source else ()
    return {f"{change} {one.kind} {one.id}" for one in found}


def _sources(lang: str, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        book = book_in_force(connection)
        changes = care.changes(connection)
        resting = {
            one.source_id: care.dependents(book, one.source_id, lang) for one in changes if book is not None
        }
        read = {subject for subject, row in worklist.rows(connection, "rests").items() if row.state == DONE}
        people = names(connection, *(one.by for one in changes))
    sources = book.data.sources if book else ()
    return page(
        "desk/sources.html",
        changes=changes,
        resting=resting,
        read=read,
        sources=[(one.id, f"{one.id} · {one.title.of(lang)}") for one in sources],
        titles={one.id: one.title.of(lang) for one in sources},
        people=people,
        done=request.args.get("done", ""),
        field=str(fault.facts.get("field", "")) if fault else "",
        sentence=free_text.said(fault) if fault else "",
        typed=request.form,
        most=care.MOST,
        status=status_of(fault) if fault else 200,
    )
