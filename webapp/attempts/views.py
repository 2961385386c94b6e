"""Cases: choosing one, playing it, coming back to it, and reading what it showed."""

import re
import secrets
from urllib.parse import quote

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attempts import answered, debrief_page, lists, record, scene_page, service, shelf
from webapp.attempts.answered import Answered
from webapp.engine.scenario.play import ChoiceRefused
from webapp.errors import Refused
from webapp.scenarios import flags
from webapp.web import limits, site
from webapp.web.htmx import Onward, go_to, wants_fragment
from webapp.web.language import other_language
from webapp.web.pages import page, public
from webapp.web.visitor import make_visitor, visitor

bp = Blueprint("attempts", __name__)

_MINTED = re.compile(r"[A-Za-z0-9_-]{1,40}")

STARTS_PER_QUARTER = 300
"""A whole room may sit behind one address; a script that fills the disk should not."""


@bp.get("/<lang:lang>/cases")
def list_cases(lang: str) -> ResponseReturnValue:
    """Show every case, or those that have what is chosen; htmx gets the list alone."""
    chosen = {name: value for name in shelf.FACETS if (value := request.args.get(name, ""))}
    with site.database().reading() as connection:
        shown = shelf.of(connection, lang, chosen)
    return public(page("attempts/cases.html", fragment="shelf", shelf=shown, chosen=chosen))


@bp.get("/<lang:lang>/cases/<scenario_id>")
def show_case(lang: str, scenario_id: str) -> ResponseReturnValue:
    """Show one case before it is begun: role, setting, content note."""
    with site.database().reading() as connection:
        scenario, _ = service.current(connection, scenario_id)
        listed = shelf.one(connection, lang, scenario_id)
        withdrawn = flags.is_withdrawn(connection, scenario_id)
    case = lists.case(scenario, lang)
    return public(page("attempts/case.html", case=case, listed=listed, withdrawn=withdrawn))


@bp.post("/<lang:lang>/cases/<scenario_id>/attempts")
def start(lang: str, scenario_id: str) -> ResponseReturnValue:
    """Begin an attempt; whoever begins gets a cookie by which this device finds it again."""
    key = secrets.token_urlsafe(16)
    response = make_response(redirect(url_for(".show", lang=lang, key=key), 303))
    owner = visitor() or make_visitor(response)
    with site.database().writing() as connection:
        limits.count(
            connection,
            key=f"start:{limits.remote()}",
            limit=STARTS_PER_QUARTER,
            seconds=900,
            now=site.now(),
        )
        service.start(
            connection,
            scenario_id=scenario_id,
            owner=owner,
            lang=lang,
            key=key,
            seed=secrets.token_urlsafe(16),
            now=site.now(),
        )
    return response


@bp.get("/<lang:lang>/attempts")
def list_own(lang: str) -> ResponseReturnValue:
    """Show this device's own attempts; htmx gets only the strip that public pages make room for."""
    with site.database().reading() as connection:
        entries = lists.own(connection, owner=visitor(), lang=lang)
        kept = None if wants_fragment() else record.of(connection, owner=visitor(), lang=lang)
        best = record.best(connection, owner=visitor()) if _in_library() else {}
    return page("attempts/own.html", fragment="strip", entries=entries, record=kept, best=best)


@bp.get("/<lang:lang>/attempts/<key>")
def show(lang: str, key: str) -> ResponseReturnValue:
    """Show the scene at hand, or go on to the debrief when the case has ended."""
    return _scene(_standing(key), lang)


@bp.post("/<lang:lang>/attempts/<key>/decisions")
def decide(lang: str, key: str) -> ResponseReturnValue:
    """Take one decision; an incomplete one comes back as it was, a stale one shows where the case stands."""
    form = request.form
    position = form.get("position", type=int, default=-1)
    submission = _submission(form.get("submission", ""))
    standing = service.standing_at(site.database(), key=key, owner=visitor(), position=position)
    given = dict(form.lists())
    if "turn" in form:
        return _turned(key, lang, position, given)
    try:
        service.decide(
            site.database(),
            at=standing,
            position=position,
            submission=submission,
            given=scene_page.answers_in(given),
            is_sure="sure" in form,
            now=site.now(),
        )
    except service.Unsure as unsure:
        _standing(key)  # as below
        return _scene(standing, lang, given=given, asks=unsure.code, status=422)
    except ChoiceRefused as refused:
        _standing(key)  # memory does not know when an attempt was given away: nothing is shown unasked
        return _scene(standing, lang, refused=refused, given=given, status=422)
    except Refused:
        now_at = _standing(key)
        answers = scene_page.answers_in(given)
        if not service.is_recorded(now_at, submission, answers):
            return _answered(now_at, lang, answered.of(now_at, lang, position=position, given=answers))
    return Onward(_above_decisions())


