"""What the debrief of a case shows: its plan, with what the room did and what the manual says."""

import dataclasses
from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import gettext

from webapp.attempts import answer_words, ledger_rows
from webapp.attempts.guide_page import Rule
from webapp.attempts.ledger_rows import Row
from webapp.attempts.service import replayed
from webapp.engine.room.nodes import Reason
from webapp.engine.room.small import LEAST
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Scenario, Scene
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.result import LedgerRow
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.sessions import (
    debrief_bars,
    debrief_evidence,
    debrief_kept,
    debrief_plan,
    debrief_ways,
    feelings,
    queries,
    reveal,
    standing,
)
from webapp.sessions import debrief_words as words
from webapp.sessions.debrief_bars import WallBar, WallField
from webapp.sessions.debrief_evidence import Evidence
from webapp.sessions.debrief_plan import LANGS, Kind, Pick, Plan, Step
from webapp.sessions.debrief_ways import Path, Ways
from webapp.sessions.queries import AgendaPart, Session
from webapp.sessions.reveal import Reveal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a debrief is made of.

    Shape: `key` is the session's; `scenes` are all decisions of the case, those answered first.
    """

    key: str
    part: AgendaPart
    scenario: Scenario
    edition: int
    found: Mapping[str, Evidence]
    reasons: Mapping[str, Reason]
    scenes: tuple[str, ...]
    ways: Ways
    ends: Mapping[str, int]
    proposed: Plan


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownNode:
    """A decision to talk about.

    Shape: `reason` is empty where a trainer added it; `row` the answer to talk about, with what is best, why
    and the paragraphs; `bars` are for the trainer, `wall` for everybody; `again` are those after the talk.
    """

    title: str
    number: int
    reason: str
    row: Row | None
    bars: Reveal | None
    again: Reveal | None
    wall: tuple[WallField, ...]
    wall_again: tuple[WallField, ...]
    noted: tuple[str, ...]
    hint: str
    law: tuple[Rule, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step of the plan. Shape: `texts` as they stand, by language; `is_own` where a trainer wrote them."""

    id: str
    kind: Kind
    number: int
    minutes: int
    text: str
    texts: Mapping[str, str]
    is_own: bool
    node: ShownNode | None


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """What can be added to the plan. Shape: of a decision its title, of another kind nothing."""

    id: str
    kind: Kind
    title: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DebriefPage:
    """A debrief as its trainers see it. Shape: `mark` names the kept plan, empty for none."""

    session: Session
    part: AgendaPart
    title: str
    edition: int
    mark: str
    is_unread: bool
    steps: tuple[ShownStep, ...]
    minutes: int
    offers: tuple[Offer, ...]
    felt: int
    feelings: tuple[WallBar, ...]
    path: Path | None
    picks: tuple[Pick, ...]
    questions: tuple[tuple[int, str], ...]
    law: tuple[Rule, ...]
    judgement: tuple[str, ...]


def material(connection: sa.Connection, session: Session, part: AgendaPart) -> Material:
    """Return what a debrief of a part is made of, and the plan it proposes.

    Errors: NotFound when the part is no case, or its case has been taken out.
    """
    scenario = standing.scenario_of(connection, part)
    edition = part.edition or standing.current(connection, scenario.id)[1]
    found = debrief_evidence.of(connection, part)
    chosen = debrief_evidence.chosen(found)
    ways = debrief_ways.offered(connection, part)
    apart = tuple(pick for pick, way in ways.items() if debrief_ways.is_apart(scenario, way))
    answered = [one.scene for one in found]
    others = [name for name, scene in scenario.scenes.items() if scene.decision and name not in answered]
    return Material(
        key=session.key,
        part=part,
        scenario=scenario,
        edition=edition,
        found={one.scene: one for one in found},
        reasons={scene: node.reason for scene, node in chosen},
        scenes=(*answered, *others),
        ways=ways,
        ends=_ends(connection, part, scenario),
        proposed=debrief_plan.proposal(chosen, apart),
    )


