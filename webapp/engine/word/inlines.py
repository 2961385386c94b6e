"""Running text of pandoc's tree as the manual's Markdown writes it, and as plain text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

Node = Mapping[str, Any]

_SIGNS = re.compile(r"([\\`*_<>|~])")
_OPENS = re.compile(r"^(\s*)([-+#>:=])(?=\s|$|[:#=-])", re.MULTILINE)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_WITHIN = {"Emph": "*", "Strong": "**"}
_PLAIN = ("Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")
_SAFE = re.compile(r"https?://[^\s()<>]+|mailto:[^\s()<>]+")


_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹{}", "01234567890123456789()", "\u0640")


class Notes:
    """The footnotes of a file, numbered as they come."""

    def __init__(self) -> None:
        self.count = 0
        self.found: dict[str, str] = {}

    def add(self, markdown: str) -> str:
        """Keep a footnote and return its label."""
        self.count += 1
        label = str(self.count)
        self.found[label] = markdown
        return label


def markdown(inlines: Iterable[Node], notes: Notes) -> str:
    """Return running text as Markdown; directions, styles and pictures are left out."""
    told = "".join(_one(node, notes) for node in inlines)
    lines = (_BLANKS.sub(" ", line).strip() for line in told.split("\n"))
    return _OPENS.sub(r"\1\\\2", _unnumbered("\n".join(line for line in lines if line)))


def spelled(words: str) -> str:
    """Return words as the manual spells them: digits 0 to 9, plain letters, no kashida, no braces."""
    plain_letters = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), words)
    return plain_letters.translate(_DIGITS).replace("](", "] (").replace("[^", "[ ^")


def plain(inlines: Iterable[Node]) -> str:
    """Return running text without marks and footnotes."""
    return _BLANKS.sub(" ", "".join(_word(node) for node in inlines)).strip()


def _unnumbered(text: str) -> str:
    """Return text in which a number at the start of a line is no number of a list."""
    return re.sub(r"^(\d+[.)]) ", "\\1\u00a0", text, flags=re.MULTILINE)


def _one(node: Node, notes: Notes) -> str:
    kind, held = node["t"], node.get("c")
    if kind == "Str":
        return _SIGNS.sub(r"\\\1", spelled(str(held)))
    if kind in {"Space", "SoftBreak"}:
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind in _WITHIN:
        return _marked("".join(_one(one, notes) for one in held or ()), _WITHIN[kind])
    if kind in _PLAIN:
        return "".join(_one(one, notes) for one in held or ())
    return _further(kind, held, notes)


def _further(kind: str, held: Any, notes: Notes) -> str:  # noqa: ANN401 -- pandoc's own shapes
    match kind:
        case "Span" | "Cite":
            return "".join(_one(one, notes) for one in held[1])
        case "Quoted":
            return "“" + "".join(_one(one, notes) for one in held[1]) + "”"
        case "Link":
            words, address = "".join(_one(one, notes) for one in held[1]), str(held[2][0])
            return f"[{words}]({address})" if _SAFE.fullmatch(address) and words.strip() else words
        case "Code" | "Math":
            told = str(held[1])
            return f"`{told.replace('`', chr(39))}`" if kind == "Code" else _SIGNS.sub(r"\\\1", told)
        case "Note":
            told = " ".join(_block(one, notes) for one in held)
            return f"[^{notes.add(told)}]" if told.strip() else ""
    return ""


def _block(node: Node, notes: Notes) -> str:
    return markdown(node["c"], notes).replace("\n", " ") if node["t"] in {"Para", "Plain"} else ""


def _marked(text: str, sign: str) -> str:
    """Put a sign around words, never around the blanks at their ends."""
    words = text.strip()
    if not words or "\n" in words or (sign == "*" and words.startswith("*")):
        return text
    before, _, after = text.partition(words)
    return f"{before}{sign}{words}{sign}{after}"


def _word(node: Node) -> str:
    kind, held = node["t"], node.get("c")
    match kind:
        case "Str":
            return spelled(str(held))
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code" | "Math":
            return str(held[1]) if held else ""
        case "Span" | "Cite" | "Quoted" | "Link":
            return "".join(_word(one) for one in held[1]) if held else ""
        case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
            return "".join(_word(one) for one in held or ())
    return ""
