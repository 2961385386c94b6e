"""What is done to the rows of a section: both files change alike, and uids stay with their blocks."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence

from webapp.engine.desk.rows import Item, Pair, Row, Side, apart, plain, rows
from webapp.engine.manual.sections import FORCES
from webapp.engine.manual.source import LANGUAGES, LEADING
from webapp.errors import BadInput, NotFound

CUT = "{|}"
"""Written into a text where the row is to be parted; nothing else in the manual reads so."""
EMPTY = {"ar": "يُكتب هنا.", "en": "To be written."}
_SHAPES: Mapping[str, str] = {
    "paragraph": "{0}",
    "list": "- {0}\n- {0}",
    "heading": "## {0}",
    "table": "| {0} | {0} |\n|---|---|\n| {0} | {0} |",
    "roles": "{0}\n: {0}",
}
_BOXES = (*FORCES, "note", "warning", "card", "practise")
KINDS = (*_SHAPES, *_BOXES)
"""What a new row may be."""
_ROWS_OF_HEAD = 2
_STAYS = re.compile(r"\{[^{}\n]*\}")

Part = Callable[[str], str]


def find(pair: Pair, key: str) -> Row:
    """Return the row of a key.

    Errors: NotFound amendment.no-row.
    """
    row = next((one for one in rows(pair) if one.key == key), None)
    if row is None:
        raise NotFound("amendment.no-row", row=key)
    return row


def split(pair: Pair, key: str) -> dict[str, Side]:
    """Return the section with a row parted where CUT stands in each of its languages; the new one has no uid.

    Errors: NotFound; BadInput amendment.no-cut where a language does not say the place.
    """
    row = find(pair, key)
    made = dict(pair)
    for lang, at in row.at.items():
        item = pair[lang].items[at]
        first, cut, second = item.written.partition(CUT)
        if not cut or not first.strip() or not second.strip():
            raise BadInput("amendment.no-cut", row=key)
        first, second = _parted(item, first.rstrip(" \t\n"), second.replace(CUT, "").lstrip(" \t\n"))
        made[lang] = _put(_with(pair[lang], at, first), at + 1, second)
    return made


def merge(pair: Pair, key: str) -> dict[str, Side]:
    """Return the section with a row and the next as one, which keeps the first uid.

    Errors: NotFound; BadInput amendment.no-merge for two that cannot be one, or where nothing follows.
    """
    row, below = find(pair, key), _beside(pair, key, 1)
    if below is None:
        raise BadInput("amendment.no-merge", row=key)
    made = dict(pair)
    mark = next((pair[lang].items[at].mark for lang, at in row.at.items()), "")
    for lang, at in below.at.items():
        side, item = pair[lang], pair[lang].items[at]
        if lang not in row.at:
            made[lang] = _items(side, at, [dataclasses.replace(item, mark=mark)])
            continue
        joined = _joined(side.items[row.at[lang]], item)
        made[lang] = _with(_items(side, at, []), row.at[lang] - (at < row.at[lang]), joined)
    return made


def move(pair: Pair, key: str, by: int) -> dict[str, Side]:
    """Return the section with a row one place further up (-1) or down (1) in both files; at an end it stays.

    Errors: NotFound.
    """
    row, other = find(pair, key), _beside(pair, key, by)
    made = dict(pair)
    for lang, at in row.at.items():
        if other is not None and lang in other.at:
            made[lang] = _moved(pair[lang], at, other.at[lang])
    return made


def add(pair: Pair, key: str, kind: str) -> dict[str, Side]:
    """Return the section with a new row of a kind below a row, in both languages; at the end without a key.

    Errors: NotFound; BadInput amendment.kind.
    """
    if kind not in KINDS:
        raise BadInput("amendment.kind", kind=kind)
    made = dict(pair)
    for lang, side in pair.items():
        place = _below(pair, key, lang) if key else len(side.items)
        made[lang] = _put(side, place, skeleton(kind, lang))
    return made


def remove(pair: Pair, key: str) -> dict[str, Side]:
    """Return the section without a row.

    Errors: NotFound.
    """
    row = find(pair, key)
    return dict(pair) | {lang: _items(pair[lang], at, []) for lang, at in row.at.items()}


def twin(pair: Pair, key: str) -> dict[str, Side]:
    """Return the section with what a row lacks in one language: same shape and references, words to come.

    Errors: NotFound; BadInput amendment.both-there.
    """
    row = find(pair, key)
    lacking = next((lang for lang in LANGUAGES if lang in pair and lang not in row.at), None)
    if lacking is None:
        raise BadInput("amendment.both-there", row=key)
    lang, at = next(iter(row.at.items()))
    item = pair[lang].items[at]
    place = _below(pair, key, lacking)
    made = _put(pair[lacking], place, _shape_of(item, lacking))
    laid = dataclasses.replace(made.items[place], mark=f"{{#{item.uid}}}{made.ending}" if item.uid else "")
    return dict(pair) | {lacking: _items(made, place, [laid])}


def skeleton(kind: str, lang: str) -> str:
    """Return the text that a new row of a kind begins with."""
    if kind in _BOXES:
        basis = " basis=training" if kind in FORCES and lang == LEADING else ""
        return f"::: {kind}{basis}\n{EMPTY[lang]}\n:::"
    return _SHAPES[kind].format(EMPTY[lang].rstrip("."))


def write(pair: Pair, key: str, lang: str, text: str, *, uid: str = "") -> dict[str, Side]:
    """Return the section with a text where a row lacks one language; of no row, as a new one at the end.

    Shape: `uid` is what a new row is to be called, if its text needs a name.
    """
    row = next((one for one in rows(pair) if one.key == key), None)
    place = _below(pair, key, lang) if row else len(pair[lang].items)
    made = _put(pair[lang], place, plain(text).strip("\n"))
    uids = (pair[other].items[at].uid for other, at in row.at.items()) if row else (uid,)
    name = next((one for one in uids if one), "")
    mark = f"{{#{name}}}{made.ending}" if name else ""
    laid = dataclasses.replace(made.items[place], mark=made.items[place].mark or mark)
    return dict(pair) | {lang: _items(made, place, [laid])}


def _beside(pair: Pair, key: str, by: int) -> Row | None:
    found = rows(pair)
    at = [one.key for one in found].index(key) + by
    return found[at] if 0 <= at < len(found) else None


def _below(pair: Pair, key: str, lang: str) -> int:
    """Return where an item belongs that comes below a row: after the nearest one above with this language."""
    found = rows(pair)
    at = [one.key for one in found].index(find(pair, key).key)
    return next((one.at[lang] + 1 for one in reversed(found[: at + 1]) if lang in one.at), 0)


def _with(side: Side, at: int, text: str) -> Side:
    return _items(side, at, [dataclasses.replace(side.items[at], text=text.replace("\n", side.ending))])


def _items(side: Side, at: int, instead: Sequence[Item]) -> Side:
    return dataclasses.replace(side, items=(*side.items[:at], *instead, *side.items[at + 1 :]))


def _put(side: Side, at: int, text: str) -> Side:
    """Return a side with a text put in as an item, blank lines on both sides of it."""
    end = side.ending
    first = apart(text.replace("\n", end)).items[0]
    found = dataclasses.replace(first, text=text.replace("\n", end).removeprefix(first.mark))
    items = list(side.items)
    if at:
        items[at - 1] = dataclasses.replace(items[at - 1], end=items[at - 1].end or end)
    if at < len(items):
        items[at] = _parted_from_above(items[at], end)
    gap = end if at or side.head else ""
    return dataclasses.replace(
        side, items=(*items[:at], dataclasses.replace(found, gap=gap, end=end), *items[at:])
    )


def _parted_from_above(item: Item, end: str) -> Item:
    return item if item.gap.strip(" \t") else dataclasses.replace(item, gap=end)


def _moved(side: Side, at: int, to: int) -> Side:
    """Return a side with an item at another's place; the blank lines stay where they are."""
    order = list(side.items)
    order.insert(to, order.pop(at))
    items = []
    for place, (there, comes) in enumerate(zip(side.items, order, strict=True)):
        laid = dataclasses.replace(comes, gap=there.gap, end=there.end)
        items.append(_parted_from_above(laid, side.ending) if place and comes is not there else laid)
    return dataclasses.replace(side, items=tuple(items))


