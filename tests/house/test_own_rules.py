"""Rules of our own: nothing of the workplace, no patching, no silence without a reason."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def tracked(*endings: str) -> list[pathlib.Path]:
    told = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [
        ROOT / name for name in told.stdout.splitlines() if name.endswith(endings) and (ROOT / name).is_file()
    ]


def test_no_path_of_a_machine_is_written_down() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in tracked(".py", ".md", ".sh", ".toml", ".html", ".css", ".js", ".yaml", ".txt", "Makefile")
        if re.search(r"/(?:work|home|root|Users)/[a-z]", path.read_text(encoding="utf-8"))
        and path.name != "test_own_rules.py"
    ]
    assert found == []


def test_our_own_code_is_never_patched() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if "tests" in path.parts
        and re.search(r"mock|monkeypatch\.setattr|patch\(", path.read_text(encoding="utf-8"))
        and path.name != "test_own_rules.py"
    ]
    assert found == []


def test_every_silence_has_its_reason() -> None:
    bare = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[\w, -]+\])?)\s*$", re.MULTILINE)
    found = [
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if bare.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
