"""What others may ask of the manual: editions, sections, blocks, and the data of an edition."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa

from webapp.engine.clocks import Limit
from webapp.manual.models import Block, Edition, EditionData, EditionFile, Section, SectionMoved


@dataclasses.dataclass(frozen=True, slots=True)
class EditionInfo:
    """What an edition says of itself."""

    number: int
    effective: dt.date
    published: dt.datetime
    note_ar: str
    note_en: str
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class SectionLink:
    """Enough of a section to link to it."""

    section_id: str
    number: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class SourceNote:
    """A source a section rests on."""

    id: str
    title: str
    confidence: str


@dataclasses.dataclass(frozen=True, slots=True)
class SectionPage:
    """One section in one language, as one edition has it.

    Shape: `html` and `summary_html` are trusted; `headings` are (anchor, text).
    """

    lang: str
    section_id: str
    number: str
    title: str
    twin_title: str
    kind: str
    status: str
    chapter_id: str
    chapter_number: int
    chapter_title: str
    edition: int
    effective: dt.date
    summary_html: str
    html: str
    headings: tuple[tuple[str, str], ...]
    previous: SectionLink | None
    next: SectionLink | None
    siblings: tuple[SectionLink, ...]
    sources: tuple[SourceNote, ...]
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section in the contents; without an id it is only planned."""

    number: str
    title: str
    section_id: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter in the contents."""

    id: str
    number: int
    title: str
    sections: tuple[OutlineSection, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands."""

    uid: str
    section_id: str
    number: str


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A block to be quoted. Shape: `html` is trusted, has no ids and no popovers."""

    uid: str
    number: str
    section_id: str
    section_number: str
    section_title: str
    force: str
    basis: str
    basis_words: str
    html: str
    text: str
    edition: int


@dataclasses.dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the glossary, seen from one language."""

    id: str
    words: str
    twin: str
    aliases: tuple[str, ...]
    says: str


@dataclasses.dataclass(frozen=True, slots=True)
class BlockText:
    """A block's words."""

    uid: str
    number: str
    force: str
    heading: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class SectionText:
    """A section's words, block by block."""

    section_id: str
    number: str
    title: str
    chapter_title: str
    blocks: tuple[BlockText, ...]


WORDS = ("summary_html", "html")
"""Of a SectionPage, what the section itself says."""

# Built once, for it is asked for every page; its columns are those of WORDS.
_WORDS = (
    sa.select(Section.summary_html, Section.html)
    .join(Edition, Edition.id == Section.edition_id)
    .where(Edition.number == sa.bindparam("at"))
    .where(Section.lang == sa.bindparam("in"), Section.section_id == sa.bindparam("which"))
)


def edition_in_force(connection: sa.Connection) -> EditionInfo | None:
    """Return the newest edition, or None before the first."""
    row = connection.execute(_editions().limit(1)).first()
    return EditionInfo(*row) if row else None


def editions(connection: sa.Connection) -> tuple[EditionInfo, ...]:
    """Return every edition, newest first."""
    return tuple(EditionInfo(*row) for row in connection.execute(_editions()))


def edition_on(connection: sa.Connection, *, day: dt.date) -> EditionInfo | None:
    """Return the edition in force on a day, or None; of those that begin on one day, the last published."""
    newest = (Edition.effective.desc(), Edition.published.desc(), Edition.number.desc())
    in_force = _editions().where(Edition.effective <= day).order_by(None).order_by(*newest)
    row = connection.execute(in_force.limit(1)).first()
    return EditionInfo(*row) if row else None


def files(connection: sa.Connection, *, edition: int, paths: Collection[str] = ()) -> dict[str, str]:
    """Return an edition's files by path, character for character: all of them, or those named."""
    wanted = sa.select(EditionFile.path, EditionFile.text).join(Edition, Edition.id == EditionFile.edition_id)
    wanted = wanted.where(Edition.number == edition)
    rows = connection.execute(wanted.where(EditionFile.path.in_(paths)) if paths else wanted)
    return {row.path: row.text for row in rows}


