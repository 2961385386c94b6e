import pytest

from tests.scenarios import LIMITS, UIDS, rules_found, text_of
from webapp.engine.scenario.check import check_text, ids_twice
from webapp.engine.scenario.schema import read

LATE, WARNED, BOXES, WEEKEND = (
    text_of(name) for name in ("a_late_report", "a_warned_father", "boxes_to_tick", "over_the_weekend")
)


@pytest.mark.parametrize("text", [LATE, WARNED, BOXES, WEEKEND])
def test_the_fixtures_have_no_errors(text: str) -> None:
    assert rules_found(text) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "rule", "line"),
    [
        (LATE, "start: morning", "start: evening", "scene-unknown", 19),
        (LATE, "[{go: end}]", "[{go: nowhere}]", "scene-unknown", 35),
        (LATE, "[{go: end}]", "[{go: morning}]", "loop", 21),
        (LATE, "clock: CL-REPORT", "clock: CL-NONE", "limit-unknown", 18),
        (LATE, "risk: high, starts", "risk: low, starts", "limit-unknown", 18),
        (LATE, "stops: reported", "stops: heard", "fact-unknown", 18),
        (LATE, "starts: start", "starts: begun", "fact-unknown", 18),
        (LATE, "facts: [reported]", "facts: [reported, spare]", "fact-never-set", 16),
        (LATE, "facts: [reported]", "facts: [reported, spare]", "fact-never-read", 16),
        (LATE, "set: [reported], because", "set: [told], because", "fact-unknown", 31),
        (LATE, "cite: [h2vt]", "cite: [none]", "cite-unknown", 31),
        (LATE, 'en: "Why"}, cite: [h2vt]}', 'en: "Why"}}', "cite-missing", 31),
        (LATE, ', because: {ar: "سبب", en: "Why"}', "", "because-missing", 31),
        (LATE, "expert: true, ", "", "expert-missing", 27),
        (LATE, "after-lesson: {text", "after-lesson: {expert: true, text", "expert-doubled", 27),
        (LATE, "after-lesson: {text", "after-lesson: {accepted: true, text", "accepted-below-100", 26),
        (LATE, "minutes: 90, credit: {ENT: 2}", "minutes: 50, credit: {ENT: 3}", "over-100", 24),
        (LATE, "credit: {ENT: -1}", "credit: {CDH: -1}", "dimension-out", 33),
        (LATE, "[{go: end}]", "[{if: {before: e}, go: end}, {go: end}]", "event-unknown", 35),
        (LATE, "[{go: end}]", "[{if: {clock: e, is: met}, go: end}, {go: end}]", "clock-unknown", 35),
        (LATE, "[{go: end}]", "[{if: {answered: {scene: a, field: b, answer: c}}, go: end}, {go: end}]", "answer-unknown", 35),
        (LATE, "{expert: true, text", "{expert: true, critical: {class: C2}, text", "expert-critical", 31),
        (WARNED, "recovery: true", "recovery: false", "c1-unrepaired", 30),
        (WARNED, "if: {fact: warned}", "if: {all: [{fact: warned}, {fact: contained}]}", "unreachable", 32),
        (BOXES, "[{if: {fact: spread}, go: bad}, {go: end}]", "[{go: end}]", "unreachable", 39),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_on_its_line(text: str, old: str, new: str, rule: str, line: int) -> None:
    assert old in text
    found = rules_found(text.replace(old, new, 1))
    assert (rule, line) in found


def test_a_limit_that_no_block_sets_is_an_error() -> None:
    _, problems = check_text(LATE, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS - {"h2vt"})
    assert "scenario.clock-uncited" in {one.rule for one in problems}


def test_habits_that_score_well_are_warned_of() -> None:
    _, problems = check_text(LATE, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS)
    warned = {one.rule for one in problems if one.severity == "warning"}
    assert {"scenario.habit-random", "scenario.habit-first", "scenario.slip-sinks"} <= warned


def test_long_words_and_unequal_languages_are_warned_of() -> None:
    long = LATE.replace('en: "Nobody"', f'en: "{"word " * 26}"').replace(
        'en: "A mark on the arm."', f'en: "{"w " * 121}"'
    )
    _, problems = check_text(long, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS)
    found = {(one.rule, one.where.line) for one in problems}
    assert {("scenario.long", 34), ("scenario.languages-apart", 34), ("scenario.long", 23)} <= found


def test_two_files_cannot_have_the_same_id() -> None:
    first, second = (read(LATE, path)[0] for path in ("a.yaml", "b.yaml"))
    assert first is not None
    assert second is not None
    [problem] = ids_twice([first, second])
    assert (problem.rule, problem.where.path, problem.where.line) == ("scenario.id-doubled", "b.yaml", 3)
