"""What reading pages show: sections with what stands around them, contents, the first page."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.errors import NotFound
from webapp.manual import history
from webapp.manual import queries as manual
from webapp.reading import addresses
from webapp.scenarios import queries as scenarios

QUICK = ("6.1", "6.2", "7.1")
"""What a reader with a child in front of them needs first, by number."""

_CASES_ON_HOME = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A section in a list; its address is empty while it is only planned."""

    number: str
    title: str
    section_id: str
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in a list, with its sections."""

    number: int
    title: str
    address: str
    sections: tuple[Entry, ...]

    @property
    def planned(self) -> int:
        """Return how many sections it means to have."""
        return len(self.sections)

    @property
    def written(self) -> int:
        """Return how many of them can be read."""
        return sum(1 for one in self.sections if one.address)


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """A case in a list."""

    title: str
    role: str
    harm: str
    harms: tuple[str, ...]
    minutes: int
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    """An edition as a reader meets it."""

    number: int
    effective: dt.date
    published: dt.datetime
    note: str
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    edition: Edition | None
    quick: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    cases: tuple[Case, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Contents:
    """The chapters of an edition, how much of it can be read, and which sections changed with it.

    Shape: `changed` are section ids, none in the first edition, in which all is new.
    """

    edition: int
    chapters: tuple[Chapter, ...]
    changed: frozenset[str]

    @property
    def written(self) -> int:
        """Return the number of sections that can be read."""
        return sum(chapter.written for chapter in self.chapters)

    @property
    def planned(self) -> int:
        """Return the number of sections it means to have."""
        return sum(chapter.planned for chapter in self.chapters)


@dataclasses.dataclass(frozen=True, slots=True)
class Around:
    """What stands around every section of an edition in one language."""

    edition: int
    in_force: int
    chapters: tuple[Chapter, ...]
    cases: Mapping[str, tuple[Case, ...]]


def editions(connection: sa.Connection, *, lang: str) -> tuple[Edition, ...]:
    """Return the published editions, newest first."""
    return tuple(
        Edition(
            number=one.number,
            effective=one.effective,
            published=one.published,
            note=one.note_ar if lang == "ar" else one.note_en,
            digest=one.digest,
        )
        for one in manual.editions(connection)
    )


def chapters(connection: sa.Connection, *, lang: str, edition: int | None) -> tuple[Chapter, ...]:
    """Return every chapter with its sections, written and planned; none without an edition."""
    if edition is None:
        return ()
    return tuple(
        Chapter(one.number, one.title, addresses.chapter(lang, one.number), _entries(one, lang))
        for one in manual.outline(connection, lang=lang, edition=edition)
    )


def contents(connection: sa.Connection, *, lang: str) -> Contents:
    """Return the contents of the edition in force; none before the first."""
    edition = manual.edition_in_force(connection)
    number = edition.number if edition else 0
    last_changed = history.kept(connection, edition=number).sections if number > 1 else {}
    return Contents(
        edition=number,
        chapters=chapters(connection, lang=lang, edition=number or None),
        changed=frozenset(one for one, at in last_changed.items() if at == number),
    )


def home(connection: sa.Connection, *, lang: str) -> Home:
    """Return what the first page shows."""
    published = editions(connection, lang=lang)
    edition = published[0] if published else None
    number = edition.number if edition else None
    outline = chapters(connection, lang=lang, edition=number)
    entries = {one.number: one for chapter in outline for one in chapter.sections if one.address}
    return Home(
        edition=edition,
        quick=tuple(entries[number] for number in QUICK if number in entries),
        chapters=outline,
        cases=tuple(cases(connection, lang=lang, edition=number).values())[:_CASES_ON_HOME],
    )


def around(connection: sa.Connection, *, lang: str, edition: int | None) -> Around:
    """Return what stands around the sections of an edition, or of the one in force.

    Errors: NotFound where there is no such edition, or none at all.
    """
    published = [one.number for one in manual.editions(connection)]
    if not published:
        raise NotFound("reading.nothing-published")
    edition = published[0] if edition is None else edition
    if edition not in published:
        raise NotFound("reading.no-edition", edition=edition)
    known = cases(connection, lang=lang, edition=edition)
    by_section: dict[str, list[Case]] = defaultdict(list)
    for section in manual.searchable(connection, lang=lang, edition=edition):
        uids = frozenset(block.uid for block in section.blocks)
        by_section[section.section_id] += [
            known[name] for name in scenarios.citing(connection, uids) if name in known
        ]
    return Around(
        edition=edition,
        in_force=published[0],
        chapters=chapters(connection, lang=lang, edition=edition),
        cases={section_id: tuple(found) for section_id, found in by_section.items()},
    )


def cases(connection: sa.Connection, *, lang: str, edition: int | None) -> dict[str, Case]:
    """Return the registered cases by id, in the order of the catalogue; siblings are found beside theirs."""
    labels: dict[str, str] = {}
    if edition is not None:
        labels = manual.vocabulary(connection, lang=lang, edition=edition).get("harms", {})
    comma = "، " if lang == "ar" else ", "
    return {
        one.id: Case(
            title=one.title.of(lang),
            role=one.role.of(lang),
            harm=comma.join(labels.get(harm, harm) for harm in one.harm),
            harms=tuple(one.harm),
            minutes=one.minutes,
            address=addresses.case(lang, one.id),
        )
        for one in scenarios.offered(connection)
        if not one.sibling_of
    }


def _entries(chapter: manual.ChapterEntry, lang: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            number=one.number,
            title=one.title,
            section_id=one.section_id or "",
            address=addresses.section(lang, one.section_id) if one.section_id else "",
        )
        for one in chapter.sections
    )
