"""Findings of the check are told in Arabic too: every rule has words, and what is named stands apart."""

import pathlib
import re

import webapp.engine.manual
from webapp.engine.manual.check import check
from webapp.engine.manual.in_arabic import RULES

FOLDER = pathlib.Path(webapp.engine.manual.__file__).parent
_SAID = re.compile(
    r'(?:"manual\.([a-z0-9-]+)"|(?:\.say|_error|_broken)\(\s*"([a-z0-9-]+)",|"(?:error|warning)",\s*"([a-z-]+)", (?:_|re))'
)
_LISTS = ("roles", "entities", "harms", "themes", "stages", "forms", "clocks", "related", "sources")
_KINDS = ("clock", "ref", "term")


def rules() -> set[str]:
    """Return every rule that the sources of the check can break."""
    said = {
        name
        for path in FOLDER.glob("*.py")
        for match in _SAID.findall(path.read_text("utf-8"))
        for name in match
    }
    return {*said - {""}, *(f"{one}-unknown" for one in (*_LISTS, *_KINDS)), "state", "must-twin-missing"}


def test_every_rule_has_words_in_arabic() -> None:
    found = rules()
    assert {"uid-missing", "heading-deep", "basis-unseen", "front-matter", "kashida"} <= found
    assert found <= set(RULES)


def test_a_finding_names_in_arabic_what_it_names_in_english(files: dict[str, str]) -> None:
    path = next(one for one in files if one.endswith(".ar.md"))
    _book, problems = check({**files, path: files[path] + "\n{#zz99}\n::: nonsense\nنص.\n:::\n"})
    (one,) = (one for one in problems if one.rule == "manual.container-unknown")
    assert one.line("ar").startswith(f"{path}:")
    assert [piece.text for piece in one.told("ar").says if piece.kind == "code"] == ["nonsense"]
    assert "لا يوجد إطار" in one.line("ar")
    assert one.told("en").says[0].text == one.says
