"""Older formats brought up to the present one, step by step, so that an old scenario can always be read."""

from collections.abc import Callable, Mapping

from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node

FORMAT = 1
"""The present format. A new one adds the step from its forerunner to STEPS."""

STEPS: Mapping[int, Callable[[Node], Node]] = {}


def upgrade(
    root: Node, given: int, *, present: int = FORMAT, steps: Mapping[int, Callable[[Node], Node]] = STEPS
) -> Node:
    """Return the document as the present format would write it, every value still at its own place.

    Shape: `given` is from 1 to `present`; a step leads from its number to the next.
    """
    for number in range(given, present):
        root = steps[number](root)
    return root


def renamed(node: Node, old: str, new: str) -> Node:
    """Return a mapping with one of its keys under another name, in its place."""
    if not isinstance(node, Entries) or old not in node.entries:
        return node
    names = {key: new if key == old else key for key in node.entries}
    entries = {names[key]: entry for key, entry in node.entries.items()}
    return Entries(entries, {names[key]: where for key, where in node.keys.items()}, node.where)
