"""The words of a scenario side by side, and changed ones put back into its text, comments and order kept."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import yaml as pyyaml

from webapp.engine.scenario.model import Lang
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Scalar, Sequence
from webapp.engine.yaml import read as read_yaml

LANGUAGES: tuple[Lang, Lang] = ("ar", "en")
APART = 2
FROM = 40
"""Two languages are held against each other from so many letters on, as the check does it."""

_LOADER = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)
_LEADING = re.compile(r"[ \t]")

Key = tuple[str, Lang]
"""The path of a pair of strings, and one of its languages."""

State = Literal["", "ar-missing", "en-missing", "apart"]


class Pair(NamedTuple):
    """One thing said in both languages.

    Shape: `path` joins keys, and numbers of list items from 1, by slashes; a missing language is empty. In a
    variant it is not missing, but as its parent has it: the pair is not `whole`.
    """

    path: str
    line: int
    ar: str
    en: str
    whole: bool = True

    def of(self, lang: Lang) -> str:
        """Return one language."""
        return self.ar if lang == "ar" else self.en

    @property
    def state(self) -> State:
        """Say what to look at: a language that is missing, or one far longer than the other."""
        shorter, longer = sorted((len(self.ar.strip()), len(self.en.strip())))
        if not shorter and not self.whole:
            return ""
        if not shorter:
            return "ar-missing" if not self.ar.strip() else "en-missing"
        return "apart" if longer > FROM and longer > APART * shorter else ""


class Put(NamedTuple):
    """A text with changed strings in it, and the keys whose change could not be put."""

    text: str
    refused: tuple[Key, ...]


def pairs(text: str) -> tuple[Pair, ...]:
    """Return every pair of strings of a text, in its order; nothing where it cannot be read."""
    root, _ = read_yaml(text, "")
    found = () if root is None else tuple(_pairs(root, ()))
    is_variant = isinstance(root, Entries) and "variant" in root.entries
    return tuple(pair._replace(whole=False) for pair in found) if is_variant else found


def put(text: str, changes: Mapping[Key, str]) -> Put:
    """Return a text with some strings changed and everything else as it was, to the letter.

    Shape: a string keeps the line end it ended with. A change that is unknown, or would change more than its
    string, is refused.
    """
    known = {pair.path: pair for pair in pairs(text)}
    wanted = {key: value for key, value in changes.items() if key[0] in known}
    told = {key: _ended(known[key[0]].of(key[1]), value) for key, value in wanted.items()}
    made = _put(text, told)
    if _is_right(text, made, told):
        return Put(made, tuple(key for key in changes if key not in wanted))
    refused = [key for key in changes if key not in wanted]
    for key, value in told.items():
        one = _put(text, {key: value})
        if _is_right(text, one, {key: value}):
            text = one
        else:
            refused.append(key)
    return Put(text, tuple(refused))


def _pairs(node: Node, path: tuple[str, ...]) -> Iterator[Pair]:
    if isinstance(node, Sequence):
        for number, item in enumerate(node, start=1):
            yield from _pairs(item, (*path, str(number)))
    elif isinstance(node, Entries):
        if _is_pair(node.entries):
            said = {name: one.text for name, one in node.entries.items() if isinstance(one, Scalar)}
            yield Pair("/".join(path), node.where.line, said.get("ar", ""), said.get("en", ""))
            return
        for name, entry in node.entries.items():
            yield from _pairs(entry, (*path, name))


def _is_pair(entries: Mapping[str, Node]) -> bool:
    return (
        bool(entries)
        and set(entries) <= {"ar", "en"}
        and all(isinstance(e, Scalar) for e in entries.values())
    )


def _ended(before: str, after: str) -> str:
    """Return the new string with the line end of the old one."""
    return after.rstrip("\n") + before[len(before.rstrip("\n")) :]


def _is_right(before: str, after: str, told: Mapping[Key, str]) -> bool:
    """Say whether a changed text says what it should, and all else as before."""
    wanted = {
        (pair.path, lang): told.get((pair.path, lang), pair.of(lang))
        for pair in pairs(before)
        for lang in LANGUAGES
    }
    there = {(pair.path, lang): pair.of(lang) for pair in pairs(after) for lang in LANGUAGES}
    return wanted == there and _bones(before) == _bones(after)


def _bones(text: str) -> object:
    """Return a text without its pairs of strings."""

    def of(node: Node | None) -> object:
        if isinstance(node, Sequence):
            return [of(item) for item in node]
        if isinstance(node, Entries):
            return (
                "words" if _is_pair(node.entries) else {name: of(one) for name, one in node.entries.items()}
            )
        return node.text if isinstance(node, Scalar) else None

    return of(read_yaml(text, "")[0])


def _put(text: str, told: Mapping[Key, str]) -> str:
    """Write each string over its place, the last one first, so that places before it stay right."""
    spots = sorted(_spots(text, told), reverse=True)
    for begins, ends, new in spots:
        text = text[:begins] + new + text[ends:]
    return text


def _spots(text: str, told: Mapping[Key, str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a text is replaced, and by what."""
    starts = _line_starts(text)

    def at(mark: pyyaml.Mark) -> int:
        return starts[mark.line] + mark.column if mark.line < len(starts) else len(text)

    for path, node in _nodes(_LOADER(text).get_single_node(), ()):
        values = {str(key.value): (key, value) for key, value in node.value}
        for lang in LANGUAGES:
            if (path, lang) not in told:
                continue
            new = told[path, lang]
            if lang in values:
                value = values[lang][1]
                begins, ends = at(value.start_mark), at(value.end_mark)
                yield begins, ends, _written(text[begins:ends], value.style, new, _indent(text, begins))
            else:
                key = next(iter(values.values()))[0]
                gap = ", " if node.flow_style else "\n" + " " * key.start_mark.column
                yield at(key.start_mark), at(key.start_mark), f"{lang}: {_quoted(new)}{gap}"


