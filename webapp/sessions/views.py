"""A trainer's sessions: listed, prepared, copied, opened and closed, and who leads them."""

import dataclasses
import secrets
from collections.abc import Callable

import sqlalchemy as sa
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import queries as people
from webapp.engine.room.code import spaced
from webapp.errors import AppError, BadInput, Refused
from webapp.sessions import advice, agenda, forgetting, forms, queries, service, sharing
from webapp.sessions.queries import Session
from webapp.web import limits, site
from webapp.web.errors import status_of
from webapp.web.free_text import said
from webapp.web.pages import page
from webapp.web.who import somebody

bp = Blueprint("sessions", __name__)

MADE_PER_HOUR = 60


@bp.get("/<lang:lang>/sessions")
def list_sessions(lang: str) -> ResponseReturnValue:
    """Show the sessions somebody leads."""
    with site.database().reading() as connection:
        listed = queries.led(connection, owner=somebody().owner)
        ids = [one.id for one in listed]
        joined, minutes = queries.joined_each(connection, ids), queries.planned_each(connection, ids)
    return page("sessions/list.html", listed=listed, joined=joined, minutes=minutes, spaced=spaced)


@bp.get("/<lang:lang>/sessions/new")
def ask_new(lang: str) -> ResponseReturnValue:
    """Ask what a new session is called and how people sit in it."""
    return page("sessions/new.html", typed={"seats": "person"}, fault=None, session=None)


@bp.post("/<lang:lang>/sessions")
def create(lang: str) -> ResponseReturnValue:
    """Prepare a session and lead on to its agenda."""
    key = secrets.token_urlsafe(16)
    try:
        about = forms.about(request.form)
    except BadInput as fault:
        return _form(fault, None)
    with site.database().writing() as connection:
        _count(connection)
        service.create(
            connection,
            host=somebody().owner,
            lang=lang,
            key=key,
            now=site.now(),
            **dataclasses.asdict(about),
        )
    return redirect(url_for(".edit", lang=lang, key=key), 303)


@bp.get("/<lang:lang>/sessions/<key>")
def edit(lang: str, key: str) -> ResponseReturnValue:
    """Show a session: its agenda, its code, who leads it, what to take along on paper."""
    return _edit(key, lang, None)


@bp.get("/<lang:lang>/sessions/<key>/about")
def ask_change(lang: str, key: str) -> ResponseReturnValue:
    """Ask what a session should be called, and how people sit in it."""
    session = _session(key)
    typed = {name: getattr(session, name) for name in ("title", "cohort", "support", "seats")}
    is_copy = "copied" in request.args
    return page("sessions/new.html", typed=typed, fault=None, session=session, is_copy=is_copy)


@bp.post("/<lang:lang>/sessions/<key>/about")
def change(lang: str, key: str) -> ResponseReturnValue:
    """Change what a session says of itself."""
    session = _session(key)
    try:
        about = forms.about(request.form)
        with site.database().writing() as connection:
            service.change(connection, session, **dataclasses.asdict(about))
    except (BadInput, Refused) as fault:
        return _form(fault, session)
    return redirect(url_for(".edit", lang=lang, key=key), 303)


@bp.post("/<lang:lang>/sessions/<key>/copy")
def copy(lang: str, key: str) -> ResponseReturnValue:
    """Prepare another session with the same agenda."""
    fresh, here = secrets.token_urlsafe(16), somebody().owner
    with site.database().writing() as connection:
        session = queries.session_of_host(connection, key, owner=here)
        _count(connection)
        service.copy(connection, session, host=here, title=session.title, key=fresh, now=site.now())
    return redirect(url_for(".ask_change", lang=lang, key=fresh, copied=1), 303)


@bp.post("/<lang:lang>/sessions/<key>/parts")
def add_part(lang: str, key: str) -> ResponseReturnValue:
    """Put an item at the end of the agenda."""

    def deed(connection: sa.Connection, session: Session) -> None:
        known = {one.id: one.minutes for one in agenda.cases(connection, lang)}
        item = forms.item(request.form, known)
        service.add_part(connection, session, **dataclasses.asdict(item))

    return _done(key, lang, deed, anchor="agenda")


@bp.post("/<lang:lang>/sessions/<key>/parts/<int:part>")
def change_part(lang: str, key: str, part: int) -> ResponseReturnValue:
    """Change an item of the agenda, or its place in it, or take it out."""

    def deed(connection: sa.Connection, session: Session) -> None:
        found = queries.part(connection, session.id, part)
        what = request.form.get("do", "")
        if what in {"up", "down"}:
            service.move_part(connection, session, found, up=what == "up")
        elif what == "remove":
            service.remove_part(connection, session, found)
        else:
            same = {"kind": found.kind, "case": found.scenario_id or ""}
            one = forms.item(request.form.to_dict() | same, {same["case"]: found.minutes})
            service.change_part(
                connection,
                found,
                title=one.title,
                minutes=one.minutes,
                mode=one.mode,
                asks_sure=one.asks_sure,
            )

    anchor = "agenda" if request.form.get("do") == "remove" else f"part-{part}"
    return _done(key, lang, deed, anchor=anchor, part=part)


