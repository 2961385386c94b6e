"""Which findings the engine can make about a scenario, read from its tables and its own source."""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from webapp.engine import yaml_sentences
from webapp.engine.problems import Entry
from webapp.engine.scenario import sentences
from webapp.engine.scenario.chance import HABITS
from webapp.settings import ROOT

TABLES: Mapping[str, Mapping[str, Entry]] = {
    "scenario": sentences.SENTENCES,
    "yaml": yaml_sentences.SENTENCES,
}
SOURCES = {
    "scenario": sorted((ROOT / "webapp/engine/scenario").glob("*.py")),
    "yaml": [ROOT / "webapp/engine/yaml.py"],
}
CALLED = {"scenario": {"finding": 1, "_seen": 0, "add": 0}, "yaml": {"_error": 0}}
"""The functions by which a finding is made, and which of their arguments names the sentence."""

CHOSEN = {
    "check_links.py: _NEVER[key]": ["clock-never-starts", "clock-never-stops"],
    "check_play.py: sentence": [f"habit-{name.replace('.', '-')}" for name in HABITS],
    "check_words.py: sentence": ["long/answer", "long/setting", "long/story"],
    "check_words.py: _LONGEST[lang]": ["expert-longest/ar", "expert-longest/en"],
    "yaml.py: key": [key for key in yaml_sentences.SENTENCES if key.startswith("broken/")],
}
"""Where one of several sentences is chosen, and among which."""

HANDED_ON = {"check_play.py: one.sentence", "finding.py: sentence", "reader.py: sentence"}


class Raised(NamedTuple):
    """One place at which a finding is made. Shape: `values` are the names of what fills its sentences."""

    family: str
    place: str
    sentences: tuple[str, ...]
    values: frozenset[str]


def every_rule() -> set[str]:
    """Return the rules that can be broken, each as a finding names it."""
    return {f"{family}.{key.partition('/')[0]}" for family, table in TABLES.items() for key in table}


def every_place() -> tuple[Raised, ...]:
    """Return every place in the source at which a finding is made.

    Errors: AssertionError where a sentence is chosen in a way that is not known here.
    """
    return tuple(_places())


def _places() -> Iterator[Raised]:
    for family, paths in SOURCES.items():
        for path in paths:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = node.func if isinstance(node, ast.Call) else None
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                at = CALLED[family].get(name)
                if at is None or len(node.args) < at + 2:  # a set's own `add` has one argument
                    continue
                place = f"{path.name}: {ast.unparse(node.args[at])}"
                if place not in HANDED_ON:
                    values = frozenset(one.arg for one in node.keywords)
                    yield Raised(family, place, _sentences(node.args[at], place), values)


def _sentences(node: ast.expr, place: str) -> tuple[str, ...]:
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    assert place in CHOSEN, f"{place}: which sentences can that be?"
    return tuple(CHOSEN[place])