def plan_of(made: Material, kept: str | None) -> tuple[Plan, bool]:
    """Return the plan that holds, and whether one is kept that cannot be read."""
    if kept is None:
        return made.proposed, False
    try:
        return debrief_plan.from_json(kept), False
    except ValueError:
        return made.proposed, True


def proposed_texts(made: Material, step: Step) -> dict[str, str]:
    """Return what is proposed to say at a step, in both languages."""
    if step.kind == "node":
        return words.opening(
            made.scenario, made.found.get(step.scene), made.reasons.get(step.scene), step.scene
        )
    return words.fixed(step.kind, made.scenario, lambda lang: _ended(made, lang))


def of(connection: sa.Connection, session: Session, part: AgendaPart, lang: str) -> DebriefPage:
    """Return the debrief of a case in one language.

    Errors: as for `material`.
    """
    made = material(connection, session, part)
    kept = debrief_kept.of(connection, part.id)
    plan, is_unread = plan_of(made, kept)
    steps = tuple(
        _step(connection, made, step, place, lang) for place, step in enumerate(plan.steps, start=1)
    )
    felt, told = feelings.of(connection, part)
    guide = made.scenario.guide
    return DebriefPage(
        session=session,
        part=part,
        title=made.scenario.title.of(lang),
        edition=made.edition,
        mark=debrief_kept.mark(kept),
        is_unread=is_unread,
        steps=steps,
        minutes=plan.minutes,
        offers=_offers(made, plan, lang),
        felt=felt,
        feelings=debrief_bars.words(told),
        path=debrief_ways.drawn(made.scenario, made.ways, plan.pick, lang),
        picks=tuple(made.ways),
        questions=tuple(enumerate(one.of(lang) for one in guide.questions)) if guide else (),
        law=_law(connection, made, lang),
        judgement=tuple(one.of(lang) for one in guide.judgement) if guide else (),
    )


def _step(connection: sa.Connection, made: Material, step: Step, place: int, lang: str) -> ShownStep:
    texts = proposed_texts(made, step) | dict(step.texts)
    return ShownStep(
        id=step.id,
        kind=step.kind,
        number=place,
        minutes=step.minutes,
        text=texts[lang],
        texts=texts,
        is_own=bool(step.texts),
        node=_node(connection, made, step.scene, lang) if step.kind == "node" else None,
    )


def _node(connection: sa.Connection, made: Material, scene: str, lang: str) -> ShownNode | None:
    decision = made.scenario.scenes[scene].decision if scene in made.scenario.scenes else None
    if decision is None:
        return None
    found = made.found.get(scene)
    turn = words.turn(made.scenario, scene)
    about = _about(made, found, scene)
    cites = frozenset(about[1].cites) if about else frozenset()
    bars = _drawn(made, found, lang, is_again=False)
    again = _drawn(made, found, lang, is_again=True)
    places = _places(about[1], made.scenario.scenes[scene]) if about else ()
    return ShownNode(
        title=decision.title.of(lang),
        number=found.number if found else 0,
        reason=made.reasons.get(scene, ""),
        row=_row(connection, made, *about, lang) if about else None,
        bars=bars,
        again=again,
        wall=debrief_bars.for_wall(bars, places) if bars else (),
        wall_again=debrief_bars.for_wall(again, places) if again else (),
        noted=queries.noted(connection, made.part.id, found.number - 1) if found and found.number else (),
        hint=turn.of(lang) if turn else "",
        law=_law(connection, made, lang, only=cites),
    )


def _drawn(made: Material, found: Evidence | None, lang: str, *, is_again: bool) -> Reveal | None:
    counts = None if found is None else found.after if is_again else found.counts
    if found is None or counts is None or not counts.votes:
        return None
    return reveal.drawn(found.play, counts, lang, seed=made.key)


def _about(made: Material, found: Evidence | None, scene: str) -> tuple[Play, LedgerRow] | None:
    """Return the answer to talk about; where all was well the most common, where nobody answered the best."""
    if found and found.given:
        said = words.focus(found, made.reasons.get(scene))
        given = said.given if said else found.given[0]
        return given.play, given.row
    best = plays.expert(made.scenario)
    rows = scores.ledger(made.scenario, best)
    return next(((best, row) for row in rows if row.scene_id == scene), None)