@bp.post("/<lang:lang>/sessions/<key>/state")
def change_state(lang: str, key: str) -> ResponseReturnValue:
    """Open a session, close it, or its door."""

    def deed(connection: sa.Connection, session: Session) -> None:
        what = request.form.get("do", "")
        if what == "open":
            service.open_(connection, session, now=site.now())
        elif what == "close":
            service.close(connection, session, now=site.now())
        elif what in {"let-in", "shut"}:
            service.let_in(connection, session, whether=what == "let-in")

    is_opening = request.form.get("do") == "open" or request.form.get("from") == "room"
    return _done(key, lang, deed, to=".lead" if is_opening else ".edit")


@bp.post("/<lang:lang>/sessions/<key>/hosts")
def change_hosts(lang: str, key: str) -> ResponseReturnValue:
    """Let another trainer lead too, give the session to one of them, or take one off."""

    def deed(connection: sa.Connection, session: Session) -> None:
        what, owner = request.form.get("do", ""), request.form.get("owner", "")
        if what == "add":
            limits.count(
                connection, key=f"host:{somebody().pseudonym}", limit=30, seconds=3600, now=site.now()
            )
            found = people.trainer_named(connection, request.form.get("name", ""))
            if found is None:
                raise BadInput("session.no-such-trainer", field="name")
            service.add_host(connection, session, owner=found)
        elif session.host != somebody().owner:
            raise Refused("session.host-only")
        elif what == "hand-over":
            service.hand_over(connection, session, owner=owner)
        elif what == "remove":
            service.remove_host(connection, session, owner=owner)

    return _done(key, lang, deed, anchor="leaders")


@bp.post("/<lang:lang>/sessions/<key>/remove")
def remove(lang: str, key: str) -> ResponseReturnValue:
    """Remove a session with everything answered in it; where somebody was in it, its title must be typed."""

    def deed(connection: sa.Connection, session: Session) -> None:
        if session.host != somebody().owner:
            raise Refused("session.host-only")
        typed = " ".join(request.form.get("title", "").split())
        if queries.participants(connection, session.id) and typed != session.title:
            raise BadInput("session.other-title", field="remove-title")
        forgetting.remove(connection, session.id)

    return _done(key, lang, deed, to=".list_sessions")


def _count(connection: sa.Connection) -> None:
    who = somebody().pseudonym
    limits.count(connection, key=f"session:{who}", limit=MADE_PER_HOUR, seconds=3600, now=site.now())


def _session(key: str) -> Session:
    with site.database().reading() as connection:
        return queries.session_of_host(connection, key, owner=somebody().owner)


def _done(
    key: str,
    lang: str,
    deed: Callable[[sa.Connection, Session], None],
    *,
    to: str = ".edit",
    anchor: str | None = None,
    part: int | None = None,
) -> ResponseReturnValue:
    """Do something to a session of one's own, or a part of it, and show it; a refusal is said on top."""
    try:
        with site.database().writing() as connection:
            deed(connection, queries.session_of_host(connection, key, owner=somebody().owner))
    except (BadInput, Refused) as fault:
        return _edit(key, lang, fault, part)
    if to == ".list_sessions":
        return redirect(url_for(to, lang=lang), 303)
    return redirect(url_for(to, lang=lang, key=key, _anchor=anchor), 303)


def _edit(key: str, lang: str, fault: AppError | None, part: int | None = None) -> ResponseReturnValue:
    here = somebody().owner
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=here)
        parts = agenda.shown(connection, session, lang)
        cases = agenda.cases(connection, lang)
        leaders = agenda.leaders(connection, session)
        joined = queries.joined(connection, session.id)
    return page(
        "sessions/edit.html",
        status=status_of(fault) if fault else 200,
        session=session,
        days=agenda.days(parts),
        advice=advice.of(session, parts),
        cases=cases,
        changed=part,
        leaders=leaders,
        joined=joined,
        joining=sharing.of(session, lang),
        is_host=session.host == here,
        sentence=said(fault) if fault else "",
        field=str(fault.facts.get("field", "")) if fault else "",
        typed=request.form if fault else {},
    )


def _form(fault: AppError, session: Session | None) -> ResponseReturnValue:
    told = {"sentence": said(fault), "field": str(fault.facts.get("field", ""))}
    return page("sessions/new.html", status=status_of(fault), typed=request.form, fault=told, session=session)
