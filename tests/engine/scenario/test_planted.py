"""Every rule about scenarios has a fault that breaks it, found at its line and column, with what to do."""

import re

import pytest

from bench.scenarios import LIMITS as BENCH_LIMITS
from bench.scenarios import UIDS as BENCH_UIDS
from bench.scenarios import text_of_sixty
from tests.engine.scenario.planted import FAULTS, IN_A_HABIT, WHOLE
from tests.engine.scenario.rules import every_rule
from tests.scenarios import LIMITS, UIDS, text_of
from webapp.engine.clocks import Limit
from webapp.engine.problems import Where
from webapp.engine.scenario.check import check_text
from webapp.settings import ROOT

WORKED = (ROOT / "docs/worked-case.yaml").read_text("utf-8")
OURS = (
    Limit("CL-REPORT", "medium", 1, "hour", "starter", "d4ls"),
    Limit("CL-ACK", "medium", 1, "working_day", "starter", "d4ls"),
    Limit("CL-BARE", "medium", 1, "hour", "starter", "none"),
)
CITED = {uid for found in re.findall(r"cite: \[([^\]]*)\]", WORKED) for uid in found.split(", ")} | {"d4ls"}
ELSEWHERE = {
    # in test_variant.py
    "scenario.variant-changes", "scenario.variant-parent", "scenario.variant-unknown", "scenario.variant-unused",
    "scenario.id-doubled",  # of two files, in test_check.py
    "scenario.expert-longest", "scenario.expert-place",  # below: they need many decisions
    "scenario.too-many-states",  # takes too long to break
}  # fmt: skip


def checked(text):
    return check_text(text, "w", limits=OURS, holidays=(), known_uids=CITED)[1]


def checked_late(old, new):
    """Return the findings about the late report with words for others."""
    text = text_of("a_late_report").replace(old, new, 1)
    return check_text(text, "w", limits=LIMITS, holidays=(), known_uids=UIDS)[1]


def place(text, of):
    """Return where the letter behind the sign ¦ stands, as a finding says it."""
    before, _, after = of.partition("¦")
    at = text.index(before + after) + len(before)
    return Where("w", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def test_the_case_in_which_faults_are_planted_has_none() -> None:
    assert checked(WORKED) == ()


@pytest.mark.parametrize(("old", "new", "rule", "of"), FAULTS)
def test_a_planted_fault_is_found_at_its_line_and_column(old: str, new: str, rule: str, of: str) -> None:
    assert old in WORKED
    text = WORKED.replace(old, new)
    found = checked(text)
    assert str(place(text, of)) in [str(one.where) for one in found if one.rule == rule]
    assert all(one.mend and one.says for one in found)


@pytest.mark.parametrize(("rule", "bent", "where"), WHOLE)
def test_a_fault_of_a_whole_file_is_found(rule: str, bent, where: str) -> None:
    found = checked(bent(WORKED))
    assert where in [str(one.where) for one in found if one.rule == rule]
    assert all(one.mend for one in found)


@pytest.mark.parametrize(("old", "new", "rule"), IN_A_HABIT)
def test_a_habit_that_does_well_is_warned_of(old: str, new: str, rule: str) -> None:
    assert rule in [one.rule for one in checked_late(old, new) if one.mend]


def test_answers_that_give_themselves_away_in_many_decisions_are_warned_of() -> None:
    text = text_of_sixty(expert="The longest answer of all of them, and always the third")
    found = check_text(text, "w", limits=BENCH_LIMITS, holidays=(), known_uids=BENCH_UIDS)[1]
    assert {"scenario.expert-longest", "scenario.expert-place"} <= {one.rule for one in found if one.mend}
    assert not [one for one in found if one.severity == "error"]


def test_every_rule_of_the_engine_has_its_planted_fault() -> None:
    planted = {rule for _, _, rule, _ in FAULTS}
    planted |= {row[0] for row in WHOLE} | {row[2] for row in IN_A_HABIT} | ELSEWHERE
    assert every_rule() - planted == set()
    assert planted - every_rule() == set()
    assert len(FAULTS) >= 60
