"""A section's page: its text among its neighbours, its chapter, the cases that lead to it."""

import dataclasses

from webapp.manual import queries as manual
from webapp.reading import addresses, citing
from webapp.reading.beside import Beside
from webapp.reading.citing import Citation
from webapp.reading.queries import Around, Case, Chapter, Entry


@dataclasses.dataclass(frozen=True, slots=True)
class SectionView:
    """A section's page."""

    section: manual.SectionPage
    chapters: tuple[Chapter, ...]
    siblings: tuple[Entry, ...]
    cases: tuple[Case, ...]
    previous: Entry | None
    next: Entry | None
    chapter_address: str
    address: str
    fixed_address: str
    in_force: int
    beside: Beside
    both_address: str
    citations: tuple[Citation, ...]

    @property
    def is_old(self) -> bool:
        """Say whether a newer edition is in force."""
        return self.section.edition != self.in_force


def section(section: manual.SectionPage, surroundings: Around, around_it: Beside) -> SectionView:
    """Put a section among its neighbours, its chapter and the cases that lead to it."""
    lang = section.lang
    in_force = surroundings.in_force
    edition = section.edition if section.edition != in_force else None
    chapter = next(one for one in surroundings.chapters if one.number == section.chapter_number)
    return SectionView(
        section=section,
        chapters=surroundings.chapters,
        siblings=tuple(_in_edition(one, lang, edition) for one in chapter.sections),
        cases=surroundings.cases.get(section.section_id, ()),
        previous=_neighbour(section.previous, lang, edition),
        next=_neighbour(section.next, lang, edition),
        chapter_address=chapter.address,
        address=addresses.section(lang, section.section_id),
        fixed_address=addresses.section(lang, section.section_id, section.edition),
        in_force=in_force,
        beside=around_it,
        both_address=f"{addresses.section(lang, section.section_id, edition)}/both",
        citations=citing.section(section.number, section.section_id, section.edition, lang),
    )


def _in_edition(entry: Entry, lang: str, edition: int | None) -> Entry:
    if edition is None or not entry.address:
        return entry
    return dataclasses.replace(entry, address=addresses.section(lang, entry.section_id, edition))


def _neighbour(link: manual.SectionLink | None, lang: str, edition: int | None) -> Entry | None:
    if link is None:
        return None
    return Entry(link.number, link.title, link.section_id, addresses.section(lang, link.section_id, edition))
