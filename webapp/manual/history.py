"""What has changed since the edition before: kept with each edition, so that pages can say it."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from webapp.engine.manual import ages
from webapp.engine.manual.ages import Name
from webapp.engine.manual.book import Book
from webapp.manual.models import Block, Edition, EditionData

DATA = "changed"


@dataclasses.dataclass(frozen=True, slots=True)
class History:
    """When things last changed.

    Shape: editions by (language, uid) and by section id; `marks` are fingerprints of what sections say.
    """

    blocks: Mapping[Name, int]
    sections: Mapping[str, int]
    marks: Mapping[str, str]

    @property
    def behind(self) -> frozenset[Name]:
        """The blocks whose twin has changed since."""
        return ages.behind(self.blocks)

    def row(self) -> dict[str, Any]:
        """Return it as an edition keeps it."""
        return {
            "blocks": [[lang, uid, edition] for (lang, uid), edition in self.blocks.items()],
            "sections": dict(self.sections),
            "marks": dict(self.marks),
        }


def of_next(connection: sa.Connection, book: Book, *, number: int) -> History:
    """Return the history of a manual that is about to become edition `number`."""
    now = ages.texts(book)
    known = kept(connection, edition=number - 1)
    blocks = ages.ages(
        now,
        before=_texts(connection, number - 1),
        known=known.blocks,
        edition=number,
        in_step=book.data.frame.in_step,
    )
    marks, sections = ages.sections(book, now, before=known.marks, known=known.sections, edition=number)
    return History(blocks, sections, marks)


def kept(connection: sa.Connection, *, edition: int) -> History:
    """Return the history an edition keeps; an empty one where it keeps none."""
    value = connection.execute(
        sa.select(EditionData.value)
        .join(Edition, Edition.id == EditionData.edition_id)
        .where(Edition.number == edition, EditionData.name == DATA)
    ).scalar()
    if value is None:
        return History({}, {}, {})
    blocks = {(lang, uid): at for lang, uid, at in value["blocks"]}
    return History(blocks, value["sections"], value["marks"])


def _texts(connection: sa.Connection, edition: int) -> dict[Name, str]:
    rows = connection.execute(
        sa.select(Block.lang, Block.uid, Block.force, Block.text)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition)
    )
    return {(row.lang, row.uid): ages.spoken(row.force, row.text) for row in rows}
