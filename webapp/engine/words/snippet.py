"""The part of a paragraph that answers best, in pieces, with the matching words marked whole."""

import dataclasses
from collections.abc import Mapping, Sequence

from webapp.engine.words.analyse import Token, analyse

WIDTH = 220
ELLIPSIS = "…"


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of original text; `marked` when it is a word that was looked for."""

    text: str
    marked: bool


def snippet(text: str, weights: Mapping[str, float], *, width: int = WIDTH) -> tuple[Piece, ...]:
    """Return the window of a text with the weightiest distinct stems, cut only between words.

    Shape: joined pieces are the window, with an ellipsis where text was left out; a word is marked with all
    that is attached to it.
    Units: `width` in letters, kept to unless one word is longer.
    """
    tokens = analyse(text)
    start, end = _window(text, tokens, weights, width)
    pieces = _pieces(text, start, end, [token for token in tokens if token.stem in weights])
    lead = [Piece(ELLIPSIS, marked=False)] if text[:start].strip() else []
    tail = [Piece(ELLIPSIS, marked=False)] if text[end:].strip() else []
    return (*lead, *pieces, *tail)


def _window(text: str, tokens: Sequence[Token], weights: Mapping[str, float], width: int) -> tuple[int, int]:
    if len(text) <= width or not tokens:
        return 0, len(text)
    first, last = _densest([token for token in tokens if token.stem in weights] or tokens[:1], weights, width)
    room = width - (last - first)
    starts = [token.start for token in tokens if first - room // 3 <= token.start <= first]
    start = 0 if last <= width else min(starts, default=first)
    ends = [token.end for token in tokens if last <= token.end <= start + width]
    return start, _with_stop(text, max(ends, default=last), tokens)


def _densest(found: Sequence[Token], weights: Mapping[str, float], width: int) -> tuple[int, int]:
    """Return the place of the best run of found words no wider than the window; of equals, the first."""
    best, place = -1.0, (found[0].start, found[0].end)
    for at, opening in enumerate(found):
        seen: set[str] = set()
        value = 0.0
        for token in found[at:]:
            if token.end - opening.start > width:
                break
            if token.stem not in seen:
                seen.add(token.stem)
                value += weights.get(token.stem, 0.0)
                if value > best:
                    best, place = value, (opening.start, token.end)
    return place


def _with_stop(text: str, end: int, tokens: Sequence[Token]) -> int:
    """Return the end with the punctuation that closes it; all of it when no word follows."""
    following = [token.start for token in tokens if token.start >= end]
    if not following:
        return len(text)
    gap = text[end : following[0]]
    return end + len(gap.split(maxsplit=1)[0]) if gap[:1].strip() else end


def _pieces(text: str, start: int, end: int, found: Sequence[Token]) -> list[Piece]:
    pieces, at = [], start
    for token in found:
        if token.start < at or token.end > end:
            continue  # outside the window, or a part of a name already marked whole
        pieces += [Piece(text[at : token.start], marked=False), Piece(token.surface, marked=True)]
        at = token.end
    pieces.append(Piece(text[at:end], marked=False))
    return [piece for piece in pieces if piece.text]
