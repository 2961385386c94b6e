"""What changed in one language of a paragraph since the other was last written, word by word."""

import re
from collections.abc import Iterable

import sqlalchemy as sa

from webapp.desk.ledger import OTHER, Entry
from webapp.engine.manual import source, splitting
from webapp.engine.manual.lines import lines
from webapp.engine.manual.references import show_bars
from webapp.manual import queries as manual
from webapp.manual.difference import Marks, marks
from webapp.manual.models import Block, Edition

_TERM = re.compile(r"\{term:[a-z0-9-]*\|([^{}\n]*)\}")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_APART = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def readable(markdown: str) -> str:
    """Return a text as it is written, without the ids of its terms; other references keep their direction."""
    return _BRACES.sub(lambda match: _APART.format(match[0]), _TERM.sub(r"\1", markdown))


def since(
    connection: sa.Connection, entries: Iterable[Entry], *, edition: int
) -> dict[str, tuple[Marks, ...]]:
    """Return by uid what became of the newer language of each entry that is behind.

    Shape: first what editions changed since, in words; then what an open amendment changes, as it is written.
    """
    behind = [one for one in entries if one.waits and one.waits in one.sides]
    printed = _printed(connection, behind, edition)
    written = _written(connection, behind, edition)
    found = {}
    for one in behind:
        lang = OTHER[one.waits]
        told = [printed[one.uid]] if one.uid in printed else []
        now, was = one.sides[lang].written, written.get((lang, one.uid))
        if one.is_amended and now is not None and was is not None and was != now:
            told.append(marks(readable(was), readable(now)))
        found[one.uid] = tuple(told)
    return found


def _printed(connection: sa.Connection, entries: Iterable[Entry], edition: int) -> dict[str, Marks]:
    """Return by uid what editions up to the one in force changed since the other language was written."""
    asked = {(OTHER[one.waits], one.uid): one.sides[one.waits].age for one in entries}
    wanted = {number for number in asked.values() if 0 < number < edition} | {edition}
    rows = connection.execute(
        sa.select(Edition.number, Block.lang, Block.uid, Block.text, Block.html)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number.in_(wanted), Block.uid.in_({uid for _lang, uid in asked}))
    )
    texts = {(row.number, row.lang, row.uid): lines(row.html, row.text) for row in rows}
    found = {}
    for (lang, uid), number in asked.items():
        old, new = texts.get((number, lang, uid)), texts.get((edition, lang, uid))
        if old is not None and new is not None and old != new:
            found[uid] = marks(old, new)
    return found


def _written(connection: sa.Connection, entries: Iterable[Entry], edition: int) -> dict[tuple[str, str], str]:
    """Return the Markdown of the edition in force, by language and uid, of amended sections' paragraphs."""
    stems = {one.piece for one in entries if one.is_amended}
    paths = tuple(f"{stem}.{lang}.md" for stem in stems for lang in source.LANGUAGES)
    files = manual.files(connection, edition=edition, paths=paths) if paths else {}
    found: dict[tuple[str, str], str] = {}
    for path, text in files.items():
        place = source.place(path)
        if place is not None:
            page, _problems = splitting.split(source.read(text, place)[0])
            found |= {(place.lang, block.uid): show_bars(block.markdown) for block in page.blocks}
    return found
