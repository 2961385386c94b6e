"""The part of a paragraph that answers best, in pieces, with the matching words marked whole."""

import dataclasses
import functools
from collections.abc import Collection, Iterator, Mapping, Sequence

from webapp.engine.words.analyse import places

WIDTH = 220
ELLIPSIS = "…"

Word = tuple[int, int, str]  # start, end, stem
Run = tuple[str, ...]  # stems that follow one another


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of original text; `marked` when it is a word that was looked for."""

    text: str
    marked: bool


def snippet(
    text: str, weights: Mapping[str, float], *, runs: Collection[Run] = (), width: int = WIDTH
) -> tuple[Piece, ...]:
    """Return the window of a text with the weightiest distinct stems, cut only between words.

    Shape: joined pieces are the window, with an ellipsis where text was left out; a word is marked with all
    that is attached to it, and the words of a run where they follow one another, as one.
    Units: `width` in letters, kept to unless one word is longer.
    """
    words = _words(text)
    found = [(start, end, stem) for start, end, stem in words if stem in weights]
    if runs:
        weights = {**weights, **{" ".join(run): float(len(run)) for run in runs}}
        found = sorted([*found, *_rows(words, runs)], key=lambda one: (one[0], -one[1]))
    start, end = _window(text, words, found, weights, width)
    pieces = _pieces(text, start, end, found)
    lead = [Piece(ELLIPSIS, marked=False)] if text[:start].strip() else []
    tail = [Piece(ELLIPSIS, marked=False)] if text[end:].strip() else []
    return (*lead, *pieces, *tail)


def _rows(words: Sequence[Word], runs: Collection[Run]) -> Iterator[Word]:
    """Yield the places where the stems of a run follow one another."""
    for at, (start, _end, stem) in enumerate(words):
        for run in runs:
            if run[0] == stem and run == tuple(one[2] for one in words[at : at + len(run)]):
                yield start, max(end for _start, end, _stem in words[at : at + len(run)]), " ".join(run)


@functools.lru_cache(maxsize=1024)  # some five megabytes; the same paragraphs answer again and again
def _words(text: str) -> tuple[Word, ...]:
    return tuple(places(text))


def _window(
    text: str, words: Sequence[Word], found: Sequence[Word], weights: Mapping[str, float], width: int
) -> tuple[int, int]:
    if len(text) <= width or not words:
        return 0, len(text)
    first, last = _densest(found or words[:1], weights, width)
    room = width - (last - first)
    starts = (start for start, _end, _stem in words if first - room // 3 <= start <= first)
    start = 0 if last <= width else min(starts, default=first)
    ends = (end for _start, end, _stem in words if last <= end <= start + width)
    return start, _with_stop(text, max(ends, default=last), words)


def _densest(found: Sequence[Word], weights: Mapping[str, float], width: int) -> tuple[int, int]:
    """Return the place of the best run of found words no wider than the window; of equals, the first."""
    best, place = -1.0, (found[0][0], found[0][1])
    for at, (opening, _end, _stem) in enumerate(found):
        seen: set[str] = set()
        value = 0.0
        for _start, end, stem in found[at:]:
            if end - opening > width:
                break
            if stem not in seen:
                seen.add(stem)
                value += weights.get(stem, 0.0)
                if value > best:
                    best, place = value, (opening, end)
    return place


def _with_stop(text: str, end: int, words: Sequence[Word]) -> int:
    """Return the end with the punctuation that closes it; all of it when no word follows."""
    following = next((start for start, _end, _stem in words if start >= end), None)
    if following is None:
        return len(text)
    gap = text[end:following]
    return end + len(gap.split(maxsplit=1)[0]) if gap[:1].strip() else end


def _pieces(text: str, start: int, end: int, found: Sequence[Word]) -> list[Piece]:
    pieces, at = [], start
    for first, last, _stem in found:
        if first < at or last > end:
            continue  # outside the window, or a part of a name already marked whole
        pieces += [Piece(text[at:first], marked=False), Piece(text[first:last], marked=True)]
        at = last
    pieces.append(Piece(text[at:end], marked=False))
    return [piece for piece in pieces if piece.text]
