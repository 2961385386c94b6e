"""What others made and we carry says its version, its licence and its checksum."""

import hashlib
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_every_vendored_file_is_what_its_readme_says() -> None:
    for folder in (ROOT / "static/vendor", ROOT / "tests/browser/vendor"):
        readme = (folder / "README.md").read_text(encoding="utf-8")
        files = [path for path in folder.iterdir() if path.name != "README.md" and path.suffix != ".txt"]
        assert files
        for path in files:
            assert path.name in readme
            assert hashlib.sha256(path.read_bytes()).hexdigest() in readme


def test_htmx_stays_on_its_second_major() -> None:
    assert "htmx.org 2." in (ROOT / "static/vendor/README.md").read_text(encoding="utf-8")
