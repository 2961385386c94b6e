"""Editions and sections as plain data for other programs; docs/api.md describes it."""

from typing import Any

import sqlalchemy as sa

from webapp.engine.manual.changes import together
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import NotFound
from webapp.manual import pairs
from webapp.manual import queries as manual
from webapp.manual.models import Block, Edition
from webapp.manual.queries import EditionInfo
from webapp.web.label import LABEL

Data = dict[str, Any]
_WORDS = ("heading", "basis_words", "html", "text", "state")
"""What a block says in one language."""


def edition(connection: sa.Connection, number: int | None) -> EditionInfo:
    """Return one edition, or the one in force.

    Errors: NotFound reading.nothing-published, reading.no-edition.
    """
    known = manual.editions(connection)
    if not known:
        raise NotFound("reading.nothing-published")
    found = known[0] if number is None else next((one for one in known if one.number == number), None)
    if found is None:
        raise NotFound("reading.no-edition", edition=number)
    return found


def editions(connection: sa.Connection) -> Data:
    """Return every edition, the newest first.

    Errors: NotFound reading.nothing-published.
    """
    edition(connection, None)
    return {"notice": LABEL, "editions": [_edition(one) for one in manual.editions(connection)]}


def contents(connection: sa.Connection, wanted: EditionInfo) -> Data:
    """Return an edition with its chapters and the sections that are written."""
    both = {lang: manual.outline(connection, lang=lang, edition=wanted.number) for lang in LANGUAGES}
    titles = {lang: manual.section_titles(outline) for lang, outline in both.items()}
    names = {lang: {chapter.id: chapter.title for chapter in outline} for lang, outline in both.items()}
    chapters = [
        {
            "id": chapter.id,
            "number": chapter.number,
            "title": {lang: names[lang][chapter.id] for lang in LANGUAGES},
            "sections": [
                {
                    "id": one.section_id,
                    "number": one.number,
                    "title": {lang: titles[lang].get(one.section_id) for lang in LANGUAGES},
                    "url": f"/api/manual/sections/{one.section_id}?edition={wanted.number}",
                }
                for one in chapter.sections
                if one.section_id
            ],
        }
        for chapter in both["ar"]
    ]
    return {"notice": LABEL, **_edition(wanted), "chapters": chapters}


def section(connection: sa.Connection, wanted: EditionInfo, section_id: str) -> Data:
    """Return a section of an edition in both languages, block by block.

    Errors: NotFound reading.no-section.
    """
    titles = pairs.titles(connection, section_id=section_id, edition=wanted.number)
    pages = {
        lang: manual.section_page(connection, lang=lang, section_id=section_id, edition=wanted.number)
        for lang in titles
    }
    first = next((page for page in pages.values() if page), None)
    if first is None:
        raise NotFound("reading.no-section", section=section_id)
    return {
        "notice": LABEL,
        "edition": wanted.number,
        "effective": wanted.effective.isoformat(),
        "id": section_id,
        "number": first.number,
        "kind": first.kind,
        "status": first.status,
        "title": {lang: titles.get(lang) for lang in LANGUAGES},
        "url": {lang: f"/{lang}/manual/{section_id}@{wanted.number}" for lang in LANGUAGES},
        "blocks": _blocks(connection, wanted.number, section_id),
    }


def _edition(one: EditionInfo) -> Data:
    return {
        "edition": one.number,
        "effective": one.effective.isoformat(),
        "published": one.published.isoformat(),
        "note": {"ar": one.note_ar, "en": one.note_en},
        "digest": one.digest,
        "url": f"/api/manual/editions/{one.number}",
    }


def _blocks(connection: sa.Connection, number: int, section_id: str) -> list[Data]:
    words = [getattr(Block, name) for name in _WORDS]
    rows = connection.execute(
        sa.select(Block.lang, Block.uid, Block.number, Block.force, Block.basis, *words)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == number, Block.section_id == section_id)
        .order_by(Block.position, Block.lang)
    )
    blocks: dict[str, Data] = {}
    orders: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for row in rows:
        orders[row.lang].append(row.uid)
        made = blocks.setdefault(
            row.uid,
            {
                "uid": row.uid,
                "number": row.number,
                "force": row.force or None,
                "basis": row.basis or None,
                **dict.fromkeys(LANGUAGES),
            },
        )
        made[row.lang] = {name: getattr(row, name) for name in _WORDS}
    return [blocks[uid] for uid in together(orders["en"], orders["ar"])]
