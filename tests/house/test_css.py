"""Styles are logical, colours are tokens, and the whole stays light enough for a weak signal."""

import gzip
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
CSS = sorted((ROOT / "static/css").glob("*.css"))
STAFF = {
    "staff.css": 16 * 1024,
    "desk.css": 4 * 1024,
    "paper.css": 4 * 1024,
    "pack.css": 2 * 1024,
    "room.css": 10 * 1024,
}
"""What only those who sign in, or who open a notice, download, and how much it may be. Units: bytes."""

PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right|top|bottom)(?:-\w+)?|left|right|top|bottom|"
    r"width|height|(?:min|max)-(?:width|height))\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def plain(path: pathlib.Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def packed(path: pathlib.Path) -> int:
    """Bytes on the way: styles and scripts are sent packed."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_only_logical_properties_are_used() -> None:
    assert CSS
    found = [f"{path.name}: {match.group()}" for path in CSS for match in PHYSICAL.finditer(plain(path))]
    assert found == []


def test_no_style_reaches_out() -> None:
    assert [
        path.name for path in CSS if re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", plain(path))
    ] == []


def test_what_a_reader_downloads_stays_small() -> None:
    fonts = sum(path.stat().st_size for path in (ROOT / "static/fonts").glob("*.woff2"))
    styles = sum(packed(path) for path in CSS if path.name not in {"case.css", *STAFF})
    scripts = {path.name: packed(path) for path in (ROOT / "static/js").glob("*.js")}
    assert fonts <= 50 * 1024
    assert styles <= 12 * 1024
    every_page = scripts.pop("masar.js") + scripts.pop("theme.js")
    assert all(every_page + of_one_kind <= 6 * 1024 for of_one_kind in scripts.values())


def test_what_people_in_a_case_or_in_a_room_download_beside_it_stays_small() -> None:
    assert packed(ROOT / "static/css/case.css") <= 2 * 1024


def test_what_people_who_sign_in_download_beside_it_stays_small() -> None:
    sizes = {name: (ROOT / "static/css" / name).stat().st_size for name in STAFF}
    assert all(sizes[name] <= most for name, most in STAFF.items()), sizes
