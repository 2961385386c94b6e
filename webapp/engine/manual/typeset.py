"""Printed documents, as Typst's code: a section, a chapter."""

from collections.abc import Collection, Iterable, Iterator

from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.data import Chapter, Term, Words
from webapp.engine.manual.lookup import Target, lookup
from webapp.engine.manual.outline import entries
from webapp.engine.manual.typeset_blocks import body
from webapp.engine.manual.typeset_marks import array, call, flag, joined, label, string, words
from webapp.engine.manual.typeset_sheet import Imprint, Sheet
from webapp.engine.manual.typeset_tokens import Scope, place
from webapp.engine.manual.typeset_words import (
    CHAPTER,
    CHAPTER_RESTS_ON,
    EDITION_CITED,
    KIND,
    PLANNED,
    RESTS_ON,
    STARTER,
    TO_CITE,
    UNOFFICIAL,
)

NEW_PAGE = "pagebreak(weak: true)"

Older = Collection[tuple[str, str]]


def section(book: Book, wanted: Section, lang: str, imprint: Imprint, older: Older = ()) -> str:
    """Return a section as a document of its own.

    Shape: `older` are the blocks, by language and uid, that are behind their twins.
    """
    sheet = Sheet(book, imprint, Scope(lookup(book), lang, imprint.base, frozenset({wanted.id})))
    terms: dict[str, Term] = {}
    told = section_part(sheet, wanted, terms, older, level=1)
    parts = [
        sheet.masthead(),
        *told,
        *_after(sheet, terms, RESTS_ON, wanted.ids("sources")),
        _to_cite(sheet, wanted),
    ]
    return sheet.whole(f"{wanted.number} {wanted.title.of(lang)}", parts)


def chapter(book: Book, wanted: Chapter, lang: str, imprint: Imprint, older: Older = ()) -> str:
    """Return a chapter as a document of its own, its contents first."""
    sections = sections_of(book, wanted, lang)
    held = frozenset(one.id for one in sections)
    sheet = Sheet(book, imprint, Scope(lookup(book), lang, imprint.base, held))
    terms: dict[str, Term] = {}
    parts = [sheet.masthead(), *chapter_part(sheet, wanted, sections, terms, older)]
    named = {one for section in sections for one in section.ids("sources")}
    sources = [one.id for one in book.data.sources if one.id in named]
    after = [NEW_PAGE, _chapter_onward(sheet, wanted), *_after(sheet, terms, CHAPTER_RESTS_ON, sources)]
    number = CHAPTER.of(lang).format(number=wanted.number)
    return sheet.whole(f"{number} · {wanted.title.of(lang)}", [*parts, *after])


def sections_of(book: Book, wanted: Chapter, lang: str) -> tuple[Section, ...]:
    """Return the sections of a chapter that this language has."""
    return tuple(one for one in book.sections if one.place.chapter == wanted.number and lang in one.pages)


def chapter_part(
    sheet: Sheet, wanted: Chapter, sections: Iterable[Section], terms: dict[str, Term], older: Older
) -> Iterator[str]:
    """Yield a chapter: its head, its contents, then each section on a new page."""
    number, title = f"n({string(str(wanted.number))})", words(wanted.title.of(sheet.lang))
    yield _chapter_onward(sheet, wanted)
    yield call(
        "chapter-head",
        title,
        number=number,
        at=label(f"c-{wanted.number}"),
    )
    yield from contents_of(sheet, wanted)
    for one in sections:
        yield NEW_PAGE
        yield from section_part(sheet, one, terms, older, level=2)


def _chapter_onward(sheet: Sheet, wanted: Chapter) -> str:
    title = words(wanted.title.of(sheet.lang))
    running = joined([sheet.say(CHAPTER, number=wanted.number), string(" · "), title])
    return sheet.onward(running, f"/{sheet.lang}/manual#chapter-{wanted.number}")


def contents_of(sheet: Sheet, wanted: Chapter) -> Iterator[str]:
    """Yield a line for each section of a chapter, written or planned."""
    for one in entries(sheet.book, wanted, sheet.lang):
        at = label(f"s-{one.section_id}") if one.section_id else "none"
        number = f"n({string(one.number)})"
        yield call("contents-line", number, words(one.title), at, planned=sheet.say(PLANNED))


def section_part(
    sheet: Sheet, wanted: Section, terms: dict[str, Term], older: Older, *, level: int
) -> Iterator[str]:
    """Yield a section; `level` is how deep its title stands among the headings of the document."""
    number, title = f"n({string(wanted.number)})", words(wanted.title.of(sheet.lang))
    target = Target(wanted.number, wanted.id, "")
    chapter_ = sheet.book.chapter(wanted)
    crumb = "none"
    if level == 1 and chapter_:
        under = words(chapter_.title.of(sheet.lang))
        crumb = joined([sheet.say(CHAPTER, number=chapter_.number), string(" · "), under])
    meta = [sheet.say(KIND[wanted.kind]), *([sheet.say(STARTER)] if wanted.status == "starter" else [])]
    yield sheet.onward(joined([number, string("  "), title]), target.address(sheet.lang))
    yield call(
        "section",
        str(level),
        number,
        title,
        label(place(target)),
        body(wanted, sheet.scope, terms, older),
        crumb=crumb,
        meta=array(meta),
        rests=_sources_line(sheet, wanted) if level > 1 else "none",
    )


def _sources_line(sheet: Sheet, wanted: Section) -> str:
    """Return the sources of a section by their ids, for they stand in full at the end of the document."""
    ids = [one for one in wanted.ids("sources") if one in sheet.lookup.sources]
    if not ids:
        return "none"
    named = (call("see", f"n({string(one)})", label(f"q-{one}")) for one in ids)
    return call("sources-line", sheet.say(RESTS_ON), array(named))


def _after(sheet: Sheet, terms: dict[str, Term], title: Words, sources: Iterable[str]) -> Iterator[str]:
    if terms:
        yield sheet.terms(terms.values())
    known = [one for one in sources if one in sheet.lookup.sources]
    if known:
        yield call("after", sheet.say(title), sheet.sources(known))


def _to_cite(sheet: Sheet, wanted: Section) -> str:
    lang, edition = sheet.lang, sheet.imprint.edition
    comma = "، " if lang == "ar" else ", "
    which = EDITION_CITED.of(lang).format(number=edition, mark=UNOFFICIAL.of(lang))
    way = f"{sheet.imprint.base}/{lang}/manual/{wanted.id}@{edition}"
    told = [words(f"{sheet.name}{comma}§{wanted.number}{comma}{which}{comma}"), call("code", string(way))]
    return call("after", sheet.say(TO_CITE), joined(told), together=flag(value=True))
