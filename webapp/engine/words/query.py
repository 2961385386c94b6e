"""What a reader's words may mean in an index: groups of weighted alternatives, one group a word.

Source: docs/adr/0009-search.md, docs/adr/0020-search-tuned.md
"""

import dataclasses
import math
from collections.abc import Iterator
from typing import Literal

from webapp.engine.words import stems
from webapp.engine.words.analyse import Token, analyse
from webapp.engine.words.mending import mended, score
from webapp.engine.words.stops import is_stop
from webapp.engine.words.vocabulary import Vocabulary, skeleton

MOST_WORDS = 24
READING, REVERSE, CORRECTION, DOUBT, SOFT, KIN = 0.85, 0.6, 0.95, 0.6, 0.35, 0.3
MOST_CORRECTIONS, MOST_SOFT = 8, 12
WORTH_ASKING = 0.05  # what weighs less changes no order and takes as long
SOFT_FROM = 0.6  # Dice's share of common runs of three letters
SOFT_UP_TO = 50_000  # stems; beyond, comparing with all of them takes too long
_BEFORE_STEM = "وبلكف"
_COMMON_SHARE = 0.02
_SURE_REVERSE_FROM = 4  # letters; a letter before a shorter stem is as likely another word
_DOUBT_FROM = 5  # letters of a word whose form was never seen, though its stem was
_OWN_SLIPS = 0.8  # how unlikely such a word is, next to a known form a slip away
_TRUST, _BEST_SLIP = 0.5, 0.6
_KIN_FROM = 3  # consonants

Kind = Literal["own", "reading", "reverse", "correction", "soft", "kin", "pair", "beginning"]


@dataclasses.dataclass(frozen=True, slots=True)
class Alternative:
    """One stem of the index that a word may stand for.

    Shape: `form` is the word itself without its article, where more than its stem was meant, else empty.
    Units: `weight` is a share of the word's own 1.0.
    """

    stem: str
    weight: float
    kind: Kind
    form: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """One word of a query. Shape: `alternatives` are in the index, each once, the strongest first."""

    token: Token
    alternatives: tuple[Alternative, ...]

    @property
    def is_known(self) -> bool:
        """Say whether the word itself, however read, is in the index."""
        return any(one.kind in {"own", "reading", "beginning"} for one in self.alternatives)

    @property
    def corrections(self) -> tuple[Alternative, ...]:
        """What the reader may have meant, the likeliest first."""
        return tuple(one for one in self.alternatives if one.kind == "correction")


def groups(text: str, vocabulary: Vocabulary, *, as_written: bool = False) -> tuple[Group, ...]:
    """Return what each word of a query may stand for; `as_written` leaves out what the reader did not write.

    Shape: at most 24 words; stop words fall unless there is nothing else.
    """
    tokens = asked(text)
    return tuple(Group(token, _alternatives(token, vocabulary, as_written=as_written)) for token in tokens)


def asked(text: str) -> tuple[Token, ...]:
    """Return the words of a query that carry its subject, each stem once."""
    tokens = _without_digits_of_numbers(analyse(text))
    telling = [token for token in tokens if not is_stop(token.normal)] or tokens
    return tuple({token.stem: token for token in reversed(telling)}.values())[::-1][:MOST_WORDS]


def _without_digits_of_numbers(tokens: tuple[Token, ...]) -> list[Token]:
    """Leave out the parts of 7.1.4: whoever asks for that number does not mean any 7."""
    kept: list[Token] = []
    for token in tokens:
        if not (token.script == "number" and kept and token.end <= kept[-1].end):
            kept.append(token)
    return kept


def _alternatives(token: Token, vocabulary: Vocabulary, *, as_written: bool) -> tuple[Alternative, ...]:
    found = [*_own(token, vocabulary), *_readings(token, vocabulary), *_reverse(token, vocabulary)]
    if not as_written:
        found += _mended(token, vocabulary, found)
        found += _soft(token, vocabulary)
        found += _kin(token, vocabulary)
    best: dict[str, Alternative] = {}
    for one in sorted(found, key=lambda one: -one.weight):
        best.setdefault(one.stem, one)
    return tuple(best.values())


