"""Participants: coming in, being in the room, answering with it, coming back."""

import dataclasses
import re
import secrets
from collections.abc import Mapping, Sequence

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape

from webapp.attempts import scene_page
from webapp.attempts import service as attempts
from webapp.engine import phrase
from webapp.engine.room import code as codes
from webapp.engine.scenario.play import ChoiceRefused
from webapp.errors import AppError, BadInput, Refused, TooMany
from webapp.sessions import (
    feelings,
    fragments,
    joining,
    own_page,
    places,
    queries,
    room_page,
    standing,
    voting,
    ways_back,
)
from webapp.sessions.places import Here
from webapp.sessions.queries import Session, Taking
from webapp.web import limits, site, visitor
from webapp.web.errors import say_when, status_of
from webapp.web.free_text import refuse_private, said
from webapp.web.guard import csrf_token
from webapp.web.htmx import wants_fragment
from webapp.web.language import other_language
from webapp.web.pages import gap, page
from webapp.web.who import who

bp = Blueprint("room", __name__)
bp.add_app_template_global(ways_back.here, "room_of")

TRIES, WINDOW = 120, 900
"""How many codes that lead nowhere an address may try in how many seconds; a whole room sits behind one."""

LONGEST_NOTE = 300
_MINTED = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SURE = {"1": 1, "2": 2, "3": 3, "4": 4}


@bp.get("/join")
def join_anywhere() -> ResponseReturnValue:
    """Lead to the page for joining in the language the site leads with: the address is short to type."""
    return redirect(url_for(".ask_code", lang="ar", code=request.args.get("code") or None), 303)


@bp.get("/<lang:lang>/join")
def ask_code(lang: str) -> ResponseReturnValue:
    """Ask for a code; with one that holds, who is coming in. Whoever is in already goes on to the room."""
    written = request.args.get("code", "")
    if not written.strip():
        return page("room/join.html", written="", fault=None)
    try:
        session = _to_join(written)
    except (BadInput, TooMany) as fault:
        return _join_form(fault, written)
    with site.database().reading() as connection:
        here = queries.taking(connection, session, owner=visitor.visitor())
    if here is not None and "change" not in request.args:
        return redirect(url_for(".show", lang=lang, key=session.key), 303)
    typed = {"name": here.name, "sector": here.sector, "members": here.members} if here else {}
    return _who_form(session, typed)


@bp.post("/<lang:lang>/join")
def join(lang: str) -> ResponseReturnValue:
    """Come in; the device gets a cookie by which the room knows it again."""
    written = request.form.get("code", "")
    try:
        session = _to_join(written)
    except (BadInput, TooMany) as fault:
        return _join_form(fault, written)
    form = request.form
    response = make_response(redirect(url_for(".show", lang=lang, key=session.key), 303))
    try:
        wish = joining.read_wish(
            session,
            name=form.get("name", ""),
            sector=form.get("sector", ""),
            members=form.get("members", ""),
        )
        owner = visitor.visitor() or visitor.make_visitor(response)
        with site.database().writing() as connection:
            joining.join(connection, session, wish, owner=owner, now=site.now())
    except (BadInput, Refused) as fault:
        return _who_form(session, form, fault)
    return response


@bp.get("/<lang:lang>/join/again")
def ask_phrase(lang: str) -> ResponseReturnValue:
    """Ask for the six words that bring somebody back."""
    return page("room/again.html", written="", fault=None)


@bp.post("/<lang:lang>/join/again")
def come_back(lang: str) -> ResponseReturnValue:
    """Take one's place again on this device."""
    written, key, now = request.form.get("phrase", ""), f"room-phrase:{limits.remote()}", site.now()
    response = make_response(redirect(url_for(".ask_code", lang=lang), 303))
    try:
        with site.database().writing() as connection:
            limits.count(connection, key=key, limit=TRIES, seconds=WINDOW, now=now)
        owner = visitor.visitor() or visitor.make_visitor(response)
        with site.database().writing() as connection:
            session = joining.come_back(connection, written, owner=owner, settings=site.settings())
            limits.give_back(connection, key=key, now=now)
    except (BadInput, Refused, TooMany) as fault:
        answer = page("room/again.html", status=status_of(fault), written=written, fault=said(fault))
        say_when(answer, fault)
        return answer
    response.headers["Location"] = url_for(".show", lang=lang, key=session.key)
    return response


