"""One analyser for what is indexed and what is asked."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from webapp.engine.words import stems
from webapp.engine.words.normal import normal
from webapp.engine.words.tokens import WORD, parts

ANALYSER = 3
"""Raised whenever the same text would give other tokens; an index made under another number is made anew."""

Script = Literal["arabic", "latin", "number", "other"]

_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u0870-\u08c9]")
_LATIN = re.compile("[a-z]")
_KEPT_LETTERS = 40  # longer words come once, if ever, and would fill the memory of those that come often

_Read = tuple[str, int, str, str, str, Script]  # surface, start inside the word, then as in a token


class Token(NamedTuple):
    """One word of a text.

    Shape: `text[start:end] == surface`; tokens overlap where a name is kept whole and in parts; `core` is the
    normal form without an article, its ending kept.
    """

    surface: str
    start: int
    end: int
    normal: str
    core: str
    stem: str
    script: Script


def analyse(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order, each by its own script, whatever language the text is in."""
    return tuple(
        Token(surface, at + start, at + start + len(surface), kept, core, stem, script)
        for at, read in _words(text)
        for surface, start, kept, core, stem, script in read
    )


def places(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and stem of every word: what `analyse` says, in half its time."""
    told = []
    for found in WORD.finditer(text):  # as in `_words`, without generators: nothing is asked as often
        at, end = found.span()
        read = (_known if end - at <= _KEPT_LETTERS else _taken_apart)(found.group())
        if len(read) == 1:
            told.append((at, end, read[0][4]))
        else:
            told += [(at + start, at + start + len(word), stem) for word, start, _, _, stem, _ in read]
    return told


def _words(text: str) -> "Iterator[tuple[int, tuple[_Read, ...]]]":
    for found in WORD.finditer(text):
        written = found.group()
        yield found.start(), (_known if len(written) <= _KEPT_LETTERS else _taken_apart)(written)


def word(surface: str) -> tuple[str, str, str, Script]:
    """Return normal form, core, stem and script of one word."""
    kept = normal(surface)
    script = script_of(kept)
    return kept, core_of(kept, script), stem_of(kept, script), script


@functools.lru_cache(maxsize=65536)
def _known(surface: str) -> "tuple[_Read, ...]":
    return _taken_apart(surface)


def _taken_apart(surface: str) -> "tuple[_Read, ...]":
    """Return a word, and its parts where it has some; nothing of what is only marks."""
    places = [(0, len(surface)), *parts(surface)]
    read = ((surface[start:end], start, *word(surface[start:end])) for start, end in places)
    return tuple(one for one in read if one[2])


def stem_of(kept: str, script: Script) -> str:
    """Return the stem of a word already in its normal form."""
    if script == "arabic":
        return stems.arabic(kept)
    return stems.english(kept) if script == "latin" else kept


def core_of(kept: str, script: Script) -> str:
    """Return a word already in its normal form without its article and «and», its ending kept."""
    return stems.without_front(kept) if script == "arabic" else kept


def script_of(kept: str) -> Script:
    """Return the script of a normal form: Arabic wins over Latin, letters over digits."""
    if _ARABIC.search(kept):
        return "arabic"
    if _LATIN.search(kept):
        return "latin"
    return "number" if kept.replace(".", "").isdecimal() else "other"


def majority(tokens: Sequence[Token]) -> Script | None:
    """Return the script of most letters; None when Arabic and Latin balance or neither is there."""
    weight = {
        script: sum(len(token.normal) for token in tokens if token.script == script)
        for script in ("arabic", "latin")
    }
    if weight["arabic"] == weight["latin"]:
        return None
    return "arabic" if weight["arabic"] > weight["latin"] else "latin"
