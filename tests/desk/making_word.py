"""Word files made for tests, whose truth is known: which Arabic text is the twin of which English one."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from webapp.engine.manual import book as books
from webapp.engine.manual import references
from webapp.engine.manual.sections import Block, Heading

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"""
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
PARTS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{name}" Type="{_REL}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "numbering", "footnotes")
    )
    + "</Relationships>"
)
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{MAIN}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    + "</w:styles>"
)
NUMBERING = f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'

LAYOUTS = ("by section", "by paragraph", "in two columns")
WHOLE = "one language after the other"
_MARKS = re.compile(r"\*\*|\[\^\w+\]|`|\\(?=\W)")
_BRACED = re.compile(r"\{term:[^|{}]+\|([^{}]*)\}|\{\w+:([^{}]*)\}")


@dataclasses.dataclass(frozen=True)
class Text:
    """One block: `kind` is heading, paragraph, list or table; `rows` its lines, of a table cells apart by tabs."""

    kind: str
    rows: tuple[str, ...]
    level: int = 0

    @property
    def words(self) -> str:
        """Return its words as a reader of the file gives them."""
        return " ".join(" ".join(self.rows).replace("\t", " ").split())


Pair = tuple[Text | None, Text | None]


@dataclasses.dataclass
class Made:
    """A Word file, the pairs it holds, and how much was put into it."""

    content: bytes
    pairs: list[Pair]
    pages: int
    footnotes: int
    changes: int


def plain(markdown: str) -> str:
    """Return Markdown of the manual as plain words."""
    return _MARKS.sub("", _BRACED.sub(lambda found: found[1] or found[2].replace(":", " "), markdown))


