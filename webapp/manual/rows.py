"""What an edition's rows hold: a checked manual worked out into plain values."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from webapp.engine.manual import lists, outline
from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Words
from webapp.engine.manual.lookup import Lookup, lookup
from webapp.engine.manual.pages import Link, SectionPage
from webapp.engine.manual.source import LANGUAGES

_APART = ("blocks", "previous", "next", "siblings")
_VOCABULARY = ("roles", "harms", "entities", "themes", "stages")
Row = dict[str, Any]


def section(page: SectionPage, *, edition_id: int, position: int) -> Row:
    """Return a section's row."""
    row = {
        field.name: getattr(page, field.name)
        for field in dataclasses.fields(page)
        if field.name not in _APART
    }
    return row | {
        "edition_id": edition_id,
        "position": position,
        "previous": _link(page.previous),
        "next": _link(page.next),
        "siblings": [_link(one) for one in page.siblings],
    }


def blocks(page: SectionPage, *, edition_id: int) -> Iterator[Row]:
    """Yield the rows of a section's blocks."""
    for position, one in enumerate(page.blocks):
        yield {
            "edition_id": edition_id,
            "lang": page.lang,
            "section_id": page.section_id,
            "position": position,
            "uid": one.uid,
            "number": one.number,
            "force": one.force,
            "basis": one.basis,
            "basis_words": one.basis_words,
            "heading": one.heading,
            "html": one.quote,
            "text": one.text,
            "state": one.state,
            "digest": one.digest,
        }


def data(book: Book) -> dict[str, Any]:
    """Return the named data of an edition."""
    frame = book.data.frame
    known = lookup(book)
    words = {name: getattr(frame, name) for name in _VOCABULARY}
    return {
        "title": _words(frame.title),
        "limits": [dataclasses.asdict(one.limit) for one in book.data.clocks],
        "holidays": [{"date": one.date.isoformat(), **_words(one.name)} for one in book.data.holidays],
        "glossary": [
            {
                "id": one.id,
                **_words(one.words),
                "aliases": {"ar": one.aliases_ar, "en": one.aliases_en},
                "says": _words(one.says),
            }
            for one in book.data.terms
        ],
        "vocabulary": {
            name: {one: _words(label) for one, label in held.items()} for name, held in words.items()
        },
        "named": lists.named(book),
        **{f"{name}.{lang}": made for lang in LANGUAGES for name, made in _listed(book, known, lang).items()},
    }


def _listed(book: Book, known: Lookup, lang: str) -> dict[str, Any]:
    return {
        "outline": _outline(book, lang),
        "forms": lists.forms(book, lang),
        "clocks": lists.clocks(book, known, lang),
        "directory": lists.directory(book, known, lang),
        "pathways": lists.pathways(book, known, lang),
        "cards": lists.cards(book, known, lang),
    }


def _outline(book: Book, lang: str) -> list[Row]:
    return [
        {
            "id": chapter.id,
            "number": chapter.number,
            "title": chapter.title.of(lang),
            "sections": [dataclasses.astuple(one) for one in outline.entries(book, chapter, lang)],
        }
        for chapter in sorted(book.data.frame.chapters, key=lambda one: one.number)
    ]


def _link(link: Link | None) -> tuple[str, str, str] | None:
    return (link.section_id, link.number, link.title) if link else None


def _words(words: Words) -> dict[str, str]:
    return {"ar": words.ar, "en": words.en}
