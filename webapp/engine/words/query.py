"""What a reader's words may mean in an index: groups of weighted alternatives, one group a word.

Source: docs/adr/0009-search.md
"""

import dataclasses
from collections.abc import Iterator
from typing import Literal

from webapp.engine.words.analyse import Token, analyse, script_of, stem_of
from webapp.engine.words.distance import distance
from webapp.engine.words.stops import is_stop
from webapp.engine.words.vocabulary import Vocabulary, deletions, grams

MOST_WORDS = 24
READING, REVERSE, SOFT = 0.85, 0.6, 0.35
CORRECTION = {1: 0.75, 2: 0.5}
MOST_CORRECTIONS, MOST_SOFT = 8, 12
SOFT_FROM = 0.6  # Dice's share of common runs of three letters
SOFT_UP_TO = 50_000  # stems; beyond, comparing with all of them takes too long
_ATTACHED = "وفبلكس"
_BEFORE_STEM = "وبلكف"
_LEFT_OF_READING = 2
_TWO_SLIPS_FROM = 7
_COMMON_SHARE = 0.02

Kind = Literal["own", "reading", "reverse", "correction", "soft", "pair"]


@dataclasses.dataclass(frozen=True, slots=True)
class Alternative:
    """One stem of the index that a word may stand for. Units: `weight` is a share of the word's own 1.0."""

    stem: str
    weight: float
    kind: Kind


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """One word of a query. Shape: `alternatives` are in the index, each once, the strongest first."""

    token: Token
    alternatives: tuple[Alternative, ...]

    @property
    def is_known(self) -> bool:
        """Say whether the word itself, however read, is in the index."""
        return any(one.kind in {"own", "reading"} for one in self.alternatives)

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
    found: dict[str, Alternative] = {}
    _keep(found, _own(token, vocabulary))
    _keep(found, _readings(token, vocabulary))
    _keep(found, _reverse(token, vocabulary))
    if not as_written:
        if not found:
            _keep(found, _corrections(token, vocabulary))
        _keep(found, _soft(token, vocabulary))
    return tuple(sorted(found.values(), key=lambda one: -one.weight))


def _keep(found: dict[str, Alternative], more: Iterator[Alternative]) -> None:
    for one in more:
        found.setdefault(one.stem, one)


def _own(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    if token.stem in vocabulary:
        yield Alternative(token.stem, 1.0, "own")


def _readings(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Read one or two attached letters off the word, unless the word as it stands is common."""
    if (
        token.script != "arabic"
        or vocabulary.frequencies.get(token.stem, 0) > _COMMON_SHARE * vocabulary.documents
    ):
        return
    for stem in read_off(token.normal):
        if stem in vocabulary:
            yield Alternative(stem, READING, "reading")


def read_off(word: str) -> Iterator[str]:
    """Return the stems of a normalised Arabic word without its first one or two attached letters."""
    for letters in (1, 2):
        rest = word[letters:]
        if word[letters - 1 : letters] not in set(_ATTACHED) or len(rest) < _LEFT_OF_READING:
            return
        yield stem_of(rest, "arabic")


def _reverse(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    if token.script == "arabic":
        for letter in _BEFORE_STEM:
            if letter + token.stem in vocabulary:
                yield Alternative(letter + token.stem, REVERSE, "reverse")


def _corrections(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Return what is one slip away, or two for a long word; the nearest first, then the commonest."""
    if token.script not in {"arabic", "latin"}:
        return
    near: dict[str, int] = {}
    for written in dict.fromkeys((token.stem, token.normal)):
        for form, slips in _near(written, vocabulary).items():
            stem = vocabulary.forms[form]
            near[stem] = min(max(slips, 1), near.get(stem, 2))
    ranked = sorted(near, key=lambda stem: (near[stem], -vocabulary.frequencies[stem], stem))
    if ranked and is_stop(ranked[0]):
        del ranked[1:]  # a slip in a word without a subject stands for nothing else
    for stem in ranked[:MOST_CORRECTIONS]:
        yield Alternative(stem, CORRECTION[near[stem]], "correction")


def _near(written: str, vocabulary: Vocabulary) -> dict[str, int]:
    """Return known forms few slips away, of the same script."""
    script = script_of(written)
    likely = dict.fromkeys(form for key in deletions(written) for form in vocabulary.by_key.get(key, ()))
    slips = {form: distance(written, form) for form in likely if script_of(form) == script}
    most = 2 if len(written) >= _TWO_SLIPS_FROM else 1
    return {form: count for form, count in slips.items() if count <= most}


def _soft(token: Token, vocabulary: Vocabulary) -> Iterator[Alternative]:
    """Return stems that begin as the word does and share most of its runs of three letters.

    Shape: related words share their beginning; “father” and “rather” share an ending and nothing else.
    """
    if len(vocabulary.frequencies) > SOFT_UP_TO or token.script not in {"arabic", "latin"}:
        return
    own = grams(token.stem)
    common: dict[str, int] = {}
    for gram in sorted(own):
        for stem in vocabulary.by_gram.get(gram, ()):
            common[stem] = common.get(stem, 0) + 1
    # A word of n letters has n runs, its edges counted; that one may come twice does not matter here.
    likeness = {stem: 2 * shared / (len(own) + len(stem)) for stem, shared in common.items()}
    ranked = sorted(
        (stem for stem in likeness if likeness[stem] >= SOFT_FROM and stem[0] == token.stem[0]),
        key=lambda s: (-likeness[s], s),
    )
    for stem in ranked[:MOST_SOFT]:
        yield Alternative(stem, SOFT * likeness[stem], "soft")