def texts(block: Block) -> Iterator[Text]:
    """Yield a block of the manual in the parts that Word would have."""
    for part in re.split(r"\n\s*\n", references.show_bars(block.markdown).strip()):
        lines = [line for line in part.split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            cells = ([cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines)
            yield Text(
                "table",
                tuple("\t".join(map(plain, row)) for row in cells if not set("".join(row)) <= set("-:| ")),
            )
        elif re.match(r"[-*] |\d+\. ", lines[0]):
            yield Text("list", tuple(plain(re.sub(r"^([-*]|\d+\.) +", "", line).strip()) for line in lines))
        else:
            yield Text("paragraph", (plain(" ".join(line.removeprefix(": ") for line in lines)),))


def sections(files: Mapping[str, str]) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the title of each chapter's sections with the pairs that stand in them."""
    book, _problems = books.read(files)
    last = 0
    for section in book.sections:
        pairs: list[Pair] = []
        chapter = book.chapter(section)
        if section.place.chapter != last and chapter is not None:
            pairs.append((Text("heading", (chapter.title.ar,), 1), Text("heading", (chapter.title.en,), 1)))
            last = section.place.chapter
        pairs.append((Text("heading", (section.title.ar,), 2), Text("heading", (section.title.en,), 2)))
        ours, theirs = section.pages["ar"].items, section.pages["en"].items
        for one, other in zip(ours, theirs, strict=True):
            if isinstance(one, Heading) and isinstance(other, Heading):
                pairs.append(
                    (Text("heading", (plain(one.markdown),), 3), Text("heading", (plain(other.markdown),), 3))
                )
            elif isinstance(one, Block) and isinstance(other, Block) and one.name != "pathway":
                parts, twins = list(texts(one)), list(texts(other))
                if len(parts) == len(twins):
                    pairs.extend(zip(parts, twins, strict=True))
        yield section.id, pairs


class Writing:
    """A Word file being written."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.notes: list[str] = []
        self.count = self.changes = 0

    def run(self, words: str, lang: str, tag: str = "t") -> str:
        rtl = "<w:rPr><w:rtl/></w:rPr>" if lang == "ar" else ""
        return f'<w:r>{rtl}<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'

    def runs(self, words: str, lang: str) -> str:
        """Return words as runs: now and then with a footnote, now and then with tracked changes."""
        self.count += 1
        told = self.run(words, lang)
        if self.count % 12 == 5 and " " in words:
            first, _, rest = words.partition(" ")
            gone = f'<w:del w:id="{self.count}" w:author="a">{self.run("شطب " if lang == "ar" else "gone ", lang, "delText")}</w:del>'
            told = f'{self.run(first + " ", lang)}{gone}<w:ins w:id="9{self.count}" w:author="a">{self.run(rest, lang)}</w:ins>'
            self.changes += 2
        if self.count % 10 == 3:
            number = len(self.notes) + 2
            self.notes.append(
                f'<w:footnote w:id="{number}"><w:p>{self.run("حاشية" if lang == "ar" else "A note", lang)}</w:p></w:footnote>'
            )
            told += f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
        return told

    def paragraph(self, words: str, lang: str, extra: str = "") -> str:
        bidi = "<w:bidi/>" if lang == "ar" else ""
        return f"<w:p><w:pPr>{extra}{bidi}</w:pPr>{self.runs(words, lang) if not extra.startswith('<w:pStyle') else self.run(words, lang)}</w:p>"

    def text(self, text: Text, lang: str) -> str:
        """Return a block in Word's own words."""
        if text.kind == "heading":
            return self.paragraph(text.rows[0], lang, f'<w:pStyle w:val="Heading{text.level}"/>')
        if text.kind == "list":
            sign = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            return "".join(self.paragraph(row, lang, sign) for row in text.rows)
        if text.kind == "table":
            return self.table([[self.paragraph(cell, lang) for cell in row.split("\t")] for row in text.rows])
        return self.paragraph(text.rows[0], lang)

    def table(self, rows: Iterable[Iterable[str]]) -> str:
        told = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        return f"<w:tbl><w:tblPr/>{told}</w:tbl><w:p/>"

    def section(self, pairs: list[Pair], layout: str) -> None:
        """Write a section: one language after the other, pair by pair, or side by side in a table."""
        both = [
            [(text, lang) for text, lang in zip(pair, ("ar", "en"), strict=True) if text] for pair in pairs
        ]
        if layout == "by section":
            for wanted in ("ar", "en"):
                self.body += [
                    self.text(text, lang) + "<w:p/>" for pair in both for text, lang in pair if lang == wanted
                ]
        elif layout == "by paragraph":
            self.body += [self.text(text, lang) + "<w:p/>" for pair in both for text, lang in pair]
        else:
            heads = [pair for pair in both if pair[0][0].kind == "heading" and pair[0][0].level < 3]
            self.body += [self.text(text, lang) for pair in heads for text, lang in pair]
            rest = [
                ["".join(self.text(text, one) for text, one in pair if one == lang) or "<w:p/>" for lang in ("ar", "en")]
                for pair in both
                if pair not in heads
            ]  # fmt: skip
            self.body.append(self.table(rest))

    def content(self, extra: Mapping[str, bytes] | None = None) -> bytes:
        """Return the file."""
        document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{MAIN}"><w:body>{"".join(self.body)}</w:body></w:document>'
        notes = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{MAIN}">{"".join(self.notes)}</w:footnotes>'
        held = {
            "[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document,
            "word/_rels/document.xml.rels": PARTS, "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING, "word/footnotes.xml": notes,
        }  # fmt: skip
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
            for name, words in {**held, **(extra or {})}.items():
                parcel.writestr(name, words)
        return packed.getvalue()


def made(files: Mapping[str, str], *, layouts: tuple[str, ...] = LAYOUTS, every: int = 25) -> Made:
    """Return a manual as one Word file, its sections laid out in turn; of each `every` pairs one lacks English.

    Shape: with WHOLE alone, all of the Arabic stands before all of the English.
    """
    writing, pairs, words = Writing(), [], 0
    for at, (_id, own) in enumerate(sections(files)):
        kept: list[Pair] = []
        for one, other in own:
            lacks = (
                one is not None and one.kind == "paragraph" and (len(pairs) + len(kept)) % every == every - 1
            )
            kept.append((one, None if lacks else other))
        if layouts != (WHOLE,):
            writing.section(kept, layouts[at % len(layouts)])
        pairs += kept
        words += sum(len(text.words.split()) for pair in kept for text in pair if text)
    if layouts == (WHOLE,):
        writing.section(pairs, "by section")
    return Made(writing.content(), pairs, words // 250, len(writing.notes), writing.changes)
