"""Which findings the engine can make about a scenario, read from its own source."""

import ast
import pathlib
from collections.abc import Iterator

from webapp.engine.scenario.chance import HABITS
from webapp.settings import ROOT

SOURCES = (*sorted((ROOT / "webapp/engine/scenario").glob("*.py")), ROOT / "webapp/engine/yaml.py")
MADE = {
    "{what}-unknown": ["clock-unknown", "event-unknown"],
    "clock-never-{key}": ["clock-never-starts", "clock-never-stops"],
    "habit-{name.replace('.', '-')}": [f"habit-{name.replace('.', '-')}" for name in HABITS],
}
"""Rules whose name is put together, and what it can become."""

HANDED_ON = "scenario.{rule}"
"""The name as a function hands it on that was given its last part."""


def every_rule() -> set[str]:
    """Return the rules that can be broken, each as a finding names it.

    Errors: AssertionError where a name is put together in a way that is not known here.
    """
    return {rule for path in SOURCES for rule in _of(path)}


def _of(path: pathlib.Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        written = _name(node)
        if written and written != HANDED_ON:
            for rule in MADE.get(written, [written]):
                assert "{" not in rule, f"{path.name}: what can {rule} become?"
                yield rule if "." in rule else f"scenario.{rule}"


def _name(node: ast.AST) -> str:
    """Return the name of the rule that a call reports; nothing for another call."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        at = {"error": 0}.get(node.func.attr)
    else:
        at = {"error": 1, "warning": 1, "Problem": 1, "_error": 0}.get(getattr(node.func, "id", ""))
    return _text(node.args[at]) if at is not None and len(node.args) > at else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            f"{{{ast.unparse(one.value)}}}" if isinstance(one, ast.FormattedValue) else str(one.value)
            for one in node.values
            if isinstance(one, ast.FormattedValue | ast.Constant)
        )
    return ""
