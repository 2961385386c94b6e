import pytest

from tests.scenarios import text_of
from webapp.engine.scenario.schema import read

CLEAN = text_of("a_late_report")


def found(old: str, new: str) -> list[tuple[str, int]]:
    assert old in CLEAN
    draft, problems = read(CLEAN.replace(old, new, 1), "x.yaml")
    assert draft is None
    return [(one.rule, one.where.line) for one in problems]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("access: open", "acess: open", "scenario.key-unknown", 4),
        ("access: open\n", "", "scenario.key-missing", 2),
        ("risk: high\nsectors", "risk: huge\nsectors", "scenario.value", 7),
        ("minutes: 2\n", "minutes: two\n", "scenario.number", 10),
        ("difficulty: 1", "difficulty: 4", "scenario.number", 9),
        ("{ENT: 2}", "{ENT: 4}", "scenario.number", 31),
        ("{ENT: 2}", "{ENG: 2}", "scenario.key-unknown", 31),
        ('title: {ar: "بلاغ متأخر", en: "A late report"}', 'title: {en: "A late report"}', "scenario.language", 12),
        ('en: "Summary"', 'en: ""', "scenario.empty", 13),
        ("id: a-late-report", "id: A late report", "scenario.id", 3),
        ("11T09:00+04:00", "11T09:00", "scenario.moment", 11),
        ("kind: one", "kind: two", "scenario.value", 28),
        ("class: C2", "class: C9", "scenario.value", 34),
        ("class: C2", "class: C1, within: 5", "scenario.key-missing", 34),
        ("set: [reported], because", "set: reported, because", "scenario.type", 31),
        ("[{go: end}]", "[{if: {fact: reported}, go: end}]", "scenario.next", 35),
        ("[{go: end}]", "[{if: {fackt: reported}, go: end}, {go: end}]", "scenario.condition", 35),
        ("[{go: end}]", "[{if: {fact: a, not: {fact: b}}, go: end}, {go: end}]", "scenario.condition", 35),
        ("[{go: end}]", "[{if: {clock: report, is: over}, go: end}, {go: end}]", "scenario.condition", 35),
        ("format: 1", "format: 2", "scenario.number", 2),
        ("facts: [reported]", "facts: [reported, reported]", "scenario.id-doubled", 16),
        ("facts: [reported]", "facts: [reported, start]", "scenario.id", 16),
        ("id: a-late-report", "id: &a a-late-report", "yaml.anchor", 3),
        ("access: open", "access: open\naccess: open", "yaml.key-doubled", 5),
        ("cite: [h2vt]", "cite: [§7.1]", "scenario.id", 31),
    ],
)  # fmt: skip
def test_a_wrong_value_is_found_on_its_line(old: str, new: str, rule: str, line: int) -> None:
    assert (rule, line) in found(old, new)


def test_all_findings_come_at_once() -> None:
    broken = (
        CLEAN.replace("minutes: 2\n", "minutes: two\n")
        .replace("kind: one", "kind: two")
        .replace("{go: end}", "{goto: end}")
    )
    _, problems = read(broken, "x.yaml")
    assert {one.where.line for one in problems} >= {10, 28, 35}


def test_a_near_miss_is_named() -> None:
    _, problems = read(CLEAN.replace("access:", "acess:"), "x.yaml")
    assert "did you mean “access”?" in {one.mend for one in problems}


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "just text", "format: [", "scenes: {a: [1]}", "clocks: x\nscenes: y"]
)
def test_what_is_no_scenario_is_said_so(text: str) -> None:
    draft, problems = read(text, "x.yaml")
    assert draft is None
    assert problems


def test_a_value_is_what_is_written() -> None:
    draft, _ = read(CLEAN.replace('en: "A late report"', "en: no"), "x.yaml")
    assert draft is not None
    assert draft.title.en == "no"


def test_all_operators_are_read() -> None:
    every = (
        "[{if: {all: [{not: {fact: reported}}, {any: [{answered: {scene: morning, field: call, answer: line}}, "
        "{before: e}, {after: e}, {clock: report, is: late}]}]}, go: end}, {go: end}]"
    )
    draft, problems = read(CLEAN.replace("[{go: end}]", every), "x.yaml")
    assert problems == ()
    assert draft is not None
    assert draft.scenes["morning"].branches[0].condition is not None
