"""A Word file's text, as pandoc's tree has it, in items: headings, paragraphs, lists, tables, quotations."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from webapp.engine.word import inlines
from webapp.engine.word.inlines import Node, Notes
from webapp.engine.word.languages import Language, in_both, language

Kind = Literal["heading", "paragraph", "list", "table", "quotation"]

_COLUMNS = 2
_RUNNING = ("Para", "Plain")
_FEWEST_LETTERS = 25
"""In a cell, on average: a table of shorter ones lists words and is no text laid out side by side."""
_MOST = 0.6
_DEEPEST = 40


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One block of the file.

    Shape: `notes` are its footnotes by label; `row` counts the rows of text laid out in two columns, 0
    elsewhere; `size` is the number of a list's items, or of a table's rows.
    Units: `at` counts the items of the file; `level` is a heading's, 0 of all else.
    """

    kind: Kind
    level: int
    markdown: str
    text: str
    lang: Language
    notes: Mapping[str, str]
    row: int
    size: int
    at: int


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """All items of a file, and how many pictures were left out."""

    items: tuple[Item, ...]
    pictures: int


def items(tree: Mapping[str, Any]) -> Found:
    """Return what a file holds, in its order; what has no letters takes the language of what is above it."""
    walk = _Walk()
    walk.blocks(tree.get("blocks", ()))
    known: list[Item] = []
    last: Language = "ar"
    for item in walk.items:
        last = item.lang or last
        known.append(dataclasses.replace(item, lang=last))
    return Found(tuple(known), walk.pictures)


class _Walk:
    """One walk over the tree."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.notes = Notes()
        self.row = self.rows = 0
        self.pictures = 0

    def blocks(self, blocks: Iterable[Node], deep: int = 0) -> None:
        for block in blocks:
            self.block(block, deep)

    def block(self, block: Node, deep: int) -> None:
        kind, held = block["t"], block.get("c")
        if deep > _DEEPEST or held is None:
            return
        if kind == "Header":
            self.heading(int(held[0]), held[2])
        elif kind in _RUNNING:
            self.paragraph(held)
        else:
            self.compound(kind, held, deep)

    def compound(self, kind: str, held: Any, deep: int) -> None:  # noqa: ANN401 -- pandoc's own shapes
        match kind:
            case "BulletList":
                self.listed(held, ordered=False)
            case "OrderedList":
                self.listed(held[1], ordered=True)
            case "BlockQuote":
                self.quoted(held)
            case "Table":
                self.table(held, deep)
            case "Div" | "Figure":
                self.blocks(held[-1], deep + 1)
            case "LineBlock":
                for line in held:
                    self.paragraph(line)
            case "CodeBlock":
                self.paragraph([{"t": "Str", "c": word} for word in (str(held[1]),)])

    def add(self, kind: Kind, markdown: str, text: str, *, level: int = 0, size: int = 1) -> None:
        if not text.strip():
            return
        named = {label: words for label, words in self.notes.found.items() if f"[^{label}]" in markdown}
        self.items.append(
            Item(kind, level, markdown, text, language(text), named, self.row, size, len(self.items))
        )

    def heading(self, level: int, held: Sequence[Node]) -> None:
        for part in _lines(held):
            text = inlines.plain(part)
            both = in_both(text)
            for words in both or (text,):
                written = inlines.markdown([{"t": "Str", "c": words}], self.notes) if both else ""
                told = written or inlines.markdown(part, self.notes).replace("**", "")
                self.add("heading", told, words, level=level)

    def paragraph(self, held: Sequence[Node]) -> None:
        self.pictures += sum(1 for node in held if node["t"] == "Image")
        for part in _lines(held):
            self.add("paragraph", inlines.markdown(part, self.notes), inlines.plain(part))

    def listed(self, entries: Sequence[Sequence[Node]], *, ordered: bool) -> None:
        """Add a list; entries in another language than the one above them begin another list."""
        runs: list[list[Sequence[Node]]] = []
        last = ""
        for entry in entries:
            lang = language(" ".join(_texts(entry)))
            if not runs or (lang and last and lang != last):
                runs.append([])
            runs[-1].append(entry)
            last = lang or last
        for run in runs:
            told = "\n".join(self.entry(entry, at, ordered) for at, entry in enumerate(run, 1))
            self.add("list", told, " ".join(text for one in run for text in _texts(one)), size=len(run))

    def entry(self, blocks: Sequence[Node], number: int, ordered: bool) -> str:  # noqa: FBT001 -- which sign it bears
        sign = f"{number}. " if ordered else "- "
        parts = list(self.parts(blocks))
        indented = ("\n" + " " * len(sign)).join("\n".join(parts).split("\n"))
        return sign + indented

    def parts(self, blocks: Sequence[Node]) -> Iterator[str]:
        for at, block in enumerate(blocks):
            match block["t"]:
                case "Para" | "Plain":
                    told = inlines.markdown(block["c"], self.notes)
                    yield ("\n" + told) if at and told else told
                case "BulletList":
                    yield "\n".join(self.entry(one, n, ordered=False) for n, one in enumerate(block["c"], 1))
                case "OrderedList":
                    entries = block["c"][1]
                    yield "\n".join(self.entry(one, n, ordered=True) for n, one in enumerate(entries, 1))

    def quoted(self, blocks: Sequence[Node]) -> None:
        """Add a quotation; Word indents paragraphs for looks alone, and those are paragraphs."""
        for block in blocks:
            self.block(block, 1)

    def table(self, held: Any, deep: int) -> None:  # noqa: ANN401 -- pandoc's own shape
        rows = [[cell for cell in row[1]] for row in _rows(held)]  # noqa: C416 -- a copy that may be padded
        widest = max((len(row) for row in rows), default=0)
        told = [at for at in range(widest) if any(_says(row, at) for row in rows)]
        if widest > _COLUMNS and len(told) == _COLUMNS:  # between the two languages stand only numbers
            rows = [[row[at] for at in told if at < len(row)] for row in rows]
            widest = _COLUMNS
        if not widest:
            return
        if widest == 1:
            for row in rows:
                self.blocks(row[0][4], deep + 1)
        elif widest == _COLUMNS and _is_layout(rows):
            for row in rows:
                self.rows += 1
                self.row = self.rows
                for cell in row:
                    self.blocks(cell[4], deep + 1)
            self.row = 0
        else:
            self.tabled(rows, widest)

    def tabled(self, rows: Sequence[Sequence[Any]], widest: int) -> None:
        lines = []
        for row in rows:
            cells = [self.cell(cell) for cell in row]
            lines.append("| " + " | ".join(cells + [""] * (widest - len(cells))) + " |")
        lines.insert(1, "|" + "---|" * widest)
        text = " ".join(text for row in rows for cell in row for text in _texts(cell[4]))
        self.add("table", "\n".join(lines), text, size=len(rows))

    def cell(self, cell: Any) -> str:  # noqa: ANN401 -- as above
        told = (inlines.markdown(one, self.notes).replace("\n", " ") for one in _running(cell[4]))
        return " ".join(words for words in told if words)


def _lines(held: Sequence[Node]) -> list[list[Node]]:
    """Return running text in one part, or in several where a line's end parts the two languages."""
    parts: list[list[Node]] = [[]]
    for node in held:
        if node["t"] == "LineBreak":
            parts.append([])
        else:
            parts[-1].append(node)
    joined: list[list[Node]] = []
    for part in parts:
        above = language(inlines.plain(joined[-1])) if joined else ""
        below = language(inlines.plain(part))
        if joined and (not above or not below or above == below):
            joined[-1] += [{"t": "LineBreak"}, *part]
        else:
            joined.append(part)
    return joined


