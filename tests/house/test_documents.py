"""What can be set, typed or decided is written down."""

import pathlib

import click

from webapp.cli import cli
from webapp.settings import NAMES

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADR = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))


def verbs(command: click.Command, words: str) -> list[str]:
    if isinstance(command, click.Group):
        return [found for name, one in command.commands.items() for found in verbs(one, f"{words} {name}")]
    return [words]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in text] == []


def test_every_verb_is_documented() -> None:
    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    assert [verb for verb in verbs(cli, "masar") if verb not in text] == []


def test_every_decision_is_indexed_and_says_when_to_look_again() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    assert ADR
    for path in ADR:
        text = path.read_text(encoding="utf-8")
        assert path.name in index
        for heading in ("## Context", "## Decision", "## Consequences", "## Revisit when"):
            assert heading in text
