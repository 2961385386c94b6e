"""The texts of sections one by one, as translators get them, and one of them put back in its place."""

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping

from webapp.engine.desk import operations, rows
from webapp.engine.desk.rows import Item, Pair
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import BadInput, NotFound
from webapp.web.cells import plain

TITLE = "title"
_MARK = 10
_BOX = "container"
_OF_STRUCTURE = re.compile(r"^\s*(?::::|\{#)", re.MULTILINE)
"""A line that would begin a box or name a paragraph: translators change words."""
_LEFT_OUT = ("other", "loose")


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """One text in both languages.

    Shape: `id` is the section's id, #, and the row's key or `title`; a text is empty in a language that lacks
    it; `mark` is a fingerprint of both.
    """

    id: str
    texts: Mapping[str, str]

    @property
    def key(self) -> str:
        """The row's key, or `title`."""
        return self.id.rpartition("#")[2]

    @property
    def mark(self) -> str:
        """A fingerprint of what it says: a file that was written from another text is known by it."""
        told = "\0".join(plain(self.texts[lang]) for lang in LANGUAGES)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def units(section_id: str, pair: Pair) -> Iterator[Unit]:
    """Yield the texts of a section in its order, the title first; what has no words is left out."""
    titles = {lang: rows.title(pair[lang]) if lang in pair else "" for lang in LANGUAGES}
    yield Unit(f"{section_id}#{TITLE}", titles)
    for row in rows.rows(pair):
        items = {lang: pair[lang].items[at] for lang, at in row.at.items()}
        if all(one.kind in _LEFT_OUT or one.name == "pathway" for one in items.values()):
            continue
        texts = {lang: _inner(items[lang]) if lang in items else "" for lang in LANGUAGES}
        yield Unit(f"{section_id}#{row.key}", texts)


def put(pair: Pair, key: str, lang: str, text: str) -> Pair | None:
    """Return a section with one text in one language; None where that would alter anything beside it.

    Shape: `text` is without the lines of a box; a language that lacks the row gets it.
    """
    if lang not in pair or _OF_STRUCTURE.search(text):
        return None
    if key == TITLE:
        made = dict(pair) | {lang: rows.with_title(pair[lang], text)}
        return made if rows.title(made[lang]) == " ".join(text.split()) else None
    try:
        row = operations.find(pair, key)
        laid = pair if lang in row.at else operations.twin(pair, key)
        at = operations.find(laid, key).at[lang]
    except (BadInput, NotFound, KeyError):
        return None
    item = laid[lang].items[at]
    made = dict(laid) | {lang: rows.replaced(laid[lang], at, _whole(item, text))}
    read = {side: rows.apart(rows.together(one)) for side, one in made.items()}
    return made if _is_put(laid, read, lang, at) and _inner(read[lang].items[at]) == text else None


def _is_put(before: Pair, after: Pair, lang: str, at: int) -> bool:
    """Say whether the other items are what they were, and the one is still of its kind under its uid."""
    for side, whole in before.items():
        old, new = list(whole.items), list(after[side].items)
        if len(old) != len(new):
            return False
        if side == lang:
            was, now = old.pop(at), new.pop(at)
            if (was.uid, was.kind, was.name) != (now.uid, now.kind, now.name):
                return False
        if [(one.mark, one.text) for one in old] != [(one.mark, one.text) for one in new]:
            return False
    return True


def _inner(item: Item) -> str:
    lines = item.written.split("\n")
    return "\n".join(lines[1:-1]) if item.kind == _BOX else item.written


def _whole(item: Item, text: str) -> str:
    lines = item.written.split("\n")
    return "\n".join((lines[0], text, lines[-1])) if item.kind == _BOX else text