def section_page(
    connection: sa.Connection, *, lang: str, section_id: str, edition: int
) -> SectionPage | None:
    """Return a section as an edition has it, or None."""
    found = connection.execute(
        sa.select(Section.__table__, Edition.number.label("edition"), Edition.effective)
        .join(Edition, Edition.id == Section.edition_id)
        .where(Edition.number == edition, Section.lang == lang, Section.section_id == section_id)
    ).first()
    if found is None:
        return None
    row = found._asdict()
    given = {field.name: row[field.name] for field in dataclasses.fields(SectionPage)}
    given |= {
        "headings": tuple((anchor, text) for anchor, text in row["headings"]),
        "previous": SectionLink(*row["previous"]) if row["previous"] else None,
        "next": SectionLink(*row["next"]) if row["next"] else None,
        "siblings": tuple(SectionLink(*one) for one in row["siblings"]),
        "sources": tuple(SourceNote(*one) for one in row["sources"]),
    }
    return SectionPage(**given)


def section_words(
    connection: sa.Connection, *, lang: str, section_id: str, edition: int
) -> dict[str, str] | None:
    """Return a section's own words, trusted HTML by the names in WORDS, or None."""
    row = connection.execute(_WORDS, {"at": edition, "in": lang, "which": section_id}).first()
    return None if row is None else dict(zip(WORDS, row, strict=True))


def moved(connection: sa.Connection, *, section_id: str, edition: int | None) -> str | None:
    """Return the id that a section has now, or had in an edition, or None where it has not moved by then."""
    rows = connection.execute(sa.select(SectionMoved.old, SectionMoved.new, SectionMoved.edition))
    led = {row.old: row.new for row in rows if edition is None or row.edition <= edition}
    found = None
    while section_id in led:
        found = section_id = led.pop(section_id)
    return found


def outline(connection: sa.Connection, *, lang: str, edition: int) -> tuple[ChapterEntry, ...]:
    """Return the chapters with their sections, written and planned."""
    return tuple(
        ChapterEntry(
            id=one["id"],
            number=one["number"],
            title=one["title"],
            sections=tuple(OutlineSection(*section) for section in one["sections"]),
        )
        for one in data(connection, edition, f"outline.{lang}", [])
    )


def section_titles(chapters: Iterable[ChapterEntry]) -> dict[str, str]:
    """Return the titles of the sections that are written, by their ids."""
    return {one.section_id: one.title for chapter in chapters for one in chapter.sections if one.section_id}


def titles_in_force(connection: sa.Connection, lang: str) -> dict[str, str]:
    """Return the titles of the sections of the edition in force, by their ids."""
    edition = edition_in_force(connection)
    return section_titles(outline(connection, lang=lang, edition=edition.number)) if edition else {}


def find_block(connection: sa.Connection, *, uid: str, edition: int) -> BlockPlace | None:
    """Return where a block of an edition stands, or None."""
    row = connection.execute(
        sa.select(Block.uid, Block.section_id, Block.number)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition, Block.uid == uid)
        .limit(1)
    ).first()
    return BlockPlace(*row) if row else None


def quotes(connection: sa.Connection, *, lang: str, edition: int, uids: Collection[str]) -> dict[str, Quote]:
    """Return the blocks of an edition by uid; those it does not have in this language are left out."""
    rows = connection.execute(
        sa.select(
            Block.uid, Block.number, Block.section_id, Section.number, Section.title,
            Block.force, Block.basis, Block.basis_words, Block.html, Block.text, Edition.number,
        )
        .join(Edition, Edition.id == Block.edition_id)
        .join(Section, _same_section())
        .where(Edition.number == edition, Block.lang == lang, Block.uid.in_(uids))
    )  # fmt: skip
    return {row[0]: Quote(*row) for row in rows}


