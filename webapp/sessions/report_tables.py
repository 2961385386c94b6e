"""The tables of a report: a row an answer, a row a participant, a row a decision; numbers and never names."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from flask_babel import gettext

from webapp.accounts.words import SECTORS, sector
from webapp.engine.room.small import Count
from webapp.engine.scenario.model import DIMENSIONS, Choice
from webapp.printing import debrief_words
from webapp.sessions import report_answers, report_notes
from webapp.sessions import report_words as say
from webapp.sessions.report import Person, Report, ReportPart
from webapp.sessions.report_answers import Answer
from webapp.sessions.report_figures import KINDS
from webapp.web.exported_book import Sheet


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table to take along. Units: `widths` of its columns in signs."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Sequence[object], ...]

    @property
    def sheet(self) -> Sheet:
        """The same as a sheet of a workbook."""
        return Sheet(self.title, self.headings, self.widths, self.rows)


def answers(shown: Report, lang: str) -> Table:
    """Return a row an answer, part by part, in the order of decisions and rounds."""
    here = {one.taking.id: one for one in shown.people}
    words = _Words(lang)
    rows = (
        _answer(part, place, one, here[one.participant], words)
        for part in shown.parts
        for place, one in _in_order(part)
    )
    columns = (
        (gettext("Participant (number)"), 12),
        (gettext("Sector"), 22),
        (gettext("Part"), 6),
        (gettext("Case"), 30),
        (gettext("Decision"), 9),
        (gettext("Title of the decision"), 30),
        (gettext("Round"), 7),
        (gettext("Answers (ids)"), 24),
        (gettext("Answers"), 60),
        (gettext("Verdict"), 14),
        (gettext("Points lost"), 12),
        (gettext("How sure (1–4)"), 10),
        (gettext("Minute"), 8),
    )
    return _table(gettext("Answers"), columns, rows)


def participants(shown: Report) -> Table:
    """Return a row a participant: how much they answered, and what each case came to."""
    parts = [one for one in shown.parts if one.figures and one.gathered]
    columns = [(gettext("Participant (number)"), 12), (gettext("Sector"), 22), (gettext("Answers given"), 10)]
    for part in parts:
        at = gettext("Part %(number)s", number=part.number)
        columns += [
            (f"{at}: {gettext('Points left of 100')}", 14),
            (f"{at}: {gettext('Band')}", 14),
            (f"{at}: {gettext('Critical errors')}", 10),
            *((f"{at}: {debrief_words.dimension(code)}", 12) for code in DIMENSIONS),
        ]
    given = Counter(
        one.participant for part in parts for one in (part.gathered.answers if part.gathered else ())
    )
    rows = (
        _participant(one, parts, given[one.taking.id]) for one in shown.people if one.taking.removed is None
    )
    return _table(gettext("Participants"), columns, rows)


def decisions(shown: Report) -> Table:
    """Return a row a decision: figures about the group, small numbers kept back."""
    columns = (
        (gettext("Part"), 6),
        (gettext("Case"), 30),
        (gettext("Decision"), 9),
        (gettext("Title of the decision"), 30),
        (gettext("Answered"), 12),
        (gettext("Points kept"), 12),
        (gettext("Disagreement"), 13),
        (gettext("Telling apart"), 12),
        (gettext("Critical errors"), 12),
    )
    rows = (row for part in shown.parts for row in _decisions(part))
    return _table(gettext("Decisions"), columns, rows)


def notes() -> Table:
    """Return what each figure means, and what it does not."""
    columns = (
        (gettext("What is measured"), 26),
        (gettext("What it means"), 70),
        (gettext("What it does not"), 70),
    )
    first = [(gettext("This report"), say.what_for(), say.few())]
    return _table(
        gettext("Notes"),
        columns,
        [*first, *((one.title, one.means, one.means_not) for one in report_notes.everything())],
    )


def _table(title: str, columns: Iterable[tuple[str, int]], rows: Iterable[Sequence[object]]) -> Table:
    headings, widths = zip(*columns, strict=True)
    return Table(title, headings, widths, tuple(rows))


def _in_order(part: ReportPart) -> Iterator[tuple[int, Answer]]:
    """Yield every answer of a part with the number under which the report has its decision."""
    if part.gathered is None:
        return
    place = {one.figures.asked.item: one.number for one in part.decisions}
    for one in sorted(
        part.gathered.answers, key=lambda one: (place.get(one.asked.item, 0), one.round, one.participant)
    ):
        yield place.get(one.asked.item, one.asked.position + 1), one


class _Words:
    """Answers in words and as ids; a room gives the same few, again and again."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.verdicts = {kind: debrief_words.verdict(kind) for kind in KINDS}
        self.sectors = {name: str(word) for name, word in SECTORS.items()}
        self._known: dict[tuple[object, ...], tuple[str, str]] = {}

    def of(self, one: Answer) -> tuple[str, str]:
        """Return an answer's ids and its words."""
        key = (one.asked.play.scenario, one.asked.scene.id, one.asked.minutes, *one.choice.items())
        if key not in self._known:
            told = " · ".join(report_answers.in_words(one.asked, one.choice, self.lang))
            self._known[key] = _ids(one.choice), told
        return self._known[key]


def _ids(choice: Choice) -> str:
    """Return an answer by its ids: `first=uncle; boxes=seen+opinion`."""
    return "; ".join(f"{field}={'+'.join(picks)}" for field, picks in choice.items() if picks)


def _answer(part: ReportPart, place: int, one: Answer, person: Person, words: _Words) -> tuple[object, ...]:
    ids, told = words.of(one)
    decision = one.asked.scene.decision
    assert decision is not None  # noqa: S101 -- only decisions are answered
    return (
        person.number,
        words.sectors.get(person.taking.sector, person.taking.sector),
        part.number,
        part.shown.heading,
        place,
        decision.title.of(words.lang),
        one.round,
        ids,
        told,
        words.verdicts[one.row.kind],
        _number(one.row.loss),
        one.sure,
        one.minute,
    )


def _participant(person: Person, parts: Sequence[ReportPart], given: int) -> list[object]:
    who = person.taking.id
    row: list[object] = [person.number, str(sector(person.taking.sector)), given]
    for part in parts:
        assert part.figures  # noqa: S101 -- parts that were answered
        assert part.gathered  # noqa: S101 -- as above
        ending, profile = part.gathered.endings.get(who), part.figures.profiles.get(who)
        left = ending.final if ending else part.figures.scores.get(who)
        row += [
            _number(left),
            debrief_words.band(ending.band) if ending else None,
            profile.criticals if profile else None,
            *(_number(profile.sides.get(code)) if profile else None for code in DIMENSIONS),
        ]
    return row


def _decisions(part: ReportPart) -> Iterator[tuple[object, ...]]:
    for one in part.decisions:
        figures = one.figures
        item = figures.item
        yield (
            part.number,
            part.shown.heading,
            one.number,
            one.title,
            _told(figures.votes),
            None if item is None or item.difficulty is None else round(float(item.difficulty), 3),
            None if figures.disagreement is None else round(float(figures.disagreement), 3),
            None if item is None or item.discrimination is None else round(item.discrimination, 3),
            gettext(", ").join(say.count(count) for _, _, count in one.criticals),
        )


def _told(one: Count) -> object:
    return say.count(one) if one.number is None else one.number


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)
