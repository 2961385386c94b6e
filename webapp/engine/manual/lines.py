"""A block's HTML as lines of text: one line an item, one line a row of a table."""

from html.parser import HTMLParser

_LINES = frozenset({"blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "li", "ol", "p", "tr", "ul"})
_CELLS = frozenset({"td", "th"})
_BETWEEN_CELLS = " | "
_PATHWAY = '<figure class="pathway">'


def lines(html: str, text: str) -> str:
    """Return the words of a block in lines, as its trusted HTML sets them out.

    Shape: `text` are the same words in one line; where the HTML says more than they, they are returned as
    they are, but for a pathway, whose HTML is its steps in words.
    """
    if html.startswith(_PATHWAY):
        return _read("> <".join(html.split("><")))  # replace() of Markup escapes what it puts in
    found = _read(html)
    return found if _letters(found.replace(_BETWEEN_CELLS, "")) == _letters(text) else text


def _read(html: str) -> str:
    reading = _Reading()
    reading.feed(html)
    reading.close()
    told = (" ".join(line.split()) for line in "".join(reading.parts).split("\n"))
    return "\n".join(line for line in told if line)


def _letters(text: str) -> str:
    return "".join(text.split())


class _Reading(HTMLParser):
    """What has been read: text, with a line's end wherever an item, a row or a paragraph ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.is_first_cell = True

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Begin a line or a cell."""
        if tag in _CELLS and not self.is_first_cell:
            self.parts.append(_BETWEEN_CELLS)
        if tag in _LINES:
            self.parts.append("\n")
        self.is_first_cell = tag == "tr" or (self.is_first_cell and tag not in _CELLS)

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        if tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take words; a line's end inside them is only a space."""
        self.parts.append(" ".join(data.splitlines()) if data.strip() else " ")
