"""Leading a room: the live picture, the steps from phase to phase, who is in, and what the wall shows."""

import hashlib

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, Refused
from webapp.sessions import lead_page, queries, service, sharing
from webapp.sessions.views import bp
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.free_text import said
from webapp.web.htmx import wants_fragment
from webapp.web.pages import page
from webapp.web.who import somebody


@bp.get("/<lang:lang>/sessions/<key>/room")
def lead(lang: str, key: str) -> ResponseReturnValue:
    """Show the room to whoever leads it."""
    return _lead(key, lang, None)


@bp.get("/<lang:lang>/sessions/<key>/room/picture")
def picture(lang: str, key: str) -> ResponseReturnValue:
    """Show only what changes by itself; nothing (204) where it looks as it did, which `seen` names."""
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        shown = lead_page.of(connection, session, lang, now=site.now())
    if not wants_fragment():
        return redirect(url_for(".lead", lang=lang, key=key), 303)
    mark = _mark(shown)
    if request.args.get("seen") == mark:
        return "", 204
    return page("sessions/lead.html", fragment="picture", shown=shown, mark=mark, sentence="", lang_of=lang)


@bp.post("/<lang:lang>/sessions/<key>/go")
def go(lang: str, key: str) -> ResponseReturnValue:
    """Take one step: begin a part, lead it to its next phase, move on, or back; a step is taken once."""
    form, now = request.form, site.now()
    what, stage = form.get("do", ""), form.get("stage", type=int, default=-1)
    try:
        with site.database().writing() as connection:
            session = queries.session_of_host(connection, key, owner=somebody().owner)
            part = queries.part(connection, session.id, form.get("part", type=int, default=-1))
            if what == "begin":
                service.begin_part(connection, session, part, stage=stage, now=now)
            elif part.position != session.part:
                raise Refused("session.moved-on")  # noqa: TRY301 -- said like the service's own refusals
            elif what == "on":
                branch, chosen = form.get("branch", ""), form.get("chosen", "")
                service.move_on(connection, session, part, branch=branch, chosen=chosen, stage=stage, now=now)
            elif what == "back":
                service.take_back(connection, session, part, stage=stage, now=now)
            else:
                service.go(connection, session, part, to=what, stage=stage, now=now)
    except (BadInput, Refused) as fault:
        return _lead(key, lang, fault)
    return redirect(url_for(".lead", lang=lang, key=key), 303)


@bp.post("/<lang:lang>/sessions/<key>/people")
def change_people(lang: str, key: str) -> ResponseReturnValue:
    """Take somebody out of the room, or let them in again."""
    who = request.form.get("participant", type=int, default=-1)
    with site.database().writing() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        if request.form.get("do") == "remove":
            service.remove(connection, session, who, now=site.now())
        else:
            service.readmit(connection, session, who)
    return redirect(url_for(".lead", lang=lang, key=key, _anchor="people"), 303)


@bp.get("/<lang:lang>/sessions/<key>/projector")
def project(lang: str, key: str) -> ResponseReturnValue:
    """Show what belongs on the wall: no names, no best answer before the talk."""
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        shown = lead_page.of(connection, session, lang, now=site.now())
    mark = _mark(shown)
    if wants_fragment() and request.args.get("seen") == mark:
        return "", 204
    joining = sharing.of(session, lang)
    return page("sessions/projector.html", fragment="wall", shown=shown, mark=mark, joining=joining)


def _mark(shown: lead_page.LeadPage) -> str:
    """Return what tells one state of a picture from another."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _lead(key: str, lang: str, fault: AppError | None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        shown = lead_page.of(connection, session, lang, now=site.now())
    return page(
        "sessions/lead.html",
        status=status_of(fault) if fault else 200,
        shown=shown,
        mark=_mark(shown),
        joining=sharing.of(session, lang),
        sentence=said(fault) if fault else "",
        lang_of=lang,
    )
