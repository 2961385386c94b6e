"""A promise is checked: every `then` asserts, features stay short and speak of people."""

import ast
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "tests/features").glob("test_*.py"))
FEATURES = sorted((ROOT / "tests/features").glob("*.feature"))


def is_then(function: ast.FunctionDef) -> bool:
    calls = [one.func for one in function.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Name) and one.id == "then" for one in calls)


def asserts(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr == "raises")
        for node in ast.walk(function)
    )


def test_every_then_asserts() -> None:
    thens = [
        (path.name, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and is_then(node)
    ]
    assert thens
    assert [f"{name}:{node.name}" for name, node in thens if not asserts(node)] == []


def test_every_feature_is_bound_and_short() -> None:
    bound = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    for path in FEATURES:
        text = path.read_text(encoding="utf-8")
        assert path.name in bound
        assert len(re.findall(r"^\s*(?:Example|Scenario)(?: Outline)?:", text, re.MULTILINE)) <= 8
        assert not re.search(r"button|click|/ar/|/en/|css|html", text, re.IGNORECASE)


def test_what_was_promised_has_its_feature() -> None:
    wanted = {
        "reading",
        "switching_language",
        "searching",
        "playing",
        "resuming",
        "scoring",
        "debrief",
        "finding",
    }
    assert wanted <= {path.stem for path in FEATURES}
