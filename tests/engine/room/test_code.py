"""Codes to join with: every number comes back, however its code was typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from webapp.engine.room.code import CODES, LETTERS, code, has_lookalike, read, spaced

numbers = st.integers(0, CODES - 1)
DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]


@settings(max_examples=50, deadline=None)
@given(numbers, numbers)
def test_every_number_has_a_code_of_its_own(one: int, other: int) -> None:
    assert (code(one) == code(other)) == (one == other)
    assert sum(LETTERS.index(letter) * 32**place for place, letter in enumerate(code(one)[::-1])) == one


@settings(max_examples=50, deadline=None)
@given(numbers, st.data())
@example(0, None)
@example(CODES - 1, None)
def test_a_code_is_read_however_it_was_typed(number: int, data: st.DataObject | None) -> None:
    meant = code(number)
    assert read(meant) == read(spaced(meant.lower())) == meant
    for digits in DIGITS:
        assert read(meant.translate(str.maketrans("0123456789", digits))) == meant
    wide = "".join(chr(ord(one) + 0xFEE0) for one in spaced(meant).lower() if one != " ")
    assert read(f"\u2067 {wide}\u2069\n") == meant
    if data is not None:
        gap = data.draw(st.sampled_from([" ", "-", "–", " - ", "\u00a0", "\u200f", "ـ", "\t"]))
        assert read(gap.join(meant)) == meant


@pytest.mark.parametrize("text", ["", "7K4M2", "7K4M2PP", "7K4 M2!", "7K4M2ß", "7K4M2ı", "7K4M2²", "٧ك٤م٢ب"])
def test_anything_else_is_no_code(text: str) -> None:
    assert read(text) is None
    assert not has_lookalike(text)


@pytest.mark.parametrize("text", ["7K4M20", "7K4 M2o", "1K4-M2P", "7k4m2i", "٠K4M2P", "۱", "７Ｋ４Ｍ２Ｏ"])
def test_look_alikes_are_told_and_never_guessed(text: str) -> None:
    assert read(text) is None
    assert has_lookalike(text)


@pytest.mark.parametrize("number", [-1, CODES])
def test_no_other_number_has_a_code(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        code(number)


def test_a_code_is_shown_in_two_halves() -> None:
    assert spaced("7K4M2P") == "7K4 M2P"
