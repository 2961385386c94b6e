"""`masar scenario …` from the outside, with files alone."""

import dataclasses
import json
import pathlib
import re
import shutil

import pytest
from flask import Flask

from tests.scenarios import text_of
from webapp.scenarios.commands import group
from webapp.settings import ROOT

SMALL = pathlib.Path(__file__).parents[1] / "manual" / "small" / "manual"


@pytest.fixture
def content(tmp_path):
    shutil.copytree(SMALL, tmp_path / "content" / "manual")
    folder = tmp_path / "content" / "scenarios"
    folder.mkdir()
    for name in ("boxes_to_tick", "a_warned_father"):
        text = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", text_of(name))
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "_not-a-scenario.yaml").write_text("notes: {", encoding="utf-8")
    return folder


@pytest.fixture
def masar(settings, content):
    app = Flask("masar")
    app.extensions["masar.settings"] = dataclasses.replace(settings, content=content.parent)
    runner = app.test_cli_runner()

    def run(*words, **more):
        return runner.invoke(group, [str(word) for word in words], **more)

    return run


def test_check_looks_at_all_files_and_finds_no_error(masar) -> None:
    done = masar("check")
    assert done.exit_code == 0
    assert "0 errors" in done.output


def test_check_reports_every_finding_and_fails(masar, content) -> None:
    path = content / "boxes_to_tick.yaml"
    path.write_text(path.read_text("utf-8").replace("go: bad", "go: worse"), encoding="utf-8")
    done = masar("check", path, "--json")
    found = json.loads(done.output)
    assert done.exit_code == 1
    assert {one["rule"] for one in found} >= {"scenario.scene-unknown", "scenario.unreachable"}
    assert all(one["file"].endswith("boxes_to_tick.yaml") and one["line"] for one in found)


def test_check_speaks_the_language_asked_for_in_the_same_shape(masar, content) -> None:
    path = content / "boxes_to_tick.yaml"
    path.write_text(path.read_text("utf-8").replace("go: bad", "go: worse"), encoding="utf-8")
    [english], [arabic], usual = (
        [
            one
            for one in json.loads(masar("check", path, "--json", *more).output)
            if one["rule"].endswith("scene-unknown")
        ]
        for more in (("--lang", "en"), ("--lang", "ar"), ())
    )
    assert usual == [english]
    assert {key for key in english if english[key] != arabic[key]} == {"says", "mend"}
    assert list(english) == list(arabic) == ["severity", "rule", "file", "line", "column", "says", "mend"]
    assert english["says"] == "there is no scene “worse”"
    assert "لا مشهد اسمه" in arabic["says"]
    printed = masar("check", path, "--lang", "ar").output
    assert "خطأ scenario.scene-unknown: لا مشهد اسمه" in printed
    assert "errors" not in printed


def test_two_files_with_one_id_are_found(masar, content) -> None:
    shutil.copy(content / "boxes_to_tick.yaml", content / "boxes_again.yaml")
    assert "scenario.id-doubled" in masar("check").output


def test_a_case_is_played_to_its_debrief(masar, content) -> None:
    done = masar(
        "play", content / "boxes_to_tick.yaml", "--lang", "en", "--seed", "s", input="1,1\n9\n1,2,3\n"
    )
    assert done.exit_code == 0
    assert done.output.count("not one of the answers") == 2
    assert "of 100 · " in done.output
    assert "§7.1" in done.output


def test_a_case_is_played_in_arabic_unless_asked_otherwise(masar, content) -> None:
    done = masar("play", content / "boxes_to_tick.yaml", input="\n")
    assert "ماذا تكتب؟" in done.output
    assert "0.0 من 100 · يلزم مزيد من التدريب" in done.output


def test_a_case_with_errors_is_not_played(masar, content) -> None:
    path = content / "boxes_to_tick.yaml"
    path.write_text(path.read_text("utf-8").replace("start: form", "start: worse"), encoding="utf-8")
    done = masar("play", path)
    assert done.exit_code == 1
    assert "scenario.scene-unknown" in done.output


