"""Drawing a pathway as a line with stations: which track each step lies on, and its piece of the drawing."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

_GAP = 22
_FIRST = 12
_STATION = 16
"""Units of the drawing, which are CSS pixels: between tracks, to the first, from the top to a station."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """The lines beside one step.

    Shape: tracks count from 0. `enters` are those that come in from above, `passes` those that go by,
    `leaves` those that go on below, the step's own among them where another step follows on it.
    """

    track: int
    enters: tuple[int, ...]
    passes: tuple[int, ...]
    leaves: tuple[int, ...]


def pieces(steps: Sequence[tuple[str, Sequence[str]]]) -> tuple[Piece, ...]:
    """Return the piece of each step, given as its id and the ids of the steps it follows, in order."""
    lines: list[str | None] = []
    found = []
    for at, (step, _after) in enumerate(steps):
        enters = tuple(place for place, target in enumerate(lines) if target == step)
        track = enters[0] if enters else _free(lines)
        passes = tuple(place for place, target in enumerate(lines) if target not in {None, step})
        for place in (*enters, track):
            lines[place] = None
        leaves = []
        following = [one for one, after in steps[at + 1 :] if step in after]
        for count, one in enumerate(following):
            place = track if count == 0 else _free(lines, after=track)
            lines[place] = one
            leaves.append(place)
        found.append(Piece(track, enters, passes, tuple(leaves)))
    return tuple(found)


def tracks(pieces: Iterable[Piece]) -> int:
    """Return how many tracks a drawing has side by side."""
    return 1 + max((max((one.track, *one.passes, *one.leaves, *one.enters)) for one in pieces), default=0)


def width(pieces: Iterable[Piece]) -> int:
    """Return how wide the drawing must be for all its tracks."""
    return 2 * _FIRST + (tracks(pieces) - 1) * _GAP


def drawing(piece: Piece, wide: int) -> str:
    """Return one piece as SVG that takes the height of the text beside it; it says nothing in words."""
    marks = "".join([*_lines(piece), f'<circle cx="{_x(piece.track)}" cy="{_STATION}" r="6.5"/>'])
    return f'<svg class="track flip" width="{wide}" height="100%" aria-hidden="true">{marks}</svg>'


def _lines(piece: Piece) -> Iterator[str]:
    here = _x(piece.track)
    for place in piece.passes:
        yield f'<path d="M{_x(place)} 0V9999"/>'
    for place in piece.enters:
        there = _x(place)
        if place == piece.track:
            yield f'<path d="M{here} 0V{_STATION}"/>'
        else:
            yield f'<path d="M{there} 0C{there} {_STATION} {here} 2 {here} {_STATION}"/>'
    for place in piece.leaves:
        there, low = _x(place), 3 * _STATION
        if place == piece.track:
            yield f'<path d="M{here} {_STATION}V9999"/>'
        else:
            bend = 2 * _STATION
            yield f'<path d="M{here} {_STATION}C{here} {low} {there} {bend} {there} {low}V9999"/>'


def _x(track: int) -> int:
    return _FIRST + track * _GAP


def _free(lines: list[str | None], after: int = -1) -> int:
    """Return the first free track beyond one, laid where there was none."""
    for place in range(after + 1, len(lines)):
        if lines[place] is None:
            return place
    lines.append(None)
    return len(lines) - 1