def _row(connection: sa.Connection, made: Material, play: Play, row: LedgerRow, lang: str) -> Row:
    quotes = manual.quotes(connection, lang=lang, edition=made.edition, uids=row.cites)
    shown = ledger_rows.row(play, row, 0, quotes, lang)
    apart = [name for name, picks in row.chosen.items() if picks != row.best[name]]
    if not apart:
        return shown
    chosen, best = ({name: choice[name] for name in apart} for choice in (row.chosen, row.best))
    return dataclasses.replace(
        shown,
        chosen=answer_words.of(play, row.position, chosen, lang),
        best=answer_words.of(play, row.position, best, lang),
    )


def _places(row: LedgerRow, scene: Scene) -> tuple[int, ...]:
    """Return the places of the questions that were answered otherwise than best, else of all."""
    fields = [field for field in fields_of(scene) if field.kind != "text"]
    apart = tuple(
        place for place, field in enumerate(fields) if row.chosen.get(field.id) != row.best.get(field.id)
    )
    return apart or tuple(range(len(fields)))


def _law(
    connection: sa.Connection, made: Material, lang: str, *, only: frozenset[str] | None = None
) -> tuple[Rule, ...]:
    """Return what is not for debate, of the whole case or of what a decision cites."""
    guide = made.scenario.guide
    rules = [one for one in guide.law if only is None or only & set(one.cite)] if guide else []
    uids = tuple(sorted({uid for rule in rules for uid in rule.cite}))
    quotes: Mapping[str, Quote] = (
        manual.quotes(connection, lang=lang, edition=made.edition, uids=uids) if uids else {}
    )
    return tuple(
        Rule(rule.text.of(lang), tuple(quotes[uid] for uid in rule.cite if uid in quotes)) for rule in rules
    )


def _offers(made: Material, plan: Plan, lang: str) -> tuple[Offer, ...]:
    there = {step.id for step in plan.steps}
    decisions = [Step("node", 0, scene) for scene in made.scenes]
    others = [
        Step(kind, 0) for kind in debrief_plan.KINDS if kind != "node" and (kind != "path" or made.ways)
    ]
    return tuple(
        Offer(step.id, step.kind, _title(made, step.scene, lang))
        for step in [*decisions, *others]
        if step.id not in there
    )


def _title(made: Material, scene: str, lang: str) -> str:
    decision = made.scenario.scenes[scene].decision if scene else None
    return decision.title.of(lang) if decision else ""


def _ends(connection: sa.Connection, part: AgendaPart, scenario: Scenario) -> dict[str, int]:
    """Return the endings that were reached, and by how many; the room's own counts as one."""
    if part.phase == "waiting":
        return {}
    if part.is_paced:
        play = standing.of(connection, part).play
        return {play.scene.id: 1} if play.ended else {}
    found: Counter[str] = Counter()
    for one in debrief_evidence.owns(connection, part):
        if one.is_finished:
            found[replayed(scenario, one.choices).scene.id] += one.count
    return dict(found)


def _ended(made: Material, lang: str) -> str:
    whole = sum(made.ends.values())
    if made.part.is_paced and not whole:
        return gettext("The room has not come to the end of the case yet.")
    if not made.part.is_paced and whole < LEAST:
        return gettext("Too few have come to the end of the case to say how it ended for the room.")
    scene = max(made.ends, key=lambda name: made.ends[name])
    title = words.bare(made.scenario.scenes[scene].title.of(lang))
    if made.part.is_paced:
        return gettext("For our room it ended so: “%(title)s”.", title=title)
    who = words.share(made.ends[scene], whole)
    return gettext("For %(who)s it ended so: “%(title)s”.", who=who, title=title)


def use_question(made: Material, number: int) -> dict[str, str]:
    """Return one of the guide's own questions for the debrief in both languages, empty for none."""
    guide = made.scenario.guide
    if guide is None or not 0 <= number < len(guide.questions):
        return {}
    return {lang: guide.questions[number].of(lang) for lang in LANGS}
