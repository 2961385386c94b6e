"""Older formats brought up to the present one, step by step, so that an old scenario can always be read."""

from collections.abc import Callable, Mapping

from webapp.engine.yaml import Node

FORMAT = 1
"""The present format. A new one adds the step from its forerunner to STEPS."""

STEPS: Mapping[int, Callable[[Node], Node]] = {}


def upgrade(root: Node, given: int) -> Node:
    """Return the document as the present format would write it, every value still at its own place.

    Shape: `given` is from 1 to FORMAT.
    """
    for number in range(given, FORMAT):
        root = STEPS[number](root)
    return root
