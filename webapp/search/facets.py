"""Narrowing an answer: by chapter, role, entity, harm, kind, force, cases, and what changed lately."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from webapp.manual import history, lists
from webapp.manual import queries as manual
from webapp.manual.queries import ChapterEntry
from webapp.scenarios import queries as scenarios

NAMES = ("chapter", "kind", "force", "role", "entity", "harm", "case", "changed")
_LISTS = {"role": "roles", "entity": "entities", "harm": "harms"}
FORCES = ("must", "must-not", "should", "may")
KINDS = ("rule", "procedure", "advice", "form", "directory")
HAS_CASE = "yes"

Held = Mapping[str, frozenset[str]]
"""The values of one section, by facet."""


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """A value that an answer can be narrowed to, and how many of its sections have it.

    Shape: `words` is empty for a facet whose values the page itself names.
    """

    value: str
    words: str
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Shelves:
    """What every section of an edition has, for one language. Shape: words are by facet, then by value."""

    sections: Mapping[str, Held]
    words: Mapping[str, Mapping[str, str]]


def shelves(connection: sa.Connection, *, lang: str, edition: int) -> Shelves:
    """Return what the sections of an edition can be narrowed by."""
    named = lists.named(connection, edition=edition)
    past = history.kept(connection, edition=edition)
    held: dict[str, Held] = {}
    kinds = manual.kinds(connection, edition=edition)
    cited = scenarios.cited(connection)
    outline = manual.outline(connection, lang=lang, edition=edition)
    chapters = {
        section.section_id: str(chapter.number)
        for chapter in outline
        for section in chapter.sections
        if section.section_id
    }
    for section in manual.searchable(connection, lang=lang, edition=edition):
        own = named.get(section.section_id, {})
        held[section.section_id] = {
            **{facet: frozenset(own.get(name, ())) for facet, name in _LISTS.items()},
            "chapter": frozenset([chapters.get(section.section_id, "")]),
            "kind": frozenset([kinds.get(section.section_id, "")]),
            "force": frozenset(block.force for block in section.blocks if block.force),
            "case": frozenset(HAS_CASE for block in section.blocks if block.uid in cited),
            "changed": _changed(past.sections.get(section.section_id, 1)),
        }
    return Shelves(held, _words(outline, manual.vocabulary(connection, lang=lang, edition=edition)))


def among(known: Shelves, chosen: Mapping[str, str]) -> frozenset[str] | None:
    """Return the sections that have everything chosen, None where nothing is."""
    if not chosen:
        return None
    return frozenset(
        section
        for section, held in known.sections.items()
        if all(value in held.get(facet, frozenset()) for facet, value in chosen.items())
    )


def offered(
    known: Shelves, sections: Iterable[str], chosen: Mapping[str, str]
) -> dict[str, tuple[Value, ...]]:
    """Return the values of each facet that some sections of an answer have, with how many.

    Shape: each facet counts the sections left by the other choices, so that one can change one's mind.
    """
    listed = tuple(sections)
    found = {}
    for facet in NAMES:
        rest = among(known, {name: value for name, value in chosen.items() if name != facet})
        left = [one for one in listed if rest is None or one in rest]
        values = _counted(known, facet, left)
        if len(values) > 1 or facet in chosen or (values and facet in {"case", "changed"}):
            found[facet] = values
    return found


def _counted(known: Shelves, facet: str, sections: Collection[str]) -> tuple[Value, ...]:
    counts: dict[str, int] = {}
    for section in sections:
        for value in known.sections.get(section, {}).get(facet, ()):
            counts[value] = counts.get(value, 0) + 1
    words = known.words.get(facet, {})
    order = [*words, *sorted(set(counts) - set(words))]
    return tuple(Value(one, words.get(one, ""), counts[one]) for one in order if counts.get(one))


def _changed(edition: int) -> frozenset[str]:
    """Return the editions since which a section has changed: all up to the one it last changed in."""
    return frozenset(str(one) for one in range(2, edition + 1))


def _words(
    chapters: Iterable[ChapterEntry], vocabulary: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    return {
        "chapter": {str(one.number): f"{one.number} {one.title}" for one in chapters},
        **{facet: dict(vocabulary.get(name, {})) for facet, name in _LISTS.items()},
        "force": dict.fromkeys(FORCES, ""),
        "kind": dict.fromkeys(KINDS, ""),
    }
