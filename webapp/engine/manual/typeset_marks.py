"""Writing Typst's code: whatever an author wrote goes in as a quoted text, so it can never become code.

Shape: an expression is Typst code of one value; only `string` may be given what others wrote.
"""

import re
from collections.abc import Iterable

from webapp.engine.letters import UNPRINTABLE
from webapp.engine.manual.isolate import pieces

NOTHING = "[]"
_ESCAPED = re.compile(r"[\\\"\x00-\x1f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def string(text: str) -> str:
    """Return a text as Typst quotes it; what is no letter becomes the sign for an unreadable one."""
    return f'"{_ESCAPED.sub(_escape, legible(text))}"'


def legible(text: str) -> str:
    """Return a text with the sign for an unreadable letter wherever no font can have one."""
    return _PRIVATE.sub(_UNREADABLE, UNPRINTABLE.sub(_UNREADABLE, text))


def words(text: str) -> str:
    """Return running text, with every number, code and time kept in reading order."""
    return joined(f"n({string(piece)})" if is_code else string(piece) for piece, is_code in pieces(text))


def joined(expressions: Iterable[str]) -> str:
    """Return expressions one after the other as one piece of content."""
    found = [*expressions]
    match found:
        case []:
            return NOTHING
        case [one]:
            return one
        case _:
            return "{" + ";".join(found) + "}"


def call(function: str, *given: str, **named: str) -> str:
    """Return a call; `named` arguments have a dash where Python has an underscore."""
    told = (f"{name.replace('_', '-')}: {value}" for name, value in named.items())
    return f"{function}({', '.join([*given, *told])})"


def array(expressions: Iterable[str]) -> str:
    """Return expressions as a list of values."""
    return "(" + "".join(f"{one}, " for one in expressions) + ")"


def record(**fields: str) -> str:
    """Return expressions by name."""
    return "(" + ", ".join(f"{name.replace('_', '-')}: {value}" for name, value in fields.items()) + ")"


def label(name: str) -> str:
    """Return the label of a place in the document."""
    return f"label({string(name)})"


def flag(value: bool) -> str:  # noqa: FBT001 -- it says it in Typst's words
    """Return yes or no."""
    return "true" if value else "false"


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return f"\\{letter}" if letter in '\\"' else f"\\u{{{ord(letter):x}}}"
