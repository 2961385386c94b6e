"""The map of a case as it is drawn: boxes and lines in the drawing's own units, and the same as a list."""

import dataclasses
import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise

from webapp.engine.scenario import layout
from webapp.engine.scenario.graph import graph
from webapp.engine.scenario.layout import HIGH, WIDE
from webapp.engine.scenario.model import Draft, Scene

MARGIN = 12
ROOM = 21
"""Letters of a title in a line of a box."""


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """A scene's box. Shape: `kind` is `decision`, `key`, `repair` or `ending`, each with a form of its own.

    Units: `x`, `y` of the middle; `lines` of its title with their own `y`.
    """

    id: str
    kind: str
    outcome: str
    x: int
    y: int
    shape: str
    lines: tuple[tuple[str, int], ...]
    title: str
    line: int
    is_start: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """A way between two scenes; `is_rescue` where it is taken when a deadline has run out."""

    path: str
    is_rescue: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Beside:
    """A scene in a list of scenes."""

    id: str
    title: str
    is_rescue: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """A scene of the list: what leads to it and where it leads."""

    id: str
    kind: str
    outcome: str
    title: str
    line: int
    is_start: bool
    before: tuple[Beside, ...]
    after: tuple[Beside, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """A map: what is drawn, how large it is, and the list that says the same."""

    boxes: tuple[Drawn, ...]
    ways: tuple[Way, ...]
    wide: int
    high: int
    listed: tuple[Listed, ...]


def drawing(draft: Draft, lang: str, *, near: str = "") -> Drawing:
    """Return the map of a draft, or of one scene and its neighbours; in Arabic it is mirrored."""
    edges = graph(draft.scenes, draft.clocks).edges
    rescues = {clock.runs_out for clock in draft.clocks if clock.runs_out in draft.scenes}
    chosen: Mapping[str, Sequence[str]] = layout.around(edges, near) if near else edges
    made = layout.layout(chosen)

    def at(x: int, y: int) -> tuple[int, int]:
        return (made.wide - x if lang == "ar" else x) + MARGIN, y + MARGIN

    boxes = tuple(_drawn(draft, draft.scenes[box.id], at(box.x, box.y), lang) for box in made.boxes)
    ways = tuple(
        Way(_path([at(*point) for point in line.points]), _is_rescue(draft, line.start, line.end, rescues))
        for line in made.lines
    )
    listed = tuple(_listed(draft, box.id, edges, lang, rescues) for box in made.boxes)
    return Drawing(boxes, ways, made.wide + 2 * MARGIN, made.high + 2 * MARGIN, listed)


def kind_of(scene: Scene) -> str:
    """Return what a scene is: an ending, a repair, a key decision or a decision."""
    if scene.ending is not None:
        return "ending"
    if scene.recovery:
        return "repair"
    return "key" if scene.decision and scene.decision.key else "decision"


def _drawn(draft: Draft, scene: Scene, at: tuple[int, int], lang: str) -> Drawn:
    title = scene.title.of(lang)
    lines = textwrap.wrap(title, ROOM, max_lines=2, placeholder=" …") or [scene.id]
    first = at[1] - 4 - 10 * (len(lines) - 1)
    return Drawn(
        id=scene.id,
        kind=kind_of(scene),
        outcome=scene.ending.outcome if scene.ending else "",
        x=at[0],
        y=at[1],
        shape=_shape(kind_of(scene), *at),
        lines=tuple((text, first + 16 * number) for number, text in enumerate(lines)),
        title=title,
        line=draft.where("scenes", scene.id).line,
        is_start=scene.id == draft.start,
    )


def _shape(kind: str, x: int, y: int) -> str:
    """Return the outline of a box: straight, for a repair pointed, for an ending round."""
    left, right, top, bottom = x - WIDE // 2, x + WIDE // 2, y - HIGH // 2, y + HIGH // 2
    if kind == "ending":
        r = HIGH // 2
        return (
            f"M{left + r} {top}H{right - r}A{r} {r} 0 0 1 {right - r} {bottom}"
            f"H{left + r}A{r} {r} 0 0 1 {left + r} {top}Z"
        )
    if kind == "repair":
        c = 16
        return f"M{left + c} {top}H{right - c}L{right} {y}L{right - c} {bottom}H{left + c}L{left} {y}Z"
    outer = f"M{left} {top}H{right}V{bottom}H{left}Z"
    return (
        outer if kind == "decision" else f"{outer}M{left + 4} {top + 4}H{right - 4}V{bottom - 4}H{left + 4}Z"
    )


def _path(points: Sequence[tuple[int, int]]) -> str:
    told = [f"M{points[0][0]} {points[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) // 2
        told.append(f"C{x} {middle} {to_x} {middle} {to_x} {to_y}")
    return "".join(told)


def _is_rescue(draft: Draft, one: str, two: str, rescues: set[str]) -> bool:
    return two in rescues and all(branch.go != two for branch in draft.scenes[one].branches)


def _listed(
    draft: Draft, name: str, edges: Mapping[str, Sequence[str]], lang: str, rescues: set[str]
) -> Listed:
    scene = draft.scenes[name]

    def beside(one: str, two: str, told: str) -> Beside:
        title = draft.scenes[told].title.of(lang)
        return Beside(told, title, _is_rescue(draft, one, two, rescues))

    before = [one for one, afters in edges.items() if name in afters]
    return Listed(
        id=name,
        kind=kind_of(scene),
        outcome=scene.ending.outcome if scene.ending else "",
        title=scene.title.of(lang),
        line=draft.where("scenes", name).line,
        is_start=name == draft.start,
        before=tuple(beside(one, name, one) for one in before),
        after=tuple(beside(name, one, one) for one in dict.fromkeys(edges[name])),
    )
