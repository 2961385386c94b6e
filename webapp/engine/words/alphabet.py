"""The order of a dictionary: words under their first letter, in Arabic without the article."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from webapp.engine.words.normal import normal

T = TypeVar("T")
_ARTICLE = "ال"
_FEWEST_AFTER_ARTICLE = 2


def sort_key(words: str) -> str:
    """Return what a term is sorted by: one spelling a word, the first one without its article."""
    first, _space, rest = words.partition(" ")
    told = normal(first)
    if told.startswith(_ARTICLE) and len(told) >= len(_ARTICLE) + _FEWEST_AFTER_ARTICLE:
        told = told.removeprefix(_ARTICLE)
    return " ".join([told, *(normal(one) for one in rest.split())])


def shelves(items: Iterable[T], words: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Return items under their first letters, both in the order of the alphabet."""
    found: dict[str, list[T]] = {}
    for item in sorted(items, key=lambda one: sort_key(words(one))):
        found.setdefault(sort_key(words(item))[:1].upper(), []).append(item)
    return tuple((letter, tuple(held)) for letter, held in found.items())
