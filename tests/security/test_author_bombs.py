"""No file of an author's takes the check long: what would unfold, or cannot be meant, is a finding."""

import pytest

from tests.scenarios import LIMITS, UIDS, text_of
from tests.security.bounds import bounded
from tests.web.small import NOW, empty_site, files, small_site, store_of
from webapp.engine import yaml
from webapp.engine.manual.check import check
from webapp.engine.scenario.check import check_text
from webapp.errors import BadInput
from webapp.manual.service import import_files
from webapp.scenarios.service import register
from webapp.settings import Settings

NESTED = 100_000
YAMLS: dict[str, tuple[str, str]] = {
    "anchors that laugh": (
        "a0: &a0 [x]\n"
        + "\n".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)),
        "yaml.anchor",
    ),
    "a merge": ("a: &a {b: c}\nd: {<<: *a}", "yaml.anchor"),
    "lists in lists": ("[" * NESTED, "yaml.too-deep"),
    "maps in maps": ("{a: " * NESTED, "yaml.too-deep"),
    "dashes": ("- " * NESTED, "yaml.too-deep"),
    "steps": ("\n".join(" " * at + "a:" for at in range(900)), "yaml.too-deep"),
    "questions": ("? " * NESTED, "yaml.too-deep"),
    "more nodes than anybody writes": ("[" + "x," * 240_000 + "]", "yaml.too-deep"),
    "a long scalar": ("a: " + "x" * 5_000_000, "yaml.too-large"),
    "a long quoted scalar": ('a: "' + "x" * 400_000, "yaml.broken"),
    "one key over and over": ("a: 1\n" * 15_000, "yaml.key-doubled"),
    "objects": ("a: !!python/object/apply:os.system ['true']", "yaml.tag"),
    "many objects": ("\n".join(f"a{at}: !!python/name:os.system x" for at in range(9000)), "yaml.tag"),
    "binary": ("a: !!binary aGVsbG8=", "yaml.tag"),
    "documents": ("---\n" * 120_000, "yaml.too-deep"),
    "controls": ("\n".join(f'a{at}: "\\x01"' for at in range(9000)), "yaml.character"),
    "a half letter": ('a: "\\ud800"', "yaml.broken"),
    "nothing, written down": ('a: "b\\0c"', "yaml.character"),
    "a turn of reading": ('a: "b\\u202ec"', "yaml.character"),
}


@pytest.mark.parametrize("bomb", YAMLS)
def test_a_yaml_file_that_would_unfold_or_mislead_is_refused_soon_with_its_finding(bomb: str) -> None:
    text, rule = YAMLS[bomb]
    with bounded():
        _, problems = yaml.read(text, "x.yaml")
    assert rule in {one.rule for one in problems}


@pytest.mark.parametrize("bomb", [*YAMLS][::3])
def test_no_such_file_becomes_a_case_or_a_manual(settings: Settings, bomb: str) -> None:
    text, _ = YAMLS[bomb]
    with bounded(), store_of(small_site(settings)).writing() as connection, pytest.raises(BadInput):
        register(connection, text=text, path="scenarios/x.yaml", now=NOW)
    if len(text) > 100_000:
        return  # the same reader reads both
    changed = files() | {"manual/glossary.yaml": text}
    with bounded(), store_of(empty_site(settings)).writing() as connection, pytest.raises(BadInput):
        import_files(connection, files=changed, by="author", now=NOW)


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "0x" + "f" * 5000, "1_000", ".inf", "-1", "٣"])
def test_a_number_without_end_is_only_a_wrong_number(number: str) -> None:
    text = (
        text_of("a_late_report")
        .replace("minutes: 60", f"minutes: {number}")
        .replace("difficulty: 1", f"difficulty: {number}")
    )
    with bounded():
        draft, problems = check_text(text, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS)
    assert draft is None
    assert [one.rule for one in problems] == ["scenario.number"] * 2


WORDS = '{ar: "أ", en: "b"}'
ANSWER = f"{{text: {WORDS}, minutes: %d, because: {WORDS}, cite: [h2vt]}}"


def case(scenes: str, start: str) -> str:
    """Return a case with these scenes."""
    head = text_of("a_late_report").partition("scenes:")[0]
    head = "\n".join(
        row for row in head.splitlines() if not row.startswith((" ", "facts", "clocks", "start:"))
    )
    return f"{head}\nstart: {start}\nscenes:\n{scenes}  end: {{title: {WORDS}, ending: {{outcome: safe, text: {WORDS}}}}}\n"


def scene(name: str, fields: int, answers: int, then: str) -> str:
    """Return a scene in which so many fields offer so many answers."""
    one = "".join(f"            a{at}: {ANSWER % at}\n" for at in range(answers))
    told = "".join(
        f"        f{at}:\n          kind: one\n          ask: {WORDS}\n          answers:\n{one}"
        for at in range(fields)
    )
    return f"  {name}:\n    title: {WORDS}\n    story: {WORDS}\n    decision:\n      title: {WORDS}\n      fields:\n{told}    next: [{{go: {then}}}]\n"


CASES = {
    "eight fields of twelve answers": (case(scene("s0", 8, 12, "end"), "s0"), "scenario.answers"),
    "three hundred scenes": (
        case(
            "".join(scene(f"s{at}", 1, 2, f"s{at + 1}") for at in range(300)) + scene("s300", 1, 2, "end"),
            "s0",
        ),
        "scenario.scenes",
    ),
    "a key for everything": (
        text_of("a_late_report") + "\n".join(f"titel{at}: x" for at in range(9000)),
        "scenario.key-unknown",
    ),
    "reading turned around": (
        text_of("a_late_report").replace("A late report", "A \u202elate report"),
        "scenario.character",
    ),
}


@pytest.mark.parametrize("bomb", CASES)
def test_a_case_that_nobody_could_play_through_is_refused_soon(bomb: str) -> None:
    text, rule = CASES[bomb]
    with bounded():
        draft, problems = check_text(text, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS)
    assert draft is None
    assert rule in {one.rule for one in problems}


RECORDING = "manual/06-response/06-recording.ar.md"
MARKDOWN = (
    "[",
    "[a](",
    "![a](b",
    "*_",
    "<a ",
    "&a",
    "1",
    "1.1",
    "A-",
    "{",
    "{term:a",
    "> ",
    "- ",
    "`",
    "^[",
    "[^a]",
    "|",
    "\\",
    "ﷺ",
)
LINES = (
    "::: must",
    "{#aaaa}",
    "# x",
    "|b",
    "a\n: b\n",
    "[^a]: x",
    "x\n",
    "- a",
    "1. a",
    "---",
    "```",
    "{ref:zzzz}",
)


@pytest.mark.parametrize("piece", [*MARKDOWN, *(f"{line}\n" for line in LINES)])
def test_no_text_of_a_section_makes_its_check_slow(piece: str) -> None:
    harmless = files()[RECORDING] + "\n{#aaaa}\n"
    for most in (3900, 30_000):
        with bounded():
            check(files() | {RECORDING: harmless + piece * (most // len(piece))})
    with bounded():
        _, problems = check(files() | {RECORDING: harmless + piece * (400_000 // len(piece))})
    assert "manual.too-large" in {one.rule for one in problems}
