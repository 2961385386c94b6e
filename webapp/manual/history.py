"""What has changed since the edition before: kept with each edition, so that pages can say it."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from webapp.engine.manual import ages
from webapp.engine.manual import book as books
from webapp.engine.manual.ages import Name
from webapp.engine.manual.book import Book
from webapp.engine.manual.render import Said
from webapp.engine.manual.saying import saying
from webapp.engine.manual.sections import Block as Written
from webapp.engine.problems import Problem
from webapp.manual import queries
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


def of_next(
    connection: sa.Connection, book: Book, *, number: int, said: Mapping[Name, Said] | None = None
) -> History:
    """Return the history of a manual that is about to become edition `number`.

    Shape: `said` is what its blocks say, where that is known already.
    """
    now = ages.texts(book) if said is None else ages.saying_of(book, said)
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


def retired(connection: sa.Connection, book: Book, *, in_force: int) -> Iterator[Problem]:
    """Yield each uid that was given up in an earlier edition and now stands on another block.

    Shape: a block that comes back, of the same kind and in the section it was last in, is itself.
    """
    given_up = _given_up(connection, in_force)
    back: dict[str, tuple[str, Written]] = {}
    for section, _lang, block in book.blocks():
        if block.uid in given_up:
            back.setdefault(block.uid, (section.id, block))
    for edition in sorted({given_up[uid] for uid in back}):
        former = _blocks(connection, edition)
        for uid in (uid for uid in back if given_up[uid] == edition):
            (was_in, was), (section_id, block) = former[uid], back[uid]
            if (was_in, _sort(was)) != (section_id, _sort(block)):
                says = (
                    f"the uid {uid} was given up: until edition {edition} it was a {_sort(was)} of {was_in}"
                )
                mend = "take it away and run: masar manual number"
                yield Problem("error", "manual.uid-retired", block.where, says, mend)


def _given_up(connection: sa.Connection, in_force: int) -> dict[str, int]:
    """Return the uids that the edition in force has not, each with the last edition that had it."""
    rows = connection.execute(
        sa.select(Block.uid, sa.func.max(Edition.number).label("last"))
        .join(Edition, Edition.id == Block.edition_id)
        .group_by(Block.uid)
        .having(sa.func.max(Edition.number) < in_force)
    )
    return {row.uid: row.last for row in rows}


def _blocks(connection: sa.Connection, edition: int) -> dict[str, tuple[str, Written]]:
    """Return the blocks of an edition as they were written, by uid, each with its section's id."""
    book, _problems = books.read(queries.files(connection, edition=edition))
    return {block.uid: (section.id, block) for section, _lang, block in book.blocks()}


def _sort(block: Written) -> str:
    """Return what sort of block it is; the force of a statement may change, and it is the same statement."""
    return "statement" if block.force else block.name or block.kind


def _texts(connection: sa.Connection, edition: int) -> dict[Name, str]:
    rows = connection.execute(
        sa.select(Block.lang, Block.uid, Block.force, Block.text, Block.html)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition)
    )
    return {(row.lang, row.uid): saying(row.force, row.text, row.html) for row in rows}
