"""A section's blocks in both languages, one beside the other."""

import dataclasses
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from markupsafe import Markup

from webapp.manual.models import Block, Edition, Section


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """A block in one language."""

    heading: str
    basis_words: str
    html: Markup
    text: str
    state: str


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A block in both languages. Shape: `sides` lacks the language that has not written it."""

    uid: str
    section_id: str
    number: str
    force: str
    sides: Mapping[str, Side]


def titles(connection: sa.Connection, *, section_id: str, edition: int) -> dict[str, str]:
    """Return a section's titles by language; nothing where the edition has no such section."""
    rows = connection.execute(
        sa.select(Section.lang, Section.title)
        .join(Edition, Edition.id == Section.edition_id)
        .where(Edition.number == edition, Section.section_id == section_id)
    )
    return {row.lang: row.title for row in rows}


def pairs(connection: sa.Connection, *, section_id: str, edition: int) -> tuple[Pair, ...]:
    """Return a section's blocks in the order of the leading language, each with its twin."""
    return _pairs(connection, edition, Block.section_id == section_id)


def wherever(connection: sa.Connection, *, uids: Collection[str], edition: int) -> dict[str, Pair]:
    """Return the blocks of an edition by uid, whatever section they stand in; those it lacks are left out."""
    return {one.uid: one for one in _pairs(connection, edition, Block.uid.in_(uids))} if uids else {}


def _pairs(connection: sa.Connection, edition: int, which: sa.ColumnElement[bool]) -> tuple[Pair, ...]:
    rows = connection.execute(
        sa.select(
            Block.uid, Block.section_id, Block.number, Block.force, Block.lang, Block.heading,
            Block.basis_words, Block.html, Block.text, Block.state,
        )
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition, which)
        .order_by(Block.position, Block.lang)
    )  # fmt: skip
    found: dict[str, Pair] = {}
    sides: dict[str, dict[str, Side]] = {}
    for row in rows:
        held = sides.setdefault(row.uid, {})
        held[row.lang] = Side(row.heading, row.basis_words, Markup(row.html), row.text, row.state)  # noqa: S704 -- sanitised when it was published
        found.setdefault(row.uid, Pair(row.uid, row.section_id, row.number, row.force, held))
    return tuple(found.values())
