"""A block's trusted HTML as paragraphs of WordprocessingML, each in its own direction."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.sax.saxutils import escape

from webapp.engine.manual import isolate
from webapp.engine.manual.lines import lines

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’+./-]*(?: +[A-Za-z0-9][A-Za-z0-9'’+./-]*)*")
_PARAGRAPHS = frozenset({"p", "li", "dd", "dt"})
_BOLD = frozenset({"strong", "b", "dt", "th"})
_ITALIC = frozenset({"em", "i"})
_DRAWN = '<figure class="pathway">'
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def runs(text: str, lang: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return text as runs: within Arabic, numbers, codes and Latin words run from left to right."""
    return "".join(_run(piece, lang, rtl, bold, italic) for piece, rtl in _directions(text, lang))


def paragraph(inner: str, lang: str, *, style: str = "", number: int | None = None) -> str:
    """Return runs as a paragraph in the direction of its language.

    Shape: `number` is the list of the file that it is an entry of.
    """
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    bidi = "<w:bidi/>" if lang == "ar" else ""
    return f"<w:p><w:pPr>{styled}{listed}{bidi}</w:pPr>{inner}</w:p>"


def table(rows: list[list[str]], lang: str, *, widths: tuple[int, ...] = (), lined: bool = True) -> str:
    """Return cells, each of whole paragraphs, as a table; one in Arabic begins on the right.

    Units: `widths` in twentieths of a point.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    side = "<w:bidiVisual/>" if lang == "ar" else ""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if lined else ("insideH",)
    edges = "".join(f'<w:{one} w:val="single" w:sz="4" w:color="999999"/>' for one in sides)
    told = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr>{_width(widths, at)}</w:tcPr>{cell or '<w:p/>'}</w:tc>"
            for at, cell in enumerate(row)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr>{side}<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl>'
        if widths
        else f'<w:tbl><w:tblPr>{side}<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
        f"</w:tblPr>{told}</w:tbl>"
    )


def body(html: str, text: str, lang: str, *, before: str = "", first_list: int = 0) -> tuple[str, int]:
    """Return a block as paragraphs, lists and tables, and how many numbered lists it has.

    Shape: `before` are runs to stand before its first words; numbered lists count on from `first_list`.
    """
    if html.startswith(_DRAWN):
        told = [paragraph(runs(line, lang), lang) for line in lines(html, text).split("\n")]
        return (paragraph(before, lang) if before else "") + "".join(told), 0
    reading = _Reading(lang, before, first_list)
    reading.feed(html)
    reading.close()
    reading.end()
    return "".join(reading.parts) or paragraph(before + runs(text, lang), lang), reading.numbered


def _width(widths: tuple[int, ...], at: int) -> str:
    return f'<w:tcW w:w="{widths[at]}" w:type="dxa"/>' if at < len(widths) else ""


def _directions(text: str, lang: str) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text, and whether each runs from right to left."""
    clean = _CONTROL.sub("", text)
    if lang != "ar":
        yield clean, False
        return
    for piece, is_code in isolate.pieces(clean):
        if is_code:
            yield piece, False
            continue
        at = 0
        for found in _LATIN.finditer(piece):
            if at < found.start():
                yield piece[at : found.start()], True
            yield found[0], False
            at = found.end()
        if at < len(piece):
            yield piece[at:], True


def _run(text: str, lang: str, rtl: bool, bold: bool, italic: bool) -> str:  # noqa: FBT001 -- what a run is
    if not text:
        return ""
    told = "".join(
        sign
        for wanted, sign in ((bold, "<w:b/><w:bCs/>"), (italic and lang != "ar", "<w:i/>"), (rtl, "<w:rtl/>"))
        if wanted
    )
    marks = f"<w:rPr>{told}</w:rPr>" if told else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class _Reading(HTMLParser):
    """What has been read: finished paragraphs, and the runs of the one that is open."""

    def __init__(self, lang: str, before: str, first_list: int) -> None:
        super().__init__()
        self.lang, self.before, self.first_list = lang, before, first_list
        self.open = ""
        self.parts: list[str] = []
        self.into = self.parts
        self.lists: list[int] = []
        self.numbered = 0
        self.bold = self.italic = 0
        self.rows: list[list[str]] = []
        self.cell: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a list, a table or a mark."""
        if tag in _PARAGRAPHS | {"ul", "ol", "table", "td", "th"}:
            self.end()
        self.bold += tag in _BOLD
        self.italic += tag in _ITALIC
        if tag == "ul":
            self.lists.append(1)
        elif tag == "ol":
            self.numbered += 1
            self.lists.append(self.first_list + self.numbered)
        elif tag == "table":
            self.rows = []
            self.open, self.before = self.before, ""
            self.end()
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.cell = self.into = []
        elif tag == "br":
            self.open += "<w:r><w:br/></w:r>"

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in _PARAGRAPHS | {"ul", "ol", "td", "th"}:
            self.end()
        self.bold -= tag in _BOLD
        self.italic -= tag in _ITALIC
        if tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("".join(self.cell))
            self.into = self.parts
        elif tag == "table":
            self.parts.append(table(self.rows, self.lang) + "<w:p/>")

    def handle_data(self, data: str) -> None:
        """Take words; a line's end inside them is only a space."""
        words = re.sub(r"\s+", " ", data)
        if words.strip() or (self.open and words):
            self.open += self.before
            self.before = ""
            self.open += runs(words, self.lang, bold=self.bold > 0, italic=self.italic > 0)

    def end(self) -> None:
        """Finish the paragraph that is open."""
        if self.open:
            number = self.lists[-1] if self.lists else None
            self.into.append(paragraph(self.open, self.lang, number=number))
        self.open = ""
