"""Recovery phrases: a number as six words that can be written on paper and read over the telephone."""

import re
from typing import Literal

from webapp.engine.phrase_words import PAIRS
from webapp.engine.words.normal import normal

Lang = Literal["ar", "en"]

# Commas, hyphens, full stops and new lines are how people set words apart when they copy them.
_BETWEEN = re.compile(r"[\s,،，、;؛.۔:·•|/\\_+\-‐-―−]+")
_ARTICLE = "ال"
_COLUMNS = {"ar": [arabic for arabic, _ in PAIRS], "en": [english for _, english in PAIRS]}
_VALUES = {normal(word): value for value, pair in enumerate(PAIRS) for word in pair}


def words(number: int, lang: Lang, *, length: int = 6) -> str:
    """Return the phrase of a number in one language, its words set apart by spaces.

    Shape: 0 <= number < 256 ** length. The words at the same places in the other language mean the same.
    Errors: OverflowError when the number does not fit.
    """
    column = _COLUMNS[lang]
    return " ".join(column[value] for value in number.to_bytes(length, "big"))


def number(text: str, *, length: int = 6) -> int | None:
    """Return the number a phrase stands for, None when it is not `length` words of the list.

    Shape: either language or both mixed; case, marks, hamza, tatweel and a leading ال make no difference.
    Units: 0 to 256 ** length - 1. A wrong word of the list is not noticed: it is another number.
    """
    values = [_value(word) for word in map(normal, _BETWEEN.split(text)) if word]
    known = [value for value in values if value is not None]
    if len(values) != length or len(known) != length:
        return None
    return int.from_bytes(known, "big")


def _value(word: str) -> int | None:
    """Return the place of a word in the list; the list holds none that begins with the article.

    Units: 0 to 255.
    """
    return _VALUES.get(word, _VALUES.get(word.removeprefix(_ARTICLE)))
