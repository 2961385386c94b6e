"""Rooms stay small enough to know."""

import ast
import pathlib
import statistics

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "webapp").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "webapp/templates").rglob("*.html"))
FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "manager"}


def lines(path: pathlib.Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def function_lengths() -> list[tuple[int, str]]:
    return [
        ((node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.name}")
        for path in CODE
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


@pytest.mark.parametrize(("files", "most"), [(CODE, 400), (TESTS, 300), (TEMPLATES, 120)])
def test_no_file_is_too_long(files: list[pathlib.Path], most: int) -> None:
    assert files
    too_long = [f"{path.relative_to(ROOT)}: {lines(path)}" for path in files if lines(path) > most]
    assert not too_long


def test_functions_are_short() -> None:
    lengths = function_lengths()
    assert [where for size, where in lengths if size > 50] == []
    assert statistics.median(size for size, _ in lengths) <= 10


def test_no_module_is_a_drawer() -> None:
    assert [str(path) for path in CODE if path.stem in FORBIDDEN] == []
