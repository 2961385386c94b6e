"""The scenes as a map: layers by the longest way to them, few crossings, places in plain numbers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Edge = tuple[str, str]
WIDE, HIGH, GAP, FALL = 176, 64, 24, 56
"""Units: of a scene's box, between two boxes, between two layers."""
BEND = 28
"""Room that a line takes which passes a layer."""
SWEEPS = 8


class Box(NamedTuple):
    """A scene on the map. Units: `x`, `y` of its middle from the start edge and the top; layers from 0."""

    id: str
    layer: int
    x: int
    y: int


class Line(NamedTuple):
    """A way from one scene to another: the points it passes, from box to box."""

    start: str
    end: str
    points: tuple[tuple[int, int], ...]


class Map(NamedTuple):
    """Boxes in the order of reading, lines, and the size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    wide: int
    high: int
    crossings: int


def layout(edges: Mapping[str, Sequence[str]]) -> Map:
    """Return the map of scenes and the scenes they lead to.

    Shape: scenes in the order of the file; what leads back on a loop is drawn too, upwards. The same edges
    always give the same map.
    """
    order, back = _order(edges)
    layers = _layers(edges, order, back)
    chains = _chains(edges, layers)
    rows = _rows(layers, chains)
    links = [(one, two) for chain in chains.values() for one, two in pairwise(chain)]
    rows = _fewest(rows, links)
    places = _places(rows, links)
    shift = min((places[one] - _width(one) // 2 for row in rows for one in row), default=0)
    heights = {one: number * (HIGH + FALL) + HIGH // 2 for number, row in enumerate(rows) for one in row}
    spots = {one: (places[one] - shift, heights[one]) for one in places}
    boxes = tuple(Box(one, layers[one], *spots[one]) for row in rows for one in row if one in layers)
    lines = tuple(_line(chain, spots) for chain in chains.values())
    wide = max((spots[one][0] + _width(one) // 2 for one in spots), default=0)
    high = max((box.y + HIGH // 2 for box in boxes), default=0)
    return Map(boxes, lines, wide, high, crossings(rows, links))


def crossings(rows: Sequence[Sequence[str]], links: Iterable[Edge]) -> int:
    """Count the pairs of lines that cross between two layers."""
    where = {one: (number, place) for number, row in enumerate(rows) for place, one in enumerate(row)}
    between: dict[int, list[tuple[int, int]]] = {}
    for one, two in links:
        between.setdefault(where[one][0], []).append((where[one][1], where[two][1]))
    count = 0
    for pairs in between.values():
        ends = [end for _, end in sorted(pairs)]
        count += sum(1 for i, end in enumerate(ends) for other in ends[i + 1 :] if other < end)
    return count


def around(edges: Mapping[str, Sequence[str]], scene: str) -> dict[str, tuple[str, ...]]:
    """Return the edges of one scene's neighbours: what leads to it, itself, and where it leads."""
    near = {scene, *edges.get(scene, ()), *(one for one, afters in edges.items() if scene in afters)}
    return {
        one: tuple(after for after in afters if after in near and scene in {one, after})
        for one, afters in edges.items()
        if one in near
    }


def _order(edges: Mapping[str, Sequence[str]]) -> tuple[list[str], set[Edge]]:
    """Sort the scenes, and name the edges that lead back on a loop."""
    order: list[str] = []
    back: set[Edge] = set()
    done: dict[str, bool] = {}
    for first in edges:
        waiting = [(first, iter(edges[first]))] if first not in done else []
        done.setdefault(first, False)
        while waiting:
            name, afters = waiting[-1]
            after = next(afters, None)
            if after is None:
                if not done[name]:
                    order.append(name)
                done[name] = True
                waiting.pop()
            elif after in edges and after not in done:
                done[after] = False
                waiting.append((after, iter(edges[after])))
            elif after in edges and not done[after]:
                back.add((name, after))
    return order[::-1], back


def _layers(edges: Mapping[str, Sequence[str]], order: Sequence[str], back: set[Edge]) -> dict[str, int]:
    layers = dict.fromkeys(edges, 0)
    for name in order:
        for after in edges[name]:
            if after in layers and (name, after) not in back:
                layers[after] = max(layers[after], layers[name] + 1)
    return layers


