"""The data files of the manual as values: chapters, time limits, terms, entities, sources, holidays."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from webapp.engine.clocks import Limit
from webapp.engine.problems import Where


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    ar: str
    en: str

    def of(self, lang: str) -> str:
        """Return them in one language."""
        return self.ar if lang == "ar" else self.en


@dataclasses.dataclass(frozen=True, slots=True)
class Planned:
    """A section that the manual means to have."""

    number: str
    title: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and the sections planned for it."""

    id: str
    number: int
    title: Words
    planned: tuple[Planned, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Clock:
    """One row of clocks.yaml: the limit, what it runs from and to, and what it rests on."""

    limit: Limit
    starts: Words
    stops: Words
    basis: str
    sources: tuple[str, ...]
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    id: str
    words: Words
    aliases_ar: tuple[str, ...]
    aliases_en: tuple[str, ...]
    says: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Contact:
    """One entity of the directory: what it does, when to turn to it, its public number."""

    id: str
    name: Words
    does: Words
    when: Words
    phone: str
    sources: tuple[str, ...]
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Reliance:
    """One entry of sources.yaml: what a statement may rest on, and whether somebody has seen it."""

    id: str
    title: Words
    seen: bool
    confidence: str


@dataclasses.dataclass(frozen=True, slots=True)
class Holiday:
    """A day that working-day limits skip."""

    date: dt.date
    name: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A form that the manual describes, and the section that does."""

    words: Words
    section: str
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """What manual.yaml says of the whole: title, edition, chapters, and the words that metadata may use."""

    title: Words
    effective: dt.date
    note: Words
    chapters: tuple[Chapter, ...]
    roles: dict[str, Words]
    harms: dict[str, Words]
    themes: dict[str, Words]
    entities: dict[str, Words]
    stages: dict[str, Words]
    forms: dict[str, Form]
    in_step: Mapping[str, Where]
    """Uids whose two languages were read against each other for this edition, whatever changed before."""
