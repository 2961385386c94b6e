"""What a word may have been meant to be: known words few slips away, the likeliest first.

Source: docs/adr/0020-search-tuned.md
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from webapp.engine.words import stems
from webapp.engine.words.analyse import Token, script_of
from webapp.engine.words.distance import distance
from webapp.engine.words.slips import ANY, NEIGHBOUR, SWAPPED, slips
from webapp.engine.words.vocabulary import LONGEST, Vocabulary

TWO_SLIPS_FROM = 7
_OFTEN, _UNLIKELY = 0.3, 5.0  # what being often there is worth, and what a slip costs
_BY_STEM, _READ_OFF = 1.0, 0.15  # when only stems are alike, or an attached letter was read off as well
_FEWEST_LEFT = 3
_SURE_FROM = 4  # letters of a stem that is trusted although its form was never seen
_FRONT_LETTERS = 4  # where a slip may hide an article


class Meant(NamedTuple):
    """A stem of the index that was perhaps meant, in the form that is likest.

    Units: `score` in nats, `slips` as in slips.py.
    """

    stem: str
    form: str
    score: float
    slips: float


def score(stem: str, slipped: float, vocabulary: Vocabulary) -> float:
    """Return how likely a stem was meant, a number of slips away. Units: nats, to be compared only."""
    return _OFTEN * math.log1p(vocabulary.frequency(stem)) - _UNLIKELY * slipped


def mended(token: Token, vocabulary: Vocabulary) -> list[Meant]:
    """Return what a word was perhaps meant to be, the likeliest first; nothing for numbers, endless words."""
    if token.script not in {"arabic", "latin"} or len(token.normal) > LONGEST:
        return []
    least: dict[str, tuple[float, str]] = {}
    for stem, form, slipped in _candidates(token, vocabulary):
        if stem != token.stem:
            least[stem] = min((slipped, form), least.get(stem, (slipped, form)))
    found = [
        Meant(stem, form, score(stem, slipped, vocabulary), slipped)
        for stem, (slipped, form) in least.items()
    ]
    return sorted(found, key=lambda one: (-one.score, one.stem))


def _candidates(token: Token, vocabulary: Vocabulary) -> Iterator[tuple[str, str, float]]:
    yield from _near(token.core, 0.0, vocabulary)
    if token.stem != token.core and len(token.stem) >= _FEWEST_LEFT:
        yield from _near(token.stem, _BY_STEM, vocabulary)
    if token.script == "arabic":
        if token.normal != token.core:
            yield from _near(token.normal, 0.0, vocabulary)
        for rest in stems.read_off(token.normal):
            if len(rest) >= _FEWEST_LEFT:
                yield from _near(rest, _READ_OFF, vocabulary)
        yield from _articles(token.normal, vocabulary)


def _near(word: str, more: float, vocabulary: Vocabulary) -> Iterator[tuple[str, str, float]]:
    """Return the stems of known forms one slip from a word, or two when it is long; of the same script."""
    most = 2 if len(word) >= TWO_SLIPS_FROM else 1
    script = script_of(word)
    for form, stem in vocabulary.near(word):
        if abs(len(form) - len(word)) <= most and distance(word, form) <= most and script_of(form) == script:
            yield stem, form, slips(word, form) + more


def _articles(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str, float]]:
    """Return the stems of what follows an article that a slip has hidden: امدرسة, لامدرسة, االمدرسة."""
    for rest, slipped in _unhidden(word):
        stem = stems.arabic(rest)
        if rest in vocabulary.forms:
            yield stem, rest, slipped
        elif stem in vocabulary and len(stem) >= _SURE_FROM:
            yield stem, rest, slipped + _BY_STEM


def _unhidden(word: str) -> Iterator[tuple[str, float]]:
    for at in range(min(_FRONT_LETTERS, len(word) - 1)):
        yield from _after_article(word[:at] + word[at + 1] + word[at] + word[at + 2 :], SWAPPED)
        yield from _after_article(word[:at] + word[at + 1 :], NEIGHBOUR)
    for article in stems.ARTICLES:
        for at in range(len(article)):
            before, after = article[:at], article[at + 1 :]
            if word.startswith(before + after):
                yield from _after_article(article + word[len(article) - 1 :], ANY)
            if word.startswith(before) and word[at + 1 :].startswith(after):
                yield from _after_article(article + word[len(article) :], ANY)


def _after_article(word: str, slipped: float) -> Iterator[tuple[str, float]]:
    for article in stems.ARTICLES:
        rest = word.removeprefix(article)
        if rest != word and len(rest) >= _FEWEST_LEFT:
            yield rest, slipped
