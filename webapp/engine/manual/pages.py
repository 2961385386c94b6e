"""A whole edition worked out: every page of every section in both languages, as it will be stored."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from webapp.engine.manual.body import BlockPage, Body, body
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.data import Chapter, Words
from webapp.engine.manual.lookup import Lookup, lookup
from webapp.engine.manual.render import Said
from webapp.engine.manual.source import LANGUAGES


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A neighbour: enough to write a link to it."""

    section_id: str
    number: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class SectionPage:
    """One section in one language.

    Shape: `headings` are (anchor, text) of the second level; `sources` are (id, title, confidence).
    """

    lang: str
    section_id: str
    number: str
    title: str
    twin_title: str
    kind: str
    status: str
    chapter_id: str
    chapter_number: int
    chapter_title: str
    summary_html: str
    html: str
    headings: tuple[tuple[str, str], ...]
    previous: Link | None
    next: Link | None
    siblings: tuple[Link, ...]
    sources: tuple[tuple[str, str, str], ...]
    blocks: tuple[BlockPage, ...]
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class Front:
    """What an edition says of itself."""

    title: Words
    effective: dt.date
    note: Words


def front(book: Book) -> Front:
    """Return what an edition says of itself."""
    return Front(book.data.frame.title, book.data.frame.effective, book.data.frame.note)


def pages(
    book: Book,
    older: Collection[tuple[str, str]] = (),
    said: Mapping[tuple[str, str], Said] = MappingProxyType({}),
) -> Iterator[SectionPage]:
    """Yield every page of a manual that has no errors.

    Shape: `older` are the blocks, by language and uid, that are behind their twins; `said` is what blocks
    say, as far as that is known already.
    """
    known = lookup(book)
    for lang in LANGUAGES:
        here = [section for section in book.sections if lang in section.pages]
        links = {section.id: Link(section.id, section.number, section.title.of(lang)) for section in here}
        for at, section in enumerate(here):
            yield _page(
                section,
                lang=lang,
                chapter=book.chapter(section),
                known=known,
                laid=body(section, lang, known, older, said),
                previous=links[here[at - 1].id] if at else None,
                following=links[here[at + 1].id] if at + 1 < len(here) else None,
                siblings=tuple(links[one.id] for one in here if one.place.chapter == section.place.chapter),
            )


def _page(
    section: Section,
    *,
    lang: str,
    chapter: Chapter | None,
    known: Lookup,
    laid: Body,
    previous: Link | None,
    following: Link | None,
    siblings: tuple[Link, ...],
) -> SectionPage:
    return SectionPage(
        lang=lang,
        section_id=section.id,
        number=section.number,
        title=section.title.of(lang),
        twin_title=section.title.of("en" if lang == "ar" else "ar"),
        kind=section.kind,
        status=section.status,
        chapter_id=chapter.id if chapter else "",
        chapter_number=section.place.chapter,
        chapter_title=chapter.title.of(lang) if chapter else "",
        summary_html=laid.summary,
        html=laid.html,
        headings=laid.headings,
        previous=previous,
        next=following,
        siblings=siblings,
        sources=_sources(section, known, lang),
        blocks=laid.blocks,
        digest=_digest(section.title.of(lang), *(one.digest for one in laid.blocks)),
    )


def _sources(section: Section, known: Lookup, lang: str) -> tuple[tuple[str, str, str], ...]:
    named = (known.sources[one] for one in section.ids("sources") if one in known.sources)
    return tuple((one.id, one.title.of(lang), one.confidence) for one in named)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
