"""Older formats are brought up step by step, and every value stays at its own place."""

from tests.scenarios import text_of
from webapp.engine.scenario.upgrade import FORMAT, STEPS, renamed, upgrade
from webapp.engine.yaml import read

TEXT = text_of("a_late_report")


def test_there_is_a_step_from_every_older_format() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_steps_are_taken_in_order_from_the_format_given() -> None:
    root, _ = read("zero: a\nother: b\n", "x.yaml")
    steps = {number: lambda node, at=number: renamed(node, *NAMES[at]) for number in NAMES}
    assert list(upgrade(root, 1, present=3, steps=steps).entries) == ["two", "other"]
    assert list(upgrade(root, 3, present=3, steps=steps).entries) == ["zero", "other"]


NAMES = {1: ("zero", "one"), 2: ("one", "two")}


def test_a_renamed_key_stays_where_it_stood() -> None:
    root, _ = read(TEXT, "x.yaml")
    made = renamed(root, "note", "warning")
    assert made.keys["warning"] == root.keys["note"]
    assert made.entries["warning"] == root.entries["note"]
    assert list(made.entries).index("warning") == list(root.entries).index("note")


def test_what_has_no_such_key_stays_as_it_is() -> None:
    root, _ = read(TEXT, "x.yaml")
    assert renamed(root, "nothing", "else") is root
