"""What is carried along may be: every package that runs with the product, every file that others made."""

import importlib.util
import pathlib
import re
import subprocess
from importlib import metadata
from types import ModuleType

import pytest

from webapp.desk import word_reader

ROOT = pathlib.Path(__file__).resolve().parents[2]


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("report", ROOT / "deploy/report.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


report = loaded()


def licence(package: str) -> str:
    """What a package says of itself: an expression, else what its list of classifiers calls it, else a word."""
    told = metadata.metadata(package)
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", ())
        if line.startswith("License :: ")
    ]
    return told.get("License-Expression") or " AND ".join(classified) or told.get("License", "nothing")


@pytest.mark.parametrize("package", report.runtime_packages())
def test_every_package_that_runs_with_us_is_allowed(package: str) -> None:
    try:
        said = licence(package)
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    assert report.is_allowed(package, said), said


def test_the_rules_refuse_what_nobody_has_weighed() -> None:
    assert report.is_allowed("any", "Apache-2.0 OR GPL-3.0-only")
    assert not report.is_allowed("any", "MIT AND GPL-3.0-only")
    assert report.is_allowed("psycopg", "LGPL-3.0-only")
    for package, said in (
        ("any", "LGPL-3.0-only"),
        ("any", "UNKNOWN"),
        ("any", ""),
        ("any", "AGPL-3.0-only"),
    ):
        assert not report.is_allowed(package, said)


def test_every_program_inside_a_package_is_named_with_its_own_licence() -> None:
    (told,) = report.RULES["programs"]
    assert told["within"] in report.runtime_packages()
    said = subprocess.run(
        [word_reader.program(), "--version"], capture_output=True, text=True, check=True, env={}
    ).stdout
    assert said.startswith(told["name"])
    assert "copying conditions" in said  # the words programs under the GNU licence say
    assert told["licence"] == "GPL-2.0-or-later"


def test_every_file_of_others_stands_in_the_list_with_its_licence() -> None:
    told = report.RULES["carried"]
    listed = {path for one in told for pattern in one["files"] for path in ROOT.glob(pattern)}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {
        ROOT / line
        for line in tracked.splitlines()
        if re.search(r"(?:/vendor/.*\.js|\.woff2|\.ttf|\.min\.\w+)$", line)
    }
    assert found == listed
    for one in told:
        assert report.is_allowed(one["name"], one["licence"])
        assert (ROOT / one["text"]).is_file()


def test_the_versions_of_carried_files_are_those_they_came_with() -> None:
    for one in report.RULES["carried"]:
        folder = (ROOT / one["files"][0]).parent
        if re.fullmatch(r"[\d.]+", one["version"]):
            assert f"{one['name']} {one['version']}" in (folder / "README.md").read_text(encoding="utf-8")