def _rows(held: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    yield from held[3][1]
    for body in held[4]:
        yield from body[2]
        yield from body[3]
    yield from held[5][1]


def _says(row: Sequence[Any], at: int) -> bool:
    """Say whether a cell has a letter."""
    return at < len(row) and bool(language(" ".join(_texts(row[at][4]))))


def _is_layout(rows: Sequence[Sequence[Any]]) -> bool:
    """Say whether two columns hold one language each."""
    told = [[" ".join(_texts(cell[4])) for cell in row] for row in rows]
    full = [row for row in told if len(row) == _COLUMNS and all(row)]
    if not full:
        return False
    letters = sum(len(text) for row in full for text in row) / (len(full) * _COLUMNS)
    apart = sum({language(row[0]), language(row[1])} == {"ar", "en"} for row in full)
    return apart >= _MOST * len(full) and letters >= _FEWEST_LETTERS


def _texts(blocks: Iterable[Node]) -> Iterator[str]:
    yield from (inlines.plain(one) for one in _running(blocks))


def _running(blocks: Iterable[Node]) -> Iterator[Sequence[Node]]:
    """Yield every running text inside some blocks."""
    for block in blocks:
        held: Any = block.get("c")
        if block["t"] in _RUNNING:
            yield held
        elif block["t"] == "Header":
            yield held[2]
        else:
            for inner in _inside(block["t"], held):
                yield from _running(inner)


def _inside(kind: str, held: Any) -> Iterator[Iterable[Node]]:  # noqa: ANN401 -- as above
    match kind:
        case "BulletList":
            yield from held
        case "OrderedList":
            yield from held[1]
        case "BlockQuote":
            yield held
        case "Div":
            yield held[1]
        case "Table":
            yield from (cell[4] for row in _rows(held) for cell in row[1])
