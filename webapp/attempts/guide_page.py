"""What a trainer has at hand for a case: its facilitator guide, the best way through, and sheets of paper."""

import dataclasses
import itertools
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.attempts import ledger_rows, scene_page
from webapp.attempts.ledger_rows import Row
from webapp.attempts.prose import Paragraph, paragraphs
from webapp.attempts.scene_page import ScenePage
from webapp.attempts.service import nobodys
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Guide, Scenario
from webapp.manual import queries as manual
from webapp.manual.queries import Quote


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of the plan. Units: `minutes` of the room's time, `ends` the minute at which it is over."""

    minutes: int
    ends: int
    do: str


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """A wrong turn to expect, and the scene in which it is taken."""

    scene: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """What is not for debate, and the paragraphs that say so."""

    text: str
    quotes: tuple[Quote, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownGuide:
    """A facilitator guide in one language."""

    purpose: tuple[Paragraph, ...]
    care: tuple[Paragraph, ...]
    plan: tuple[Part, ...]
    wrong_turns: tuple[Turn, ...]
    law: tuple[Rule, ...]
    judgement: tuple[str, ...]
    questions: tuple[str, ...]
    distress: tuple[Paragraph, ...]
    panel: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """A trainer's page of a case. Shape: `guide` is None where there is none; `rows` are the best way."""

    id: str
    title: str
    role: str
    gender: str
    minutes: int
    edition: int
    guide: ShownGuide | None
    rows: tuple[Row, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A case on paper: what participants are told first, then one sheet a decision along the best way."""

    id: str
    title: str
    role: str
    setting: tuple[Paragraph, ...]
    note: tuple[Paragraph, ...]
    scenes: tuple[ScenePage, ...]


def of(connection: sa.Connection, scenario: Scenario, lang: str, *, edition: int) -> GuidePage:
    """Return the guide of a case, and what is best at each decision with the paragraphs that say so."""
    play = plays.expert(scenario)
    result = scores.score(scenario, play)
    cited = {uid for one in result.rows for uid in one.cites}
    ruled = {uid for rule in scenario.guide.law for uid in rule.cite} if scenario.guide else set()
    quotes = manual.quotes(connection, lang=lang, edition=edition, uids=tuple(sorted(cited | ruled)))
    return GuidePage(
        id=scenario.id,
        title=scenario.title.of(lang),
        role=scenario.role.title.of(lang),
        gender=scenario.role.gender,
        minutes=scenario.minutes,
        edition=edition,
        guide=None if scenario.guide is None else _guide(scenario, scenario.guide, quotes, lang),
        rows=tuple(ledger_rows.row(play, one, 0, quotes, lang) for one in result.rows),
    )


def sheets(scenario: Scenario, lang: str) -> Sheets:
    """Return a case for a room without devices: no sheet says which answer is best."""
    choices = [step.choice for step in plays.expert(scenario).steps]
    return Sheets(
        id=scenario.id,
        title=scenario.title.of(lang),
        role=scenario.role.title.of(lang),
        setting=paragraphs(scenario.setting.of(lang)),
        note=paragraphs(scenario.note.of(lang)),
        scenes=tuple(
            scene_page.of(
                nobodys(plays.replay(scenario, choices[:taken])),
                lang,
                refused=None,
                given={},
                submission="",
                asks="",
            )
            for taken in range(len(choices))
        ),
    )


def _guide(scenario: Scenario, guide: Guide, quotes: Mapping[str, Quote], lang: str) -> ShownGuide:
    ends = itertools.accumulate(step.minutes for step in guide.plan)
    return ShownGuide(
        purpose=paragraphs(guide.purpose.of(lang)),
        care=paragraphs(guide.care.of(lang)),
        plan=tuple(
            Part(step.minutes, end, step.do.of(lang)) for step, end in zip(guide.plan, ends, strict=True)
        ),
        wrong_turns=tuple(
            Turn(scenario.scenes[turn.scene].title.of(lang), turn.text.of(lang)) for turn in guide.wrong_turns
        ),
        law=tuple(
            Rule(rule.text.of(lang), tuple(quotes[uid] for uid in rule.cite if uid in quotes))
            for rule in guide.law
        ),
        judgement=tuple(words.of(lang) for words in guide.judgement),
        questions=tuple(words.of(lang) for words in guide.questions),
        distress=paragraphs(guide.distress.of(lang)),
        panel=tuple(words.of(lang) for words in guide.panel),
    )
