"""The contents of a manual: each chapter with the sections it has and those it means to have."""

import dataclasses

from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Chapter


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A section in the contents; its id is None while it is only planned."""

    number: str
    title: str
    section_id: str | None


def entries(book: Book, chapter: Chapter, lang: str) -> tuple[Entry, ...]:
    """Return a chapter's sections in the order of their numbers."""
    planned = {one.number: Entry(one.number, one.title.of(lang), None) for one in chapter.planned}
    written = {
        one.number: Entry(one.number, one.title.of(lang), one.id)
        for one in book.sections
        if one.place.chapter == chapter.number and lang in one.pages
    }
    return tuple(sorted((planned | written).values(), key=_order))


def _order(entry: Entry) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in entry.number.split(".") if part.isdecimal()), entry.number
