"""A part of the manual as a Word file: one language, or both side by side, every block under its number.

The uid of each block is the name of a hidden bookmark, so that a file that comes back says where each
paragraph came from even when its number has changed. The same content gives the same bytes.
"""

import dataclasses
import io
import zipfile
from collections.abc import Mapping, Sequence

from webapp.engine.manual.labels import BOX
from webapp.engine.word import outward

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = ("styles", "numbering", "header", "settings")
_BOTH = (4800, 800, 4800)
"""Arabic, number, English, in twentieths of a point."""


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """A block in one language. Shape: `html` is trusted; `head` is the heading that begins with it, or ""."""

    head: str
    html: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A block. Shape: `sides` by language; one that is not written is missing."""

    uid: str
    number: str
    force: str
    sides: Mapping[str, Side]


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """A section. Shape: `chapter` is its chapter's title by language where it is the first of it, else {}."""

    number: str
    title: Mapping[str, str]
    chapter: Mapping[str, str]
    blocks: Sequence[Block]


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be written. Shape: `langs` is one language or both; `header` stands on every page."""

    langs: tuple[str, ...]
    header: Mapping[str, str]
    sections: Sequence[Section]


def docx(sheet: Sheet) -> bytes:
    """Return a Word file."""
    work = _Writing(sheet.langs)
    for section in sheet.sections:
        work.section(section)
    held = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({one: f"{one}.xml" for one in _PARTS}),
        "word/document.xml": work.document(),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(work.lists),
        "word/header.xml": _header(sheet),
        "word/settings.xml": f'{_XML}<w:settings xmlns:w="{MAIN}"/>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, text in held.items():
            entry = zipfile.ZipInfo(name)  # without the time of day: the same content, the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            parcel.writestr(entry, text)
    return packed.getvalue()


class _Writing:
    """A file being written: what stands in it, how many numbered lists and bookmarks it has."""

    def __init__(self, langs: tuple[str, ...]) -> None:
        self.langs = langs
        self.parts: list[str] = []
        self.lists = 1  # the first is the one with bullets
        self.marks = 0

    def section(self, section: Section) -> None:
        for titles, style, number in (
            (section.chapter, "Heading1", ""), (section.title, "Heading2", section.number)
        ):  # fmt: skip
            for lang in self.langs:
                if titles.get(lang):
                    words = f"{number} {titles[lang]}".strip()
                    self.parts.append(outward.paragraph(outward.runs(words, lang), lang, style=style))
        if len(self.langs) > 1:
            rows = [row for block in section.blocks for row in self.pair(block)]
            self.parts.append(outward.table(rows, "ar", widths=_BOTH, lined=False) + "<w:p/>")
        else:
            self.parts += [self.alone(block, self.langs[0]) for block in section.blocks]

    def pair(self, block: Block) -> list[list[str]]:
        """Return a block as a row of Arabic, number and English; its headings in a row above."""
        heads = {lang: block.sides[lang].head for lang in self.langs if lang in block.sides}
        rows = []
        if any(heads.values()):
            rows.append([self.head(heads.get("ar", ""), "ar"), "", self.head(heads.get("en", ""), "en")])
        number = outward.paragraph(self.marked(block, outward.runs(block.number, "en")), "en", style="Number")
        rows.append([self.words(block, "ar"), number, self.words(block, "en")])
        return rows

    def alone(self, block: Block, lang: str) -> str:
        side = block.sides.get(lang)
        if side is None:
            return ""
        before = self.marked(block, outward.runs(f"{block.number} ", "en"))
        return self.head(side.head, lang) + self.words(block, lang, before)

    def head(self, words: str, lang: str) -> str:
        return outward.paragraph(outward.runs(words, lang), lang, style="Heading3") if words else ""

    def words(self, block: Block, lang: str, before: str = "") -> str:
        side = block.sides.get(lang)
        if side is None:
            return ""
        if block.force and lang == "ar":
            before += outward.runs(f"{BOX[block.force].ar} ", "ar", bold=True)
        told, count = outward.body(side.html, side.text, lang, before=before, first_list=self.lists)
        self.lists += count
        return told if told.endswith(("</w:p>", "<w:p/>")) else f"{told}<w:p/>"

    def marked(self, block: Block, inner: str) -> str:
        """Return runs inside the hidden bookmark that names the block."""
        self.marks += 1
        begun = f'<w:bookmarkStart w:id="{self.marks}" w:name="_{block.uid}"/>'
        return f'{begun}{inner}<w:bookmarkEnd w:id="{self.marks}"/>'

    def document(self) -> str:
        bidi = "<w:bidi/>" if self.langs[0] == "ar" else ""
        page = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1300" w:right="740" w:bottom="1000" w:left="740" w:header="500" w:footer="500"'
            f' w:gutter="0"/>{bidi}</w:sectPr>'
        )
        told = "".join(self.parts)
        return (
            f'{_XML}<w:document xmlns:w="{MAIN}" xmlns:r="{_REL}"><w:body>{told}{page}</w:body></w:document>'
        )


def _types() -> str:
    kinds = {"document": "document.main", **{one: one for one in _PARTS}}
    told = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{kind}" Type="{_REL}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _styles() -> str:
    sizes = {1: 36, 2: 30, 3: 24}
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for level, size in sizes.items()
    )
    return (
        f'{_XML}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="23"/>'
        '<w:lang w:val="en-GB" w:bidi="ar-OM"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{heads}"
        '<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="Number"/><w:pPr><w:jc w:val="center"/>'
        '</w:pPr><w:rPr><w:color w:val="666666"/><w:sz w:val="17"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Label"><w:name w:val="Label"/><w:rPr>'
        '<w:color w:val="666666"/><w:sz w:val="15"/><w:szCs w:val="17"/></w:rPr></w:style></w:styles>'
    )


def _numbering(lists: int) -> str:
    """Return one list with bullets and as many numbered ones, each of which begins at 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        for at, (kind, sign) in enumerate((("bullet", "•"), ("decimal", "%1.")))
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    told = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{int(at > 1)}"/>{anew if at > 1 else ""}</w:num>'
        for at in range(1, lists + 1)
    )
    return f'{_XML}<w:numbering xmlns:w="{MAIN}">{kinds}{told}</w:numbering>'


def _header(sheet: Sheet) -> str:
    told = "".join(
        outward.paragraph(outward.runs(sheet.header[lang], lang), lang, style="Label") for lang in sheet.langs
    )
    return f'{_XML}<w:hdr xmlns:w="{MAIN}">{told}</w:hdr>'