def _chains(edges: Mapping[str, Sequence[str]], layers: Mapping[str, int]) -> dict[Edge, tuple[str, ...]]:
    """Return each edge as links from layer to layer, with a bend in every layer it passes."""
    chains: dict[Edge, tuple[str, ...]] = {}
    for one, afters in edges.items():
        for two in dict.fromkeys(afters):
            if two not in layers or one == two:
                continue
            high, low = sorted((one, two), key=lambda name: layers[name])
            bends = [f"{one}\n{two}\n{layer}" for layer in range(layers[high] + 1, layers[low])]
            chains[one, two] = (high, *bends, low)
    return chains


def _rows(layers: Mapping[str, int], chains: Mapping[Edge, Sequence[str]]) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for name, layer in layers.items():
        rows[layer].append(name)
    for chain in chains.values():
        for number, bend in enumerate(chain[1:-1], start=layers[chain[0]] + 1):
            rows[number].append(bend)
    return rows


def _fewest(rows: list[list[str]], links: Sequence[Edge]) -> list[list[str]]:
    """Put each layer in the order of its neighbours' middles, down and up, and keep the best."""
    up: dict[str, list[str]] = {}
    down: dict[str, list[str]] = {}
    for one, two in links:
        down.setdefault(one, []).append(two)
        up.setdefault(two, []).append(one)
    best, least = [list(row) for row in rows], crossings(rows, links)
    for sweep in range(SWEEPS):
        if not least:
            break
        near = up if sweep % 2 == 0 else down
        for number in range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows))):
            rows[number] = _by_middles(rows, number, near, -1 if sweep % 2 == 0 else 1)
        found = crossings(rows, links)
        if found < least:
            best, least = [list(row) for row in rows], found
    return best


def _by_middles(
    rows: Sequence[Sequence[str]], number: int, near: Mapping[str, Sequence[str]], step: int
) -> list[str]:
    row, other = rows[number], number + step
    if not 0 <= other < len(rows):
        return list(row)
    where = {one: place for place, one in enumerate(rows[other])}
    middles = {}
    for place, one in enumerate(row):
        found = [where[name] for name in near.get(one, ()) if name in where]
        middles[one] = sum(found) / len(found) if found else float(place)
    return sorted(row, key=lambda one: middles[one])


def _places(rows: Sequence[Sequence[str]], links: Sequence[Edge]) -> dict[str, int]:
    """Place each box near the middle of those it is joined to, at least a gap from the next."""
    near: dict[str, list[str]] = {}
    for one, two in links:
        near.setdefault(one, []).append(two)
        near.setdefault(two, []).append(one)
    places: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for one in row:
            places[one] = at + _width(one) / 2
            at += _width(one) + GAP
        for one in row:
            places[one] -= (at - GAP) / 2
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            _spread(row, near, places)
    return {one: round(at) for one, at in places.items()}


def _spread(row: Sequence[str], near: Mapping[str, Sequence[str]], places: dict[str, float]) -> None:
    wanted = [
        sum(places[name] for name in near[one]) / len(near[one]) if near.get(one) else places[one]
        for one in row
    ]
    right, left = list(wanted), list(wanted)
    for i in range(1, len(row)):
        right[i] = max(right[i], right[i - 1] + _apart(row[i - 1], row[i]))
    for i in reversed(range(len(row) - 1)):
        left[i] = min(left[i], left[i + 1] - _apart(row[i], row[i + 1]))
    for one, most, least in zip(row, right, left, strict=True):
        places[one] = (most + least) / 2


def _apart(one: str, two: str) -> float:
    return (_width(one) + _width(two)) / 2 + GAP


def _width(one: str) -> int:
    return BEND if "\n" in one else WIDE


def _line(chain: Sequence[str], spots: Mapping[str, tuple[int, int]]) -> Line:
    first, last = spots[chain[0]], spots[chain[-1]]
    bends = [spots[one] for one in chain[1:-1]]
    points = ((first[0], first[1] + HIGH // 2), *bends, (last[0], last[1] - HIGH // 2))
    return Line(chain[0], chain[-1], points)
