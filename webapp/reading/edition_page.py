"""An edition's own page: what it says of itself, what changed with it, what it holds, what waits in it."""

import dataclasses
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.manual import between
from webapp.manual import queries as manual
from webapp.manual.between import Changes, SectionChange
from webapp.manual.queries import EditionInfo
from webapp.reading import addresses, queries
from webapp.reading.queries import Chapter


@dataclasses.dataclass(frozen=True, slots=True)
class Changed:
    """A section that changed, and where its difference is shown."""

    section: SectionChange
    title: str
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Waits:
    """A paragraph that waits for its twin, and where both languages of it are shown side by side."""

    number: str
    lang: str
    is_written: bool
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class EditionPage:
    """An edition's page. Shape: `before` and `after` are its neighbours' numbers, 0 where there is none."""

    edition: EditionInfo
    in_force: int
    before: int
    after: int
    notes: tuple[tuple[str, str], ...]
    paragraphs: int
    changes: Changes
    changed: tuple[Changed, ...]
    chapters: tuple[Chapter, ...]
    waiting: tuple[Waits, ...]

    @property
    def sections(self) -> int:
        """Return the number of its sections."""
        return sum(chapter.written for chapter in self.chapters)


def edition_page(
    connection: sa.Connection,
    *,
    lang: str,
    published: Mapping[int, EditionInfo],
    number: int,
) -> EditionPage:
    """Return the page of an edition that has been published."""
    edition = published[number]
    before, after = (near if near in published else 0 for near in (number - 1, number + 1))
    changes = between.kept(connection, edition=number)
    notes = {"ar": edition.note_ar, "en": edition.note_en}
    return EditionPage(
        edition=edition,
        in_force=max(published),
        before=before,
        after=after,
        notes=tuple((one, notes[one]) for one in (lang, "en" if lang == "ar" else "ar")),
        paragraphs=len(manual.known_uids(connection, edition=number)),
        changes=changes,
        changed=changed(changes, lang, before, number) if before else (),
        chapters=_chapters(queries.chapters(connection, lang=lang, edition=number), lang, number),
        waiting=tuple(
            Waits(
                number=one.number,
                lang=one.lang,
                is_written=one.is_written,
                address=f"{addresses.section(lang, one.section_id, number)}/both#{one.uid}",
            )
            for one in between.waiting(connection, edition=number)
        ),
    )


def changed(found: Changes, lang: str, old: int, new: int) -> tuple[Changed, ...]:
    """Return the sections that changed between two editions, as one language calls them."""
    return tuple(
        Changed(
            section=one,
            title=one.titles.get(lang) or next(iter(one.titles.values()), ""),
            address=addresses.changes(lang, one.section_id, old, new),
        )
        for one in found.sections
    )


def _chapters(chapters: tuple[Chapter, ...], lang: str, edition: int) -> tuple[Chapter, ...]:
    """Return the chapters with what can be read in them, as this edition has it."""
    return tuple(
        dataclasses.replace(
            chapter,
            sections=tuple(
                dataclasses.replace(one, address=addresses.section(lang, one.section_id, edition))
                for one in chapter.sections
                if one.address
            ),
        )
        for chapter in chapters
        if chapter.written
    )
