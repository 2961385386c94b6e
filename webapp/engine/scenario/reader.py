"""Reading a YAML mapping key by key: every wrong value is reported at its own place, and reading goes on."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from webapp.engine.problems import Problem, Where
from webapp.engine.scenario.model import Words
from webapp.engine.scenario.sentences import broken, near_key
from webapp.engine.telling import Value
from webapp.engine.yaml import Mapping, Node, Scalar
from webapp.engine.yaml import Sequence as Items

ID = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
"""Not a word that other readers of YAML take for a truth value."""

MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d\Z")
WHOLE = re.compile(r"-?[0-9]{1,6}\Z")
LONGEST_ID = 60
NO_WORDS = Words("", "")


class Findings:
    """What was found wrong in one file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, sentence: str, where: Where, /, **values: Value) -> None:
        """Add an error of the shape."""
        self.problems.append(broken(sentence, where, **values))


class Table:
    """A mapping being read: unknown and missing keys are reported once, at the beginning."""

    def __init__(
        self, findings: Findings, node: Node, required: Sequence[str], optional: Sequence[str] = ()
    ) -> None:
        self.findings = findings
        self.where = node.where
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Where] = {}
        if not isinstance(node, Mapping):
            findings.add("type/table", node.where, names=", ".join(required or optional))
            return
        self.entries, self.keys = node.entries, node.keys
        allowed = (*required, *optional)
        for key, where in node.keys.items():
            if key not in allowed:
                findings.add("key-unknown", where, key=key, near=near_key(key, allowed))
        for key in required:
            if key not in node.entries:
                findings.add("key-missing", node.where, key=key)

    def at(self, key: str) -> Where:
        """Return the place of a key, or of the mapping when it is not there."""
        return self.keys.get(key, self.where)

    def node(self, key: str) -> Node | None:
        """Return what stands under a key."""
        return self.entries.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return a value's text; an empty or nested value is reported."""
        node = self.entries.get(key)
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.findings.add("type/text", node.where, key=key)
            return default
        if not node.text.strip():
            self.findings.add("empty/text", node.where, key=key)
        return node.text.strip()

    def ident(self, key: str, default: str = "") -> str:
        """Return an id."""
        text = self.text(key, default)
        if text != default:
            check_id(self.findings, text, self.entries[key].where)
        return text

    def one_of(self, key: str, allowed: object, default: str) -> Any:  # noqa: ANN401 -- the Literal given
        """Return one of the names a Literal allows."""
        names = get_args(allowed)
        text = self.text(key, default)
        if text not in names:
            where = self.entries[key].where
            self.findings.add("value/one-of", where, key=key, text=text, names=", ".join(names))
            return default
        return text

    def whole(self, key: str, least: int, most: int, default: int = 0) -> int:
        """Return a whole number between two bounds."""
        node = self.entries.get(key)
        return default if node is None else read_whole(self.findings, node, key, (least, most), default)

    def yes(self, key: str) -> bool:
        """Return true or false; false when the key is not there."""
        text = self.text(key, "false")
        if text not in {"true", "false"}:
            self.findings.add("value/yes", self.entries[key].where, key=key, text=text)
        return text == "true"

    def moment(self, key: str) -> dt.datetime:
        """Return a moment with its time zone, to the minute."""
        text = self.text(key)
        if MOMENT.match(text):
            try:
                return dt.datetime.fromisoformat(text)
            except ValueError:
                pass
        if key in self.entries:
            self.findings.add("moment/moment", self.entries[key].where, text=text)
        return dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

    def words(self, key: str) -> Words:
        """Return words in both languages."""
        node = self.entries.get(key)
        return NO_WORDS if node is None else read_words(self.findings, node)

    def maybe_words(self, key: str) -> Words | None:
        """Return words in both languages, or None when the key is not there."""
        return self.words(key) if key in self.entries else None

    def items(self, key: str) -> Iterator[Node]:
        """Return the items of a list."""
        node = self.entries.get(key)
        if isinstance(node, Items):
            yield from node
        elif node is not None:
            self.findings.add("type/list", node.where, key=key)

    def ids(self, key: str, pattern: re.Pattern[str] = ID) -> tuple[str, ...]:
        """Return a list of different ids."""
        found: list[str] = []
        for item in self.items(key):
            if not isinstance(item, Scalar):
                self.findings.add("type/ids", item.where, key=key)
            elif item.text in found:
                self.findings.add("id-doubled/list", item.where, text=item.text)
            else:
                check_id(self.findings, item.text, item.where, pattern)
                found.append(item.text)
        return tuple(found)

    def names(self, key: str, allowed: object) -> tuple[str, ...]:
        """Return a list of different names that a Literal allows."""
        known = get_args(allowed)
        node = self.entries.get(key)
        for item in node if isinstance(node, Items) else ():
            if isinstance(item, Scalar) and item.text not in known:
                names = ", ".join(known)
                self.findings.add("value/one-of", item.where, key=key, text=item.text, names=names)
        return self.ids(key)

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """Return the entries of a mapping whose keys are ids."""
        node = self.entries.get(key)
        if isinstance(node, Mapping):
            for name, entry in node.entries.items():
                check_id(self.findings, name, node.keys[name])
                yield name, entry
        elif node is not None:
            self.findings.add("type/named", node.where, key=key)


def check_id(findings: Findings, text: str, where: Where, pattern: re.Pattern[str] = ID) -> None:
    """Report an id that cannot be one."""
    if not pattern.match(text) or len(text) > LONGEST_ID:
        findings.add("id/written", where, text=text)


def read_whole(findings: Findings, node: Node, key: str, bounds: tuple[int, int], default: int = 0) -> int:
    """Return a whole number between two bounds."""
    least, most = bounds
    text = node.text if isinstance(node, Scalar) else ""
    if WHOLE.match(text) and least <= int(text) <= most:
        return int(text)
    findings.add("number", node.where, key=key, text=text, least=least, most=most)
    return default


def read_words(findings: Findings, node: Node) -> Words:
    """Return words in both languages; a missing one is reported by its name."""
    if not isinstance(node, Mapping):
        findings.add("language/both", node.where)
        return NO_WORDS
    if "ar" not in node.entries:
        findings.add("language/ar", node.where)
    if "en" not in node.entries:
        findings.add("language/en", node.where)
    table = Table(findings, node, (), ("ar", "en"))
    return Words(table.text("ar"), table.text("en"))
