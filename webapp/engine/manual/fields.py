"""Taking typed values out of a YAML mapping, with a finding for each that is missing, unknown or wrong."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from webapp.engine import yaml
from webapp.engine.manual.data import Words
from webapp.engine.problems import Problem, Where

T = TypeVar("T")
_LONGEST_TEXT = 2000
_PART = re.compile(r"[a-z0-9][a-z0-9-]*")
"""A step of an address."""


class Fields:
    """One mapping being read: every key asked for is known, the rest are findings; nothing raises.

    Shape: a missing or wrong value reads as empty, so that all findings of a file come at once.
    """

    def __init__(self, node: yaml.Node, problems: list[Problem], name: str = "this entry") -> None:
        self.where = node.where
        self.problems = problems
        self.known: set[str] = set()
        self.node = node if isinstance(node, yaml.Mapping) else yaml.Mapping({}, {}, node.where)
        if not isinstance(node, yaml.Mapping):
            self.say("value", node.where, f"{name} must be keys and values")

    def say(self, rule: str, where: Where, says: str) -> None:
        """Add an error."""
        self.problems.append(Problem("error", f"manual.{rule}", where, says))

    def get(self, key: str, *, required: bool = True) -> yaml.Node | None:
        """Return the value of a key as it was written."""
        self.known.add(key)
        node = self.node.entries.get(key)
        if node is None and required:
            self.say("key-missing", self.where, f"the key “{key}” is missing")
        return node

    def at(self, key: str) -> Where:
        """Return where a value stands, or the mapping when it is missing."""
        node = self.node.entries.get(key)
        return node.where if node else self.where

    def text(self, key: str, *, required: bool = True, empty: bool = False) -> str:
        """Return a text; an empty one is a finding unless allowed."""
        node = self.get(key, required=required)
        if node is None:
            return ""
        if not isinstance(node, yaml.Scalar):
            self.say("value", node.where, f"“{key}” must be a text")
            return ""
        if not node.text.strip() and required and not empty:
            self.say("value", node.where, f"“{key}” is empty")
        if len(node.text) > _LONGEST_TEXT:
            self.say("value", node.where, f"“{key}” has more than {_LONGEST_TEXT} characters")
            return ""
        return node.text.strip()

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of the allowed texts, the first when it is none of them."""
        text = self.text(key)
        if text in allowed:
            return text
        if text:
            self.say("value", self.at(key), f"“{key}” is “{text}”; it must be one of {', '.join(allowed)}")
        return allowed[0]

    def name(self, key: str, *, parts: int = 1) -> str:
        """Return an id that addresses are made of: small letters, digits and hyphens, `parts` of them."""
        text = self.text(key)
        steps = text.split("/")
        if text and not (len(steps) == parts and all(_PART.fullmatch(one) for one in steps)):
            shape = "/".join(["small-letters-and-digits"] * parts)
            self.say("name", self.at(key), f"“{key}” is “{text}”; it must be such as {shape}")
        return text

    def whole(self, key: str) -> int:
        """Return a whole number from 1 to 9999."""
        text = self.text(key)
        if text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 9999:  # noqa: PLR2004 -- no limit is longer
            return int(text)
        if text:
            self.say("value", self.at(key), f"“{key}” must be a whole number from 1 to 9999")
        return 1

    def date(self, key: str) -> dt.date:
        """Return a date written 2026-11-01."""
        text = self.text(key)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            if text:
                self.say("value", self.at(key), f"“{key}” must be a date such as 2026-11-01")
            return dt.date(1970, 1, 1)

    def words(self, key: str) -> Words:
        """Return a text in both languages."""
        node = self.get(key)
        if node is None:
            return Words("", "")
        inner = Fields(node, self.problems, f"“{key}”")
        return inner.done(Words(inner.text("ar"), inner.text("en")))

    def nodes(self, key: str, *, required: bool = True) -> Iterator[yaml.Node]:
        """Yield the items of a list."""
        node = self.get(key, required=required)
        if isinstance(node, yaml.Sequence):
            yield from node
        elif node is not None and not (isinstance(node, yaml.Scalar) and not node.text):
            self.say("value", node.where, f"“{key}” must be a list")

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(node.text for node in self.scalars(key, required=required))

    def scalars(self, key: str, *, required: bool = True) -> tuple[yaml.Scalar, ...]:
        """Return a list of texts, each with its place."""
        found = []
        for node in self.nodes(key, required=required):
            if isinstance(node, yaml.Scalar):
                found.append(node)
            else:
                self.say("value", node.where, f"“{key}” must hold texts only")
        return tuple(found)

    def done(self, value: T) -> T:
        """Report the keys nobody asked for, and return the value that was built."""
        for key, where in self.node.keys.items():
            if key not in self.known:
                self.say("key-unknown", where, f"there is no key “{key}” here")
        return value


def entries(
    node: yaml.Node | None, problems: list[Problem], build: Callable[[Fields], T], key: Callable[[T], object]
) -> tuple[T, ...]:
    """Return the entries of a list, each built from its fields; a key that came before is a finding."""
    if node is None:
        return ()
    if not isinstance(node, yaml.Sequence):
        problems.append(Problem("error", "manual.value", node.where, "this must be a list of entries"))
        return ()
    built: dict[object, T] = {}
    for item in node:
        fields = Fields(item, problems)
        value = fields.done(build(fields))
        if key(value) in built:
            fields.say("entry-doubled", item.where, f"an entry {key(value)!s} stands here already")
        built.setdefault(key(value), value)
    return tuple(built.values())
