"""An amendment against the edition in force: what it changes, block by block and word by word."""

import dataclasses
import difflib
from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from webapp.desk.queries import Amendment
from webapp.engine import yaml
from webapp.engine.desk import frame
from webapp.engine.manual import book as books
from webapp.engine.manual import source
from webapp.engine.manual.body import body
from webapp.engine.manual.book import Book
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.source import LANGUAGES
from webapp.manual import difference, pairs
from webapp.manual import queries as manual
from webapp.manual.difference import Difference, Marks, Row
from webapp.manual.pairs import Written
from webapp.web.memory import Lately

DATA = "data"
"""Under this name stands the weight of a data file, which has no blocks."""

_LINES_AROUND = 2
_books: Lately[str, Book] = Lately(2)
"""The editions that were in force lately, read, by their fingerprints: reading one takes most of a second."""


@dataclasses.dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of a file that differ, with those around them. Units: `line` counts from 1 in the new text."""

    line: int
    marks: Marks


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """What an amendment changes.

    Shape: `section` is None for a data file, and where the text is too broken to be set out; `hunks` are then
    its lines, else those of the front matter. `changed` are the uids that need a weight, `langs` the
    languages that read otherwise than before.
    """

    section: Difference | None
    hunks: tuple[Hunk, ...]
    changed: tuple[str, ...]
    langs: frozenset[str]
    is_broken: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The blocks of which there is something to tell."""
        groups = self.section.groups if self.section else ()
        return tuple(row for group in groups for row in group.rows if not row.is_quiet)

    @property
    def is_empty(self) -> bool:
        """Say whether it changes nothing at all."""
        return not (self.hunks or self.langs or self.rows)


def compare(connection: sa.Connection, found: Amendment) -> Comparison:
    """Return what an amendment, with its text, changes in the edition in force.

    Shape: of a published one, what it changed in the edition before its own.
    """
    edition = manual.edition_in_force(connection)
    number = edition.number if edition else 0
    number = found.published_as - 1 if found.published_as else number
    was = manual.files(connection, edition=number, paths=tuple(found.files))
    if not found.is_section:
        (path,) = found.files
        old, new = was.get(path, ""), found.files[path]
        return _of_data(old, new)
    section = None
    try:
        section = _section(connection, found, number)
    except (LookupError, ValueError, AttributeError, TypeError):
        # What is being written may be anything; of a text that cannot be set out the lines are shown.
        return _of_broken(was, found.files)
    if section is None:
        return _of_broken(was, found.files)
    fronts = [
        hunk
        for path in found.files
        for hunk in hunks(_front(was.get(path, "")), _front(found.files[path]), first=2)
    ]
    changed = tuple(row.uid for group in section.groups for row in group.rows if _needs_weight(row))
    return Comparison(section, tuple(fronts), changed, frozenset(_languages(section)))


def hunks(old: str, new: str, *, first: int = 1) -> Iterator[Hunk]:
    """Yield the places at which two texts differ, word by word, with the lines around them.

    Units: `first` is the number of the texts' first line.
    """
    before, after = old.split("\n"), new.split("\n")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if before == after:
        return
    for codes in matcher.get_grouped_opcodes(_LINES_AROUND):
        a, b, c, d = codes[0][1], codes[-1][2], codes[0][3], codes[-1][4]
        yield Hunk(c + first, difference.marks("\n".join(before[a:b]), "\n".join(after[c:d])))


def book_in_force(connection: sa.Connection) -> Book | None:
    """Return the edition in force, read; it is kept while it is in force."""
    edition = manual.edition_in_force(connection)
    if edition is None:
        return None
    known = _books.get(edition.digest)
    if known is None:
        known, _problems = books.read(manual.files(connection, edition=edition.number))
        known = _books.keep(edition.digest, known)
    return known


def _section(connection: sa.Connection, found: Amendment, in_force: int) -> Difference | None:
    book = book_in_force(connection)
    small, _problems = books.read({path: text for path, text in found.files.items() if text})
    if book is None or len(small.sections) > 1:
        return None
    others = tuple(one for one in book.sections if one.place.stem != found.piece)
    if not small.sections:  # it takes the section out
        return difference.to_come(
            connection, section_id=found.section_id, old=in_force, number="", titles={}, blocks=()
        )
    (section,) = small.sections
    together = dataclasses.replace(book, sections=(*others, section))
    known = lookup(together)
    rows = [
        Written(one.uid, section.id, one.number, one.force, lang, one.heading, one.basis_words, one.quote,
                one.text, one.state)
        for lang in section.pages
        for one in body(section, lang, known).blocks
    ]  # fmt: skip
    return difference.to_come(
        connection,
        section_id=found.section_id,
        old=in_force,
        number=section.number,
        titles={lang: section.title.of(lang) for lang in section.pages},
        blocks=pairs.paired(rows),
    )


def _needs_weight(row: Row) -> bool:
    return row.is_changed or row.kind in {"added", "removed"}


def _languages(section: Difference) -> Iterator[str]:
    for lang in LANGUAGES:
        rows = [row for group in section.groups for row in group.rows]
        titled = any(mark.kind != "same" for mark in section.titles[lang])
        headed = any(mark.kind != "same" for row in rows for mark in row.heading.get(lang, ()))
        if titled or headed or any(_speaks_anew(row, lang) for row in rows):
            yield lang


def _speaks_anew(row: Row, lang: str) -> bool:
    if lang not in row.sides:
        return False
    return row.kind in {"added", "removed"} or row.sides[lang].is_changed or row.changes_force


def _front(text: str) -> str:
    """Return a file's front matter without its title, which is shown above the blocks."""
    rows = source.lines(text)
    ends = [at for at, row in enumerate(rows) if row.rstrip() == "---"]
    held = rows[ends[0] + 1 : ends[1]] if len(ends) > 1 and not ends[0] else []
    return "\n".join(row for row in held if not row.startswith("title:"))


def _of_broken(was: Mapping[str, str], now: Mapping[str, str]) -> Comparison:
    found = [hunk for path in now for hunk in hunks(was.get(path, ""), now[path])]
    places = {path: source.place(path) for path in now if was.get(path, "") != now[path]}
    langs = frozenset(place.lang for place in places.values() if place)
    return Comparison(None, tuple(found), (), langs, is_broken=True)


def _of_data(old: str, new: str) -> Comparison:
    found = tuple(hunks(old, new))
    was, now = (_spoken(text) for text in (old, new))
    langs = frozenset(lang for lang in LANGUAGES if was.get(lang) != now.get(lang))
    return Comparison(None, found, (DATA,) if found else (), langs)


def _spoken(text: str) -> dict[str, list[str]]:
    """Return the words that a data file has in each language, in their order; nothing of a broken one."""
    node, _problems = yaml.read(text, "")
    told: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    waiting = [frame.plain(node)] if node else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, value in one.items():
                told.get(key, []).append(str(value))
                waiting.append(value)
        elif isinstance(one, list):
            waiting += one
    return told