def _parted(item: Item, first: str, second: str) -> tuple[str, str]:
    """Return the two texts that a text becomes, each whole: boxes closed and opened, tables with heads."""
    lines = item.written.split("\n")
    if item.kind == "container":
        closing = lines[-1] if lines[-1].startswith(":::") else ":::"
        return f"{first}\n{closing}", f"{lines[0]}\n{second}"
    if item.kind == "table" and len(lines) > _ROWS_OF_HEAD:
        return first, "\n".join((*lines[:_ROWS_OF_HEAD], second))
    if item.kind == "heading":
        return first, f"{lines[0].split()[0]} {second}"
    return first, second


def _joined(first: Item, second: Item) -> str:
    """Return the one text that two become.

    Errors: BadInput amendment.no-merge.
    """
    above, below = first.written, second.written
    if "container" in {first.kind, second.kind}:
        return _joined_in_box(first, second)
    if first.kind != second.kind:
        raise BadInput("amendment.no-merge")
    if first.kind == "table":
        return "\n".join((above, *below.split("\n")[_ROWS_OF_HEAD:]))
    if first.kind == "heading":
        return f"{above} {below.lstrip('#').strip()}"
    return f"{above}\n\n{below}" if first.kind == "roles" else f"{above}\n{below}"


def _joined_in_box(first: Item, second: Item) -> str:
    above, below = first.written.split("\n"), second.written.split("\n")
    fits = {"paragraph", "list"}
    if first.kind != "container" or not (second.name == first.name or second.kind in fits):
        raise BadInput("amendment.no-merge")
    inner = below[1:-1] if second.kind == "container" else below
    body = above[1:-1]
    follows = bool(body and inner) and body[-1].lstrip().startswith("- ") == inner[0].lstrip().startswith(
        "- "
    )
    return "\n".join((above[0], *body, *([] if follows else [""]), *inner, above[-1]))


def _shape_of(item: Item, lang: str) -> str:
    """Return a text of the same shape and with the same references, whose words are still to be written."""
    lines = item.written.split("\n")
    if item.name == "pathway":
        return plain(item.text)
    if item.kind == "container":
        basis = " basis=training" if item.name in FORCES and lang == LEADING else ""
        inner = (_emptied(one, lang) for one in lines[1:-1])
        return "\n".join((f"::: {item.name}{basis}", *inner, ":::"))
    return "\n".join(_emptied(one, lang) for one in lines)


def _emptied(line: str, lang: str) -> str:
    if not line.strip() or re.fullmatch(r"[|:\s-]+", line):
        return line
    lead = re.match(r"\s*(?:[-*+] +|\d+[.)] +|#{2,3} +|: +|> *)?", line)
    begins = lead[0] if lead else ""
    words = EMPTY[lang].rstrip(".")
    if line.lstrip().startswith("|"):
        cells = line.strip().strip("|")
        kept = [" ".join(_STAYS.findall(cell)) or words for cell in re.split(r"\|(?![^{]*\})", cells)]
        return f"| {' | '.join(kept)} |"
    return f"{begins}{' '.join([words, *_STAYS.findall(line)])}"
