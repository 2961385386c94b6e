"""What a reader may be about to type: titles of sections, and names of what stands beside the text."""

import dataclasses
from collections.abc import Iterable, Iterator

from webapp.engine.words.analyse import analyse
from webapp.engine.words.normal import normal
from webapp.engine.words.query import MOST_WORDS

MOST = 8
FEWEST_LETTERS = 2
_ARTICLE = "ال"


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A name that may be offered. Shape: `words` are its words in their normal form."""

    text: str
    words: tuple[str, ...]


def names(texts: Iterable[str]) -> tuple[Name, ...]:
    """Return names ready to be compared, each once."""
    return tuple(
        Name(text, tuple(token.normal for token in analyse(text))) for text in dict.fromkeys(texts) if text
    )


def completions(held: Iterable[Name], typed: str) -> tuple[str, ...]:
    """Return the names that hold every whole word typed and one that begins with the last, at most eight.

    Shape: names that begin with what was typed come first, then shorter ones; in Arabic the article counts
    neither in what is typed nor in the name.
    """
    words = [_bare(normal(part)) for part in typed.split()[:MOST_WORDS]]
    words = [word for word in words if word]
    if not words or len("".join(words)) < FEWEST_LETTERS:
        return ()
    ranked = sorted(_ranked(held, words))
    return tuple(text for _place, _length, text in ranked[:MOST])


def _ranked(held: Iterable[Name], words: list[str]) -> Iterator[tuple[int, int, str]]:
    *whole, last = words
    for name in held:
        own = [_bare(word) for word in name.words]
        at = next((place for place, word in enumerate(own) if word.startswith(last)), None)
        if at is not None and all(word in own for word in whole):
            begins = own[: len(words) - 1] == whole and at == len(words) - 1
            yield 0 if begins else 1, len(own), name.text


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word
