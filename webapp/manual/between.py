"""What changed between two editions, section by section, and which paragraphs wait for their twin."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from webapp.engine.manual.changes import Version, compare, moved
from webapp.engine.manual.saying import saying
from webapp.manual.models import Block, Edition, Section
from webapp.manual.queries import data

DATA = "changes"

_OTHER = {"ar": "en", "en": "ar"}


@dataclasses.dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of one section.

    Shape: a number is empty where the section was not there; titles are by language, those it has now, else
    those it had. Units: paragraphs, each counted once for both languages.
    """

    section_id: str
    former_number: str
    number: str
    titles: Mapping[str, str]
    is_retitled: bool
    has_other_headings: bool
    added: int
    removed: int
    changed: int
    moved: int


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two editions. Shape: only sections that changed. Units: paragraphs."""

    sections: tuple[SectionChange, ...]
    added: int
    removed: int
    changed: int
    moved: int

    def row(self) -> dict[str, Any]:
        """Return it as an edition keeps it."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """A paragraph that one language lacks, or has not yet followed. Shape: `lang` is the one that waits."""

    uid: str
    number: str
    section_id: str
    lang: str
    is_written: bool


@dataclasses.dataclass(frozen=True, slots=True)
class _State:
    """An edition.

    Shape: `sections` are (number, title) by id and language, in order; `said` is what each block says, by uid
    and language; `places` is the section of each uid, in the order of its blocks; `headings` are by section
    and language.
    """

    sections: Mapping[str, Mapping[str, tuple[str, str]]]
    said: Mapping[tuple[str, str], str]
    places: Mapping[str, str]
    headings: Mapping[tuple[str, str], tuple[str, ...]]

    def versions(self) -> Iterator[Version]:
        """Yield what each block says, how strongly and on what basis."""
        return (Version(uid, lang, said) for (uid, lang), said in self.said.items())

    def order(self, section_id: str) -> list[str]:
        """Return the uids of a section."""
        return [uid for uid, place in self.places.items() if place == section_id]


def changes(connection: sa.Connection, *, old: int, new: int) -> Changes:
    """Return what changed from one edition to another; everything is new where there is no old one."""
    before, after = _state(connection, old), _state(connection, new)
    kinds, shifted = _kinds(before, after), _shifted(before, after)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for uid, kind in kinds.items():
        counts[after.places.get(uid) or before.places[uid]][kind] += 1
    for uid in shifted:
        for section_id in {before.places[uid], after.places[uid]}:
            counts[section_id]["moved"] += 1
    found = (_section(one, before, after, counts[one]) for one in {**after.sections, **before.sections})
    total = Counter(kinds.values())
    return Changes(
        sections=tuple(one for one in found if one is not None),
        added=total["added"],
        removed=total["removed"],
        changed=total["changed"],
        moved=len(shifted),
    )


def kept(connection: sa.Connection, *, edition: int) -> Changes:
    """Return what changed with an edition, as it keeps that since it was published."""
    value = data(connection, edition, DATA, None)
    if value is None:  # it was published before editions kept it
        return changes(connection, old=edition - 1, new=edition)
    return Changes(**(value | {"sections": tuple(SectionChange(**one) for one in value["sections"])}))


def waiting(connection: sa.Connection, *, edition: int) -> tuple[Waiting, ...]:
    """Return the paragraphs of an edition that wait for their twin, in the order of the manual."""
    rows = connection.execute(
        sa.select(Block.uid, Block.number, Block.section_id, Block.lang, Block.state)
        .join(Edition, Edition.id == Block.edition_id)
        .join(Section, _same_section())
        .where(Edition.number == edition, Block.state.in_(("missing", "older")))
        .order_by(Section.position, Block.position)
    )
    return tuple(
        Waiting(
            uid=row.uid,
            number=row.number,
            section_id=row.section_id,
            lang=row.lang if row.state == "older" else _OTHER[row.lang],
            is_written=row.state == "older",
        )
        for row in rows
    )


def _state(connection: sa.Connection, edition: int) -> _State:
    sections: dict[str, dict[str, tuple[str, str]]] = {}
    for row in connection.execute(
        sa.select(Section.section_id, Section.lang, Section.number, Section.title)
        .join(Edition, Edition.id == Section.edition_id)
        .where(Edition.number == edition)
        .order_by(Section.position, Section.lang)
    ):
        sections.setdefault(row.section_id, {})[row.lang] = (row.number, row.title)
    said: dict[tuple[str, str], str] = {}
    places: dict[str, str] = {}
    headings: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for block in connection.execute(
        sa.select(
            Block.uid, Block.lang, Block.section_id, Block.force, Block.basis_words, Block.heading,
            Block.text, Block.html,
        )
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition)
        .order_by(Block.position, Block.lang)
    ):  # fmt: skip
        told = saying(block.force, block.text, block.html)
        said[block.uid, block.lang] = f"{block.basis_words}\n{told}"
        places.setdefault(block.uid, block.section_id)
        headings[block.section_id, block.lang][block.heading] = None
    return _State(sections, said, places, {key: tuple(found) for key, found in headings.items()})


def _kinds(before: _State, after: _State) -> dict[str, str]:
    """Return what became of each uid that is not as it was, whichever language it was in."""
    found = {}
    for one in compare(before.versions(), after.versions()):
        is_new, is_gone = one.uid not in before.places, one.uid not in after.places
        found[one.uid] = "added" if is_new else "removed" if is_gone else "changed"
    return found


def _shifted(before: _State, after: _State) -> set[str]:
    """Return the uids that stand in another section than before, or in another order."""
    shared = before.places.keys() & after.places.keys()
    found = {uid for uid in shared if before.places[uid] != after.places[uid]}
    for section_id in before.sections.keys() & after.sections.keys():
        found |= moved(before.order(section_id), after.order(section_id))
    return found


def _section(section_id: str, before: _State, after: _State, counts: Counter[str]) -> SectionChange | None:
    was, now = before.sections.get(section_id, {}), after.sections.get(section_id, {})
    (former_number, former), (number, titles) = _named(was), _named(now)
    has_other_headings = bool(was and now) and any(
        before.headings.get((section_id, lang)) != after.headings.get((section_id, lang)) for lang in _OTHER
    )
    stays = (former_number, former) == (number, titles) and not has_other_headings
    if stays and not counts.total():
        return None
    return SectionChange(
        section_id=section_id,
        former_number=former_number,
        number=number,
        titles=titles or former,
        is_retitled=bool(was and now) and former != titles,
        has_other_headings=has_other_headings,
        added=counts["added"],
        removed=counts["removed"],
        changed=counts["changed"],
        moved=counts["moved"],
    )


def _named(section: Mapping[str, tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Return a section's number, empty where there is none, and its titles."""
    number = next((number for number, _title in section.values()), "")
    return number, {lang: title for lang, (_number, title) in section.items()}


def _same_section() -> sa.ColumnElement[bool]:
    same = (Block.edition_id == Section.edition_id, Block.lang == Section.lang)
    return sa.and_(*same, Block.section_id == Section.section_id)
