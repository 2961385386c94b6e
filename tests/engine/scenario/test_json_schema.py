"""The published JSON Schema: what the command prints, true of every case, and refusing what the check refuses."""

import json

import pytest
import yaml

from tests.engine.scenario.planted import FAULTS
from tests.scenarios import text_of
from webapp.engine.scenario.json_schema import json_schema
from webapp.settings import ROOT

WORKED = (ROOT / "docs/worked-case.yaml").read_text("utf-8")
pytestmark = pytest.mark.xdist_group("JSON Schema")  # one worker only needs the validator
CASES = [ROOT / "docs/worked-case.yaml", *sorted((ROOT / "scenarios").glob("[!_]*.yaml"))]
SHAPES = {
    "key-unknown",
    "key-missing",
    "value",
    "number",
    "type",
    "language",
    "id",
    "moment",
    "condition",
    "id-doubled",
}
BEYOND = ("{expert: true, harmful", "facts: [start, reported,", "harmful: yes")
"""No shape: marks that exclude each other, a fact named like the start, a word that some readers take for true."""


@pytest.fixture(scope="module")
def validator():
    import jsonschema  # here, since it builds grammars for seconds: not in whoever only collects these tests

    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def loaded(text: str) -> object:
    """Return what stands in a text, as any reader of YAML takes it."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- both are safe; one is ten times quicker


def is_variant(text: str) -> bool:
    return "\nvariant:" in text


def test_the_published_file_is_what_the_engine_makes() -> None:
    assert (ROOT / "docs/scenario.schema.json").read_text("utf-8") == json_schema()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_keeps_to_it(validator, path) -> None:
    text = path.read_text("utf-8")
    assert is_variant(text) or list(validator.iter_errors(loaded(text))) == []


@pytest.mark.parametrize("name", ["a_late_report", "a_warned_father", "boxes_to_tick", "over_the_weekend"])
def test_so_do_the_small_ones(validator, name: str) -> None:
    assert list(validator.iter_errors(loaded(text_of(name)))) == []


def test_it_refuses_every_planted_fault_of_shape(validator) -> None:
    shapes = [row for row in FAULTS if row[2].removeprefix("scenario.") in SHAPES]
    missed = [
        new
        for old, new, _, _ in shapes
        if not list(validator.iter_errors(loaded(WORKED.replace(old, new)))) and not new.startswith(BEYOND)
    ]
    assert missed == []
    assert len(shapes) >= 30
