"""The whole edition as Typst's code: cover, imprint, contents, chapters, annexes."""

from collections.abc import Callable, Iterator

from webapp.engine.manual import labels, typeset_pathway
from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Chapter, Clock, Term, Words
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.sections import FORCES
from webapp.engine.manual.typeset import NEW_PAGE, Older, chapter_part, contents_of, sections_of
from webapp.engine.manual.typeset_card import card_part
from webapp.engine.manual.typeset_marks import NOTHING, array, call, joined, label, string, words
from webapp.engine.manual.typeset_sheet import Imprint, Sheet, squares
from webapp.engine.manual.typeset_tokens import Scope, Setter
from webapp.engine.manual.typeset_words import (
    ABOUT,
    AUTHOR,
    CARDS,
    CLOCKS,
    CONTENTS,
    DIRECTORY,
    FINGERPRINT,
    FORCE_MARK,
    FROM_TO,
    GLOSSARY,
    HOW_TO_READ,
    LIMIT_MARK,
    PATHWAYS,
    READS,
    RISK,
    SET_IN,
    SOURCES,
)
from webapp.engine.words.alphabet import shelves

_LIMITS_WIDTH = 40
_NO_LIMIT = "–"
Annex = tuple[str, Words, Callable[[Sheet], Iterator[str]]]


def edition(book: Book, lang: str, imprint: Imprint, older: Older = ()) -> str:
    """Return the whole edition; `older` are the blocks, by language and uid, that are behind their twins."""
    held = frozenset(one.id for one in book.sections if lang in one.pages)
    sheet = Sheet(book, imprint, Scope(lookup(book), lang, imprint.base, held, glossary=True))
    chapters = sorted(book.data.frame.chapters, key=lambda one: one.number)
    annexes = _annexes(sheet)
    return sheet.whole(sheet.name, _parts(sheet, chapters, annexes, older))


def _parts(sheet: Sheet, chapters: list[Chapter], annexes: list[Annex], older: Older) -> Iterator[str]:
    yield _cover(sheet)
    yield sheet.onward(words(sheet.name), f"/{sheet.lang}/editions")
    yield from _imprint(sheet)
    yield from _contents(sheet, chapters, annexes)
    terms: dict[str, Term] = {}
    for one in chapters:
        yield NEW_PAGE
        yield from chapter_part(sheet, one, sections_of(sheet.book, one, sheet.lang), terms, older)
    for name, title, told in annexes:
        yield NEW_PAGE
        yield sheet.onward(sheet.say(title), f"/{sheet.lang}/{_WAYS[name]}")
        yield call("chapter-head", sheet.say(title), at=label(f"a-{name}"))
        yield from told(sheet)


def _cover(sheet: Sheet) -> str:
    way = f"{sheet.imprint.base}/{sheet.lang}/manual" if sheet.imprint.base else ""
    return call(
        "cover-page",
        words(AUTHOR.of(sheet.lang)),
        words(sheet.name),
        sheet.edition(),
        words(sheet.imprint.label),
        address=string(way) if way else "none",
        drawing=string(squares(way)) if way else "none",
    )


def _imprint(sheet: Sheet) -> Iterator[str]:
    frame, lang = sheet.book.data.frame, sheet.lang
    digest = call("code", string(sheet.book.digest[:16]))
    fingerprint = joined([sheet.say(FINGERPRINT), string(" "), digest])
    told = [words(frame.note.of(lang)), words(sheet.imprint.label), fingerprint]
    keys = (f"({string(one)}, {sheet.say(labels.BOX[one])}, {sheet.say(READS[one])})" for one in FORCES)
    marks = [call("par", sheet.say(FORCE_MARK)), call("key", array(keys)), call("par", sheet.say(LIMIT_MARK))]
    yield call("chapter-head", sheet.say(ABOUT))
    yield call("imprint", sheet.edition(), joined(call("par", one) for one in told))
    yield call("imprint", sheet.say(HOW_TO_READ), joined(marks))


