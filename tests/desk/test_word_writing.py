"""What comes of a Word file is Markdown as the manual writes it: codes apart, footnotes, digits, signs as words."""

import pytest

from tests.web.small import files as small
from webapp.engine.manual import book as books
from webapp.engine.manual.check import check
from webapp.engine.word import proposal, reviewing, tree, writing
from webapp.engine.word.proposal import Manual


def run(*words: str) -> list[dict[str, object]]:
    spaced = [[{"t": "Str", "c": word}, {"t": "Space"}] for word in words]
    return [node for pair in spaced for node in pair][:-1]


def note(*words: str) -> dict[str, object]:
    return {"t": "Note", "c": [{"t": "Para", "c": run(*words)}]}


def head(*words: str) -> dict[str, object]:
    return {"t": "Header", "c": [1, ["", [], []], run(*words)]}


ARABIC = [
    *run("يبلّغ", "المعلّم", "خلال", "٢٤", "ساعة", "وفق", "النموذج", "a/b(2)", "والـــرمز", "{x}", "[y]"),
    note("حاشية"),
]
ENGLISH = [
    *run("The", "teacher", "reports", "within", "24", "hours", "on", "form", "a/b(2),", "sign", "{x}"),
    note("Note"),
]
TREE = {
    "blocks": [
        head("عنوان", "جديد"), head("A", "new", "title"),
        {"t": "Para", "c": ARABIC}, {"t": "Para", "c": ENGLISH},
        {"t": "BulletList", "c": [[{"t": "Plain", "c": run("#", "أولًا")}], [{"t": "Plain", "c": run("1.", "ثانيًا")}]]},
        {"t": "BulletList", "c": [[{"t": "Plain", "c": run("#", "First")}], [{"t": "Plain", "c": run("1.", "Second")}]]},
    ]
}  # fmt: skip


def proposed() -> dict[str, object]:
    found = tree.items(TREE)
    manual = Manual(books.read(small())[0], {"ar": {}, "en": {}})
    return proposal.propose(found.items, manual, {})


def test_a_new_section_passes_the_check_of_the_manual() -> None:
    made = proposed()
    (section,) = made["sections"]  # type: ignore[misc]  # one was written
    told = writing.files({**section, "id": "reporting/new-title"}, {}, {})
    held = {f"manual/07-reporting/02-new-title.{lang}.md": text for lang, text in told.items()}
    _book, problems = check(small() | held)
    ours = [one.rule for one in problems if "02-new-title" in one.where.path and one.severity == "error"]
    assert ours == []
    assert "خلال 24 ساعة" in told["ar"]
    assert "`a/b(2)`" in told["ar"]
    assert "والرمز" in told["ar"]
    assert "[^1]: حاشية" in told["ar"]
    assert "[^2]: Note" in told["en"]
    assert "(x)" in told["en"]
    assert "[`y]`" in told["ar"]


def test_a_title_with_signs_stays_one_value() -> None:
    (section,) = proposed()["sections"]  # type: ignore[misc]  # as above
    titles = {"ar": 'الرمز: "أ" # ب', "en": "no: yes"}
    told = writing.files({**section, "id": "reporting/new-title", "title": titles}, {}, {})
    held = {f"manual/07-reporting/02-new-title.{lang}.md": text for lang, text in told.items()}
    book = books.read(small() | held)[0]
    (one,) = [one for one in book.sections if one.id == "reporting/new-title"]
    assert (one.title.ar, one.title.en) == (titles["ar"], titles["en"])


def test_what_cannot_be_done_to_a_row_says_why() -> None:
    rows = proposed()["sections"][0]["rows"]  # type: ignore[index]  # as above
    parted = reviewing.part(rows, 0)
    assert reviewing.join(parted, 0)[0]["ar"] == rows[0]["ar"]
    for deed, at, why in (
        (reviewing.part, 0, "alone"),
        (reviewing.join, len(parted) - 1, "last"),
        (reviewing.split, 0, "short"),
    ):
        with pytest.raises(reviewing.NotPossible) as refused:
            deed(parted, at)
        assert refused.value.why == why
    halves = reviewing.split(rows, 1)
    assert [one["ar"]["text"] for one in halves[1:]] == ["- \\# أولًا", "- 1.\u00a0ثانيًا"]
    assert halves[1]["uid"] != halves[2]["uid"]