def _nodes(node: pyyaml.Node | None, path: tuple[str, ...]) -> Iterator[tuple[str, pyyaml.MappingNode]]:
    """Yield the pairs of strings with the places of their values."""
    if isinstance(node, pyyaml.SequenceNode):
        for number, item in enumerate(node.value, start=1):
            yield from _nodes(item, (*path, str(number)))
    elif isinstance(node, pyyaml.MappingNode):
        names = {str(key.value) for key, _ in node.value}
        if names and names <= {"ar", "en"}:
            yield "/".join(path), node
            return
        for key, value in node.value:
            yield from _nodes(value, (*path, str(key.value)))


def _written(old: str, style: str | None, new: str, indent: int) -> str:
    """Return a string as its text was written: over several lines, or in quotes."""
    if style not in {"|", ">"} or not new.strip() or any(_LEADING.match(one) for one in new.split("\n")):
        return _quoted(new) + (_tail(old) if style in {"|", ">"} else "")
    body = new.rstrip("\n")
    head = "|" if new == body + "\n" else "|-" if new == body else "|+"
    margin = " " * _margin(old, indent)
    lines = [margin + line if line else "" for line in body.split("\n")]
    return head + "\n" + "\n".join(lines) + _tail(old)


def _tail(old: str) -> str:
    """Return the empty lines that follow a string of several lines, its own line end the first of them."""
    return old[len(old.rstrip()) :]


def _margin(old: str, indent: int) -> int:
    """Return by how much the lines of a string stand in."""
    lines = (line for line in old.split("\n")[1:] if line.strip())
    return next((len(line) - len(line.lstrip(" ")) for line in lines), indent + 2)


def _indent(text: str, at: int) -> int:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return len(line) - len(line.lstrip(" "))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\r\n|[\n\r\x85\u2028\u2029]", text))]
