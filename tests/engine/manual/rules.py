"""Which findings the engine can make about a manual, read from its own source."""

import ast
import pathlib
from collections.abc import Iterator

from webapp.engine.manual.book import NAMED
from webapp.engine.yaml_sentences import SENTENCES
from webapp.settings import ROOT

SOURCES = sorted((ROOT / "webapp/engine/manual").glob("*.py"))
SEVERITIES = {"error", "warning", "note"}
MADE = {
    "{name}-unknown": [f"{one}-unknown" for one in NAMED],
    "{reference.kind}-unknown": ["clock-unknown", "ref-unknown", "term-unknown"],
}
"""Rules whose name is put together, and what it can become."""
HANDED_ON = "manual.{rule}"
"""The name as a function hands it on that was given its last part."""


def every_rule() -> set[str]:
    """Return the rules that can be broken, each as a finding names it.

    Errors: AssertionError where a name is put together in a way that is not known here.
    """
    read = {f"yaml.{key.partition('/')[0]}" for key in SENTENCES}
    return read | {rule for path in SOURCES for rule in _of(path)}


def _of(path: pathlib.Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for written in _names(node):
            for rule in MADE.get(written, [written]):
                assert "{" not in rule, f"{path.name}: what can {rule} become?"
                yield rule if "." in rule else f"manual.{rule}"


def _names(node: ast.AST) -> Iterator[str]:
    """Yield the names of rules at one place: what is said, a whole finding, a row of a table."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at = {"_error": 0, "say": 0, "_broken": 0, "Problem": 1}.get(called)
        written = _text(node.args[at]) if at is not None and len(node.args) > at else ""
        if written and written != HANDED_ON:
            yield written
    elif isinstance(node, ast.Tuple):
        texts = [_text(one) for one in node.elts]
        if len(texts) > 1 and texts[0] in SEVERITIES:
            yield texts[1]
        elif len(texts) == 2 and texts[1] in SEVERITIES:
            yield texts[0]


def _text(node: ast.expr) -> str:
    """Return a text as it was written, with a part that is put in between braces; nothing for another value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(one.value)
            if isinstance(one, ast.Constant)
            else f"{{{ast.unparse(one.value)}}}"
            if isinstance(one, ast.FormattedValue)
            else ""
            for one in node.values
        )
    return ""
