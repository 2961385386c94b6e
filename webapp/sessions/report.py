"""The report of a session as frozen values in one language: who took part, and what each case came to."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import sqlalchemy as sa

from webapp.engine.room.small import LEAST, Count, shown_count, shown_counts
from webapp.engine.room.statistics import Change, change
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.sessions import agenda, queries, report_answers, report_figures, report_numbers, report_rows
from webapp.sessions.agenda import ShownPart
from webapp.sessions.queries import Session, Taking
from webapp.sessions.report_answers import Gathered
from webapp.sessions.report_figures import Decision, Figures, Lost

MOST_SECTIONS = 8


@dataclasses.dataclass(frozen=True, slots=True)
class ShownBar:
    """One answer in words. Units: `width` in per cent, empty where its count is kept back."""

    text: str
    count: Count
    width: str
    is_best: bool
    is_critical: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question in words, with its answers."""

    ask: str
    kind: str
    bars: tuple[ShownBar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision in words and figures. Shape: `criticals` are answers, the class of their error, how many."""

    number: int
    title: str
    figures: Decision
    questions: tuple[ShownQuestion, ...]
    criticals: tuple[tuple[str, str, Count], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SectionLoss:
    """A section of the manual and what it cost the room."""

    id: str
    number: str
    title: str
    lost: Lost


@dataclasses.dataclass(frozen=True, slots=True)
class ReportPart:
    """A case of the agenda. Shape: `figures` is None where nobody has answered, or its case is gone.

    Units: `number` its place in the agenda; `begun` and `done` people, in a case at everybody's own pace.
    """

    number: int
    shown: ShownPart
    gathered: Gathered | None
    figures: Figures | None
    decisions: tuple[ShownDecision, ...]
    sections: tuple[SectionLoss, ...]
    felt: Count
    feelings: tuple[tuple[str, Count], ...]
    begun: int
    done: int


@dataclasses.dataclass(frozen=True, slots=True)
class Twice:
    """Two parts with the same case, or a case and its sibling, and how those who did both changed."""

    first: ReportPart
    second: ReportPart
    is_sibling: bool
    change: Change


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """A participant, and the number under which tables know them."""

    number: int
    taking: Taking


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A session looked back at.

    Shape: `people` has names and is for its trainers alone, those removed last; `sectors` tells no small
    number. Units: `joined` participants, those removed left out; `members` people named at tables.
    """

    session: Session
    people: tuple[Person, ...]
    joined: int
    members: int
    sectors: tuple[tuple[str, Count], ...]
    parts: tuple[ReportPart, ...]
    twice: tuple[Twice, ...]

    @property
    def is_answered(self) -> bool:
        """Say whether anybody has answered anything."""
        return any(one.figures for one in self.parts)


def of(connection: sa.Connection, session: Session, lang: str, *, secret: str) -> Report:
    """Return the report of a session; `secret` is what participants' numbers are drawn with."""
    takings = queries.participants(connection, session.id)
    numbers = report_numbers.of(takings, secret=secret)
    here = [one for one in takings if one.removed is None]
    parts = _parts(connection, session, lang)
    return Report(
        session=session,
        people=tuple(
            Person(numbers[one.id], one) for one in sorted(takings, key=lambda one: one.removed is not None)
        ),
        joined=len(here),
        members=sum(len(one.members.split("\n")) for one in here if one.members),
        sectors=_sectors(here),
        parts=parts,
        twice=tuple(_twice(parts)),
    )


def _sectors(here: Sequence[Taking]) -> tuple[tuple[str, Count], ...]:
    counts = Counter(one.sector for one in here)
    return tuple(zip(counts, shown_counts([*counts.values()]), strict=True))


def _parts(connection: sa.Connection, session: Session, lang: str) -> tuple[ReportPart, ...]:
    casts = report_rows.casts(connection, session.id)
    owns = report_rows.finished(connection, session.id)
    felt = report_rows.feelings(connection, session.id)
    found = []
    for number, shown in enumerate(agenda.shown(connection, session, lang), start=1):
        if shown.part.kind != "case":
            continue
        gathered = None
        if not shown.is_missing and shown.part.phase != "waiting":
            part = shown.part
            gathered = report_answers.gathered(
                connection, part, casts.get(part.id, ()), owns.get(part.id, ())
            )
        told = felt.get(shown.part.id, {})
        found.append(_part(connection, number, shown, gathered, felt=told, lang=lang))
    return tuple(found)


def _part(
    connection: sa.Connection,
    number: int,
    shown: ShownPart,
    gathered: Gathered | None,
    *,
    felt: Mapping[str, int],
    lang: str,
) -> ReportPart:
    figures = report_figures.of(gathered) if gathered and gathered.answers else None
    begun, done = (0, 0) if shown.part.is_paced else queries.played_counts(connection, shown.part.id)
    return ReportPart(
        number=number,
        shown=shown,
        gathered=gathered,
        figures=figures,
        decisions=tuple(
            _decision(place, one, lang)
            for place, one in enumerate(figures.decisions if figures else (), start=1)
        ),
        sections=_sections(connection, gathered, lang) if gathered else (),
        felt=shown_count(sum(felt.values())),
        feelings=_feelings(felt),
        begun=begun,
        done=done,
    )


def _feelings(felt: Mapping[str, int]) -> tuple[tuple[str, Count], ...]:
    if sum(felt.values()) < LEAST:
        return ()
    ordered = sorted(felt.items(), key=lambda pair: (-pair[1], pair[0]))
    counts = shown_counts([count for _, count in ordered])
    return tuple(zip((name for name, _ in ordered), counts, strict=True))


def _decision(number: int, figures: Decision, lang: str) -> ShownDecision:
    asked = figures.asked
    assert asked.scene.decision is not None  # noqa: S101 -- only decisions are answered
    questions = tuple(
        ShownQuestion(
            question.field.ask.of(lang),
            question.field.kind,
            tuple(
                ShownBar(
                    _text(figures, {question.field.id: bar.picks}, lang),
                    bar.count,
                    "" if bar.share is None else f"{float(100 * bar.share):.1f}%",
                    bar.is_best,
                    bar.is_critical,
                )
                for bar in question.bars
            ),
        )
        for question in figures.questions
    )
    criticals = tuple(
        (_text(figures, {one.field.id: (one.answer,)}, lang), one.class_, one.count) for one in figures.struck
    )
    return ShownDecision(number, asked.scene.decision.title.of(lang), figures, questions, criticals)


def _text(figures: Decision, choice: Mapping[str, tuple[str, ...]], lang: str) -> str:
    return " · ".join(report_answers.in_words(figures.asked, choice, lang))


def _sections(connection: sa.Connection, gathered: Gathered, lang: str) -> tuple[SectionLoss, ...]:
    uids = {uid for one in gathered.first if one.row.loss for uid in one.row.cites}
    quotes: dict[str, Quote] = {}
    if uids and gathered.part.edition is not None:
        quotes = manual.quotes(connection, lang=lang, edition=gathered.part.edition, uids=tuple(sorted(uids)))
    places = {uid: quote.section_id for uid, quote in quotes.items()}
    titles = {quote.section_id: quote for quote in quotes.values()}
    lost = report_figures.lost(
        gathered.first, places, people=len({one.participant for one in gathered.first})
    )
    found = (
        SectionLoss(place, titles[place].section_number, titles[place].section_title, one)
        for place, one in lost.items()
    )
    return tuple(found)[:MOST_SECTIONS]


def _twice(parts: Iterable[ReportPart]) -> Iterable[Twice]:
    """Yield each part beside the next one with the same case or a sibling of it."""
    families: dict[str, list[tuple[ReportPart, Gathered, Figures]]] = {}
    for one in parts:
        if one.gathered is not None and one.figures is not None:
            case = one.gathered.scenario
            families.setdefault(case.sibling_of or case.id, []).append((one, one.gathered, one.figures))
    for family in families.values():
        for (first, before, scored), (second, after, again) in pairwise(family):
            told = change(scored.scores, again.scores)
            yield Twice(first, second, before.scenario.id != after.scenario.id, told)