def _own(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    if token.stem in vocabulary:
        yield Alternative(token.stem, 1.0, "own", token.core)


def _readings(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Read one or two attached letters off the word, unless the word as it stands is common."""
    if token.script != "arabic" or vocabulary.frequency(token.stem) > _COMMON_SHARE * vocabulary.documents:
        return
    for rest in stems.read_off(token.normal):
        stem = stems.arabic(rest)
        if stem in vocabulary:
            yield Alternative(stem, READING, "reading", rest)


def read_off(word: str) -> Iterator[str]:
    """Return the stems of a normalised Arabic word without its first one or two attached letters."""
    return map(stems.arabic, stems.read_off(word))


def _reverse(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    if token.script == "arabic":
        for letter in _BEFORE_STEM:
            if letter + token.stem in vocabulary:
                yield Alternative(letter + token.stem, REVERSE, "reverse", letter + token.core)


def _mended(token: Token, vocabulary: Vocabulary, found: list[Alternative]) -> Iterator[Alternative]:
    """Return what was meant by a word that is not there, or in a form that is not there."""
    if not any(_explains(one, token) for one in found):
        yield from _corrections(token, vocabulary)
    elif found[0].kind == "own":
        yield from _doubts(token, vocabulary)


def _explains(one: Alternative, token: Token) -> bool:
    return one.kind != "reverse" or len(token.stem) >= _SURE_REVERSE_FROM


def _corrections(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    likely = mended(token, vocabulary)[:MOST_CORRECTIONS]
    if likely and is_stop(likely[0].stem):
        del likely[1:]  # a slip in a word without a subject stands for nothing else
    for one in likely:
        weight = trust(likely[0].slips) * math.exp(one.score - likely[0].score)
        if weight >= WORTH_ASKING:
            yield Alternative(one.stem, weight, "correction", one.form)


def trust(slipped: float) -> float:
    """Return what a word is worth that was meant some slips away."""
    return CORRECTION * math.exp(-_TRUST * max(0.0, slipped - _BEST_SLIP))


def _doubts(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Return what may have been meant although the stem is known: its form was never seen, another's was."""
    if len(token.normal) < _DOUBT_FROM or token.core in vocabulary.forms:
        return
    own = score(token.stem, _OWN_SLIPS, vocabulary)
    for one in mended(token, vocabulary)[:MOST_CORRECTIONS]:
        weight = DOUBT * min(1.0, math.exp(one.score - own))
        if weight >= WORTH_ASKING:
            yield Alternative(one.stem, weight, "soft", one.form)


def _soft(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Return stems that share most runs of three letters with the word.

    Shape: words related to a known one share its beginning too («father» and «rather» share an ending and
    nothing else); to a word that is not there, where the slip may be in front, any.
    """
    if len(vocabulary.stems) > SOFT_UP_TO or token.script not in {"arabic", "latin"}:
        return
    is_known = token.stem in vocabulary
    alike = (
        (stem, likeness)
        for stem, likeness in vocabulary.alike(token.stem, SOFT_FROM)
        if not is_known or stem[0] == token.stem[0]
    )
    for stem, likeness in sorted(alike, key=lambda pair: (-pair[1], pair[0]))[:MOST_SOFT]:
        yield Alternative(stem, SOFT * likeness, "soft")


def _kin(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Return stems of the same consonants: Arabic makes plurals, agents and verbs by changing the vowels."""
    if token.script == "arabic" and len(skeleton(token.stem)) >= _KIN_FROM:
        likeliest = sorted(vocabulary.kin(token.stem), key=lambda stem: (-vocabulary.frequency(stem), stem))
        for stem in likeliest[:MOST_SOFT]:
            yield Alternative(stem, KIN, "kin")
