"""YAML as written: every scalar stays text with its line; nothing is guessed."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import yaml as pyyaml

from webapp.engine.letters import ODD
from webapp.engine.problems import Problem, Where

MOST_LETTERS = 500_000
MOST_NODES = 200_000
DEEPEST = 40
_LOADER = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)
"""The parser written in C, ten times quicker, where the package brings it; both give the same nodes."""
_SHALLOW = "fewer lists within lists"
_BROKEN = "mind the indentation, and put quotes round a text that holds a colon"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RAW_BYTE = re.compile("[\ud800-\udfff]")
"""A byte that was not UTF-8, as Python keeps it when told to keep everything."""


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
        return None, (_error("yaml.too-deep", Where(path), "the file is nested too deeply", _SHALLOW),)
    except pyyaml.YAMLError as fault:
        return None, (_broken(fault, text, path),)
    if node is None:
        return None, (
            _error(
                "yaml.empty", Where(path, 1, 1), "the file is empty", "begin from another file of its kind"
            ),
        )
    return _convert(node, path, problems), tuple(problems)


def _refused_letters(text: str, path: str) -> list[Problem]:
    """Look at the whole before any of it is parsed."""
    if len(text) > MOST_LETTERS:
        says = f"the file has {len(text)} characters, more than {MOST_LETTERS}"
        return [_error("yaml.too-large", Where(path), says, "make several of it")]
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
            says = "the file is nested too deeply or is too large"
            problems.append(_error("yaml.too-deep", _place(event.start_mark, path), says, _SHALLOW))
            return problems
        problems.extend(_refused_event(event, path, seen))
    return problems


def _refused_event(event: pyyaml.Event, path: str, seen: frozenset[str]) -> list[Problem]:
    """Return what is wrong with one event; where it stands is worked out only then."""
    problems: list[Problem] = []
    if isinstance(event, pyyaml.AliasEvent) or getattr(event, "anchor", None):
        where = _place(event.start_mark, path)
        problems.append(_error("yaml.anchor", where, "anchors and aliases are not used", "write it out"))
    tag = getattr(event, "tag", None)
    if tag:
        where = _place(event.start_mark, path)
        problems.append(_error("yaml.tag", where, f"the tag {tag} is not used here", "remove it"))
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
            problems.append(_error("yaml.key", at, "a key must be a word", "word: …"))
            continue
        key = str(key_node.value)
        if key in entries:
            says = f"the key “{key}” stands here again, first on line {keys[key].line}"
            problems.append(_error("yaml.key-doubled", at, says, "keep one"))
            continue
        entries[key] = _convert(value_node, path, problems)
        keys[key] = at
    return Mapping(entries, keys, where)


def _not_utf_8(text: str, at: int, path: str) -> Problem:
    says = f"the byte {ord(text[at]) & 0xFF:02X} is not UTF-8"
    return _error("yaml.not-utf-8", _where(text, at, path), says, "save the file as UTF-8")


def _broken(fault: pyyaml.YAMLError, text: str, path: str) -> Problem:
    odd = _CONTROL.search(text)
    if odd and not hasattr(fault, "problem_mark"):  # refused before anything was parsed
        return _no_letter(odd[0], _where(text, odd.start(), path))
    mark = getattr(fault, "problem_mark", None)
    says = str(getattr(fault, "problem", None) or fault)
    return _error("yaml.broken", _place(mark, path), " ".join(says.split()), _BROKEN)


def _no_letter(letter: str, where: Where) -> Problem:
    says = f"the character U+{ord(letter):04X} does not belong in a text"
    return _error("yaml.character", where, says, "remove it, or write it anew")


def _where(text: str, at: int, path: str) -> Where:
    return Where(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _place(mark: Any, path: str) -> Where:  # noqa: ANN401 -- either parser's own mark
    return Where(path, mark.line + 1, mark.column + 1) if mark else Where(path)


def _error(rule: str, where: Where, says: str, mend: str) -> Problem:
    return Problem("error", rule, where, says, mend)
