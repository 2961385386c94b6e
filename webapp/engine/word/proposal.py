"""What a Word file would change in a manual: its sections and rows as plain data, to be reviewed.

Shape of the data: `sections`, each with `title` and `chapter` (both languages), `replaces` (a section's id or
""), `id`, `chapter_id`, `sure`, `state` (open, accepted, left-out) and `rows`; a row has `ar` and `en` (None
or `kind`, `level`, `text`, `notes`), `uid`, `like` and `sure` (shares from 0 to 1) and `out`. `known` holds,
for each uid that a row takes over, how the manual writes it now.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.engine.manual.book import Book
from webapp.engine.manual.book import Section as Written
from webapp.engine.manual.number import fresh_uid
from webapp.engine.manual.references import show_bars
from webapp.engine.word import pairing, resembling
from webapp.engine.word.pairing import Row, Section
from webapp.engine.word.resembling import Index
from webapp.engine.word.tree import Item
from webapp.engine.words.normal import normal

LANGUAGES = ("ar", "en")
Data = dict[str, Any]
_LOWEST = 3
_LONGEST_NAME = 50


class Manual:
    """The manual in force, as a Word file is held against it.

    Shape: `texts` are the words of each block by language and uid, as readers see them.
    """

    def __init__(self, book: Book, texts: Mapping[str, Mapping[str, str]]) -> None:
        self.book = book
        self.texts = texts
        self.index = {lang: Index(texts.get(lang, {})) for lang in LANGUAGES}
        self.section_of = {block.uid: section.id for section, _lang, block in book.blocks()}
        self.lexicon = [(term.words.ar, term.words.en.lower()) for term in book.data.terms]


def resembled(items: Sequence[Item], manual: Manual) -> dict[int, str]:
    """Return the uid each item takes over, by the item's place; each uid once in a language."""
    found: dict[int, str] = {}
    for lang in LANGUAGES:
        own = [item for item in items if item.lang == lang and item.kind != "heading"]
        offers = resembling.uids_of(manual.index[lang].like(item.text) for item in own)
        found |= {own[at].at: uid for at, uid in offers.items()}
    return found


def propose(items: Sequence[Item], manual: Manual, known: Mapping[int, str]) -> Data:
    """Return the proposal for a file's items."""
    work = _Proposing(manual, known)
    for section in pairing.paired(items, lexicon=manual.lexicon, known=known):
        work.section(section)
    return {"sections": work.sections, "known": work.written()}


class _Proposing:
    """Sections being proposed: the chapter they stand in, the uids that are taken."""

    def __init__(self, manual: Manual, known: Mapping[int, str]) -> None:
        self.manual, self.known = manual, known
        self.sections: list[Data] = []
        self.taken = set(manual.section_of)
        self.used: set[str] = set()
        self.chapter = {"ar": "", "en": ""}
        self.replaced: set[str] = set()
        self.ids = {section.id for section in manual.book.sections}

    def section(self, section: Section) -> None:
        title = {"ar": section.ar.text if section.ar else "", "en": section.en.text if section.en else ""}
        if section.is_chapter:
            self.chapter = title
        if section.is_chapter and not section.rows:
            return
        level = max((head.level for head in (section.ar, section.en) if head), default=0)
        rows = [self.row(row, level) for row in section.rows]
        replaces = self.replaces(rows, title)
        chapter_id = replaces.split("/")[0] if replaces else self.chapter_id()
        own = replaces or self.fresh_id(chapter_id, title["en"])
        self.sections.append(
            {
                "title": title,
                "chapter": dict(self.chapter),
                "replaces": replaces,
                "id": own,
                "chapter_id": chapter_id,
                "sure": section.confidence,
                "state": "open" if any(title.values()) else "left-out",
                "rows": rows,
            }
        )

    def row(self, row: Row, level: int) -> Data:
        uids = [self.known.get(item.at, "") for item in (row.ar, row.en) if item]
        uid = next((one for one in uids if one and one not in self.used), "")
        like = self.likeness(row, uid) if uid else 0.0
        is_heading = any(item and item.kind == "heading" for item in (row.ar, row.en))
        if not uid and not is_heading:
            item = row.ar or row.en
            uid = fresh_uid(f"word\0{len(self.sections)}\0{item.markdown if item else ''}", self.taken)
        self.used.add(uid)
        self.taken.add(uid)
        return {
            "ar": _side(row.ar, level),
            "en": _side(row.en, level),
            "uid": "" if is_heading else uid,
            "like": like,
            "sure": row.confidence,
            "out": False,
        }

    def likeness(self, row: Row, uid: str) -> float:
        found = [
            one.share
            for item in (row.ar, row.en)
            if item and item.lang
            for one in self.manual.index[item.lang].like(item.text)
            if one.uid == uid
        ]
        return round(max(found, default=0.0), 2)

    def replaces(self, rows: Sequence[Data], title: Mapping[str, str]) -> str:
        """Return the section most of whose blocks stand here, or that bears this title; each section once."""
        votes = Counter(self.manual.section_of[row["uid"]] for row in rows if row["like"])
        for found, count in votes.most_common():
            if found not in self.replaced and count * 2 >= sum(votes.values()):
                self.replaced.add(found)
                return found
        for section in self.manual.book.sections:
            if section.id not in self.replaced and _bears(section, title):
                self.replaced.add(section.id)
                return section.id
        return ""

    def chapter_id(self) -> str:
        """Return the chapter that bears the title of this one, else that of the section above."""
        for chapter in self.manual.book.data.frame.chapters:
            for lang in LANGUAGES:
                if self.chapter[lang] and _bare(self.chapter[lang]) == _bare(chapter.title.of(lang)):
                    return chapter.id
        return str(self.sections[-1]["chapter_id"]) if self.sections else ""

    def fresh_id(self, chapter_id: str, title: str) -> str:
        """Return an id that no section has, made from the English title."""
        base = f"{chapter_id or 'new'}/{slug(title) or 'section'}"
        made, count = base, 1
        while made in self.ids:
            count += 1
            made = f"{base}-{count}"
        self.ids.add(made)
        return made

    def written(self) -> Data:
        """Return how the manual writes the blocks that rows take over."""
        found: Data = {}
        for _section, lang, block in self.manual.book.blocks():
            if block.uid in self.used:
                one = found.setdefault(
                    block.uid,
                    {"name": block.name, "attributes": list(block.attributes), "ar": None, "en": None},
                )
                if lang == "ar":  # the leading file alone says what it rests on
                    one["attributes"] = list(block.attributes)
                words = self.manual.texts.get(lang, {}).get(block.uid, "")
                one[lang] = {"markdown": show_bars(block.markdown), "text": words}
        return found


def slug(title: str) -> str:
    """Return a title as a part of an address: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:_LONGEST_NAME].strip("-")


def _side(item: Item | None, level: int) -> Data | None:
    if item is None:
        return None
    deep = min(_LOWEST, 1 + max(1, item.level - level)) if item.kind == "heading" else 0
    return {
        "kind": item.kind,
        "level": deep,
        "text": item.markdown,
        "plain": item.text,
        "notes": dict(item.notes),
    }


def _bears(section: Written, title: Mapping[str, str]) -> bool:
    return any(title[lang] and _bare(title[lang]) == _bare(section.title.of(lang)) for lang in LANGUAGES)


def _bare(title: str) -> str:
    """Return a title as it is compared: without a number before it."""
    return " ".join(
        word for word in (normal(part) for part in title.split()) if not re.fullmatch(r"[\d.]*", word)
    )
