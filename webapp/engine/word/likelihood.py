"""How likely it is that a text in one language is the twin of one in the other."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from webapp.engine.word.tree import Item

_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+")
_ONE_SIDE_ALONE = 4.0
"""Between rows of a table laid out in two columns, whose sides are twins."""


class Likelihood:
    """What a pair of items speaks for or against; sums of it are compared, and nothing else."""

    def __init__(
        self,
        *,
        ratio: float,
        leads: str,
        lexicon: Sequence[tuple[str, str]],
        known: Mapping[int, str],
    ) -> None:
        self._ratio, self._leads, self._known = math.log(ratio or 1.0), leads, known
        self._lexicon = lexicon
        self._terms: dict[int, frozenset[int]] = {}
        self._tokens: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, ar: Item, en: Item) -> float:
        """Return how much speaks for two items being twins; below 0 more speaks against it."""
        if (ar.kind == "heading") != (en.kind == "heading"):
            return -9.0
        score = 1.5 if ar.kind == en.kind else -2.5
        if ar.kind == "heading":
            score += 1.0 if ar.level == en.level else -2.0
        score += self._lengths(ar, en) + self._sizes(ar, en) + self._places(ar, en)
        return score + self._words(ar, en) + self._uids(ar, en) + _notes(ar, en)

    def _lengths(self, ar: Item, en: Item) -> float:
        long, other = len(ar.text), len(en.text)
        apart = abs(math.log(max(other, 1) / max(long, 1)) - self._ratio)
        weight = min(1.0, math.sqrt(max(long, other)) / 9)
        return weight * max(-3.0, 1.5 - 4.0 * apart)

    def _places(self, ar: Item, en: Item) -> float:
        if ar.row or en.row:
            return _ONE_SIDE_ALONE if ar.row == en.row else -3.0
        first, second = (ar, en) if self._leads == "ar" else (en, ar)
        return 1.0 if second.at == first.at + 1 else 0.0

    def _sizes(self, ar: Item, en: Item) -> float:
        if ar.kind != en.kind or ar.kind not in {"list", "table"}:
            return 0.0
        return 1.2 if ar.size == en.size else -0.5 * min(4, abs(ar.size - en.size))

    def _words(self, ar: Item, en: Item) -> float:
        (numbers, latin), (numbers_en, latin_en) = self._read(ar), self._read(en)
        score = 0.0
        if numbers or numbers_en:
            shared = len(numbers & numbers_en) / len(numbers | numbers_en)
            score += 3.0 * shared - 1.2
        if latin:
            score += 2.0 * len(latin & latin_en) / len(latin) - 0.5
        return score + 0.7 * min(4, len(self._said(ar) & self._said(en)))

    def _read(self, item: Item) -> tuple[frozenset[str], frozenset[str]]:
        if item.at not in self._tokens:
            plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in item.text)
            numbers = frozenset(_NUMBER.findall(plain))
            latin = frozenset(word.lower() for word in _LATIN.findall(item.text))
            self._tokens[item.at] = numbers, latin
        return self._tokens[item.at]

    def _said(self, item: Item) -> frozenset[int]:
        if item.at not in self._terms:
            text, side = item.text.lower(), 0 if item.lang == "ar" else 1
            self._terms[item.at] = frozenset(
                at for at, term in enumerate(self._lexicon) if term[side] and term[side] in text
            )
        return self._terms[item.at]

    def _uids(self, ar: Item, en: Item) -> float:
        one, other = self._known.get(ar.at), self._known.get(en.at)
        if one is None or other is None:
            return 0.0
        return 6.0 if one == other else -4.0


def _notes(ar: Item, en: Item) -> float:
    if not ar.notes and not en.notes:
        return 0.0
    return 1.0 if len(ar.notes) == len(en.notes) else -1.0


def ratio(items: Iterable[Item]) -> float:
    """Return how many letters of English there are to one of Arabic; 1 where a language is missing."""
    letters = {"ar": 0, "en": 0}
    for item in items:
        if item.lang:
            letters[item.lang] += len(item.text)
    return letters["en"] / letters["ar"] if all(letters.values()) else 1.0


def confidence(score: float) -> float:
    """Return a likelihood as a share from 0 to 1, with two digits."""
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, 0.8 * score)))), 2)