@bp.get("/<lang:lang>/room/<key>")
def show(lang: str, key: str) -> ResponseReturnValue:
    """Show the room as it stands for this participant; htmx gets only what has moved."""
    here = places.place(site.database(), key, owner=visitor.visitor())
    if joining.is_stale(here.taking, site.now()):
        with site.database().writing() as connection:
            joining.note_seen(connection, here.taking, now=site.now())
    return _moved(here, lang)


@bp.post("/<lang:lang>/room/<key>/answer")
def answer(lang: str, key: str) -> ResponseReturnValue:
    """Take an answer; one that is incomplete or too late comes back with what was chosen."""
    form, given = request.form, dict(request.form.lists())
    here = places.place(site.database(), key, owner=visitor.visitor())
    session, taking = here.session, here.taking
    if "look" in form:  # the other language, without a script: what is ticked goes along
        return _room(session, taking, lang, given=given)
    try:
        where = voting.checked(session, taking, here.part)
        at = standing.at_pulse(site.database(), session, where.part)
        voting.vote(
            site.database(),
            where,
            at,
            position=form.get("position", type=int, default=-1),
            turn=form.get("turn", type=int, default=-1),
            submission=_submission(form.get("submission", "")),
            given=scene_page.answers_in(given),
            sure=_SURE.get(form.get("sure", "")),
            minority=_note(form.get("minority", "")),
            now=site.now(),
        )
    except ChoiceRefused as refused:
        return _room(session, taking, lang, refused=refused, given=given, status=422)
    except (Refused, BadInput) as fault:
        return _room(session, taking, lang, fault=fault, given=given, status=status_of(fault))
    if wants_fragment():  # one way to the server and back less, where each may fail
        return _moved(places.place(site.database(), key, owner=visitor.visitor()), lang)
    return redirect(url_for(".show", lang=lang, key=key, _anchor="answered"), 303)


@bp.post("/<lang:lang>/room/<key>/begin")
def begin(lang: str, key: str) -> ResponseReturnValue:
    """Begin an attempt of one's own in a self-paced part; one that is under way goes on."""
    fresh = secrets.token_urlsafe(16)
    with site.database().writing() as connection:
        where = voting.place(connection, key, owner=visitor.visitor())
        part = where.part
        if part.mode != "self" or part.phase != "open" or part.scenario_id is None:
            raise Refused("room.moved-on")
        found = queries.own_attempt(connection, part.id, where.taking.id)
        if found is not None and not found[1]:
            return redirect(url_for("attempts.show", lang=lang, key=found[0]), 303)
        attempts.start(
            connection,
            scenario_id=part.scenario_id,
            owner=where.taking.owner,
            lang=lang,
            key=fresh,
            seed=secrets.token_urlsafe(16),
            now=site.now(),
            in_room=True,
        )
        joining.note_attempt(connection, part=part.id, participant=where.taking.id, key=fresh)
    return redirect(url_for("attempts.show", lang=lang, key=fresh), 303)


@bp.post("/<lang:lang>/room/<key>/feeling")
def feel(lang: str, key: str) -> ResponseReturnValue:
    """Count how somebody felt after a part; that they said it is kept, what they said is not theirs."""
    with site.database().writing() as connection:
        where = voting.place(connection, key, owner=visitor.visitor())
        feelings.tell(connection, where.part, where.taking, request.form.get("feeling", ""))
    return redirect(url_for(".show", lang=lang, key=key), 303)


@bp.get("/<lang:lang>/room/<key>/mine")
def show_own(lang: str, key: str) -> ResponseReturnValue:
    """Show what one answered in the room, with why, what to read and what to practise next."""
    session, taking = _here(key)
    with site.database().reading() as connection:
        shown = own_page.of(connection, session, taking, lang)
    return page("room/mine.html", shown=shown)


@bp.get("/<lang:lang>/room/<key>/me")
def show_me(lang: str, key: str) -> ResponseReturnValue:
    """Show who one is in the room, and what helps to come back or to leave."""
    session, taking = _here(key)
    return page("room/me.html", session=session, taking=taking, phrase="")


