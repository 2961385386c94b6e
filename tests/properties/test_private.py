"""Laws of finding details: what is planted is found, prose is left alone, and no text costs more than its length."""

import datetime as dt
import pathlib
import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.engine.private import findings

PAGES = sorted((pathlib.Path(__file__).resolve().parents[2] / "manual").glob("*/*.md"))
PROSE = [row for page in PAGES for row in page.read_text(encoding="utf-8").splitlines() if row.strip()]
PUBLIC = {"1100", "9999", "1970", "80077444", "24218900"}
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
MARKS = ["\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u2066", "\u2069", "\u200c", "\u200d"]
SEPARATORS = [" ", "\u00a0", "\u202f", "-", "‑", "–", ".", "/", "ـ", *MARKS, " - ", "  ", "\u200f \u200e"]
AROUND = st.text(max_size=40) | st.sampled_from(PROSE) | st.just("")
CROWDED = AROUND | st.text(alphabet="0123456789٣+ .-/@aب\u200f", max_size=20)
CIVIL = st.integers(7, 10).flatmap(lambda size: st.text(alphabet="0123456789", min_size=size, max_size=size))
LOCAL = st.text(alphabet="0123456789", min_size=7, max_size=7)
PHONE = st.builds(
    "".join, st.tuples(st.sampled_from(["", "+968", "00968", "968"]), st.sampled_from("279"), LOCAL)
)
ABROAD = st.builds("+{}".format, st.text(alphabet="0123456789", min_size=8, max_size=15))
NAMES = st.text(alphabet="abzأحمد.", min_size=1, max_size=9).filter(lambda name: name.strip("."))
HOSTS = st.sampled_from(["example.om", "مثال.عمان", "mail.example.co.om", "xn--mgb9awbf.test"])
SIGNS = st.sampled_from(["@", " @ ", " (at) ", "(at)", " [at] ", "[AT]", " (@) ", "＠", "\u200f@\u200e"])
numbers = (CIVIL | PHONE | ABROAD).filter(lambda one: not one.endswith(("80077444", "24218900")))


def disguised(data: st.DataObject, number: str) -> str:
    """The number in one script or several, set apart as its owner likes."""
    shown = [data.draw(st.sampled_from(DIGITS))[int(sign)] if sign.isdecimal() else sign for sign in number]
    gaps = data.draw(
        st.lists(st.just("") | st.sampled_from(SEPARATORS), min_size=len(shown), max_size=len(shown))
    )
    return "".join(gap + sign if at else sign for at, (gap, sign) in enumerate(zip(gaps, shown, strict=True)))


def reads_otherwise(shown: str) -> bool:
    """Whether the eye would take it for dates, years, hours, marks or a public line."""
    seen = re.sub(f"[{''.join(MARKS)}]", "", shown)
    groups = ["".join(str(int(sign)) for sign in group) for group in re.findall(r"\d+", seen)]
    years = any(len(group) == 4 and group[:2] in {"13", "14", "19", "20"} for group in groups)
    pairs = re.search(r"\d{1,2}/\d{1,2}/\d\d(?!\d)|\d/\d+ \d+/\d|\d\.\d\d ?[-–ـ] ?\d", seen)
    return years or bool(pairs) or not PUBLIC.isdisjoint(groups)


def covered(text: str, start: int, end: int) -> bool:
    return any(one.start <= start and end <= one.end for one in findings(text))


@given(CROWDED, numbers, CROWDED, st.sampled_from(DIGITS))
@settings(max_examples=200, deadline=None)
def test_a_number_in_one_piece_is_found_wherever_it_stands(
    before: str, number: str, after: str, script: str
) -> None:
    shown = "".join(script[int(sign)] if sign.isdecimal() else sign for sign in number)
    digits = shown.removeprefix("+")
    start = len(before) + len(shown) - len(digits)
    assert covered(before + shown + after, start, start + len(digits))


@given(AROUND, numbers, AROUND, st.data())
@settings(max_examples=250, deadline=None)
def test_a_number_set_apart_in_any_way_is_found(
    before: str, number: str, after: str, data: st.DataObject
) -> None:
    shown = disguised(data, number)
    assume(not reads_otherwise(shown))
    first = re.search(r"\d", shown)
    assert first
    assert covered(before + shown + after, len(before) + first.start(), len(before) + len(shown))


@given(AROUND, NAMES, SIGNS, HOSTS, AROUND)
@settings(max_examples=200, deadline=None)
def test_an_address_is_found_wherever_it_stands(
    before: str, name: str, sign: str, host: str, after: str
) -> None:
    address = f"{name}{sign}{host}"
    start, end = len(before), len(before) + len(address)
    assert any(
        one.kind == "email" and one.start < end and start < one.end
        for one in findings(before + address + after)
    )


@given(st.text(max_size=30), st.emails(), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_an_address_as_mail_servers_allow_it_is_found(before: str, address: str, after: str) -> None:
    assert any(one.kind == "email" for one in findings(before + address + after))


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=6), st.sampled_from(sorted(PUBLIC)))
@settings(max_examples=100, deadline=None)
def test_prose_is_left_alone_with_a_public_line_beside_it(rows: list[str], line: str) -> None:
    assert findings("\n".join(rows)) == ()
    assert findings(f"{rows[0]} {line}، {rows[-1]}") == ()


def test_the_whole_manual_is_left_alone() -> None:
    assert len(PAGES) > 20
    assert [page.name for page in PAGES if findings(page.read_text(encoding="utf-8"))] == []


@given(
    st.dates(dt.date(1940, 1, 1), dt.date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y"]),
)
@settings(deadline=None)
def test_dates_of_our_years_are_left_alone(date: dt.date, shape: str) -> None:
    shown = date.strftime(shape)
    for one in (shown, re.sub(r"\b0", "", shown), shown.translate(str.maketrans(*DIGITS[:2]))):
        assert findings(f"{one}، 09:30") == ()


@given(st.text(alphabet=st.characters(), max_size=300) | CROWDED)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_finding_is_a_slice_of_it(text: str) -> None:
    found = findings(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(text[one.start : one.end] == one.found and one.found for one in found)


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1/", "111 ", "1100 ", "2025-", "+", "@", "a", "a.", "a@a.", "a (at) ", "a(", "1@", "\u200f", "a @ ",
     "4/11/2026-", "OMR ", "a (dot) ", "91234567 a@1 "],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def cost(size: int) -> float:
        text = (piece * size)[:size] + "\n"
        spent = []
        for _ in range(2):
            begun = time.process_time()
            findings(text)
            spent.append(time.process_time() - begun)
        return min(spent)

    assert cost(100_000) < 9 * max(cost(25_000), 0.002)  # four times the text; squared would be sixteen
