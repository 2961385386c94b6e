"""The debrief of a case: proposed, put into a trainer's own words, on the wall and on paper."""

import dataclasses

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.sessions import debrief_kept, debrief_page, debrief_plan, queries
from webapp.sessions.debrief_page import Material
from webapp.sessions.debrief_plan import LANGS, Plan
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.views import bp
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.free_text import refuse_private, said
from webapp.web.pages import page
from webapp.web.who import somebody


@dataclasses.dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote that could not be kept: nothing of it is lost."""

    step: str
    texts: dict[str, str]
    minutes: str


@bp.get("/<lang:lang>/sessions/<key>/parts/<int:part>/debrief")
def debrief(lang: str, key: str, part: int) -> ResponseReturnValue:
    """Show the plan for the debrief of a case, as proposed or as its trainers keep it."""
    return _shown(lang, key, part, None, None)


@bp.post("/<lang:lang>/sessions/<key>/parts/<int:part>/debrief")
def change_debrief(lang: str, key: str, part: int) -> ResponseReturnValue:
    """Change the plan, over the one that was seen."""
    name = request.form.get("step", "")
    try:
        with site.database().writing() as connection:
            session, found = _part(connection, key, part)
            kept = debrief_kept.of(connection, found.id)
            if request.form.get("seen", "") != debrief_kept.mark(kept):
                raise Refused("session.plan-changed")  # noqa: TRY301 -- said like the store's own refusal
            made = debrief_page.material(connection, session, found)
            is_reset = request.form.get("do") == "reset"
            changed = None if is_reset else _changed(made, debrief_page.plan_of(made, kept)[0])
            text = None if changed is None else debrief_plan.to_json(changed)
            debrief_kept.keep(connection, found.id, text, over=kept, now=site.now())
    except (BadInput, Refused) as fault:
        typed = _typed() if request.form.get("do") == "keep" else None
        return _shown(lang, key, part, fault, typed)
    there = f"step-{name}" if changed and any(step.id == name for step in changed.steps) else "plan"
    return redirect(url_for(".debrief", lang=lang, key=key, part=part, _anchor=there), 303)


@bp.get("/<lang:lang>/sessions/<key>/parts/<int:part>/debrief/wall")
def show_debrief(lang: str, key: str, part: int) -> ResponseReturnValue:
    """Show one step of the debrief on the wall: no names, no verdicts, no number of few."""
    with site.database().reading() as connection:
        session, found = _part(connection, key, part)
        shown = debrief_page.of(connection, session, found, lang)
    last = len(shown.steps)
    at = min(max(request.args.get("step", type=int, default=1), 1), max(last, 1))
    step = shown.steps[at - 1] if last else None
    return page("sessions/debrief_wall.html", shown=shown, step=step, at=at, last=last)


def _part(connection: sa.Connection, key: str, number: int) -> tuple[Session, AgendaPart]:
    session = queries.session_of_host(connection, key, owner=somebody().owner)
    found = queries.part(connection, session.id, number)
    if found.kind != "case":
        raise NotFound("session.no-such-part", part=number)
    return session, found


def _changed(made: Material, plan: Plan) -> Plan:
    """Return the plan as the form wants it."""
    form = request.form
    what, name = form.get("do", ""), form.get("step", "")
    if what == "keep":
        return _worded(made, plan, name)
    if what in {"up", "down"}:
        return debrief_plan.moved(plan, name, up=what == "up")
    if what == "remove":
        return debrief_plan.without(plan, name)
    if what == "add":
        return debrief_plan.added(plan, name, made.scenes)
    if what == "pick":
        return debrief_plan.picked(plan, form.get("pick", ""))
    if what == "use":
        texts = debrief_page.use_question(made, form.get("question", type=int, default=-1))
        return debrief_plan.worded(plan, name, texts, plan.step(name).minutes)
    raise BadInput("session.strange-plan")


def _worded(made: Material, plan: Plan, name: str) -> Plan:
    """Return the plan with what was written; where that is nothing, or the proposal, the proposal stands."""
    proposed = debrief_page.proposed_texts(made, plan.step(name))
    texts, minutes = {}, _typed().minutes
    for lang, text in _typed().texts.items():
        refuse_private(text, field=f"{lang}-{name}")
        if text and text != proposed[lang]:
            texts[lang] = text
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) <= len(str(debrief_plan.MOST_MINUTES))):
        raise BadInput("session.step-minutes", field=f"minutes-{name}")
    return debrief_plan.worded(plan, name, texts, int(minutes))


def _typed() -> Typed:
    form = request.form
    texts = {lang: "\n".join(form.get(f"text_{lang}", "").strip().splitlines()) for lang in LANGS}
    return Typed(form.get("step", ""), texts, form.get("minutes", "").strip())


def _shown(
    lang: str, key: str, part: int, fault: AppError | None, typed: Typed | None
) -> ResponseReturnValue:
    with site.database().reading() as connection:
        session, found = _part(connection, key, part)
        shown = debrief_page.of(connection, session, found, lang)
    return page(
        "sessions/debrief.html",
        status=status_of(fault) if fault else 200,
        shown=shown,
        sentence=said(fault) if fault else "",
        field=fault.facts.get("field", "") if fault else "",
        typed=typed,
        is_lost=typed is not None and all(step.id != typed.step for step in shown.steps),
    )
