"""The words an index knows: how often each occurs, how it is usually written, and what it resembles."""

import collections
import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping

from webapp.engine.words.analyse import analyse

_KEY_LETTERS = 10
_GRAM = 3


@dataclasses.dataclass(frozen=True)  # not slots: what it works out is kept beside its fields
class Vocabulary:
    """Stems of one index.

    Shape: `frequencies` maps a stem to the number of its documents, `spellings` to its commonest original
    spelling; `forms` maps every normal form, and every stem, to its stem. All in sorted order.
    """

    documents: int
    frequencies: Mapping[str, int]
    spellings: Mapping[str, str]
    forms: Mapping[str, str]

    def __contains__(self, stem: object) -> bool:
        """Say whether any document holds this stem."""
        return stem in self.frequencies

    def idf(self, stem: str) -> float:
        """Return how telling a stem is. Units: the inverse document frequency of BM25."""
        return idf(self.frequencies.get(stem, 0), self.documents)

    def spelling(self, stem: str) -> str:
        """Return the commonest original spelling of a stem."""
        return self.spellings.get(stem, stem)

    @functools.cached_property
    def by_key(self) -> Mapping[str, tuple[str, ...]]:
        """Forms by what is left of their first letters when one is taken away, or none."""
        return _grouped((key, form) for form in self.forms for key in deletions(form))

    @functools.cached_property
    def by_gram(self) -> Mapping[str, tuple[str, ...]]:
        """Stems by the runs of three letters in them."""
        return _grouped((gram, stem) for stem in self.frequencies for gram in grams(stem))


def collect(documents: Iterable[Iterable[str]]) -> Vocabulary:
    """Return the vocabulary of documents, each given as its texts."""
    frequencies: collections.Counter[str] = collections.Counter()
    spellings: dict[str, collections.Counter[str]] = {}
    forms: dict[str, str] = {}
    count = 0
    for texts in documents:
        count += 1
        tokens = [token for text in texts for token in analyse(text)]
        frequencies.update({token.stem for token in tokens})
        for token in tokens:
            forms[token.normal] = token.stem
            spellings.setdefault(token.stem, collections.Counter())[token.surface] += 1
    return Vocabulary(
        documents=count,
        frequencies=dict(sorted(frequencies.items())),
        spellings={stem: _commonest(written) for stem, written in sorted(spellings.items())},
        forms=dict(sorted(({stem: stem for stem in frequencies} | forms).items())),
    )


def idf(frequency: int, documents: int) -> float:
    """Return BM25's inverse document frequency. Units: nats, above 0."""
    return math.log1p((max(documents, frequency) - frequency + 0.5) / (frequency + 0.5))


def deletions(word: str) -> Iterator[str]:
    """Return the first ten letters of a word, then the same with each letter left out once."""
    head = word[:_KEY_LETTERS]
    yield from dict.fromkeys(itertools.chain([head], (head[:at] + head[at + 1 :] for at in range(len(head)))))


def grams(word: str) -> frozenset[str]:
    """Return the runs of three letters of a word, its two edges counted as letters."""
    edged = f"^{word}$"
    return frozenset(edged[at : at + _GRAM] for at in range(len(edged) - _GRAM + 1))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, stem in pairs:
        found.setdefault(key, []).append(stem)
    return {key: tuple(stems) for key, stems in found.items()}


def _commonest(written: collections.Counter[str]) -> str:
    return min(written, key=lambda spelling: (-written[spelling], spelling))
