"""Other ways into the manual: by role, entity, harm, stage and time limit, by pathway, by card."""

import dataclasses
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.manual import lists
from webapp.manual import queries as manual
from webapp.manual.lists import Card, Clock, Contact, Form, Pathway, Question
from webapp.reading import addresses, queries
from webapp.reading.queries import Case, Chapter, Entry

KINDS = {
    "role": "roles",
    "entity": "entities",
    "harm": "harms",
    "stage": "stages",
    "theme": "themes",
    "form": "forms",
}
"""What sections can be found by: the word in an address, and the list in a front matter."""

RISKS = ("critical", "high", "medium", "low")
WITHIN = (1, 4, 24, 72, 168)
"""Hours by which time limits are offered."""

_MINUTES = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """A way in, such as one role, and how many sections it leads to."""

    name: str
    words: str
    address: str
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The sections for one role, entity, harm or stage. Shape: only chapters that have some."""

    kind: str
    name: str
    words: str
    chapters: tuple[Chapter, ...]
    pathways: tuple[Pathway, ...]
    cards: tuple[Card, ...]
    cases: tuple[Case, ...]

    @property
    def count(self) -> int:
        """Return the number of sections found."""
        return sum(len(chapter.sections) for chapter in self.chapters)


@dataclasses.dataclass(frozen=True, slots=True)
class ClockRow:
    """One time limit at every level of risk. Shape: `limits` has no entry for a level it does not bind."""

    clock: str
    starts: str
    stops: str
    basis: str
    limits: Mapping[str, Clock]
    sections: tuple[Entry, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Library:
    """Everything an edition can be found by, in one language, worked out once."""

    lang: str
    chapters: tuple[Chapter, ...]
    vocabulary: Mapping[str, Mapping[str, str]]
    named: Mapping[str, Mapping[str, tuple[str, ...]]]
    clocks: tuple[Clock, ...]
    directory: tuple[Contact, ...]
    questions: tuple[Question, ...]
    pathways: tuple[Pathway, ...]
    cards: tuple[Card, ...]
    forms: tuple[Form, ...]
    cases: tuple[Case, ...]

    @property
    def entries(self) -> dict[str, Entry]:
        """The sections that can be read, by id."""
        return {one.section_id: one for chapter in self.chapters for one in chapter.sections if one.address}


def library(connection: sa.Connection, *, lang: str, edition: int) -> Library:
    """Return what an edition can be found by."""
    forms = lists.forms(connection, lang=lang, edition=edition)
    words = manual.vocabulary(connection, lang=lang, edition=edition)
    return Library(
        lang=lang,
        chapters=queries.chapters(connection, lang=lang, edition=edition),
        vocabulary={**words, "forms": {one.id: one.words for one in forms}},
        named=lists.named(connection, edition=edition),
        clocks=lists.clocks(connection, lang=lang, edition=edition),
        directory=lists.directory(connection, lang=lang, edition=edition),
        questions=lists.questions(connection, lang=lang, edition=edition),
        pathways=lists.pathways(connection, lang=lang, edition=edition),
        cards=lists.cards(connection, lang=lang, edition=edition),
        forms=forms,
        cases=tuple(queries.cases(connection, lang=lang, edition=edition).values()),
    )


def ways(held: Library, kind: str) -> tuple[Way, ...]:
    """Return the ways in of one kind that lead to a section, in the order of the manual's own list."""
    key = KINDS[kind]
    counts: dict[str, int] = {}
    for name in (name for section in held.named.values() for name in section.get(key, ())):
        counts[name] = counts.get(name, 0) + 1
    return tuple(
        Way(name, words, addresses.browse(held.lang, kind, name), counts[name])
        for name, words in held.vocabulary.get(key, {}).items()
        if name in counts
    )


def found(held: Library, kind: str, name: str) -> Found | None:
    """Return what there is for one way in, or None when the manual has no such name."""
    key = KINDS[kind]
    words = held.vocabulary.get(key, {}).get(name)
    if words is None:
        return None
    wanted = {one for one, lists_ in held.named.items() if name in lists_.get(key, ())}
    return Found(
        kind=kind,
        name=name,
        words=words,
        chapters=among(held.chapters, wanted),
        pathways=tuple(
            one
            for one in held.pathways
            if (kind == "harm" and name in one.harms) or (kind in {"role", "entity"} and name in one.actors)
        ),
        cards=tuple(one for one in held.cards if kind == "role" and name in one.roles),
        cases=tuple(one for one in held.cases if kind == "harm" and name in one.harms),
    )


def among(chapters: Iterable[Chapter], wanted: Iterable[str]) -> tuple[Chapter, ...]:
    """Return the chapters with only these sections, without those that have none of them."""
    ids = set(wanted)
    kept = (
        dataclasses.replace(chapter, sections=tuple(one for one in chapter.sections if one.section_id in ids))
        for chapter in chapters
    )
    return tuple(chapter for chapter in kept if chapter.sections)


def clock_rows(held: Library) -> tuple[ClockRow, ...]:
    """Return the time limits, one row for each, with the sections that are bound by it."""
    rows: dict[str, list[Clock]] = {}
    for one in held.clocks:
        rows.setdefault(one.clock, []).append(one)
    return tuple(
        ClockRow(
            clock=clock,
            starts=limits[0].starts,
            stops=limits[0].stops,
            basis=limits[0].basis,
            limits={one.risk: one for one in limits},
            sections=_bound(held, clock),
        )
        for clock, limits in rows.items()
    )


def due_within(held: Library, hours: int) -> tuple[Clock, ...]:
    """Return the limits that are no longer than some hours, the shortest first."""
    short = (one for one in held.clocks if one.minutes <= hours * _MINUTES)
    return tuple(sorted(short, key=lambda one: (one.minutes, RISKS.index(one.risk))))


def contact(held: Library, name: str) -> Contact | None:
    """Return an entity of the directory, or None."""
    return next((one for one in held.directory if one.id == name), None)


def _bound(held: Library, clock: str) -> tuple[Entry, ...]:
    entries = held.entries
    bound = (one for one, named in held.named.items() if clock in named.get("clocks", ()))
    return tuple(entries[one] for one in bound if one in entries)
