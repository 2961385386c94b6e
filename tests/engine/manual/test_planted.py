"""Every rule about the manual has a fault that breaks it, found at its line and column."""

import pytest

from tests.engine.manual.planted import IN_DATA, IN_TEXT, OF_FILES
from tests.engine.manual.rules import every_rule
from webapp.engine.manual.check import check
from webapp.engine.problems import Where


def place(path, text, of):
    """Return where some words first stand in a text, as a finding says it."""
    at = text.index(of)
    return Where(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


@pytest.mark.parametrize(("path", "old", "new", "rule", "of"), IN_DATA)
def test_a_fault_in_the_data_is_found_at_its_line_and_column(*, files, path, old, new, rule, of):
    assert old in files[path]
    files[path] = files[path].replace(old, new, 1)
    expected = place(path, files[path], of)
    found = {one.where for one in check(files)[1] if (one.rule, one.severity) == (rule, "error")}
    assert {str(one) for one in found} == {str(expected)}


@pytest.mark.parametrize(("rule", "bent", "where"), OF_FILES)
def test_a_fault_of_a_whole_file_is_found(*, files, rule, bent, where):
    assert rule not in [one.rule for one in check(files)[1] if rule != "manual.length"]
    assert where in [str(one.where) for one in check(bent(files))[1] if one.rule == rule]


def test_every_rule_of_the_engine_has_its_planted_fault():
    planted = {row[3] for row in (*IN_TEXT, *IN_DATA)} | {rule for rule, _bent, _where in OF_FILES}
    assert every_rule() - planted == set()
    assert planted - every_rule() == set()
    assert len(planted) >= 80


def test_a_data_file_that_cannot_be_read_does_not_bury_what_is_wrong_with_it(files):
    files["manual/pathways.yaml"] = "questions: [\n"
    assert {one.rule for one in check(files)[1] if one.severity == "error"} == {"yaml.broken"}
