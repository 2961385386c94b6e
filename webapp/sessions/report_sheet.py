"""A report as Typst's code: what its page shows, laid out for paper; names only where they were asked for."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext

from webapp.accounts.words import sector
from webapp.engine.manual.typeset_marks import array, call, joined, string, words
from webapp.engine.manual.typeset_sheet import Imprint, Running, masthead, onward, whole
from webapp.printing import debrief_words
from webapp.sessions import report_notes
from webapp.sessions import report_words as say
from webapp.sessions.feelings import FEELINGS
from webapp.sessions.report import Report, ReportPart, ShownBar, ShownDecision
from webapp.sessions.report_figures import Figures
from webapp.sessions.report_words import Note
from webapp.web.words import clock, day


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """What a report needs beside its own words.

    Shape: `manual` is the manual's title; `when` the day in words; `names` says that the
    trainer asked for the list of those who came.
    """

    lang: str
    imprint: Imprint
    manual: str
    when: str
    names: bool


def source(shown: Report, setting: Setting) -> str:
    """Return a report as a document of its own."""
    title = f"{gettext('Report')} · {shown.session.title}"
    running = Running(
        setting.manual, gettext("No grade, and nothing to judge anybody by."), gettext("The manual:")
    )
    parts = [
        masthead(setting.manual, setting.imprint, setting.lang),
        onward(words(title), setting.imprint.base),
        call(
            "report-title",
            words(" · ".join(filter(None, [gettext("Report of a session"), setting.when]))),
            words(shown.session.title),
            words(say.what_for()),
            words(say.few()),
        ),
        _attendance(shown, setting),
        *(_case(one) for one in shown.parts),
        *_twice(shown),
        _key(),
    ]
    return whole(title, parts, setting.imprint, setting.lang, running)


def _part(title: str, *body: str) -> str:
    return call("part", words(title), joined(body))


def _table(widths: Sequence[int], head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    rows = (array(words(one) for one in row) for row in body)
    return call("rows", array(map(str, widths)), array(map(words, head)), array(rows), first="400")


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    return call("facts", array(f"({words(name)}, {words(value)})" for name, value in pairs))


def _means(notes: Iterable[Note], *ids: str) -> Iterator[str]:
    for one in notes:
        if one.id in ids:
            yield call("means", words(one.means), words(one.means_not))


def _attendance(shown: Report, setting: Setting) -> str:
    told = [(gettext("Came in"), str(shown.joined))]
    if shown.session.seats == "table":
        told.append((gettext("Named at tables"), str(shown.members)))
    body = [_facts(told)]
    if shown.sectors:
        rows = [(str(sector(name)), say.count(count)) for name, count in shown.sectors]
        body.append(_table((1, 0), (gettext("Sector"), gettext("People")), rows))
    if setting.names:
        body.append(_names(shown))
    return _part(gettext("Attendance"), *body, *_means(report_notes.of_session(), "attendance"))


def _names(shown: Report) -> str:
    head = [gettext("Name"), gettext("Sector"), gettext("Came in at")]
    rows = [
        [
            one.taking.name or "–",
            str(sector(one.taking.sector)),
            f"{day(one.taking.joined)} {clock(one.taking.joined).striptags()}",
            one.taking.members.replace("\n", gettext(", ")),
        ]
        for one in shown.people
        if one.taking.removed is None
    ]
    if shown.session.seats == "table":
        return _table((2, 2, 2, 3), [*head, gettext("At the table")], rows)
    return _table((3, 3, 3), head, [row[:3] for row in rows])


def _case(one: ReportPart) -> str:
    title = gettext("Part %(number)s: %(title)s", number=one.number, title=one.shown.heading)
    figures = one.figures
    if figures is None:
        return _part(title, words(gettext("Nobody has answered yet.")))
    facts = [
        (gettext("Answered"), say.answered(figures)),
        (gettext("Decisions"), str(len(one.decisions))),
    ]
    sides = [(debrief_words.dimension(code), say.points(mean)) for code, mean in figures.dimensions]
    return _part(
        title,
        _facts(facts),
        *map(_decision, one.decisions),
        *_block("alpha", words(say.alpha(figures.alpha))),
        *_sure(figures),
        *_again(one),
        *_block("sections", _sections(one)),
        *_block("sides", _table((1, 0), (gettext("Side of the work"), gettext("Of 100")), sides)),
        *_felt(one),
    )


def _block(note: str, body: str) -> tuple[str, ...]:
    """Return a kind of figure under its name, with its note."""
    found = next(one for one in report_notes.of_parts() if one.id == note)
    return call("report-head", words(found.title), "none"), body, *_means((found,), note)


def _sure(figures: Figures) -> tuple[str, ...]:
    rows = [
        (say.sure(level), say.count(level.votes), "–" if level.right is None else say.percent(level.right))
        for level in figures.levels
    ]
    head = (gettext("How sure"), gettext("Answers"), gettext("Right"))
    return _block("sure", _table((1, 0, 0), head, rows)) if rows else ()


def _again(one: ReportPart) -> tuple[str, ...]:
    rows = [
        (f"{decision.number}. {decision.title}", say.change(decision.figures.second))
        for decision in one.decisions
        if decision.figures.second
    ]
    return _block("again", _table((1, 2), (gettext("Decision"), gettext("Change")), rows)) if rows else ()


def _felt(one: ReportPart) -> tuple[str, ...]:
    rows = [(str(FEELINGS[name]), say.count(count)) for name, count in one.feelings]
    return _block("feelings", _table((1, 0), (gettext("In a word"), gettext("People")), rows)) if rows else ()


def _sections(one: ReportPart) -> str:
    if not one.sections:
        return words(gettext("Nothing to tell: no points were lost, or fewer than five people answered."))
    rows = [
        (f"§{place.number} {place.title}", say.points(place.lost.points), say.count(place.lost.people))
        for place in one.sections
    ]
    head = (gettext("Section"), gettext("Points a person"), gettext("People who lost points there"))
    return _table((1, 0, 0), head, rows)


def _decision(one: ShownDecision) -> str:
    figures = one.figures
    title = gettext("Decision %(number)s: %(title)s", number=one.number, title=one.title)
    apart = " · ".join(filter(None, [say.disagreement(figures), say.split(figures)]))
    body = [
        call("report-head", words(title), "none"),
        _facts(
            [
                (gettext("Answered"), say.count(figures.votes)),
                (gettext("Points kept"), say.difficulty(figures)),
                (gettext("Disagreement"), apart),
                (gettext("Telling apart"), say.discrimination(figures)),
            ]
        ),
    ]
    body += [
        call("tallied", words(question.ask), array(map(_bar, question.bars))) for question in one.questions
    ]
    for text, _class, count in one.criticals:
        told = f"{gettext('Critical error')}: {text} ({say.count(count)})"
        body.append(call("means", words(told), "[]"))
    return joined(body)


def _bar(one: ShownBar) -> str:
    mark = "none"
    if one.is_best:
        mark = f"({string('best')}, {words(gettext('Best'))})"
    elif one.is_critical:
        mark = f"({string('critical')}, {words(gettext('Critical error'))})"
    width = one.width.removesuffix("%") or "none"
    return f"({words(one.text)}, {mark}, {width}, {words(say.count(one.count))})"


def _twice(shown: Report) -> Iterator[str]:
    if not shown.twice:
        return
    rows = []
    for one in shown.twice:
        told = gettext(
            "Part %(first)s, then part %(second)s", first=one.first.number, second=one.second.number
        )
        kind = gettext("a sibling of the case") if one.is_sibling else gettext("the same case")
        rows.append((f"{told} ({kind})", say.change(one.change)))
    table = _table((1, 2), (gettext("Parts"), gettext("Change")), rows)
    yield _part(gettext("The same case twice"), table, *_means(report_notes.of_session(), "twice"))


def _key() -> str:
    rows = [(one.title, one.means, one.means_not) for one in report_notes.of_decisions()]
    head = (gettext("What is measured"), gettext("What it means"), gettext("What it does not"))
    return _part(gettext("How to read the figures of a decision"), _table((2, 5, 4), head, rows))
