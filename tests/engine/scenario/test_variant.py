"""A sibling variant is the same case elsewhere: other words, another start, nothing else."""

import dataclasses

import pytest

from tests.scenarios import LIMITS, text_of
from webapp.engine.scenario.build import build
from webapp.engine.scenario.model import Words
from webapp.engine.scenario.schema import read, read_variant
from webapp.engine.scenario.values import reach_of
from webapp.engine.scenario.variant import expand
from webapp.engine.scenario.writing import written

PARENT = text_of("over_the_weekend")
VARIANT = """format: 1
variant: over-the-weekend
id: before-the-feast
starts: 2026-10-19T09:00+04:00
replace: {en: {"Nurse": "Matron", "You are": "You were"}}
title: {ar: "قبل العيد", en: "Before the feast"}
scenes:
  confirm:
    decision: {fields: {when: {answers: {sunday: {text: {en: "Thursday"}}}}}}
"""


def made(text: str):
    draft, problems = read_variant(text, "v.yaml", (PARENT, "p.yaml"))
    return draft, [(one.rule, one.where.path, one.where.line) for one in problems]


def without_words(value):
    """A value of a scenario without its words, its moments and its places."""
    if isinstance(value, Words) or hasattr(value, "tzinfo"):
        return None
    if dataclasses.is_dataclass(value):
        names = [
            one.name
            for one in dataclasses.fields(value)
            if one.name not in {"digest", "id", "path", "root", "sibling_of"}
        ]
        return [type(value).__name__, *(without_words(getattr(value, name)) for name in names)]
    if isinstance(value, dict):
        return {key: without_words(one) for key, one in value.items()}
    return [without_words(one) for one in value] if isinstance(value, tuple) else value


def test_a_variant_has_other_words_and_another_start_and_the_same_graph() -> None:
    parent, _ = read(PARENT, "p.yaml")
    draft, problems = made(VARIANT)
    assert problems == []
    assert (draft.id, draft.title.en, draft.role.title.en) == (
        "before-the-feast",
        "Before the feast",
        "Matron",
    )
    assert draft.setting.en == "You were a nurse."
    sunday = draft.scenes["confirm"].decision.fields[0].answer("sunday")
    assert (sunday.text.en, sunday.text.ar) == ("Thursday", "الأحد")
    assert draft.starts - parent.starts == draft.events[0].at - parent.events[0].at != 0
    assert without_words(draft) == without_words(parent)


def test_a_variant_written_out_reads_as_the_same_scenario() -> None:
    root, _ = expand(VARIANT, "v.yaml", (PARENT, "p.yaml"))
    whole, problems = read(written(root), "whole.yaml")
    assert problems == ()
    draft, _ = made(VARIANT)
    assert whole.digest == draft.digest != read(PARENT, "p.yaml")[0].digest
    assert without_words(whole) == without_words(draft)
    assert len(reach_of(build(whole, LIMITS, ())).steps) == len(reach_of(build(draft, LIMITS, ())).steps)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('{text: {en: "Thursday"}}', "{minutes: 5}", ("scenario.variant-changes", "v.yaml", 9)),
        ("sunday: {text", "friday: {text", ("scenario.variant-unknown", "v.yaml", 9)),
        ("  confirm:", "  missing:", ("scenario.variant-unknown", "v.yaml", 9)),
        ("id: before", "facts: [x]\nid: before", ("scenario.variant-changes", "v.yaml", 3)),
        ('"You are": "You were"', '"Nobody": "x"', ("scenario.variant-unused", "v.yaml", 5)),
        ("starts: 2026-10-19T09:00+04:00", "starts: soon", ("scenario.moment", "v.yaml", 4)),
        ("id: before-the-feast\n", "", ("scenario.key-missing", "v.yaml", 1)),
        ("Before the feast", "", ("scenario.empty", "v.yaml", 6)),
    ],
)  # fmt: skip
def test_what_a_variant_may_not_do_is_found_on_its_line(old: str, new: str, finding: tuple) -> None:
    assert old in VARIANT
    draft, problems = made(VARIANT.replace(old, new, 1))
    assert draft is None
    assert finding in problems


def test_the_parent_of_a_variant_is_a_whole_scenario() -> None:
    _, problems = read_variant(VARIANT, "v.yaml", (VARIANT, "v.yaml"))
    assert [(one.rule, one.where.line, bool(one.mend)) for one in problems] == [
        ("scenario.variant-parent", 2, True)
    ]


def test_a_variant_is_written_out_as_people_write() -> None:
    root, _ = expand(VARIANT, "v.yaml", (PARENT, "p.yaml"))
    text = written(root)
    assert text.startswith("format: 1\nid: before-the-feast\n")
    assert '\ntitle: {ar: "قبل العيد", en: "Before the feast"}\n' in text
    assert "\nharm: [" in text
    assert not any(len(line) > 200 for line in text.splitlines())
