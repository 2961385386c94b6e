"""What the check finds in an amendment, at its rows, and how its rows look in print."""

import dataclasses
from collections.abc import Mapping

import sqlalchemy as sa
from markupsafe import Markup

from webapp.desk.comparing import book_in_force
from webapp.desk.queries import Amendment
from webapp.engine.desk import rows
from webapp.engine.manual import book as books
from webapp.engine.manual import labels, render, splitting
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.check import check, check_section
from webapp.engine.manual.lookup import Lookup, Target, lookup
from webapp.engine.manual.sections import Heading
from webapp.engine.manual.source import Source, place
from webapp.engine.problems import Problem, Where, in_order
from webapp.engine.telling import Pieces
from webapp.engine.yaml import Mapping as YamlMapping
from webapp.errors import Refused
from webapp.manual import queries as manual
from webapp.web.memory import Lately


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One finding in the reader's language. Shape: `at` is its file's language, `line` its line there."""

    severity: str
    rule: str
    at: str
    path: str
    line: int
    says: Pieces
    mend: Pieces
    is_english: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """What was found. Shape: by row, those of no row under the empty key; numbers of blocks by uid."""

    problems: Mapping[str, tuple[Problem, ...]]
    numbers: Mapping[str, str]
    known: Lookup

    @property
    def errors(self) -> int:
        """How many findings keep it from being published."""
        return sum(one.severity == "error" for some in self.problems.values() for one in some)

    @property
    def warnings(self) -> int:
        """How many other findings there are."""
        return sum(len(some) for some in self.problems.values()) - self.errors

    def told(self, key: str, lang: str) -> tuple[Finding, ...]:
        """Return what was found at a row, in a language."""
        return tuple(_told(one, lang) for one in self.problems.get(key, ()))


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """A block of a row in print. Shape: `words` is HTML of the manual's own renderer."""

    label: str
    basis: str
    words: Markup


_looked: Lately[tuple[str, str], Looked] = Lately(24)


def look(connection: sa.Connection, found: Amendment) -> Looked:
    """Return every finding about an amendment, held against the edition in force; the same text is read once.

    Errors: Refused while no edition is in force.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    key = (edition.digest, f"{found.piece}\0{books.digest(found.files)}")
    known = _looked.get(key)
    if known is not None:
        return known
    book = book_in_force(connection) if found.is_section else None
    if book is not None:
        return _looked.keep(key, _section_looked(found, book))
    return _looked.keep(key, _list_looked(found, manual.files(connection, edition=edition.number)))


def printed(looked: Looked, found: Amendment, *, text: str, lang: str) -> tuple[Printed, ...]:
    """Return how a row's text will look in a language, errors and all."""
    where = place(f"{found.piece}.{lang}.md")
    if where is None:
        return ()
    source = Source(where, YamlMapping({}, {}, Where(where.path)), rows.plain(text), 1)
    page, _ = splitting.split(source)
    known = looked.known
    shown = []
    for item in page.items:
        if isinstance(item, Heading):
            made = render.heading(item, anchor="", lookup=known, lang=lang)
            shown.append(Printed("", "", Markup(made.replace(' id=""', ""))))  # noqa: S704 -- the renderer's own
            continue
        target = Target("", found.section_id, "")
        block = render.block(item, target=target, basis=None, lookup=known, lang=lang, state="same")
        label = labels.BOX[item.name].of(lang) if item.name in labels.BOX else ""
        basis = render.basis_words(item.basis, known, lang)
        shown.append(Printed(label, basis, Markup(block.quote)))  # noqa: S704 -- the renderer's own, sanitised
    return tuple(shown)


def _list_looked(found: Amendment, edition: Mapping[str, str]) -> Looked:
    """Check the whole with a data file in its place; what is warned of elsewhere stood there before."""
    whole, problems = check({**edition, **found.files})
    own = tuple(one for one in problems if one.where.path == found.piece or one.severity == "error")
    return Looked({"": own}, {}, lookup(whole))


def _section_looked(found: Amendment, edition: Book) -> Looked:
    """Check a section in the place of what the edition has there; everything else was checked before."""
    alone, problems = books.read(found.files)
    others = [one for one in edition.sections if one.place.stem != found.piece]
    together = sorted((*others, *alone.sections), key=lambda one: (one.place.chapter, one.place.section))
    book = dataclasses.replace(edition, sections=tuple(together))
    own = [one for one in problems if one.where.path.startswith(f"{found.piece}.")]
    section: Section | None = next(iter(alone.sections), None)
    by_row = _by_row(found, check_section(book, found.piece, own))
    return Looked(by_row, section.numbers() if section else {}, lookup(book))


def _by_row(found: Amendment, problems: tuple[Problem, ...]) -> dict[str, tuple[Problem, ...]]:
    pair = rows.pair_of(found.files)
    spans: dict[str, list[tuple[int, int, str]]] = {}
    lines = {lang: rows.first_lines(side) for lang, side in pair.items()}
    for row in rows.rows(pair):
        for lang, at in row.at.items():
            spans.setdefault(f"{found.piece}.{lang}.md", []).append((*lines[lang][at], row.key))
    sorted_: dict[str, list[Problem]] = {}
    for one in problems:
        rows_ = spans.get(one.where.path, ())
        key = next((key for first, last, key in rows_ if first <= one.where.line <= last), "")
        sorted_.setdefault(key, []).append(one)
    return {key: in_order(some) for key, some in sorted_.items()}


def _told(one: Problem, lang: str) -> Finding:
    says, mend = one.told(lang)
    where = place(one.where.path)
    at = where.lang if where else ""
    return Finding(one.severity, one.rule, at, one.where.path, one.where.line, says, mend, one.twice is None)
