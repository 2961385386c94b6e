"""YAML as written: every scalar stays text with its line; nothing is guessed."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import yaml as pyyaml

from webapp.engine.letters import ODD
from webapp.engine.problems import Problem, Where, raised
from webapp.engine.telling import Value
from webapp.engine.yaml_sentences import SENTENCES, meant

MOST_LETTERS = 500_000
MOST_NODES = 200_000
DEEPEST = 40
_LOADER = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)
"""The parser written in C, ten times quicker, where the package brings it; both give the same nodes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RAW_BYTE = re.compile("[\ud800-\udfff]")
"""A byte that was not UTF-8, as Python keeps it when told to keep everything."""

FROM_THEIR_BEGINNING = ("broken/quotes", "broken/colon-missing")
"""What is noticed only where it should have ended is shown where it began."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text and where it stands."""

    text: str
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes and where it begins."""

    items: "tuple[Node, ...]"
    where: Where

    def __iter__(self) -> "Iterator[Node]":
        """Walk the items in order."""
        return iter(self.items)


@dataclasses.dataclass(frozen=True, slots=True)
class Mapping:
    """Keys to nodes, in the order of the file, each key with its own place."""

    entries: "dict[str, Node]"
    keys: dict[str, Where]
    where: Where


Node = Scalar | Sequence | Mapping


def read(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the document's root and every finding; the root is None when it cannot be read at all.

    Shape: one document. Anchors, aliases, tags, doubled keys and escapes for what is no letter are errors,
    each with its line.
    """
    problems: list[Problem] = []
    try:
        refused = _refused_letters(text, path) or _refused_events(text, path)
        if refused:
            return None, tuple(refused)
        node = _LOADER(text).get_single_node()
    except RecursionError:
        return None, (_error("too-deep", Where(path)),)
    except pyyaml.YAMLError as fault:
        return None, (_broken(fault, text, path),)
    if node is None:
        return None, (_error("empty", Where(path, 1, 1)),)
    return _convert(node, path, problems), tuple(problems)


def _refused_letters(text: str, path: str) -> list[Problem]:
    """Look at the whole before any of it is parsed."""
    if len(text) > MOST_LETTERS:
        return [_error("too-large", Where(path), found=len(text), most=MOST_LETTERS)]
    raw = _RAW_BYTE.search(text)
    return [_not_utf_8(text, raw.start(), path)] if raw else []


def _refused_events(text: str, path: str) -> list[Problem]:
    """Walk the events before composing, so that no alias is expanded and no depth is recursed into."""
    problems: list[Problem] = []
    seen = frozenset(ODD.findall(text))
    depth = 0
    for count, event in enumerate(pyyaml.parse(text, Loader=_LOADER), start=1):
        if isinstance(event, pyyaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, pyyaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or count > MOST_NODES:
            problems.append(_error("too-deep", _place(event.start_mark, path)))
            return problems
        problems.extend(_refused_event(event, path, seen))
    return problems


def _refused_event(event: pyyaml.Event, path: str, seen: frozenset[str]) -> list[Problem]:
    """Return what is wrong with one event; where it stands is worked out only then."""
    problems: list[Problem] = []
    if isinstance(event, pyyaml.AliasEvent) or getattr(event, "anchor", None):
        problems.append(_error("anchor", _place(event.start_mark, path)))
    tag = getattr(event, "tag", None)
    if tag:
        problems.append(_error("tag", _place(event.start_mark, path), tag=tag))
    value = getattr(event, "value", "")
    odd = ODD.search(value) if value else None
    if odd and odd[0] not in seen:  # written with a backslash; one that stands there others find
        problems.append(_no_letter(odd[0], _place(event.start_mark, path)))
    return problems


def _convert(node: pyyaml.Node, path: str, problems: list[Problem]) -> Node:
    where = _place(node.start_mark, path)
    if isinstance(node, pyyaml.ScalarNode):
        return Scalar(str(node.value), where)
    if isinstance(node, pyyaml.SequenceNode):
        return Sequence(tuple(_convert(item, path, problems) for item in node.value), where)
    entries: dict[str, Node] = {}
    keys: dict[str, Where] = {}
    for key_node, value_node in node.value:
        at = _place(key_node.start_mark, path)
        if not isinstance(key_node, pyyaml.ScalarNode):
            problems.append(_error("key", at))
            continue
        key = str(key_node.value)
        if key in entries:
            problems.append(_error("key-doubled", at, key=key, line=keys[key].line))
            continue
        entries[key] = _convert(value_node, path, problems)
        keys[key] = at
    return Mapping(entries, keys, where)


def _not_utf_8(text: str, at: int, path: str) -> Problem:
    return _error("not-utf-8", _where(text, at, path), byte=f"{ord(text[at]) & 0xFF:02X}")


def _broken(fault: pyyaml.YAMLError, text: str, path: str) -> Problem:
    odd = _CONTROL.search(text)
    if odd and not hasattr(fault, "problem_mark"):  # refused before anything was parsed
        return _no_letter(odd[0], _where(text, odd.start(), path))
    said = " ".join(str(getattr(fault, "problem", None) or fault).split())
    key = meant(said)
    begun = getattr(fault, "context_mark", None)
    mark = begun if begun and key in FROM_THEIR_BEGINNING else getattr(fault, "problem_mark", None)
    return _error(key, _place(mark, path), said=said, line=_place(begun, path).line)


def _no_letter(letter: str, where: Where) -> Problem:
    return _error("character", where, code=f"U+{ord(letter):04X}")


def _where(text: str, at: int, path: str) -> Where:
    return Where(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _place(mark: Any, path: str) -> Where:  # noqa: ANN401 -- either parser's own mark
    return Where(path, mark.line + 1, mark.column + 1) if mark else Where(path)


def _error(key: str, where: Where, /, **values: Value) -> Problem:
    return raised(f"yaml.{key.partition('/')[0]}", SENTENCES[key], where, values)
