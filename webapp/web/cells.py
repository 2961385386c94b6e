"""The text of one cell of a table: how it is taken in, and how it is handed out."""

import re

# Control characters but the newline; soft hyphen, bidi controls, joiners of nothing, byte order marks.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# The plain signs, and the wide and small forms that a spreadsheet may fold into them.
_SIGNS = frozenset("=+-@|%＝＋－＠｜％﹢﹣﹦﹪﹫")
_GUARD = re.compile("'(?=[=+\\-@|%＝＋－＠｜％﹢﹣﹦﹪﹫])")
# Where another locale, or a careless reader, would begin a new cell.
_BORDERS = frozenset(",;\t\r\n\"'")


def plain(text: str) -> str:
    """Return the text without control and bidi characters, its lines ended by newlines, tabs as spaces.

    Shape: trimmed; doing it twice changes nothing.
    """
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " ")).strip()


def defused(text: str) -> str:
    """Return the text with an apostrophe before every sign that could begin a formula.

    Shape: a sign begins one at the start of the cell, and after a delimiter, quote or newline inside it,
    whatever invisible stands between.
    """
    if _SIGNS.isdisjoint(text):
        return text
    told, at_border = [], True
    for letter in text:
        if at_border and letter in _SIGNS:
            told.append("'")
        at_border = letter in _BORDERS or (at_border and _is_invisible(letter))
        told.append(letter)
    return "".join(told)


def undone(cell: str) -> str:
    """Return a cell without the guards that `defused` put in; those that somebody else wrote stay."""
    return "\n".join(_undone(line) for line in cell.split("\n"))


def _undone(line: str) -> str:
    bare = _GUARD.sub("", line)
    return bare if defused(bare) == line else line


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or not letter.isprintable()
