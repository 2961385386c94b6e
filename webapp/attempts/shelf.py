"""The library of cases: what each asks and practises, and narrowing the list to what somebody looks for."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

import sqlalchemy as sa

from webapp.engine.clocks import Risk
from webapp.engine.scenario.model import Harm, Sector
from webapp.manual import queries as manual
from webapp.scenarios import flags
from webapp.scenarios import queries as scenarios
from webapp.scenarios.queries import CaseEntry
from webapp.web.memory import remembered

FACETS = ("role", "sector", "harm", "risk", "chapter", "difficulty", "time")
QUARTER = 15
"""Minutes of the reader's time up to which a case is a short one."""

_ORDER: Mapping[str, tuple[str, ...]] = {
    "sector": get_args(Sector),
    "harm": get_args(Harm),
    "risk": get_args(Risk),
    "difficulty": ("1", "2", "3"),
    "time": ("short", "long"),
}
"""The order of a facet's values; roles stand by their words, chapters by their numbers."""

Held = Mapping[str, frozenset[str]]
"""The values of one case, by facet."""


@dataclasses.dataclass(frozen=True, slots=True)
class ChapterName:
    """A chapter of the manual that a case practises."""

    number: int
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class Sibling:
    """The same work with another child, in another place and time."""

    id: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case in the library, its siblings with it. Units: `minutes` of the reader's time."""

    id: str
    title: str
    summary: str
    role: str
    minutes: int
    decisions: int
    difficulty: int
    harm: tuple[str, ...]
    sectors: tuple[str, ...]
    risk: str
    chapters: tuple[ChapterName, ...]
    is_open: bool
    siblings: tuple[Sibling, ...]
    is_under_review: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """A value the list can be narrowed to, and how many of the cases left would have it.

    Shape: `words` is empty where the page itself has the words.
    """

    value: str
    words: str
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """The cases that are left, of how many, and what they can be narrowed to further."""

    cases: tuple[ListedCase, ...]
    total: int
    facets: Mapping[str, tuple[Value, ...]]


class _Everything(NamedTuple):
    """Cases that are nobody's sibling, every one by its id, what each has by facet, how values are called."""

    cases: tuple[ListedCase, ...]
    by_id: Mapping[str, ListedCase]
    held: Mapping[str, Held]
    words: Mapping[str, Mapping[str, str]]


def of(connection: sa.Connection, lang: str, chosen: Mapping[str, str]) -> Shelf:
    """Return the cases that have everything chosen, easiest first.

    Shape: `chosen` by facet; what is no facet, or no value of one, leaves nothing.
    """
    everything = _known(connection, lang)
    held = everything.held
    return Shelf(
        cases=tuple(one for one in everything.cases if _has(held[one.id], chosen)),
        total=len(everything.cases),
        facets={
            facet: _values(facet, held.values(), chosen, everything.words.get(facet, {})) for facet in FACETS
        },
    )


def one(connection: sa.Connection, lang: str, scenario_id: str) -> ListedCase | None:
    """Return one case of the library; None where there is no such case."""
    return _known(connection, lang).by_id.get(scenario_id)


def _known(connection: sa.Connection, lang: str) -> _Everything:
    return remembered(("shelf", lang), lambda: _everything(connection, lang))


def _everything(connection: sa.Connection, lang: str) -> _Everything:
    entries, under_review = scenarios.offered(connection), flags.under_review(connection)
    edition = manual.edition_in_force(connection)
    if edition is None:
        return _Everything((), {}, {}, {})
    outline = manual.outline(connection, lang=lang, edition=edition.number)
    sections = manual.sections_of(connection, edition=edition.number)
    cited = scenarios.cites(connection)
    vocabulary = manual.vocabulary(connection, lang=lang, edition=edition.number)
    harms = vocabulary.get("harms", {})
    titles = {one.id: one.title.of(lang) for one in entries}
    listed, held = {}, {}
    for one in entries:
        ids = {sections[uid].partition("/")[0] for uid in cited.get(one.digest, ()) if uid in sections}
        chapters = tuple(ChapterName(each.number, each.title) for each in outline if each.id in ids)
        siblings = tuple(
            Sibling(other.id, titles[other.id]) for other in entries if other.sibling_of == one.id
        )
        named = tuple(harms.get(harm, harm) for harm in one.harm)
        case = _case(one, chapters, siblings, named, lang)
        listed[one.id] = dataclasses.replace(case, is_under_review=one.id in under_review)
        if one.sibling_of not in titles:
            held[one.id] = _held(one, chapters)
    words = {
        "chapter": {str(chapter.number): chapter.title for chapter in outline},
        "role": {one.role_id: one.role.of(lang) for one in reversed(entries)},
        "harm": harms,
    }
    return _Everything(tuple(listed[name] for name in held), listed, held, words)


def _held(entry: CaseEntry, chapters: tuple[ChapterName, ...]) -> Held:
    return {
        "role": frozenset([entry.role_id]),
        "sector": frozenset(entry.sectors),
        "harm": frozenset(entry.harm),
        "risk": frozenset([entry.risk]),
        "chapter": frozenset(str(one.number) for one in chapters),
        "difficulty": frozenset([str(entry.difficulty)]),
        "time": frozenset(["short" if entry.minutes <= QUARTER else "long"]),
    }


def _has(held: Held, chosen: Mapping[str, str]) -> bool:
    return all(value in held.get(facet, frozenset()) for facet, value in chosen.items())


def _values(
    facet: str, held: Iterable[Held], chosen: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Value, ...]:
    """Return the values of a facet, counted among the cases that have what is chosen of the others."""
    others = {name: value for name, value in chosen.items() if name != facet}
    counts: dict[str, int] = {}
    for one in held:
        for value in one[facet]:
            counts[value] = counts.get(value, 0) + _has(one, others)
    found = [Value(value, words.get(value, ""), count) for value, count in counts.items()]
    return tuple(sorted(found, key=lambda one: _place(facet, one)))


def _place(facet: str, value: Value) -> tuple[int, str]:
    if facet == "chapter":
        return int(value.value), ""
    order = _ORDER.get(facet, ())
    return (order.index(value.value) if value.value in order else len(order)), value.words


def _case(
    entry: CaseEntry,
    chapters: tuple[ChapterName, ...],
    siblings: tuple[Sibling, ...],
    harm: tuple[str, ...],
    lang: str,
) -> ListedCase:
    return ListedCase(
        id=entry.id,
        title=entry.title.of(lang),
        summary=entry.summary.of(lang),
        role=entry.role.of(lang),
        minutes=entry.minutes,
        decisions=entry.decisions,
        difficulty=entry.difficulty,
        harm=harm,
        sectors=tuple(entry.sectors),
        risk=entry.risk,
        chapters=chapters,
        is_open=entry.access == "open",
        siblings=siblings,
    )
