"""Leading a room: the live picture, the steps from phase to phase, who is in, and what the wall shows."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, Refused
from webapp.sessions import lead_page, queries, reveal, service, sharing, wall_page
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
    """Show those pieces that changed by themselves; nothing (204) where all looks as `seen` says."""
    seen = request.args.get("seen", "")
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        shown = lead_page.of(connection, session, lang, now=site.now(), seen=seen)
    if not wants_fragment():
        return redirect(url_for(".lead", lang=lang, key=key), 303)
    changed = shown.changed(seen)
    if not changed:
        return "", 204
    return page("sessions/lead.html", fragment="picture", shown=shown, changed=changed)


@bp.get("/<lang:lang>/sessions/<key>/people")
def show_people(lang: str, key: str) -> ResponseReturnValue:
    """Show everybody who is in the room, by name, for its trainer alone."""
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        present = lead_page.everybody(connection, session, lang, now=site.now())
    return page("sessions/people.html", session=session, present=present)


@bp.post("/<lang:lang>/sessions/<key>/go")
def go(lang: str, key: str) -> ResponseReturnValue:
    """Take one step: begin a part, lead it to its next phase, move on, or back; a step is taken once."""
    form, now = request.form, site.now()
    what, pulse = form.get("do", ""), form.get("pulse", type=int, default=-1)
    try:
        with site.database().writing() as connection:
            session = queries.session_of_host(connection, key, owner=somebody().owner)
            part = queries.part(connection, session.id, form.get("part", type=int, default=-1))
            if what == "begin":
                service.begin_part(connection, session, part, pulse=pulse, now=now)
            elif part.position != session.part:
                raise Refused("session.moved-on")  # noqa: TRY301 -- said like the service's own refusals
            elif what == "on":
                branch, chosen = form.get("branch", ""), form.get("chosen", "")
                service.move_on(connection, session, part, branch=branch, chosen=chosen, pulse=pulse, now=now)
            elif what == "back":
                service.take_back(connection, session, part, pulse=pulse, now=now)
            else:
                service.go(connection, session, part, to=what, pulse=pulse, now=now)
    except (BadInput, Refused) as fault:
        return _lead(key, lang, fault)
    return redirect(url_for(".lead", lang=lang, key=key), 303)


@bp.post("/<lang:lang>/sessions/<key>/people")
def change_people(lang: str, key: str) -> ResponseReturnValue:
    """Take somebody out of the room, or let them in again."""
    form = request.form
    with site.database().writing() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        if "remove" in form:
            out = form.get("remove", type=int, default=-1)
            service.remove(connection, session, out, now=site.now())
        else:
            service.readmit(connection, session, form.get("readmit", type=int, default=-1))
    return redirect(url_for(".lead", lang=lang, key=key, _anchor="people"), 303)


@bp.get("/<lang:lang>/sessions/<key>/projector")
def project(lang: str, key: str) -> ResponseReturnValue:
    """Show what belongs on the wall: no names, no best answer before the talk."""
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        wall = wall_page.of(connection, session, lang, now=site.now())
    if wants_fragment() and request.args.get("seen") == wall.mark:
        return "", 204
    return page(
        "sessions/projector.html",
        fragment="wall",
        wall=wall,
        key=key,
        joining=sharing.of(session, lang),
        letters=reveal.LETTERS[lang],
    )


def _lead(key: str, lang: str, fault: AppError | None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        shown = lead_page.of(connection, session, lang, now=site.now())
    return page(
        "sessions/lead.html",
        status=status_of(fault) if fault else 200,
        shown=shown,
        changed=(),
        joining=sharing.of(session, lang),
        sentence=said(fault) if fault else "",
    )
