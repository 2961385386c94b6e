"""One analyser for what is indexed and what is asked."""

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import Literal

from webapp.engine.words import stems
from webapp.engine.words.normal import normal
from webapp.engine.words.tokens import spans

ANALYSER = 1
"""Raised whenever the same text would give other tokens; an index made under another number is made anew."""

Script = Literal["arabic", "latin", "number", "other"]

_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u0870-\u08c9]")
_LATIN = re.compile("[a-z]")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    Shape: `text[start:end] == surface`; tokens overlap where a name is kept whole and in parts.
    """

    surface: str
    start: int
    end: int
    normal: str
    stem: str
    script: Script


def analyse(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order, each by its own script, whatever language the text is in."""
    found = []
    for start, end in spans(text):
        surface = text[start:end]
        kept, stem, script = word(surface)
        if stem:
            found.append(Token(surface, start, end, kept, stem, script))
    return tuple(found)


@functools.lru_cache(maxsize=65536)
def word(surface: str) -> tuple[str, str, Script]:
    """Return normal form, stem and script of one word."""
    kept = normal(surface)
    script = script_of(kept)
    return kept, stem_of(kept, script), script


def stem_of(kept: str, script: Script) -> str:
    """Return the stem of a word already in its normal form."""
    if script == "arabic":
        return stems.arabic(kept)
    return stems.english(kept) if script == "latin" else kept


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
