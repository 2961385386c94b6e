"""A section as rows: taking it apart and putting it together loses nothing, and a change changes one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.small import files
from webapp.engine.desk import operations, rows
from webapp.errors import BadInput

STEM = "manual/07-reporting/01-routes"
LINES = (
    *("", "  ", "{#ab2c}", "{#cd3e}", "text and more", "- one", "## Heading", "::: must", ":::", "---"),
    *("| a | b |", "|---|---|", "term", ": says", "[^1]: note", "> quoted", "    code", "{#bad", "title: x"),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(LINES), max_size=14))
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    head = draw(st.sampled_from(("", f"---{end}id: a/b{end}title: T{end}---{end}", f"---{end}open{end}")))
    return head + end.join(lines) + draw(st.sampled_from(("", end)))


def pair() -> dict[str, rows.Side]:
    held = files()
    return rows.pair_of({path: held[path] for path in (f"{STEM}.ar.md", f"{STEM}.en.md")})


def keys(sides: rows.Pair) -> list[str]:
    return [row.key for row in rows.rows(sides)]


@settings(max_examples=150, deadline=None)
@given(texts())
def test_a_file_taken_apart_and_put_together_is_the_same_byte_for_byte(text: str) -> None:
    side = rows.apart(text)
    assert rows.together(side) == text
    assert not any(one.text.strip() == "" for one in side.items)


@settings(max_examples=80, deadline=None)
@given(texts(), st.integers(0, 20), st.sampled_from(("new words", "two\n\nblocks", "- a\n- b")))
def test_replacing_one_text_changes_nothing_else(text: str, at: int, new: str) -> None:
    side = rows.apart(text)
    if not side.items:
        return
    at %= len(side.items)
    old = side.items[at]
    made = rows.together(rows.replaced(side, at, new))
    whole = f"{old.gap}{old.mark}{old.text}{old.end}"
    before = side.head + "".join(rows.together(rows.Side("", (one,), "")) for one in side.items[:at])
    assert made.startswith(before + old.gap + old.mark)
    assert made.endswith(text[len(before) + len(whole) - len(old.end) :])
    assert rows.replaced(side, at, old.written) == side


@settings(max_examples=80, deadline=None)
@given(texts(), texts())
def test_every_item_of_both_languages_is_in_exactly_one_row(arabic: str, english: str) -> None:
    sides = {"ar": rows.apart(arabic), "en": rows.apart(english)}
    found = rows.rows(sides)
    for lang, side in sides.items():
        assert sorted(row.at[lang] for row in found if lang in row.at) == list(range(len(side.items)))
    assert len({row.key for row in found}) == len(found)
    assert rows.rows({}) == ()


def test_twins_stand_in_one_row_and_headings_by_their_place() -> None:
    found = rows.rows(pair())
    assert all(set(row.at) == {"ar", "en"} for row in found)
    assert [row.key for row in found][:3] == ["f7ra", "f7ra-1", "p7k2"]


def test_a_title_and_the_front_matter_change_alone() -> None:
    side = pair()["ar"]
    changed = rows.with_title(side, "عنوان: آخر")
    assert rows.title(changed) == "عنوان: آخر"
    assert rows.front(changed) == rows.front(side)
    assert changed.items == side.items
    assert rows.with_title(side, rows.title(side)) == side
    assert rows.with_front(side, rows.front(side)) == side
    told = rows.front(side).replace("roles: [teacher]", "roles: [principal]")
    assert "principal" in rows.with_front(side, told).head
    assert rows.title(rows.with_front(side, told)) == rows.title(side)


def test_a_row_is_split_in_both_languages_and_merged_again() -> None:
    sides = pair()
    texts_ = dict.fromkeys(sides, f"ab {operations.CUT} cd")
    for lang in sides:
        row = operations.find(sides, "m3xd")
        sides[lang] = rows.replaced(sides[lang], row.at[lang], texts_[lang])
    split = operations.split(sides, "m3xd")
    at = keys(split).index("m3xd")
    assert keys(split)[at : at + 2] == ["m3xd", "m3xd-1"]
    for lang, side in split.items():
        row, below = rows.rows(split)[at : at + 2]
        assert (side.items[row.at[lang]].text, side.items[below.at[lang]].text) == ("ab", "cd")
    merged = operations.merge(split, "m3xd")
    assert keys(merged) == keys(sides)
    with pytest.raises(BadInput):
        operations.split(pair(), "m3xd")


def test_a_statement_of_duty_that_is_split_says_its_basis_in_both_parts() -> None:
    sides = pair()
    row = operations.find(sides, "p7k2")
    for lang, side in sides.items():
        told = side.items[row.at[lang]].written.removesuffix("\n:::")
        sides[lang] = rows.replaced(side, row.at[lang], f"{told} {operations.CUT} more\n:::")
    split = operations.split(sides, "p7k2")
    opening = [one.text.split("\n")[0] for one in split["ar"].items if one.name == "must"]
    assert opening == ["::: must basis=law source=S1 article=91"] * 2
    assert operations.merge(split, "p7k2")["en"].items[row.at["en"]].text.endswith("more\n:::")


def test_a_row_moves_in_both_files_and_back() -> None:
    sides = pair()
    down = operations.move(sides, "m3xd", 1)
    assert keys(down).index("m3xd") == keys(sides).index("m3xd") + 1
    assert rows.files_of(operations.move(down, "m3xd", -1), STEM) == rows.files_of(sides, STEM)


def test_a_row_is_added_and_removed_and_a_missing_twin_is_laid_out() -> None:
    sides = pair()
    added = operations.add(sides, "m3xd", "must")
    at = keys(added).index("m3xd") + 1
    assert keys(added)[at] == "m3xd-1"
    assert operations.remove(added, "m3xd-1") == sides
    row = operations.find(sides, "d4ls")
    lone = dict(sides) | {"en": rows.replaced(sides["en"], row.at["en"], "")}
    assert set(operations.find(lone, "d4ls").at) == {"ar"}
    both = operations.twin(lone, "d4ls")
    made = both["en"].items[operations.find(both, "d4ls").at["en"]]
    assert made.mark == "{#d4ls}\n"
    assert made.kind == "table"
    assert "{clock:CL-SEEN high}" in made.text
