"""Every fault is found, with its place."""

import pytest

from webapp.engine.manual.check import check

AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
MUST = "{#c8nw}\n::: must-not basis=training\nيُخبَر من يُشتبه فيه.\n:::\n"
MUST_EN = "{#c8nw}\n::: must-not\nThe person suspected must not be told.\n:::\n"
PLAIN = "{#m3xd}\nيكفي **واحد** من هذه، انظر {ref:r3vb} و{ref:response/recording}.\n"
PLAIN_EN = "{#m3xd}\nAny **one** of these is enough, see {ref:r3vb} and {ref:response/recording}.\n"


def test_a_sound_manual_has_no_findings(files, findings):
    assert findings(files) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "offset"),
    [
        (AR, "---\nid:", "id:", "manual.front-matter", 0),
        (AR, "status: starter\n---", "status: starter", "manual.front-matter", -13),
        (AR, "kind: rule", "kind: [", "yaml.broken", 2),
        (AR, "kind: rule", "kind: law", "manual.value", 0),
        (AR, "kind: rule\n", "", "manual.key-missing", -2),
        (AR, "kind: rule", "kind: rule\nnumber: 7", "manual.key-unknown", 1),
        (AR, "roles: [teacher]", "roles: [pirate]", "manual.roles-unknown", 0),
        (AR, "entities: [hotline]", "entities: [ship]", "manual.entities-unknown", 0),
        (AR, "harms: []", "harms: [rain]", "manual.harms-unknown", 0),
        (AR, "clocks: [CL-SEEN]", "clocks: [CL-GONE]", "manual.clocks-unknown", 0),
        (AR, "sources: [S1]", "sources: [S9]", "manual.sources-unknown", 0),
        (AR, "id: reporting/routes", "id: response/recording", "manual.section-doubled", 0),
        (EN, "title: Reporting routes", "title: Reporting routes\nkind: rule", "manual.key-unknown", 1),
        (AR, "{#m3xd}\n", "", "manual.uid-missing", 0),
        (AR, "{#m3xd}", "{#p7k2}", "manual.uid-doubled", 1),
        (AR, "{#m3xd}", "{#M3}", "manual.uid-malformed", 0),
        (AR, "{#m3xd}\n", "{#m3xd}\n\n", "manual.uid-unattached", 0),
        (AR, "{#m3xd}\n", "نص بلا رقم\n{#m3xd}\n", "manual.uid-swallowed", 1),
        (AR, "recording}.\n", "recording}. {#zzzz}\n", "manual.uid-unattached", 0),
        (AR, "{#m3xd}\n", "{#zzzz}\n\n{#m3xd}\n", "manual.uid-orphaned", 0),
        (AR, "## المهل", "{#zzzz}\n## المهل", "manual.uid-orphaned", 0),
        (AR, "::: must-not basis", "::: never basis", "manual.container-unknown", 0),
        (AR, "فيه.\n:::", "فيه.", "manual.container-unclosed", -1),
        (AR, "فيه.\n:::", "فيه.\n::: note\nو\n:::\n:::", "manual.container-nested", 1),
        (AR, "## المهل", ":::\n\n## المهل", "manual.container-stray", 0),
        (AR, "يُخبَر", "## يُخبَر", "manual.container-holds", 0),
        (AR, "must-not basis=training", "must-not", "manual.basis-missing", 0),
        (AR, "basis=training", "basis=habit", "manual.basis-unknown", 0),
        (AR, "basis=law source=S1", "basis=law source=S2", "manual.basis-unseen", 0),
        (AR, "basis=law source=S1", "basis=law source=S7", "manual.sources-unknown", 0),
        (AR, "basis=training", "basis=practice", "manual.basis-source", 0),
        (AR, "basis=training", "basis=training mood=calm", "manual.attribute", 0),
        (EN, "::: must\n", "::: must basis=training\n", "manual.attribute", 0),
        (AR, "{ref:r3vb}", "{ref:zzzz}", "manual.ref-unknown", 0),
        (AR, "{clock:CL-SEEN high}", "{clock:CL-SEEN low}", "manual.clock-unknown", 0),
        (AR, "{term:suspicion|اشتباه}", "{term:doubt|اشتباه}", "manual.term-unknown", 0),
        (AR, "{ref:r3vb}", "{reff:r3vb}", "manual.reference", 0),
        (AR, "يكفي", "<b>يكفي</b>", "manual.html", 0),
        (AR, "## المهل", "# المهل", "manual.heading-one", 0),
        (AR, "## المهل", "#### المهل", "manual.heading-deep", 0),
        (AR, "## من يبلّغ", "### من يبلّغ", "manual.heading-ladder", 0),
        (AR, "يكفي **واحد** من هذه", "Any **one** of these is enough", "manual.language", 0),
        (EN, "Any **one** of these is enough", "يكفي **واحد** من هذه الأمور كلها", "manual.language", 0),
        (AR, "يكفي", "وفق a/b(2) يكفي", "manual.direction", 0),
        (AR, "يكفي", "راجع name@example يكفي", "manual.direction", 0),
        (AR, "## المهل", "المهل\n---", "manual.heading-underlined", 0),
        (AR, "يكفي", "النيابة العامة", "manual.prosecution", 0),
        (AR, "1100", "١١٠٠", "manual.digits", 0),
        (AR, "يكفي", "يكـفي", "manual.kashida", 0),
        (AR, "يكفي", "ﻲكفي", "manual.letter-forms", 0),
        (AR, "يكفي", "يكفي 3 أيام", "manual.number-written", 0),
        (EN, "Any", "Any 24 hours", "manual.number-written", 0),
        (AR, "يكفي", "يكفي\u0007", "manual.character", 0),
        (EN, "must-not", "should", "manual.force-differs", 0),
        (EN, PLAIN_EN + "\n" + MUST_EN, MUST_EN + "\n" + PLAIN_EN, "manual.order-differs", 6),
        (EN, "## Time limits\n", "", "manual.headings-differ", -15),
        ("manual/clocks.yaml", "uid: d4ls", "uid: zzzz", "manual.clock-uid", -9),
        ("manual/clocks.yaml", "limit: 24", "limit: soon", "manual.value", 0),
        ("manual/clocks.yaml", "unit: hour", "unit: moon", "manual.value", 0),
        ("manual/clocks.yaml", "source: [S1]", "source: [S9]", "manual.sources-unknown", -7),
        ("manual/manual.yaml", "effective: 2026-11-01", "effective: soon", "manual.value", 0),
    ],
)
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
