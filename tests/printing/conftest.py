"""What tests of printing share: a manual with every kind of block, read once, and the way onto paper."""

import datetime as dt

import pytest

from tests.printing import everything, printed
from webapp.engine.manual import book as books
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.typeset_sheet import Imprint
from webapp.printing import paper
from webapp.web.label import LABEL

MADE = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
DAYS = {"ar": ("1 نوفمبر 2026", "1 نوفمبر 2027"), "en": ("1 November 2026", "1 November 2027")}


@pytest.fixture(scope="session")
def book() -> Book:
    return books.read(everything.files())[0]


@pytest.fixture(scope="session")
def section(book: Book) -> Section:
    return next(one for one in book.sections if one.id == "reporting/everything")


@pytest.fixture(scope="session")
def imprint():
    """Return what a document of a language says of itself."""
    return lambda lang, base="https://masar.example": Imprint(1, *DAYS[lang], LABEL[lang], base)


@pytest.fixture(scope="session")
def print_out():
    """Set Typst's code and take apart what comes out."""
    return lambda code, lang: printed.read(paper.pdf(code, lang=lang, made=MADE))
