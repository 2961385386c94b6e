"""Where the words of a text are: pieces of the original string, with their offsets."""

import re
from collections.abc import Iterator

# Vowel marks, tatweel and invisible controls belong to the word they stand in; they never split it.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
TATWEEL = "\u0640"
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_INSIDE = f"[{MARKS}{TATWEEL}{INVISIBLE}]"
_AFTER = f"[{MARKS}{TATWEEL}]*+"
_OTHER = f"[^\\W_{ARABIC}{TATWEEL}]"

# Runs of letters are taken whole and never given back, so that no text, however made, takes longer.
_ARABIC_WORD = f"[{ARABIC}](?:[{ARABIC}{MARKS}{TATWEEL}{INVISIBLE}]*[{ARABIC}])?{_AFTER}"
_OTHER_WORD = (
    f"{_OTHER}++(?:{_INSIDE}++{_OTHER}++|{_INSIDE}*+['\u2019\u02bc](?=[^\\W\\d_]){_OTHER}++)*+{_AFTER}"
)
WORD = re.compile(f"{_ARABIC_WORD}|{_OTHER_WORD}(?:\\.{_OTHER_WORD})*+")
_DOT = re.compile(r"[^.]+")
_HUMPED = re.compile("[a-z][A-Z]")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

Span = tuple[int, int]


def spans(text: str) -> Iterator[Span]:
    """Return the place of every word; a dotted or camelCase name comes whole, then in its parts.

    Shape: ordered by start; parts lie inside the whole before them. What is not Arabic begins a new
    word after Arabic letters, so that the number in «و1100» is a word of its own.
    """
    for found in WORD.finditer(text):
        at = found.start()
        yield found.span()
        yield from ((at + start, at + end) for start, end in parts(found.group()))


def parts(word: str) -> list[Span]:
    """Return the places of the parts of a dotted or camelCase name inside it; of another word, none."""
    if "." in word:
        return [part.span() for part in _DOT.finditer(word)]
    if _HUMPED.search(word) and word.isascii():
        return [part.span() for part in _HUMP.finditer(word)]
    return []
