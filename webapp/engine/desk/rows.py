"""A section's two files as rows of paired items; put together they are the same files, byte for byte."""

import dataclasses
import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from webapp.engine import yaml
from webapp.engine.manual import markdown, source
from webapp.engine.manual.sections import UID
from webapp.engine.manual.source import LANGUAGES, LEADING

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BLANK = " \t\r\n"
_FENCE = "---"
_TITLE = re.compile(r"title:(?:[ \t].*)?")
_PLAIN_TITLE = re.compile(r"[^\W\d_][^:#\"'\[\]{}&*!|>%@`\\]*")
_KINDS = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "dl_open": "roles",
    "heading_open": "heading",
    "container": "container",
    "footnote_reference_open": "footnote",
}
START = "start"
"""The key of what stands before the first uid begins so."""


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """A heading or block as it stands in a file.

    Shape: `gap`, `mark` (the line of its uid), `text` and `end` (the ending of its last line) are the file's
    own letters, in this order; `name` is a container's.
    """

    gap: str
    mark: str
    text: str
    end: str
    kind: str = "paragraph"
    name: str = ""

    @property
    def uid(self) -> str:
        """The uid above it, or nothing."""
        written = self.mark.strip(_BLANK)[2:-1]
        return written if UID.fullmatch(written) else ""

    @property
    def written(self) -> str:
        """The text with newlines alone, as a browser has it in a field."""
        return plain(self.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """One language's file: its front matter, its items, and what blank lines stand after the last."""

    head: str
    items: tuple[Item, ...]
    tail: str

    @property
    def ending(self) -> str:
        """How its lines end."""
        return next((one for one in re.findall(r"\r\n|\r|\n", together(self))), "\n")


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """An item and its twin. Shape: `at` is each language's place in the side's items; one may be missing.

    `key` is the uid; of what has none, that of the nearest row above that has one, and how far below it is.
    """

    key: str
    at: Mapping[str, int]


Pair = Mapping[str, Side]
"""The sides of a section by language: one or both."""


def plain(text: str) -> str:
    """Return a text with newlines alone at the ends of its lines."""
    return "\n".join(source.lines(text))


def apart(text: str) -> Side:
    """Return what a file is made of; `together` gives the file back."""
    lines = _LINE.findall(text)
    begins = _front_ends(lines)
    body = [one.rstrip("\r\n") for one in lines[begins:]]
    items: list[Item] = []
    done = 0
    for token, start, end in _spans("\n".join(body), len(body)):
        while end > start and not lines[begins + end - 1].strip(_BLANK):
            end -= 1  # noqa: PLW2901 -- blank lines below belong to what follows
        if end > done:
            items.append(_item(lines[begins + done : begins + end], token))
            done = end
    rest = lines[begins + done :]
    if any(one.strip(_BLANK) for one in rest):
        last = max(at for at, one in enumerate(rest) if one.strip(_BLANK)) + 1
        items.append(_item(rest[:last], None))
        rest = rest[last:]
    return Side("".join(lines[:begins]), tuple(items), "".join(rest))


def together(side: Side) -> str:
    """Return the file."""
    parts = [part for one in side.items for part in (one.gap, one.mark, one.text, one.end)]
    return "".join((side.head, *parts, side.tail))


def first_lines(side: Side) -> tuple[tuple[int, int], ...]:
    """Return the first and the last line of each item in its file, its uid's line included.

    Units: lines count from 1.
    """
    found, at = [], _breaks(side.head)
    for one in side.items:
        at += _breaks(one.gap)
        start = at + 1
        at += _breaks(one.mark) + _breaks(one.text) + _breaks(one.end)
        found.append((start, at if one.end else at + 1))
    return tuple(found)


def rows(pair: Pair) -> tuple[Row, ...]:
    """Return the rows of a section in the order of its Arabic file, what only English has at its place."""
    if not pair:
        return ()
    leading = LEADING if LEADING in pair else next(iter(pair))
    others = [lang for lang in pair if lang != leading]
    if not others:
        return _keyed(pair, [{leading: at} for at in range(len(pair[leading].items))])
    other = others[0]
    twins = _twins(pair[leading].items, pair[other].items)
    ours = range(len(pair[leading].items))
    found = [{leading: at} | ({other: twins[at]} if at in twins else {}) for at in ours]
    for at in range(len(pair[other].items)):
        if at not in twins.values():
            found.insert(_place(found, other, at - 1) + 1, {other: at})
    return _keyed(pair, found)


def replaced(side: Side, at: int, text: str) -> Side:
    """Return a side with one item's text replaced; the same changes nothing, an empty one takes it out."""
    old = side.items[at]
    if plain(text) == old.written:
        return side
    told = _trimmed(text)
    if not told:
        return dataclasses.replace(side, items=side.items[:at] + side.items[at + 1 :])
    new = dataclasses.replace(old, text=told.replace("\n", side.ending))
    return dataclasses.replace(side, items=(*side.items[:at], new, *side.items[at + 1 :]))


def title(side: Side) -> str:
    """Return the title in the front matter, or nothing."""
    for row in _front_rows(side):
        if _TITLE.fullmatch(row):
            node, _ = yaml.read(row, "")
            entry = node.entries.get("title") if isinstance(node, yaml.Mapping) else None
            return entry.text if isinstance(entry, yaml.Scalar) else ""
    return ""


def with_title(side: Side, words: str) -> Side:
    """Return a side with another title; the same one changes nothing."""
    words = " ".join(words.split())
    if words == title(side) or not _front_rows(side):
        return side
    told = words if _PLAIN_TITLE.fullmatch(words) else json.dumps(words, ensure_ascii=False)
    front = _front_rows(side)
    at = next((at for at, row in enumerate(front) if _TITLE.fullmatch(row)), None)
    if at is None:
        return _with_front(side, [*front[:1], f"title: {told}", *front[1:]])
    return _with_front(side, [*front[:at], f"title: {told}", *front[at + 1 :]])


def front(side: Side) -> str:
    """Return the front matter without its title, as it is written."""
    return "\n".join(row for row in _front_rows(side) if not _TITLE.fullmatch(row))


def with_front(side: Side, text: str) -> Side:
    """Return a side with another front matter and the title it has; the same one changes nothing."""
    told = plain(text).strip("\n")
    if told == front(side) or not side.head:
        return side
    lines = [row for row in told.split("\n") if row.rstrip() != _FENCE]
    kept = [row for row in _front_rows(side) if _TITLE.fullmatch(row)]
    return _with_front(side, [*lines[:1], *kept, *lines[1:]])


def pair_of(files: Mapping[str, str]) -> dict[str, Side]:
    """Return the sides of a section's files by language."""
    placed = ((source.place(path), text) for path, text in sorted(files.items()))
    sides = {place.lang: apart(text) for place, text in placed if place}
    return {lang: sides[lang] for lang in LANGUAGES if lang in sides}


def files_of(pair: Pair, stem: str) -> dict[str, str]:
    """Return a section's files by path."""
    return {f"{stem}.{lang}.md": together(side) for lang, side in pair.items()}


def _trimmed(text: str) -> str:
    told = plain(text).split("\n")
    while told and not told[-1].strip(_BLANK):
        told.pop()
    while told and not told[0].strip(_BLANK):
        told.pop(0)
    return "\n".join(told)


def _breaks(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _front_ends(lines: Sequence[str]) -> int:
    """Return how many lines the front matter has; a file without a closed one is read as it is read there."""
    if not lines or lines[0].rstrip() != _FENCE:
        return 0
    end = next((at for at, row in enumerate(lines[1:], 1) if row.rstrip() == _FENCE), 0)
    return end + 1 if end else len(lines)


def _front_rows(side: Side) -> list[str]:
    return source.lines(side.head)[1:-2] if side.head else []


def _with_front(side: Side, lines: Sequence[str]) -> Side:
    ends = _LINE.findall(side.head)
    ending = side.ending
    head = "".join((ends[0], *(f"{row}{ending}" for row in lines), ends[-1]))
    return dataclasses.replace(side, head=head)


def _spans(body: str, most: int) -> Iterator[tuple[Token, int, int]]:
    for token in markdown.outline(body):
        if token.nesting >= 0 and token.map is not None and token.type != "uid":
            start, end = token.map
            yield token, start, min(end, most)


def _item(lines: Sequence[str], token: Token | None) -> Item:
    """Return the item of some lines; a uid stands on their first that is not blank, right above the text."""
    start = next(at for at, one in enumerate(lines) if one.strip(_BLANK))
    gap, told = "".join(lines[:start]), list(lines[start:])
    mark = ""
    bare = told[0].strip(_BLANK)
    attached = len(told) > 1 and told[1].strip(_BLANK)
    if attached and bare.startswith("{#") and UID.fullmatch(bare[2:-1]) and bare.endswith("}"):
        mark = told.pop(0)
    last = told[-1].rstrip("\r\n")
    end = told[-1][len(last) :]
    told[-1] = last
    kind = _KINDS.get(token.type, "other") if token else "loose"
    name = ""
    if token and kind == "container":
        name = token.info.split()[0] if token.info.split() else ""
    elif token and kind == "heading":
        name = token.tag
    return Item(gap, mark, "".join(told), end, kind, name)


def _twins(ours: Sequence[Item], theirs: Sequence[Item]) -> dict[int, int]:
    """Return the place of each item's twin: by uid, else by what it is and where it stands."""
    by_uid: dict[str, int] = {}
    for at, one in enumerate(theirs):
        if one.uid:
            by_uid.setdefault(one.uid, at)
    found: dict[int, int] = {}
    for at, one in enumerate(ours):
        if one.uid in by_uid and by_uid[one.uid] not in found.values():
            found[at] = by_uid[one.uid]
    taken = set(found.values())
    mine = [_likeness(one, str(at) if at in found else "") for at, one in enumerate(ours)]
    back = {there: here for here, there in found.items()}
    other = [_likeness(one, str(back[at]) if at in taken else "") for at, one in enumerate(theirs)]
    for a, b, size in difflib.SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks():
        for here, there in zip(range(a, a + size), range(b, b + size), strict=True):
            both = ours[here].uid and theirs[there].uid
            if here not in found and there not in taken and not both:
                found[here] = there
    return found


def _likeness(one: Item, paired: str) -> tuple[str, ...]:
    return (paired,) if paired else (one.kind, one.name, "")


def _place(found: Sequence[Mapping[str, int]], lang: str, at: int) -> int:
    return next((place for place, one in enumerate(found) if one.get(lang) == at), -1)


def _keyed(pair: Pair, found: Sequence[Mapping[str, int]]) -> tuple[Row, ...]:
    keyed, seen, last, away = [], set(), START, 0
    for at in found:
        uids = [pair[lang].items[place].uid for lang, place in at.items()]
        uid = next((one for one in uids if one and one not in seen), "")
        if uid:
            seen.add(uid)
            last, away = uid, 0
        else:
            away += 1
        keyed.append(Row(uid or f"{last}-{away}", dict(at)))
    return tuple(keyed)