@bp.post("/<lang:lang>/room/<key>/phrase")
def make_phrase(lang: str, key: str) -> ResponseReturnValue:
    """Make the six words that bring this participant back on another device; they are shown once."""
    with site.database().writing() as connection:
        session, taking = queries.in_room(connection, key, owner=visitor.visitor())
        number = joining.make_phrase(connection, taking, settings=site.settings())
    words = phrase.words(number, "ar" if lang == "ar" else "en")
    return page("room/me.html", session=session, taking=taking, phrase=words)


def _to_join(written: str) -> Session:
    """Return the session of a code; wrong ones are counted, so that nobody tries them all."""
    key, now = f"join:{limits.remote()}", site.now()
    with site.database().reading() as connection:
        if limits.used(connection, key=key, now=now) >= TRIES:
            raise TooMany("limits.too-many", after=WINDOW)
        try:
            return joining.session_to_join(connection, written)
        except BadInput as fault:
            wrong = fault
    with site.database().writing() as connection:
        limits.note(connection, key=key, seconds=WINDOW, now=now)
    raise wrong


def _here(key: str) -> tuple[Session, Taking]:
    with site.database().reading() as connection:
        return queries.in_room(connection, key, owner=visitor.visitor())


def _submission(given: str) -> str:
    return given if _MINTED.fullmatch(given) else secrets.token_urlsafe(12)


def _note(text: str) -> str:
    """Return what a table notes of its minority. Errors: BadInput where it is too long or about somebody."""
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput("room.note-too-long", field="minority")
    refuse_private(note, field="minority")
    return note


def _join_form(fault: AppError, written: str) -> ResponseReturnValue:
    response = page("room/join.html", status=status_of(fault), written=written, fault=said(fault))
    say_when(response, fault)
    return response


def _who_form(
    session: Session, typed: Mapping[str, str], fault: AppError | None = None
) -> ResponseReturnValue:
    told = {"sentence": said(fault), "field": str(fault.facts.get("field", ""))} if fault else None
    return page(
        "room/who.html",
        status=status_of(fault) if fault else 200,
        session=session,
        typed=typed,
        fault=told,
        code=codes.spaced(session.code or ""),
    )


def _moved(here: Here, lang: str) -> ResponseReturnValue:
    """Show the room as it stands, the page or what moves of it: kept for all who see the same."""
    session, taking = here.session, here.taking
    is_plain = who() is None and "out" not in request.args
    state = room_page.same_for(here) if is_plain else None
    if state is None:
        return _room(session, taking, lang)
    mine = {"csrf": csrf_token(), "submission": secrets.token_urlsafe(12), "name": str(escape(taking.name))}
    is_part = wants_fragment()
    frame = fragments.kept((lang, is_part, state), lambda: _with_gaps(session, taking, lang))
    response = frame.filled(mine)
    response.vary.add("HX-Request")
    return response


def _with_gaps(session: Session, taking: Taking, lang: str) -> str:
    """Return what moves of somebody's page, with gaps for what is theirs alone."""
    nobody = dataclasses.replace(taking, name=gap("name"))
    token = gap("csrf")
    answer = _room(session, nobody, lang, submission=gap("submission"), csrf_token=lambda: token)
    return make_response(answer).get_data(as_text=True)


def _room(
    session: Session,
    taking: Taking,
    lang: str,
    *,
    refused: ChoiceRefused | None = None,
    given: Mapping[str, Sequence[str]] | None = None,
    fault: AppError | None = None,
    status: int = 200,
    submission: str = "",
    **more: object,
) -> ResponseReturnValue:
    with site.database().reading() as connection:
        shown = room_page.of(
            connection,
            queries.by_id(connection, session.id),
            taking,
            lang,
            refused=refused,
            given=given,
            submission=submission or secrets.token_urlsafe(12),
        )
    out = request.args.get("out", type=int)
    here = url_for(".show", lang=lang, key=session.key, out=out)
    return page(
        "room/room.html",
        fragment="room" if wants_fragment() else None,
        status=status,
        shown=shown,
        sentence=said(fault) if fault else "",
        typed={} if more else request.form,
        out=out,
        here=here,
        other_url=other_language(here),
        **more,
    )
