"""What differs between two texts, word by word."""

import dataclasses
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from webapp.engine.manual.isolate import runs
from webapp.engine.words.tokens import INVISIBLE, MARKS, TATWEEL

Kind = Literal["same", "added", "removed"]

_WORD = re.compile(f"[\\w{MARKS}{TATWEEL}{INVISIBLE}]+|\\S")
_MARKS = re.compile(f"[{MARKS}{TATWEEL}{INVISIBLE}]*")
_BLANK = re.compile(r"\s*")
_MOST_MEETINGS = 200_000
"""How many pairs of equal words are looked at; texts that repeat themselves more are not taken apart."""
_FEWEST_KEPT = 3
"""One word in so many must stay, or the text counts as written anew: what is left would only be scattered."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, was added or was removed."""

    kind: Kind
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Token:
    """A word, a number or a sign, with the space before it; the last of a text is the space at its end."""

    before: str
    word: str

    @property
    def text(self) -> str:
        return self.before + self.word

    @property
    def tells(self) -> bool:
        """Say whether it is a word or a number, and not only a sign."""
        return any(letter.isalnum() for letter in self.word)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return what became of a text, in the order of reading, what was removed before what took its place.

    Shape: the pieces without the added ones are `old`, those without the removed ones are `new`; none is
    empty, and no word, with its marks, and no number is cut.
    """
    before, after = _tokens(old), _tokens(new)
    writing = _Writing()
    steps = list(_steps(before, after))
    for place, (stays, olds, news) in enumerate(steps):
        is_between = 0 < place < len(steps) - 1
        if stays and not (is_between and not any(one.tells for one in olds)):
            for one, other in zip(olds, news, strict=True):
                writing.keep(one, other)
        else:
            writing.change(_joined(olds), _joined(news))
    return tuple(writing.done())


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    for start, end in _places(text):
        found.append(_Token(text[at:start], text[start:end]))
        at = end
    return [*found, _Token(text[at:], "")]


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word is: a number or code that is read as one is one."""
    at = 0
    for start, end in runs(text):
        yield from (match.span() for match in _WORD.finditer(text, at, start))
        at = _MARKS.match(text, end).end()  # type: ignore[union-attr]  # it may match nothing, but matches
        yield start, at
    yield from (match.span() for match in _WORD.finditer(text, at))


_Step = tuple[bool, Sequence[_Token], Sequence[_Token]]


def _steps(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[_Step]:
    """Yield runs of tokens that stay or give way to others; a text that is written anew gives way whole."""
    olds, news = [one.word for one in before], [one.word for one in after]
    matcher = difflib.SequenceMatcher(None, olds, news, autojunk=False)
    codes = matcher.get_opcodes() if _meetings(olds, news) <= _MOST_MEETINGS else []
    kept = sum(one.tells for code, a, b, _, _ in codes if code == "equal" for one in before[a:b])
    fewest = min(sum(one.tells for one in side) for side in (before, after))
    if kept * _FEWEST_KEPT < fewest or not codes:
        yield olds == news, before, after
        return
    for code, a, b, c, d in codes:
        yield code == "equal", before[a:b], after[c:d]


def _meetings(olds: Iterable[str], news: Iterable[str]) -> int:
    there = Counter(news)
    return sum(count * there[word] for word, count in Counter(olds).items())


def _joined(tokens: Iterable[_Token]) -> str:
    return "".join(one.text for one in tokens)


class _Writing:
    """Pieces being put together: what has been removed and added since something last stayed."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.kept = self.removed = self.added = ""

    def change(self, removed: str, added: str) -> None:
        self.removed += removed
        self.added += added

    def keep(self, one: _Token, other: _Token) -> None:
        if one.before == other.before:
            self._stay(one.text)
        else:
            self.change(one.before, other.before)
            self._stay(one.word)

    def done(self) -> list[Piece]:
        self._close()
        self._write("same", self.kept)
        return self.pieces

    def _stay(self, text: str) -> None:
        if text:
            self._close()
            self.kept += text

    def _close(self) -> None:
        """Write down a change that has ended; the space before it stays where both have it."""
        if not (self.removed or self.added):
            return
        blank = _BLANK.match(self.removed)[0]  # type: ignore[index]  # it may match nothing, but matches
        if blank and _BLANK.match(self.added)[0] == blank:  # type: ignore[index]  # as above
            self.kept += blank
            self.removed, self.added = self.removed[len(blank) :], self.added[len(blank) :]
        self._write("same", self.kept)
        self._write("removed", self.removed)
        self._write("added", self.added)
        self.kept = self.removed = self.added = ""

    def _write(self, kind: Kind, text: str) -> None:
        if text:
            self.pieces.append(Piece(kind, text))
