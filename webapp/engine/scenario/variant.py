"""Sibling variants: the same case with another child, place and time. Only words and the start may differ.

A variant names its parent and is written out as a whole scenario before anything else looks at it: so it has
a digest of its own, and the same scenes, answers, credits and facts as its parent, because it cannot say any.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from webapp.engine.problems import Problem, in_order
from webapp.engine.scenario.reader import MOMENT, Findings, Table
from webapp.engine.scenario.sentences import near
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Scalar, Sequence
from webapp.engine.yaml import read as read_yaml

REQUIRED = ("format", "variant", "id")
OWN = (*REQUIRED, "starts", "replace")
"""What a variant says of itself; every other key stands where its parent has it, and gives other words."""

FREE = ("time", "at")
"""Hours of papers and moments of events: the only values besides words and the start that may be others."""

LANGUAGES = ("ar", "en")


def parent_of(root: Node | None) -> str | None:
    """Return the id of the scenario that a document is a variant of."""
    node = root.entries.get("variant") if isinstance(root, Entries) else None
    return node.text if isinstance(node, Scalar) else None


def expand(text: str, path: str, parent: tuple[str, str]) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return a variant written out as a whole scenario, every value at its place in one of the two files.

    Shape: `parent` is its parent's text and path.
    """
    root, problems = read_yaml(text, path)
    if root is None:
        return None, problems
    findings = Findings()
    findings.problems.extend(problems)
    table = Table(findings, root, REQUIRED, tuple(root.entries) if isinstance(root, Entries) else ())
    whole, more = read_yaml(*parent)
    findings.problems.extend(more)
    if not isinstance(whole, Entries) or parent_of(whole) is not None:
        findings.add("variant-parent", table.at("variant"), name=table.text("variant"))
        return None, in_order(findings.problems)
    made = _shifted(whole, _by(table.entries, whole))
    made = _replaced(findings, table, made)
    made = _overlaid(findings, made, {key: node for key, node in table.entries.items() if key not in OWN})
    for key in ("id", "starts", "format"):
        if key in table.entries:
            made = _with(made, key, table.entries[key])
    if "variant" in table.entries:
        made = _with(made, "sibling_of", table.entries["variant"])
    return made, in_order(findings.problems)


def _with(node: Entries, key: str, entry: Node) -> Entries:
    return Entries({**node.entries, key: entry}, {key: entry.where, **node.keys}, node.where)


def _mapped(node: Node, change: Callable[[Scalar], Scalar]) -> Node:
    """Return a document with every piece of text changed, its places kept."""
    if isinstance(node, Scalar):
        return change(node)
    if isinstance(node, Sequence):
        return Sequence(tuple(_mapped(item, change) for item in node), node.where)
    return Entries({key: _mapped(one, change) for key, one in node.entries.items()}, node.keys, node.where)


def _by(entries: Mapping[str, Node], parent: Entries) -> dt.timedelta:
    """Return by how much the variant begins later; what is no moment is reported with the whole."""
    given = entries.get("starts")
    if given is None:
        return dt.timedelta()
    quiet = Findings()
    before = Table(quiet, parent, (), tuple(parent.entries)).moment("starts")
    return Table(quiet, Entries({"starts": given}, {}, given.where), ("starts",)).moment("starts") - before


def _shifted(parent: Entries, by: dt.timedelta) -> Entries:
    """Move every moment of the story along with its start."""

    def change(scalar: Scalar) -> Scalar:
        if not by or not MOMENT.match(scalar.text):
            return scalar
        try:
            moved = dt.datetime.fromisoformat(scalar.text) + by
        except (ValueError, OverflowError):
            return scalar
        return Scalar(moved.isoformat(timespec="minutes"), scalar.where)

    entries = {key: _mapped(node, change) for key, node in parent.entries.items()}
    return Entries(entries, parent.keys, parent.where)


def _replaced(findings: Findings, table: Table, parent: Entries) -> Entries:
    """Put other names in the parent's words, the longest first, language by language."""
    node = table.node("replace")
    if node is None:
        return parent
    pairs = {lang: _pairs(findings, Table(findings, node, (), LANGUAGES), lang) for lang in LANGUAGES}
    met: set[tuple[str, str]] = set()
    made = _words_mapped(parent, pairs, met)
    for lang, names in pairs.items():
        for old in names:
            if (lang, old) not in met:
                findings.add("variant-unused", node.where, text=old)
    return made


def _pairs(findings: Findings, table: Table, lang: str) -> Mapping[str, str]:
    node = table.node(lang)
    if node is None:
        return {}
    names = Table(findings, node, (), tuple(node.entries) if isinstance(node, Entries) else ())
    found = {old: names.text(old) for old in names.entries}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _words_mapped(
    node: Entries, pairs: Mapping[str, Mapping[str, str]], met: set[tuple[str, str]]
) -> Entries:
    def change(key: str, entry: Node) -> Node:
        if isinstance(entry, Scalar) and key in LANGUAGES:
            text = entry.text
            for old, new in pairs[key].items():
                if old in text:
                    met.add((key, old))
                    text = text.replace(old, new)
            return Scalar(text, entry.where)
        if isinstance(entry, Entries):
            return _words_mapped(entry, pairs, met)
        if isinstance(entry, Sequence):
            return Sequence(tuple(change("", item) for item in entry), entry.where)
        return entry

    entries = {key: change(key, entry) for key, entry in node.entries.items()}
    return Entries(entries, node.keys, node.where)


def _overlaid(findings: Findings, parent: Entries, other: Mapping[str, Node]) -> Entries:
    entries = dict(parent.entries)
    for key, node in other.items():
        if key in entries:
            entries[key] = _laid(findings, key, entries[key], node)
        else:
            findings.add("variant-unknown", node.where, key=key, near=near(key, parent.entries, "one"))
    return Entries(entries, parent.keys, parent.where)


def _laid(findings: Findings, key: str, parent: Node, other: Node) -> Node:
    """Return a part of the parent with other words; anything else is refused."""
    if isinstance(parent, Entries) and isinstance(other, Entries):
        return _overlaid(findings, parent, other.entries)
    if isinstance(parent, Sequence) and isinstance(other, Sequence):
        if len(parent.items) == len(other.items):
            pairs = zip(parent.items, other.items, strict=True)
            return Sequence(tuple(_laid(findings, key, one, more) for one, more in pairs), other.where)
    elif isinstance(parent, Scalar) and isinstance(other, Scalar) and key in (*LANGUAGES, *FREE):
        return other
    findings.add("variant-changes", other.where, key=key)
    return parent
