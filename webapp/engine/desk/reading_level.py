"""How hard a text is to read, and whether its two languages are about as long as each other.

The measure is Björnsson's LIX, words a sentence and the share of long words, which needs no dictionary and
is worked out alike in every language. What counts as hard was learnt from the ninety sections of the starter
edition, each language from its own.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping

from webapp.engine.desk.lint_rules import SENTENCES
from webapp.engine.problems import Problem, Where, raised
from webapp.engine.words.tokens import MARKS, TATWEEL

_LONG = 6
"""Letters, vowel marks not counted; a longer word is long."""
_MARKS = re.compile(f"[{MARKS}{TATWEEL}]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?؟؛;:|\n]+")
_NO_WORDS = re.compile(r"^:::.*$|\{(?:clock|ref):[^{}\n]*\}|\{term:[a-z0-9-]*\||\]\([^)\n]*\)", re.MULTILINE)
"""Of Markdown what nobody reads: the lines of boxes, names of references, where links lead."""
_FEWEST_WORDS = 30
"""Of fewer, neither is said."""
_FEWEST_LETTERS = 60

HARDEST: Mapping[str, float] = {"ar": 23.5, "en": 32.5}
"""The LIX that one section in twenty of the starter edition goes over."""
NARROWEST, WIDEST = 1.05, 1.95
"""English letters for one Arabic letter: between these lie ninety-nine blocks of the edition in a hundred."""


@dataclasses.dataclass(frozen=True, slots=True)
class Level:
    """How a text reads. Units: words a sentence, the share of long words in hundredths."""

    words: int
    sentence: float
    long: float

    @property
    def lix(self) -> float:
        """The measure: the higher, the harder."""
        return self.sentence + self.long


def level(texts: Iterable[str]) -> Level:
    """Return how hard some texts, Markdown of one language, are to read together."""
    words = sentences = long = 0
    for text in texts:
        for sentence in _SENTENCE.split(_NO_WORDS.sub(" ", text)):
            found = _WORD.findall(_MARKS.sub("", sentence))
            words += len(found)
            sentences += bool(found)
            long += sum(len(word) > _LONG for word in found)
    if not words:
        return Level(0, 0.0, 0.0)
    return Level(words, words / sentences, 100 * long / words)


def harder(found: Level, lang: str) -> Problem | None:
    """Return a note on a section that reads harder than those of the manual do, or None."""
    if found.words < _FEWEST_WORDS or found.lix <= HARDEST[lang]:
        return None
    values = {"words": round(found.sentence), "long": round(found.long)}
    return raised("lint.reading", SENTENCES["lint.reading"], Where(""), values)


def apart(ar: str, en: str) -> Problem | None:
    """Return a note on a block of which one language is far longer than the other, or None."""
    arabic, english = _letters(ar), _letters(en)
    if not arabic or not english or max(arabic, english) < _FEWEST_LETTERS:
        return None
    if NARROWEST <= english / arabic <= WIDEST:
        return None
    values = {"ar": arabic, "en": english}
    return raised("lint.length", SENTENCES["lint.length"], Where(""), values)


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in _MARKS.sub("", _NO_WORDS.sub(" ", text)))
