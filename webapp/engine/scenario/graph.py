"""How scenes lead to scenes, and what can still matter from each of them on."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from webapp.engine.scenario.conditions import Ref, read_by
from webapp.engine.scenario.model import ClockLine, Scenario, Scene

Edges = Mapping[str, tuple[str, ...]]


class Ahead(NamedTuple):
    """What a scene and those after it can still read or set."""

    reads: frozenset[str]
    sets: frozenset[str]
    answers: frozenset[Ref]
    clocks: frozenset[str]
    events: frozenset[str]
    rescues: frozenset[str]


class Graph(NamedTuple):
    """The scenes in an order in which each stands before those it leads to.

    `rescues` says, for each scene, which clocks may send the story to their `runs_out` scene from it.
    `loop` names the scenes on a loop; empty when there is none.
    """

    order: tuple[str, ...]
    edges: Edges
    rescues: Mapping[str, frozenset[str]]
    loop: tuple[str, ...]


def graph(scenes: Mapping[str, Scene], clocks: Iterable[ClockLine]) -> Graph:
    """Return the graph of scenes; branches to scenes that do not exist are left out."""
    edges = {
        scene.id: tuple(dict.fromkeys(branch.go for branch in scene.branches if branch.go in scenes))
        for scene in scenes.values()
    }
    rescues: dict[str, set[str]] = {name: set() for name in scenes}
    for clock in clocks:
        if clock.runs_out in scenes:
            after = _reached(edges, clock.runs_out)
            for scene in scenes.values():
                if scene.decision is not None and scene.id not in after:
                    rescues[scene.id].add(clock.id)
                    edges[scene.id] = (*edges[scene.id], clock.runs_out)
    order, loop = _sorted(edges)
    return Graph(order, edges, {name: frozenset(ids) for name, ids in rescues.items()}, loop)


def reached(edges: Edges, start: str) -> frozenset[str]:
    """Return the scenes that can follow a scene, itself among them."""
    return frozenset(_reached(edges, start)) if start in edges else frozenset()


@lru_cache(maxsize=64)
def graph_of(scenario: Scenario) -> Graph:
    """Return the graph of a built scenario."""
    return graph(scenario.scenes, scenario.clocks)


@lru_cache(maxsize=64)
def ahead_of(scenario: Scenario, *, endings: bool = False) -> Mapping[str, Ahead]:
    """Return, for each scene, what it and those after it can still read or set.

    Which of several endings it comes to gives no points: what only chooses one is left out unless asked for.
    """
    shape = graph_of(scenario)
    found: dict[str, Ahead] = {}
    for name in reversed(shape.order):
        own = _own(scenario, scenario.scenes[name], shape.rescues[name], endings=endings)
        later = [found[after] for after in shape.edges[name]]
        found[name] = Ahead(
            own.reads.union(*(one.reads for one in later)),
            own.sets.union(*(one.sets for one in later)),
            own.answers.union(*(one.answers for one in later)),
            own.clocks.union(*(one.clocks for one in later)),
            own.events.union(*(one.events for one in later)),
            own.rescues.union(*(one.rescues for one in later)),
        )
    return found


def _own(scenario: Scenario, scene: Scene, rescues: frozenset[str], *, endings: bool) -> Ahead:
    read = {operator: set[tuple[str, ...]]() for operator in ("fact", "answered", "clock", "before", "after")}
    ends = all(scenario.scenes[branch.go].decision is None for branch in scene.branches)
    for condition in read_by(scene) if endings or not ends else ():
        if condition.operator in read:
            read[condition.operator].add(condition.values)
    fields = scene.decision.fields if scene.decision else ()
    return Ahead(
        frozenset(values[0] for values in read["fact"]),
        frozenset(fact for field in fields for fact in field.may_set),
        frozenset((values[0], values[1], values[2]) for values in read["answered"]),
        frozenset(values[0] for values in read["clock"]),
        frozenset(values[0] for values in read["before"] | read["after"]),
        rescues,
    )


def _reached(edges: Edges, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(edges.get(name, ()))
    return seen


def _sorted(edges: Edges) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sort topologically, earliest in the file first; what is left over lies on a loop or behind one."""
    coming = dict.fromkeys(edges, 0)
    for afters in edges.values():
        for after in set(afters):
            coming[after] += 1
    free = [name for name, count in coming.items() if not count]
    order: list[str] = []
    while free:
        name = free.pop(0)
        order.append(name)
        for after in dict.fromkeys(edges[name]):
            coming[after] -= 1
            if not coming[after]:
                free.append(after)
    left = {name for name in edges if name not in order}
    looping = tuple(name for name in edges if name in left and _returns(edges, name))
    return tuple(order), looping


def _returns(edges: Edges, name: str) -> bool:
    return any(name in _reached(edges, after) for after in edges[name])
