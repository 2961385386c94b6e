"""What stands around a section's text: whom it concerns, its limits and forms, what belongs with it."""

import dataclasses
from collections.abc import Iterable

from webapp.manual.history import History
from webapp.reading import addresses, finding
from webapp.reading.finding import ClockRow, Library
from webapp.reading.queries import Entry


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """A word that leads to a page of its own."""

    words: str
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Beside:
    """What stands around one section.

    Units: `at` and `of` are its place among the chapter's sections, from 1; `changed` is an edition, or 0
    where nobody has kept it.
    """

    roles: tuple[Label, ...]
    entities: tuple[Label, ...]
    harms: tuple[Label, ...]
    stages: tuple[Label, ...]
    forms: tuple[Label, ...]
    clocks: tuple[ClockRow, ...]
    related: tuple[Entry, ...]
    changed: int
    at: int
    of: int


def beside(held: Library, section_id: str, past: History) -> Beside:
    """Return what stands around a section of an edition."""
    named = held.named.get(section_id, {})
    entries = held.entries
    chapter = next(
        (one for one in held.chapters if any(entry.section_id == section_id for entry in one.sections)), None
    )
    ids = [entry.section_id for entry in chapter.sections] if chapter else []
    return Beside(
        roles=_labels(held, "role", named.get("roles", ())),
        entities=_labels(held, "entity", named.get("entities", ())),
        harms=_labels(held, "harm", named.get("harms", ())),
        stages=_labels(held, "stage", named.get("stages", ())),
        forms=_forms(held, named.get("forms", ())),
        clocks=tuple(one for one in finding.clock_rows(held) if one.clock in named.get("clocks", ())),
        related=tuple(entries[one] for one in named.get("related", ()) if one in entries),
        changed=past.sections.get(section_id, 0),
        at=ids.index(section_id) + 1 if section_id in ids else 0,
        of=len(ids),
    )


def _labels(held: Library, kind: str, names: Iterable[str]) -> tuple[Label, ...]:
    words = held.vocabulary.get(finding.KINDS[kind], {})
    contacts = {one.id for one in held.directory} if kind == "entity" else set()
    return tuple(
        Label(
            words[one],
            addresses.entity(held.lang, one) if one in contacts else addresses.browse(held.lang, kind, one),
        )
        for one in names
        if one in words
    )


def _forms(held: Library, names: Iterable[str]) -> tuple[Label, ...]:
    places = {one.id: one for one in held.forms}
    return tuple(
        Label(places[one].words, addresses.section(held.lang, places[one].section_id))
        for one in names
        if one in places
    )