def limits(connection: sa.Connection, *, edition: int) -> tuple[Limit, ...]:
    """Return the time limits of an edition."""
    return tuple(Limit(**one) for one in data(connection, edition, "limits", []))


def holidays(connection: sa.Connection, *, edition: int) -> frozenset[dt.date]:
    """Return the days that working-day limits of an edition skip."""
    return frozenset(dt.date.fromisoformat(one["date"]) for one in data(connection, edition, "holidays", []))


def glossary(connection: sa.Connection, *, lang: str, edition: int) -> tuple[TermEntry, ...]:
    """Return the terms of an edition in the order of its file."""
    other = "en" if lang == "ar" else "ar"
    return tuple(
        TermEntry(one["id"], one[lang], one[other], tuple(one["aliases"][lang]), one["says"][lang])
        for one in data(connection, edition, "glossary", [])
    )


def vocabulary(connection: sa.Connection, *, lang: str, edition: int) -> dict[str, dict[str, str]]:
    """Return the words for roles, harms, entities and themes, by id."""
    kept = data(connection, edition, "vocabulary", {})
    return {name: {one: words[lang] for one, words in entries.items()} for name, entries in kept.items()}


def searchable(connection: sa.Connection, *, lang: str, edition: int) -> tuple[SectionText, ...]:
    """Return the words of every section, in order."""
    rows = connection.execute(
        sa.select(
            Section.section_id, Section.number, Section.title, Section.chapter_title,
            Block.uid, Block.number, Block.force, Block.heading, Block.text,
        )
        .join(Edition, Edition.id == Section.edition_id)
        .join(Block, _same_section())
        .where(Edition.number == edition, Section.lang == lang)
        .order_by(Section.position, Block.position)
    )  # fmt: skip
    grouped = groupby(rows, key=lambda row: (row[0], row[1], row[2], row[3]))
    return tuple(
        SectionText(*head, blocks=tuple(BlockText(*row[4:]) for row in found)) for head, found in grouped
    )


def kinds(connection: sa.Connection, *, edition: int) -> dict[str, str]:
    """Return the kind of each section, by its id."""
    statement = sa.select(Section.section_id, Section.kind).join(Edition, Edition.id == Section.edition_id)
    return {
        row.section_id: row.kind for row in connection.execute(statement.where(Edition.number == edition))
    }


def known_uids(connection: sa.Connection, *, edition: int) -> frozenset[str]:
    """Return every uid of an edition."""
    statement = sa.select(Block.uid).join(Edition, Edition.id == Block.edition_id)
    return frozenset(connection.execute(statement.where(Edition.number == edition)).scalars())


def sections_of(connection: sa.Connection, *, edition: int) -> dict[str, str]:
    """Return the section of every block of an edition, by its uid."""
    statement = sa.select(Block.uid, Block.section_id).join(Edition, Edition.id == Block.edition_id)
    rows = connection.execute(statement.where(Edition.number == edition).distinct())
    return {row.uid: row.section_id for row in rows}


def data(connection: sa.Connection, edition: int, name: str, otherwise: Any) -> Any:  # noqa: ANN401 -- stored JSON
    """Return one named piece of an edition's data as it is stored, or `otherwise`."""
    statement = sa.select(EditionData.value).join(Edition, Edition.id == EditionData.edition_id)
    found = connection.execute(statement.where(Edition.number == edition, EditionData.name == name)).scalar()
    return cast("Any", otherwise if found is None else found)


def _same_section() -> sa.ColumnElement[bool]:
    same = (Block.edition_id == Section.edition_id, Block.lang == Section.lang)
    return sa.and_(*same, Block.section_id == Section.section_id)


def _editions() -> sa.Select[int, dt.date, dt.datetime, str, str, str]:
    return sa.select(
        Edition.number, Edition.effective, Edition.published, Edition.note_ar, Edition.note_en, Edition.digest
    ).order_by(Edition.number.desc())