def test_the_report_says_what_chance_would_score(masar) -> None:
    done = masar("report", "--all", "--json")
    lines = {one["id"]: one for one in json.loads(done.output)}
    boxes = lines["boxes-to-tick"]
    assert set(boxes) == {
        "id", "decisions", "repair_scenes", "paths", "states", "expert", "random_mean", "secure_rate",
        "strategies", "longest_is_expert", "field_kinds", "chapters", "sectors", "words",
    }  # fmt: skip
    assert (boxes["expert"], boxes["paths"], boxes["chapters"]) == (100.0, 32, [7])
    assert boxes["field_kinds"] == {"one": 0, "many": 1, "order": 0, "when": 0, "text": 0}
    assert lines["a-warned-father"]["repair_scenes"] == 1
    assert set(boxes["strategies"]) == {"longest", "first", "cautious", "police", "family"}
    assert "random_mean" in masar("report").output


def test_a_file_that_is_no_text_is_a_finding_and_a_folder_is_no_scenario(masar, content) -> None:
    (content / "folder.yaml").mkdir()
    assert masar("check").exit_code == 0
    path = content / "boxes_to_tick.yaml"
    path.write_bytes(path.read_bytes() + b"# \xff\n")
    done = masar("check", "--json")
    assert done.exit_code == 1
    assert "yaml.not-utf-8" in [one["rule"] for one in json.loads(done.output)]


@pytest.mark.parametrize("year", ["0001", "1999", "9999"])
def test_a_story_outside_our_century_is_refused(masar, content, year) -> None:
    path = content / "boxes_to_tick.yaml"
    text = re.sub(r"starts: \d{4}", f"starts: {year}", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    done = masar("check")
    assert done.exit_code == 1
    assert "scenario.moment" in done.output


def test_every_play_of_a_case_is_verified_or_a_stated_number_of_them(masar, content) -> None:
    done = masar("verify", content / "boxes_to_tick.yaml")
    assert done.exit_code == 0
    assert "boxes-to-tick: all 32 complete plays" in done.output
    assert "8 of 32 complete plays" in masar("verify", content / "boxes_to_tick.yaml", "--most", "8").output


VARIANT = """format: 1
variant: boxes-to-tick
id: boxes-elsewhere
title: {ar: "مربعات أخرى", en: "Other boxes"}
"""


def test_a_variant_is_checked_with_its_parent_and_is_a_case_of_its_own(masar, content) -> None:
    (content / "boxes_elsewhere.yaml").write_text(VARIANT, encoding="utf-8")
    assert masar("check").exit_code == 0
    lines = {one["id"]: one for one in json.loads(masar("report", "--all", "--json").output)}
    assert lines["boxes-elsewhere"]["random_mean"] == lines["boxes-to-tick"]["random_mean"]


def test_a_variant_without_a_parent_is_a_finding(masar, content) -> None:
    path = content / "boxes_elsewhere.yaml"
    path.write_text(VARIANT.replace("boxes-to-tick", "nobody"), encoding="utf-8")
    done = masar("check", path)
    assert done.exit_code == 1
    assert "boxes_elsewhere.yaml:2:1: error scenario.variant-parent" in done.output


@pytest.mark.parametrize(("lang", "says"), [("ar", "متى يبلّغ الممرّض"), ("en", "When does the nurse report")])
def test_what_experts_must_settle_is_listed_from_the_guides(masar, content, lang: str, says: str) -> None:
    whole = (ROOT / "docs/worked-case.yaml").read_text("utf-8")
    guide = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", whole[whole.index("\nguide:") :])
    path = content / "boxes_to_tick.yaml"
    path.write_text(path.read_text("utf-8") + guide.replace("scene: burn", "scene: form"), encoding="utf-8")
    done = masar("panel", "--lang", lang)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("## ")
    assert f"- {says}" in done.output


def test_the_schema_for_editors_is_printed(masar) -> None:
    done = masar("schema")
    assert done.exit_code == 0
    assert json.loads(done.output)["title"] == "Masar scenario"
