"""A draft looked at as a whole: its map, a trial play from any scene, the test bench."""

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.engine.scenario.check_play import MOST_HABIT, MOST_RANDOM
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import ChoiceRefused
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.scenarios.figures import figures
from webapp.web import site
from webapp.web.pages import page
from webapp.workbench import bench, checking, queries, trial
from webapp.workbench.checking import Checked
from webapp.workbench.maps import drawing
from webapp.workbench.queries import Draft
from webapp.workbench.trial import Trial
from webapp.workbench.views import ONE, bp


@bp.get(f"{ONE}/map")
def show_map(lang: str, draft: int) -> ResponseReturnValue:
    """Draw the scenes and what leads where, all of them or around one; the list says the same."""
    near = request.args.get("scene", "")
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
        checked = checking.check(connection, found.text)
    if checked.draft is None:
        return _not_yet(found, checked, "map")
    if near and near not in checked.draft.scenes:
        raise NotFound("draft.no-scene")
    title = checked.draft.scenes[near].title.of(lang) if near else ""
    return page(
        "workbench/map.html",
        draft=found,
        drawing=drawing(checked.draft, lang, near=near),
        near=near,
        title=title,
        is_clean=checked.is_clean,
    )


@bp.get(f"{ONE}/play")
def play(lang: str, draft: int) -> ResponseReturnValue:
    """Show a scene as trainees see it and where each answer leads; nothing of a trial play is kept."""
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
        checked = checking.check(connection, found.text)
        if not checked.is_clean:
            return _not_yet(found, checked, "play")
        scenario = checking.built(connection, checked)
    scene = request.args.get("scene")
    if scene:
        return redirect(url_for(".play", draft=draft, taken=trial.to_scene(scenario, scene) or None), 303)
    return _play(found, scenario, lang)


@bp.get(f"{ONE}/bench")
def show_bench(lang: str, draft: int) -> ResponseReturnValue:
    """Show what chance would score, what each answer costs, what is cited, and what a change did to that."""
    with site.database().reading() as connection:
        found = queries.draft(connection, draft)
        checked = checking.check(connection, found.text)
        if not checked.is_clean:
            return _not_yet(found, checked, "bench")
        scenario = checking.built(connection, checked)
        before = _in_force(connection, scenario, checked.edition)
        chapters = bench.coverage(connection, scenario, lang=lang, edition=checked.edition)
        now = figures(connection, scenario)
        old = figures(connection, before) if before else None
    return page(
        "workbench/bench.html",
        draft=found,
        now=now,
        compared=bench.compared(now, old),
        has_before=old is not None,
        scenes=bench.answers(scenario),
        chapters=chapters,
        weighed=(MOST_RANDOM, MOST_HABIT),
    )


def _play(draft: Draft, scenario: Scenario, lang: str) -> ResponseReturnValue:
    taken = request.args.get("taken", "")
    standing = trial.play(scenario, trial.read(taken))
    if not request.args.get("answer") or standing.ended:
        return _trial(draft, trial.trial(standing, taken, lang))
    given = request.args.to_dict(flat=False)
    try:
        place = trial.step(standing, given)
    except ChoiceRefused as refused:
        return _trial(draft, trial.trial(standing, taken, lang, given=given, refused=refused), status=422)
    onward = f"{taken}-{place}" if taken else str(place)
    return redirect(url_for(".play", draft=draft.id, taken=onward), 303)


def _trial(draft: Draft, shown: Trial, *, status: int = 200) -> ResponseReturnValue:
    return page("workbench/play.html", draft=draft, trial=shown, shown=shown.page, status=status)


def _in_force(connection: sa.Connection, scenario: Scenario, edition: int) -> Scenario | None:
    """Return the version of the case that is in force, unless it is this very text."""
    digest = scenarios.current_digest(connection, scenario.id)
    if digest is None or digest == scenario.digest or manual.edition_in_force(connection) is None:
        return None
    return scenarios.scenario(connection, digest, edition=edition)


def _not_yet(draft: Draft, checked: Checked, what: str) -> ResponseReturnValue:
    """Say that a draft must be free of errors first."""
    return page("workbench/not_yet.html", draft=draft, errors=checked.errors, what=what)
