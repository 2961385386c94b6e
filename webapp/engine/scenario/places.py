"""Where a value stands in its file, found by the path of keys that leads to it."""

from collections.abc import Sequence as Path

from webapp.engine.problems import Where
from webapp.engine.yaml import Mapping, Node, Sequence


def find(root: Node, path: Path[str]) -> Where:
    """Return the place of the value at a path, or of the deepest thing on the way that exists.

    Shape: keys of mappings and numbers of list items, all as text. A key's value stands where its key stands.
    """
    node: Node = root
    where = root.where
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            where = node.keys[step]
            node = node.entries[step]
        elif isinstance(node, Sequence) and step.isdigit() and int(step) < len(node.items):
            node = node.items[int(step)]
            where = node.where
        else:
            break
    return where
