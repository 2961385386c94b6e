"""The words an index knows: how often each occurs, how it is usually written, and what it resembles."""

import collections
import dataclasses
import functools
import itertools
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from webapp.engine.words.analyse import Token, analyse, script_of
from webapp.engine.words.keys import keyed, numbers

LONGEST = 30  # letters of a word that is compared with others
_KEY_LETTERS = 10
_GRAM = 3
_DELETION, _RUN, _SKELETON = "-", "~", "="  # what a key is of
_WEAK = str.maketrans("", "", "اوي")


@dataclasses.dataclass(frozen=True)  # not slots: what it works out is kept beside its fields
class Vocabulary:
    """Stems of one index, and the forms they come in.

    Shape: `frequencies` maps a stem to the number of its documents, `spellings` to its commonest original
    spelling; `forms` maps a word without its article, and every stem, to its stem; `keys` finds forms and
    stems that resemble a word by their place. All in sorted order.
    """

    documents: int
    frequencies: Mapping[str, int]
    spellings: Mapping[str, str]
    forms: Mapping[str, str]
    keys: "array[int]"

    def __contains__(self, stem: object) -> bool:
        """Say whether any document holds this stem."""
        return stem in self.frequencies

    def frequency(self, stem: str) -> int:
        """Return how many documents hold a stem."""
        return self.frequencies.get(stem, 0)

    def idf(self, stem: str) -> float:
        """Return how telling a stem is. Units: the inverse document frequency of BM25."""
        return idf(self.frequency(stem), self.documents)

    def spelling(self, stem: str) -> str:
        """Return the commonest original spelling of a stem."""
        return self.spellings.get(stem, stem)

    def near(self, word: str) -> Iterator[tuple[str, str]]:
        """Return forms that may lie a slip or two from a word, each with its stem."""
        found = itertools.chain.from_iterable(numbers(self.keys, _DELETION + key) for key in deletions(word))
        for number in dict.fromkeys(found):
            yield self._forms[number], self.forms[self._forms[number]]

    def beginning(self, front: str) -> Iterator[str]:
        """Return the stems of the forms that begin with some letters, by the alphabet of the forms."""
        for at in range(bisect_left(self._forms, front), len(self._forms)):
            if not self._forms[at].startswith(front):
                return
            yield self.forms[self._forms[at]]

    def alike(self, word: str, least: float) -> Iterator[tuple[str, float]]:
        """Return stems that share runs of three letters with a word, and Dice's share of them."""
        own = grams(word)
        common = collections.Counter(
            itertools.chain.from_iterable(numbers(self.keys, _RUN + gram) for gram in own)
        )
        for number, shared in common.items():
            stem = self.stems[number]
            # A word of n letters has n runs, its edges counted; that one may come twice does not matter here.
            likeness = 2 * shared / (len(own) + len(stem))
            if likeness >= least:
                yield stem, likeness

    def kin(self, stem: str) -> Iterator[str]:
        """Return stems of the same consonants, as a plural and its singular often are."""
        bones = skeleton(stem)
        for number in numbers(self.keys, _SKELETON + bones):
            if skeleton(self.stems[number]) == bones:
                yield self.stems[number]

    @functools.cached_property
    def stems(self) -> tuple[str, ...]:
        """Every stem, in order."""
        return tuple(self.frequencies)

    @functools.cached_property
    def _forms(self) -> tuple[str, ...]:
        return tuple(self.forms)


class Collected:
    """Words of documents, as they come in."""

    def __init__(self) -> None:
        """Begin with no document."""
        self._documents = 0
        self._frequencies: collections.Counter[str] = collections.Counter()
        self._written: collections.Counter[tuple[str, str]] = collections.Counter()
        self._forms: dict[str, str] = {}

    def add(self, tokens: Sequence[Token]) -> None:
        """Take in the words of one more document."""
        self._documents += 1
        self._frequencies.update({token.stem for token in tokens})
        self._written.update((token.stem, token.surface) for token in tokens)
        self._forms.update((token.core, token.stem) for token in tokens)

    def vocabulary(self) -> Vocabulary:
        """Return what was taken in."""
        return _made(self._documents, self._frequencies, _spellings(self._written), self._forms)


def collect(documents: Iterable[Iterable[str]]) -> Vocabulary:
    """Return the vocabulary of documents, each given as its texts."""
    collected = Collected()
    for texts in documents:
        collected.add([token for text in texts for token in analyse(text)])
    return collected.vocabulary()


def _made(
    count: int, frequencies: Mapping[str, int], spellings: Mapping[str, str], forms: Mapping[str, str]
) -> Vocabulary:
    every = dict(sorted(({stem: stem for stem in frequencies} | dict(forms)).items()))
    stems = sorted(frequencies)
    return Vocabulary(
        documents=count,
        frequencies={stem: frequencies[stem] for stem in stems},
        spellings={stem: spellings[stem] for stem in stems},
        forms=every,
        keys=keyed(_keys(stems, list(every))),
    )


def _keys(stems: list[str], forms: list[str]) -> Iterator[tuple[str, int]]:
    for number, form in enumerate(forms):
        if len(form) <= LONGEST:
            yield from ((_DELETION + key, number) for key in deletions(form))
    for number, stem in enumerate(stems):
        if len(stem) <= LONGEST:
            yield from ((_RUN + gram, number) for gram in grams(stem))
        if script_of(stem) == "arabic":
            yield _SKELETON + skeleton(stem), number


def _spellings(written: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the commonest spelling of each stem; of equals, the first by the alphabet."""
    best: dict[str, tuple[int, str]] = {}
    for (stem, surface), often in written.items():
        one = (-often, surface)
        best[stem] = min(best.get(stem, one), one)
    return {stem: surface for stem, (_, surface) in best.items()}


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


def skeleton(stem: str) -> str:
    """Return the consonants of an Arabic stem: طفل of اطفال, مدرس of مدارس."""
    return stem.translate(_WEAK)
