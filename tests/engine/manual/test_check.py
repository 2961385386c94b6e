"""Every fault is found, with its place."""

import pytest

from tests.engine.manual.planted import AR, EN, IN_TEXT, MUST, PLAIN_EN
from webapp.engine.manual.check import check


def test_a_sound_manual_has_no_findings(files, findings):
    assert findings(files) == []


@pytest.mark.parametrize(("path", "old", "new", "rule", "offset"), IN_TEXT)
def test_a_planted_fault_is_found_where_it_is(*, files, findings, path, old, new, rule, offset):
    line = files[path][: files[path].index(old)].count("\n") + 1
    files[path] = files[path].replace(old, new, 1)
    assert (path, line + offset) in [
        (one.where.path, one.where.line) for one in findings(files) if one.rule == rule
    ]


def test_a_binding_block_without_its_twin_is_an_error(files, findings):
    files[AR] = files[AR].replace(MUST, "")
    assert [(one.rule, one.severity, one.where.path) for one in findings(files)] == [
        ("manual.must-twin-missing", "error", EN)
    ]


def test_another_block_without_its_twin_is_a_state(files, findings):
    files[EN] = files[EN].replace(PLAIN_EN, "")
    assert [(one.rule, one.severity, one.where.path) for one in findings(files)] == [
        ("manual.state", "warning", AR)
    ]


def test_a_chapter_that_nobody_planned_is_an_error(files, findings):
    files["manual/manual.yaml"] = files["manual/manual.yaml"].replace("number: 7\n", "number: 8\n")
    assert [(one.rule, one.where.path) for one in findings(files)] == [("manual.chapter-unknown", AR)]


def test_one_forgotten_closing_line_makes_one_finding(files, findings):
    files[AR] = files[AR].replace("فيه.\n:::", "فيه.")
    assert [one.rule for one in findings(files)] == ["manual.container-unclosed"]


def test_a_broken_front_matter_is_not_asked_for_its_keys(files, findings):
    files[EN] = files[EN].replace("title: Reporting", "title: [Reporting")
    assert [one.rule for one in findings(files)] == ["yaml.broken"]


def test_a_missing_twin_is_an_error(files, findings):
    del files[EN]
    assert [one.rule for one in findings(files) if one.severity == "error"] == ["manual.twin-missing"]


def test_a_missing_data_file_is_an_error(files, findings):
    del files["manual/sources.yaml"]
    assert ("manual.file-missing", "manual/sources.yaml") in [
        (one.rule, one.where.path) for one in findings(files)
    ]


def test_a_file_that_does_not_belong_is_found(files, findings):
    files["manual/notes.txt"] = "x"
    assert [(one.rule, one.where.path) for one in findings(files)] == [
        ("manual.file-unknown", "manual/notes.txt")
    ]


def test_a_byte_order_mark_is_the_only_finding_it_makes(files, findings):
    files[AR] = "\ufeff" + files[AR]
    assert [one.rule for one in findings(files)] == ["manual.bom"]


def test_line_endings_of_another_system_are_read_alike(files, findings):
    files[AR] = files[AR].replace("\n", "\r\n")
    assert findings(files) == []


def test_findings_come_in_the_order_of_files_and_lines(files, findings):
    files[AR] = files[AR].replace("يكفي", "<b>").replace("roles: [teacher]", "roles: [pirate]")
    files[EN] = files[EN].replace("Any", "<i>")
    found = findings(files)
    assert [one.where for one in found] == sorted(one.where for one in found)


def test_a_short_section_is_warned_about(files):
    from webapp.engine.manual.check import check

    found = [one for one in check(files)[1] if one.rule == "manual.length"]
    assert {one.severity for one in found} == {"warning"}
    assert len(found) == 4


def test_a_limit_of_a_law_may_stand_as_a_number(files, findings):
    files[AR] = files[AR].replace("basis=law source=S1 article=91", "basis=training")
    rules = [(one.rule, one.where.path) for one in findings(files)]
    assert rules == [("manual.number-written", AR), ("manual.number-written", EN)]


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u2069", "\x1b", "\ue000"])
def test_what_makes_a_text_read_otherwise_than_written_is_found(files, findings, letter):
    files[EN] = files[EN].replace("Any **one**", f"Any {letter}**one**")
    assert [(one.rule, one.where.column) for one in findings(files)] == [("manual.character", 5)]


@pytest.mark.parametrize("name", ["clocks", "glossary", "sources", "manual"])
def test_a_broken_data_file_does_not_bury_its_own_finding(files, name):
    files[f"manual/{name}.yaml"] = "- a: b\n\t- c: d\n"
    rules = [one.rule for one in check(files)[1] if one.severity == "error"]
    assert rules == ["yaml.broken"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{clock:CL-SEEN hihg}", "CL-SEEN high"),
        ("{ref:reporting/route}", "reporting/routes"),
        ("{term:suspicon|a doubt}", "suspicion"),
    ],
)
def test_a_reference_that_leads_nowhere_says_what_was_perhaps_meant(files, findings, written, meant):
    files[EN] = files[EN].replace("Any **one**", f"Any {written}")
    [found] = [one for one in findings(files) if one.rule.endswith("-unknown")]
    assert found.says == f"{written} leads nowhere"
    assert found.mend == f"did you mean “{meant}”?"


@pytest.mark.parametrize(
    "written", ["[x](//elsewhere.example)", "[x](/\\elsewhere.example)", "[x](mailto:a@b.c)", "![x](/a.png)"]
)
def test_a_link_that_leaves_the_site_and_any_picture_are_found(files, findings, written):
    files[EN] = files[EN].replace("Any **one**", f"Any {written} [here](/en/about) [there](#m3xd)")
    assert [(one.rule, one.says[-len(written) :]) for one in findings(files)] == [
        ("manual.link-outside", written)
    ]
