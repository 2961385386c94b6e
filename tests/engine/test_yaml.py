"""YAML is read as written: nothing is guessed, and what could harm is refused with its line."""

import pytest

from webapp.engine import yaml
from webapp.engine.yaml import Mapping, Scalar, Sequence


def rules(text: str) -> list[tuple[str, int]]:
    return [(one.rule, one.where.line) for one in yaml.read(text, "a.yaml")[1]]


@pytest.mark.parametrize("written", ["no", "012", "2026-01-01", "~", "1e3", "0x10", "true", "null", "12:30"])
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    root, problems = yaml.read(f"key: {written}\n", "a.yaml")
    assert problems == ()
    assert isinstance(root, Mapping)
    value = root.entries["key"]
    assert isinstance(value, Scalar)
    assert (value.text, value.where.line, value.where.column) == (written, 1, 6)


def test_every_value_knows_its_line() -> None:
    root, _ = yaml.read("a:\n  - x\n  - b: y\n", "a.yaml")
    assert isinstance(root, Mapping)
    items = root.entries["a"]
    assert isinstance(items, Sequence)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert (inner.keys["b"].line, inner.keys["b"].column) == (3, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ("yaml.key-doubled", 3)),
        ("a: &x 1\n", ("yaml.anchor", 1)),
        ("a: 1\nb: *x\n", ("yaml.anchor", 2)),
        ("a: !!python/object:os.system x\n", ("yaml.tag", 1)),
        ("a: [1,\n", ("yaml.broken", 2)),
        ("", ("yaml.empty", 1)),
        ("a: 1\n---\nb: 2\n", ("yaml.broken", 2)),
        ("? [a, b]\n: c\n", ("yaml.key", 1)),
        ("[" * 60, ("yaml.too-deep", 1)),
    ],
)
def test_what_could_mislead_or_harm_is_refused_with_its_line(text: str, found: tuple[str, int]) -> None:
    assert found in rules(text)


def test_a_bomb_of_anchors_is_never_unfolded() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    root, problems = yaml.read(f"a0: &a0 [x]\n{levels}\n", "a.yaml")
    assert root is None
    assert {one.rule for one in problems} == {"yaml.anchor"}


@pytest.mark.parametrize(
    ("text", "rule"), [("a: b\nc: \x00", "yaml.character"), ("a: b\nc: \udcff", "yaml.not-utf-8")]
)
def test_a_character_that_no_text_holds_is_found_at_its_place(text: str, rule: str) -> None:
    root, problems = yaml.read(text, "a.yaml")
    assert root is None
    assert [(one.rule, one.where.line, one.where.column) for one in problems] == [(rule, 2, 4)]
