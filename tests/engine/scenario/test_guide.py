"""docs/writing-scenarios.md teaches the language that is read: every key, kind and operator, in both languages."""

import re
from typing import get_args

import pytest

from webapp.engine.scenario import schema, schema_fields, variant
from webapp.engine.scenario.conditions import CLOCK_STATES, OPERATORS
from webapp.engine.scenario.kinds import KINDS
from webapp.engine.scenario.model import CriticalClass, DocumentKind, Outcome, Stance
from webapp.engine.scenario.schema_scenes import KEYS
from webapp.settings import ROOT

GUIDE = (ROOT / "docs/writing-scenarios.md").read_text("utf-8")
WORKED = (ROOT / "docs/worked-case.yaml").read_text("utf-8")
HALVES = dict(zip(("en", "ar"), GUIDE.split('<div dir="rtl" lang="ar">'), strict=True))
PIECES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


def taught() -> set[str]:
    """Every word of the language that an author has to know."""
    tables = [*KEYS.values(), *schema_fields.FIELD.values(), *schema_fields.ANSWER.values()]
    keys = {key for required, optional in tables for key in (*required, *optional)}
    keys |= {
        *schema.REQUIRED,
        *schema.OPTIONAL,
        *schema.CLOCK,
        *variant.OWN,
        "repaired",
        "within",
        "runs_out",
    }
    names = {one for kind in (CriticalClass, DocumentKind, Outcome, Stance) for one in get_args(kind)}
    return keys | names | {*KINDS, *OPERATORS, *CLOCK_STATES}


@pytest.mark.parametrize("lang", HALVES)
def test_every_word_of_the_language_is_taught(lang: str) -> None:
    half = HALVES[lang]
    code = " ".join([*FENCED.findall(half), *re.findall("`([^`]+)`", FENCED.sub("", half))])
    known = set(re.findall(r"[A-Za-z][A-Za-z0-9_-]*", code))
    assert taught() - known == set()


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.strip()[:30])
def test_every_piece_shown_stands_in_the_worked_case(piece: str) -> None:
    assert piece in WORKED


def test_there_are_pieces_of_every_kind() -> None:
    assert len(PIECES) >= 12
    assert all(f"kind: {kind}" in WORKED for kind in KINDS)