@bp.get("/<lang:lang>/attempts/<key>/debrief")
def debrief(lang: str, key: str) -> ResponseReturnValue:
    """Show what happened to the child, then what each decision cost and which paragraph says why."""
    standing = _standing(key)
    if standing.kept.result is None:
        return redirect(url_for(".show", lang=lang, key=key), 303)
    with site.database().reading() as connection:
        shown = debrief_page.of(connection, standing, lang)
        advised = record.advised(connection, owner=visitor(), lang=lang)
    return page("attempts/debrief.html", shown=shown, advised=advised)


@bp.post("/<lang:lang>/attempts/<key>/replay")
def replay_from(lang: str, key: str) -> ResponseReturnValue:
    """Play again from one decision on; the finished attempt stays as it is."""
    fresh = secrets.token_urlsafe(16)
    standing = _standing(key)
    position = request.form.get("position", type=int, default=-1)
    with site.database().writing() as connection:
        service.replay_from(
            connection,
            at=standing,
            owner=str(visitor()),
            position=position,
            lang=lang,
            key=fresh,
            now=site.now(),
        )
    return redirect(url_for(".show", lang=lang, key=fresh), 303)


@bp.get("/<lang:lang>/attempts/<key>/leave")
def leave(lang: str, key: str) -> ResponseReturnValue:
    """Say that stopping costs nothing, whom to talk to, and how to come back."""
    shown = scene_page.paused(_standing(key), lang)
    return page("attempts/leave.html", shown=shown)


def _in_library() -> bool:
    """Say whether htmx asks from the list of cases, which has room for how each went."""
    here = request.headers.get("HX-Current-URL", "").partition("?")[0]
    return wants_fragment() and here.endswith("/cases")


def _above_decisions() -> str:
    """Return where an attempt is shown; its decisions are posted one step below, so no route is looked up."""
    return quote(request.script_root) + request.path.rpartition("/decisions")[0]


def _submission(given: str) -> str:
    """Return a submission's id; one that we never minted says nothing and gets a new one."""
    return given if _MINTED.fullmatch(given) else secrets.token_urlsafe(12)


def _standing(key: str) -> service.Standing:
    return service.standing(site.database(), key=key, owner=visitor())


def _turned(key: str, lang: str, position: int, given: dict[str, list[str]]) -> ResponseReturnValue:
    """Show the scene at hand in this language, with what is chosen for it but not recorded."""
    standing = _standing(key)
    is_here = position == len(standing.kept.choices)
    return _scene(standing, lang, given=given if is_here else None)


def _answered(standing: service.Standing, lang: str, before: Answered) -> ResponseReturnValue:
    """Say that a scene has been answered already, with what was sent, where the case stands now."""
    if not standing.play.ended:
        return _scene(standing, lang, before=before, status=409)
    shown = scene_page.paused(standing, lang)
    return page("attempts/answered.html", fragment="play", status=409, shown=shown, before=before)


def _scene(
    standing: service.Standing,
    lang: str,
    *,
    refused: ChoiceRefused | None = None,
    given: dict[str, list[str]] | None = None,
    before: Answered | None = None,
    asks: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    if standing.play.ended:
        return go_to(url_for(".debrief", lang=lang, key=standing.kept.key))
    shown = scene_page.of(
        standing, lang, refused=refused, given=given or {}, submission=secrets.token_urlsafe(12), asks=asks
    )
    fragment = "play" if wants_fragment() else None
    there = other_language(url_for(".show", lang=lang, key=shown.key))
    return page(
        "attempts/scene.html", fragment=fragment, status=status, shown=shown, before=before, other_url=there
    )