def _contents(sheet: Sheet, chapters: list[Chapter], annexes: list[Annex]) -> Iterator[str]:
    yield NEW_PAGE
    yield sheet.onward(sheet.say(CONTENTS), f"/{sheet.lang}/manual")
    yield call("chapter-head", sheet.say(CONTENTS))
    for one in chapters:
        number, at = f"n({string(str(one.number))})", label(f"c-{one.number}")
        yield call("contents-line", number, words(one.title.of(sheet.lang)), at, chapter="true")
        yield from contents_of(sheet, one)
    for name, title, _told in annexes:
        yield call("contents-line", NOTHING, sheet.say(title), label(f"a-{name}"), chapter="true")


_WAYS = {
    "clocks": "clocks",
    "pathways": "pathways",
    "cards": "cards",
    "glossary": "glossary",
    "directory": "entities",
    "sources": "editions",
}
"""Where the site shows what an annex holds."""


def _annexes(sheet: Sheet) -> list[Annex]:
    """Return the annexes that have something in them."""
    data = sheet.book.data
    drawn = {block.markdown.strip() for _, lang, block in sheet.book.blocks() if block.name == "pathway"}
    offered: list[tuple[object, Annex]] = [
        (data.clocks, ("clocks", CLOCKS, _clocks)),
        ({one.id for one in data.pathways.pathways} - drawn, ("pathways", PATHWAYS, _pathways)),
        (data.cards, ("cards", CARDS, _cards)),
        (data.terms, ("glossary", GLOSSARY, _glossary)),
        (data.directory, ("directory", DIRECTORY, _directory)),
        (data.sources, ("sources", SOURCES, _sources)),
    ]
    return [annex for held, annex in offered if held]


def _clocks(sheet: Sheet) -> Iterator[str]:
    rows: dict[str, list[Clock]] = {}
    for one in sheet.book.data.clocks:
        rows.setdefault(one.limit.clock, []).append(one)
    head = [NOTHING, *(sheet.say(one) for one in RISK.values()), sheet.say(SET_IN)]
    widths = array(map(str, (_LIMITS_WIDTH, *(0 for _ in RISK), 0)))
    told = array(_clock_row(sheet, one) for one in rows.values())
    yield call("inset-of", call("rows", widths, array(head), told, first="400"))


def _clock_row(sheet: Sheet, limits: list[Clock]) -> str:
    lang, first, setter = sheet.lang, limits[0], Setter(sheet.scope)
    by_risk = {str(one.limit.risk): one.limit for one in limits}
    told = sheet.say(FROM_TO, starts=first.starts.of(lang), stops=first.stops.of(lang))
    cells = []
    for risk in RISK:
        limit = by_risk.get(risk)
        text = words(labels.limit(limit, lang)) if limit else string(_NO_LIMIT)
        cells.append(call("limit", text) if limit and limit.status == "starter" else text)
    target = sheet.lookup.targets.get(first.limit.uid)
    return array([told, *cells, setter.see(target) if target else NOTHING])


def _pathways(sheet: Sheet) -> Iterator[str]:
    drawn = {block.markdown.strip() for _, lang, block in sheet.book.blocks() if block.name == "pathway"}
    for one in sheet.book.data.pathways.pathways:
        if one.id not in drawn:
            yield call("inset-of", typeset_pathway.drawn(one, sheet.scope))


def _cards(sheet: Sheet) -> Iterator[str]:
    for one in sheet.book.data.cards:
        yield NEW_PAGE
        yield sheet.onward(words(one.title.of(sheet.lang)), f"/{sheet.lang}/cards/{one.id}")
        yield card_part(sheet, one, alone=False)


def _glossary(sheet: Sheet) -> Iterator[str]:
    for letter, terms in shelves(sheet.book.data.terms, lambda one: one.words.of(sheet.lang)):
        entries = array(sheet.entry(one, label(f"t-{one.id}")) for one in terms)
        yield call("shelf", words(letter), call("paired", entries))


def _directory(sheet: Sheet) -> Iterator[str]:
    for one in sheet.book.data.directory:
        told = (one.name, one.does, one.when)
        phone = f"n({string(one.phone)})" if one.phone else "none"
        yield call("contact", *(words(part.of(sheet.lang)) for part in told), phone)


def _sources(sheet: Sheet) -> Iterator[str]:
    yield call("small-print", sheet.sources(one.id for one in sheet.book.data.sources))
