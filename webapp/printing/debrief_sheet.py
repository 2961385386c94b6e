"""A debrief as Typst's code: what its page shows, laid out for paper."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator

from flask_babel import gettext

from webapp.attempts.course import Moment
from webapp.attempts.debrief_page import Bar, DebriefPage, Lane
from webapp.attempts.ledger_rows import Row
from webapp.attempts.prose import Paragraph
from webapp.engine.manual.typeset_marks import array, call, flag, joined, label, string, words
from webapp.engine.manual.typeset_sheet import Imprint, Running, masthead, onward, whole
from webapp.manual.queries import Quote
from webapp.printing import debrief_words as say
from webapp.web.words import MINUS


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """What a debrief needs beside its own words.

    Shape: `manual` is the manual's title; `finished` the moment in words; `case` the address of the case and
    `way` that of a paragraph, both empty on a site that says no address.
    """

    lang: str
    imprint: Imprint
    manual: str
    finished: str
    case: str
    way: Callable[[Quote], str]


def source(shown: DebriefPage, setting: Setting) -> str:
    """Return a debrief as a document of its own."""
    title = f"{gettext('Debrief')} · {shown.case_title}"
    running = Running(
        setting.manual,
        gettext("A training result, not a professional qualification."),
        gettext("The case:"),
    )
    parts = [
        masthead(setting.manual, setting.imprint, setting.lang),
        onward(words(title), setting.case),
        _outcome(shown, title, setting),
        _score(shown),
        *_sides(shown, setting),
        *_costliest(shown, setting),
        _part(gettext("How the case went, by its own clock"), *map(_moment, shown.course)),
        *_ledger(shown, setting),
        *_to_read(shown, setting),
    ]
    return whole(title, parts, setting.imprint, setting.lang, running)


def _part(title: str, *body: str) -> str:
    return call("part", words(title), joined(body))


def _number(text: object) -> str:
    """Return a number that may be negative, with a true minus, kept in one piece."""
    return f"n({string(str(text).replace('-', MINUS))})"


def _share(percent: str) -> str:
    """Return a share of a width. Shape: as SVG wants it, `12.34%`."""
    return percent.removesuffix("%")


def _prose(paragraphs: Iterable[Paragraph]) -> str:
    told = (call("quoted", words(one.text)) if one.kind == "said" else words(one.text) for one in paragraphs)
    return array(told)


def _outcome(shown: DebriefPage, title: str, setting: Setting) -> str:
    crumb = joined([words(title), string(" · "), words(setting.finished)])
    return call("outcome", crumb, words(shown.title), _prose(shown.story))


def _score(shown: DebriefPage) -> str:
    names = array([words(gettext("Score")), words(gettext("Band"))])
    of = words(gettext("of %(whole)s", whole=100))
    return call("score", _number(shown.points), of, words(say.band(shown.band)), words(say.why(shown)), names)


def _sides(shown: DebriefPage, setting: Setting) -> Iterator[str]:
    key = words(gettext("The upright line in a bar is its floor for the band “Secure”."))
    yield _part(gettext("Six sides of the work"), call("bars", array(map(_bar, shown.bars)), key))
    lanes = [_lane(one, setting) for one in shown.lanes]
    yield _part(gettext("Time limits"), *(lanes or [words(gettext("No clock ran in this case."))]))


def _bar(one: Bar) -> str:
    low = words(gettext("below the floor, %(floor)s", floor=one.floor)) if one.is_low else "none"
    name, points = words(say.dimension(one.code)), _number(one.points)
    return call("bar", name, points, _share(one.width), str(one.floor), low=low)


def _lane(one: Lane, setting: Setting) -> str:
    number = [string(" · "), _place(one.number, setting.imprint.edition)] if one.number else []
    told = joined([words(say.lane(one)), *number])
    strokes = (
        f"({string(stroke.kind)}, {_share(stroke.begins)}, {_share(stroke.ends)})"
        for stroke in one.drawn.strokes
    )
    limit, met = (_share(mark) or "none" for mark in (one.drawn.limit, one.drawn.met))
    return call("lane", words(one.title), told, array(strokes), limit, met)


def _costliest(shown: DebriefPage, setting: Setting) -> Iterator[str]:
    rows = [_decision(row, setting) for row in shown.costliest]
    if rows:
        yield _part(gettext("The decisions that cost most"), *rows)
        return
    best = gettext(
        "Each decision was the best, or as good as the best. "
        "The ledger below still names the paragraph behind each."
    )
    yield _part(gettext("No point was lost"), words(best))


def _decision(row: Row, setting: Setting) -> str:
    answers = [(gettext("Your answer"), row.chosen)]
    answers += [(gettext("The best"), row.best)] if row.best else []
    return call(
        "decision",
        _number(row.points),
        words(gettext("Decision %(number)s: %(title)s", number=row.number, title=row.title)),
        string(row.kind),
        words(say.verdict(row.kind)),
        array(
            joined([words(say.dimension(one.code)), string(" "), _number(one.points)]) for one in row.parts
        ),
        array(f"({words(name)}, {_texts(texts)})" for name, texts in answers),
        array(_wrote(row)),
        array(words(text) for text in row.why),
        array(_cited(quote, setting) for quote in row.quotes),
        also=joined([words(gettext("Also")), string(" "), _places(row.further)]) if row.further else "none",
        at=label(f"d-{row.position}"),
    )


def _places(quotes: Iterable[Quote]) -> str:
    return call("spaced", array(_place(one.number, one.edition) for one in quotes))


def _place(number: str, edition: int) -> str:
    """Return a paragraph of an edition in short, in one piece whatever the words beside it."""
    return f"n({string(f'§{number}@{edition}')})"


def _texts(texts: Iterable[str]) -> str:
    return call("lines", array([words(text) for text in texts] or [words(gettext("Nothing chosen"))]))


def _wrote(row: Row) -> Iterator[str]:
    told = gettext("What you wrote; not scored; only you and, in a room, your trainer can see it")
    for one in row.written:
        lines = call("lines", array(words(line) for line in one.text.split("\n")))
        yield call("wrote", words(told), words(one.ask), lines)


def _cited(quote: Quote, setting: Setting) -> str:
    edition = gettext("edition %(number)s", number=quote.edition)
    number = f"{gettext('Manual')} §{quote.number} · {edition}"
    force, way = say.force(quote), setting.way(quote)
    return call(
        "cited",
        string(quote.force or "note"),
        words(force) if force else "none",
        words(quote.text),
        words(number),
        string(way) if way else "none",
    )


def _moment(one: Moment) -> str:
    if one.kind == "event":
        told = words(gettext("In the story: %(title)s", title=one.title))
    elif one.kind == "due":
        told = words(f"{gettext('Limit: %(title)s', title=one.title)} · {say.due(one.state)}")
    else:
        head = joined([_number(one.number), string(" "), call("strong", words(one.title))])
        told = call("lines", array([head, *(words(text) for text in one.answers)]))
    return call("moment", words(one.time), told, off=flag(one.is_off))


def _ledger(shown: DebriefPage, setting: Setting) -> Iterator[str]:
    told = {row.position for row in shown.costliest}
    yield _part(gettext("The whole ledger"), _table(shown))
    rest = [_decision(row, setting) for row in shown.rows if row.position not in told]
    if rest:
        yield _part(
            gettext("The other decisions in full") if told else gettext("The decisions in full"), *rest
        )


def _table(shown: DebriefPage) -> str:
    head = [gettext("Number"), gettext("Decision"), gettext("Verdict"), gettext("Manual"), gettext("Points")]
    body = [
        array([_number(row.number), _title(row), _verdict(row), _numbers(row), _number(row.points)])
        for row in shown.rows
    ]
    body += [array(["[]", words(say.cap(one)), "[]", "[]", _number(one.points)]) for one in shown.caps]
    total = words(gettext("%(whole)s less %(lost)s", whole=100, lost=shown.lost))
    body.append(array(["[]", call("strong", total), "[]", "[]", call("strong", _number(shown.points))]))
    return call("rows", array("03020"), array(words(one) for one in head), array(body), first="400")


def _title(row: Row) -> str:
    return call("see", words(row.title), label(f"d-{row.position}"))


def _verdict(row: Row) -> str:
    return call("verdict", string(row.kind), words(say.verdict(row.kind)))


def _numbers(row: Row) -> str:
    return _places((*row.quotes, *row.further))


def _to_read(shown: DebriefPage, setting: Setting) -> Iterator[str]:
    if shown.to_read:
        lines = (_reading(quote, setting) for quote in shown.to_read)
        yield _part(gettext("What to read"), call("bullets", array(lines)))
    yield call("last-word", words(gettext("A training result, not a professional qualification.")))


def _reading(quote: Quote, setting: Setting) -> str:
    told = joined(
        [
            words(f"§{quote.section_number} {quote.section_title} · "),
            _place(quote.number, quote.edition),
        ]
    )
    way = setting.way(quote)
    return call("see", told, string(way) if way else "none")
