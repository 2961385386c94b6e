"""A section's blocks in both languages, one beside the other."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa
from markupsafe import Markup

from webapp.engine.manual.changes import together
from webapp.engine.manual.source import LANGUAGES
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
    """A block in both languages.

    Shape: `sides` lacks the language that has not written it; `heads` are the headings, by language, that
    begin with it, among the blocks of its section.
    """

    uid: str
    section_id: str
    number: str
    force: str
    sides: Mapping[str, Side]
    heads: Mapping[str, str]


class Written(NamedTuple):
    """A block in one language, as an edition keeps it or is about to."""

    uid: str
    section_id: str
    number: str
    force: str
    lang: str
    heading: str
    basis_words: str
    html: str
    text: str
    state: str


def titles(connection: sa.Connection, *, section_id: str, edition: int) -> dict[str, str]:
    """Return a section's titles by language; nothing where the edition has no such section."""
    rows = connection.execute(
        sa.select(Section.lang, Section.title)
        .join(Edition, Edition.id == Section.edition_id)
        .where(Edition.number == edition, Section.section_id == section_id)
    )
    return {row.lang: row.title for row in rows}


def pairs(connection: sa.Connection, *, section_id: str, edition: int) -> tuple[Pair, ...]:
    """Return a section's blocks, each with its twin, in the order of the leading language.

    Shape: what only its twin has written stands after what it stands after there.
    """
    return tuple(_pairs(connection, edition, Block.section_id == section_id))


def wherever(connection: sa.Connection, *, uids: Collection[str], edition: int) -> dict[str, Pair]:
    """Return the blocks of an edition by uid, whatever section they stand in; those it lacks are left out."""
    return {one.uid: one for one in _pairs(connection, edition, Block.uid.in_(uids))} if uids else {}


def _pairs(connection: sa.Connection, edition: int, which: sa.ColumnElement[bool]) -> Iterator[Pair]:
    rows = connection.execute(
        sa.select(
            Block.uid, Block.section_id, Block.number, Block.force, Block.lang, Block.heading,
            Block.basis_words, Block.html, Block.text, Block.state,
        )
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition, which)
        .order_by(Block.position, Block.lang)
    )  # fmt: skip
    return paired(Written._make(row) for row in rows)


def paired(rows: Iterable[Written]) -> Iterator[Pair]:
    """Yield blocks, each with its twin, of rows that stand in the order of each language."""
    named: dict[str, tuple[str, str, str]] = {}
    sides: dict[str, dict[str, Side]] = {}
    orders: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for row in rows:
        orders[row.lang].append(row.uid)
        named.setdefault(row.uid, (row.section_id, row.number, row.force))
        html = Markup(row.html)  # noqa: S704 -- sanitised when it was published
        side = Side(row.heading, row.basis_words, html, row.text, row.state)
        sides.setdefault(row.uid, {})[row.lang] = side
    leading, twin = (orders[lang] for lang in LANGUAGES)
    last: dict[str, str] = {}
    for uid in together(twin, leading):
        headings = {lang: side.heading for lang, side in sides[uid].items()}
        heads = {lang: text for lang, text in headings.items() if text and last.get(lang) != text}
        last.update(headings)
        yield Pair(uid, *named[uid], sides[uid], heads)
