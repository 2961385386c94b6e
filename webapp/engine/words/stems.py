"""Stems: what is left of a normalised word when its grammar is taken off.

Source: docs/adr/0009-search.md
"""

from collections.abc import Iterator
from typing import Any, cast

import snowballstemmer

_ATTACHED = frozenset("وفبلكس")
_MOST_ATTACHED, _LEFT_OF_ATTACHED = 2, 2
ARTICLES = ("وبال", "فبال", "وكال", "فكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال")
_FUTURES = ("سي", "ست")
_LONG = "تهما اتها اتهم اتنا اتكم تين تان يين يون وها هما كما"
_PAIRS = "ات ون ين ان ها هم هن كم نا يه وا تم ته تي تك"
# Each suffix with the letters that must remain; the longest is tried first.
_SUFFIXES = (
    *((suffix, 3) for suffix in sorted(_LONG.split(), key=len, reverse=True)),
    *((suffix, 3) for suffix in _PAIRS.split()),
    *((suffix, 2) for suffix in "هي"),
    *((suffix, 3) for suffix in "تا"),
)
_ROUNDS = 2
_LEFT_OF_ARTICLE = 3
_AND_FROM, _FUTURE_FROM = 5, 6


def arabic(word: str) -> str:
    """Return the light stem of a normalised Arabic word.

    Shape: single attached letters other than و stay, as cutting them would break بيت and كتاب; a query reads
    them off instead.
    """
    stem = without_front(word)
    for _ in range(_ROUNDS):
        shorter = _without_end(stem)
        if shorter == stem:
            break
        stem = shorter
    return stem


def read_off(word: str) -> Iterator[str]:
    """Return a normalised Arabic word without its first one or two attached letters, its ending kept."""
    for letters in range(1, _MOST_ATTACHED + 1):
        if word[letters - 1 : letters] not in _ATTACHED or len(word) - letters < _LEFT_OF_ATTACHED:
            return
        yield word[letters:]


def english(word: str) -> str:
    """Return the Snowball English stem of a normalised Latin word."""
    stemmer = cast("Any", snowballstemmer).stemmer("english")  # it writes in itself: never share one
    return str(stemmer.stemWord(word))


def without_front(word: str) -> str:
    """Return a normalised Arabic word without its article, its «and», or its sign of the future."""
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEFT_OF_ARTICLE:
            return word[len(article) :]
    if word.startswith("و") and len(word) >= _AND_FROM:
        word = word[1:]
    if word.startswith(_FUTURES) and len(word) >= _FUTURE_FROM:
        word = word[2:]
    return word


def _without_end(stem: str) -> str:
    for suffix, left in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= left:
            return stem[: -len(suffix)]
    return stem
