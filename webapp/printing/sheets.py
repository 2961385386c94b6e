"""What can be printed, and the text it is set from: an edition's files read once, as the edition had them."""

import dataclasses
import datetime as dt
import threading
from typing import Literal

import sqlalchemy as sa
from babel.dates import format_date

from webapp.engine.manual import book as books
from webapp.engine.manual import typeset, typeset_book, typeset_card
from webapp.engine.manual.book import Book
from webapp.engine.manual.typeset_sheet import Imprint
from webapp.errors import NotFound
from webapp.manual import history, queries, service
from webapp.manual.queries import EditionInfo
from webapp.web.label import LABEL

Kind = Literal["section", "chapter", "card", "edition"]
_A_YEAR = dt.timedelta(days=365)
_MOST_BOOKS = 2

_turn = threading.Lock()
_books: dict[str, Book] = {}


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed.

    Shape: `name` is a section's or a card's id, a chapter's number, nothing for the whole edition; `size` is
    a card's paper, one of `typeset_card.SIZES`.
    """

    kind: Kind
    name: str = ""
    size: str = "a4"

    @property
    def file(self) -> str:
        """The name of its file."""
        parts = [self.kind, self.name.replace("/", "."), self.size if self.kind == "card" else ""]
        return "-".join(part for part in parts if part) + ".pdf"


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """An edition to print from: which it is, and which of its blocks are behind their twins."""

    edition: EditionInfo
    book: Book
    older: frozenset[tuple[str, str]]

    def typeset(self, wanted: Wanted, *, lang: str, base: str) -> str:
        """Return Typst's code for what is wanted.

        Errors: NotFound where this edition has no such thing in this language.
        """
        imprint = imprint_of(self.edition, lang=lang, base=base)
        match wanted.kind:
            case "section":
                for section in self.book.sections:
                    if section.id == wanted.name and lang in section.pages:
                        return typeset.section(self.book, section, lang, imprint, self.older)
                raise NotFound("reading.no-section", section=wanted.name)
            case "chapter":
                for chapter in self.book.data.frame.chapters:
                    if str(chapter.number) == wanted.name:
                        return typeset.chapter(self.book, chapter, lang, imprint, self.older)
                raise NotFound("printing.no-chapter", chapter=wanted.name)
            case "card":
                for card in self.book.data.cards:
                    if card.id == wanted.name:
                        return typeset_card.card(self.book, card, lang, imprint, wanted.size)
                raise NotFound("reading.no-card", name=wanted.name)
            case _:
                return typeset_book.edition(self.book, lang, imprint, self.older)


def edition(connection: sa.Connection, number: int | None) -> EditionInfo:
    """Return an edition, or the one in force.

    Errors: NotFound where there is none.
    """
    published = queries.editions(connection)
    if not published:
        raise NotFound("reading.nothing-published")
    found = next((one for one in published if number in {None, one.number}), None)
    if found is None:
        raise NotFound("reading.no-edition", edition=number)
    return found


def source(connection: sa.Connection, edition: EditionInfo) -> Source:
    """Return an edition ready to be printed from; its files are read once and remembered."""
    with _turn:
        book = _books.get(edition.digest)
        if book is None:
            files = service.export_files(connection, edition=edition.number)
            while len(_books) >= _MOST_BOOKS:
                del _books[next(iter(_books))]
            book = _books[edition.digest] = books.read(files)[0]
    return Source(edition, book, behind(connection, edition))


def behind(connection: sa.Connection, edition: EditionInfo) -> frozenset[tuple[str, str]]:
    """Return the blocks of an edition, by language and uid, that are behind their twins."""
    return history.kept(connection, edition=edition.number).behind


def imprint_of(edition: EditionInfo, *, lang: str, base: str) -> Imprint:
    """Return what a document of an edition says of itself, on a site reached at `base` or not at all."""
    return Imprint(
        edition=edition.number,
        effective=_day(edition.effective, lang),
        check_after=_day(edition.effective + _A_YEAR, lang),
        label=LABEL[lang],
        base=base,
    )


def _day(day: dt.date, lang: str) -> str:
    return format_date(day, "d MMMM y", locale=lang)
