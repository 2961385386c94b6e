"""Laws of the difference between two editions: nothing is lost in it, and no word is cut."""

import itertools
import re

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.engine.manual.changes import moved, together
from webapp.engine.manual.isolate import runs
from webapp.engine.manual.word_diff import word_diff
from webapp.engine.words.tokens import MARKS

WORDS = st.sampled_from(
    [
        "يجب", "أن", "يُبلِّغَ", "المعلّمُ", "دليلًا", "برهانًا", "اللّجنةَ", "خلال", "و", "الطفل", "report", "the",
        "child's", "proof", "24", "24\u064b", "1100", "13:00", "§7.1.4", "RD 22/2014", "62(1)(a)", "CL-SEEN", "24/7", "،", ".", "«", "(",
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = SENTENCES | st.text(max_size=40) | st.lists(WORDS | st.text(max_size=3), max_size=12).map("".join)
ORDERS = st.lists(st.sampled_from("abcdefghijkl"), unique=True, max_size=12)


def without(kind, pieces):
    return "".join(one.text for one in pieces if one.kind != kind)


@given(TEXTS, TEXTS)
def test_without_what_was_added_the_old_text_is_left_and_without_what_was_removed_the_new(old, new):
    pieces = word_diff(old, new)
    assert without("added", pieces) == old
    assert without("removed", pieces) == new
    assert all(one.text for one in pieces)


@given(TEXTS)
def test_a_text_that_stays_is_one_piece(text):
    assert [(one.kind, one.text) for one in word_diff(text, text)] == ([("same", text)] if text else [])


@given(TEXTS, TEXTS)
def test_what_stands_side_by_side_is_never_the_same_kind_and_removed_comes_before_added(old, new):
    kinds = [one.kind for one in word_diff(old, new)]
    assert not any(one == other for one, other in itertools.pairwise(kinds))
    assert ("added", "removed") not in itertools.pairwise(kinds)


@given(SENTENCES, SENTENCES)
@example("خلال 24 ساعة", "خلال 24\u064b ساعة")
def test_no_word_loses_its_marks_and_no_number_or_code_is_cut(old, new):
    pieces = word_diff(old, new)
    assert not [one for one in pieces if re.match(f"[{MARKS}]", one.text)]
    for kind, text in (("added", old), ("removed", new)):
        ends, at = set(), 0
        for one in pieces:
            if one.kind != kind:
                at += len(one.text)
                ends.add(at)
        inside = {place for start, end in runs(text) for place in range(start + 1, end)}
        assert not ends & inside


@given(SENTENCES, SENTENCES, SENTENCES)
def test_what_was_put_in_between_is_all_that_is_marked(first, between, last):
    pieces = word_diff(f"{first} {last}", f"{first} {between} {last}")
    assert not [one for one in pieces if one.kind == "removed" and one.text.strip()]


@given(ORDERS, ORDERS)
def test_without_the_moved_blocks_both_orders_are_one_and_no_fewer_would_do(old, new):
    gone = moved(old, new)
    shared = set(old) & set(new)
    assert gone <= shared
    stays = [one for one in old if one in shared - gone]
    assert stays == [one for one in new if one in shared - gone]
    longest: dict[str, int] = {}
    for at, one in enumerate(new):
        if one in shared:
            rising = [longest[other] for other in new[:at] if other in old[: old.index(one)]]
            longest[one] = 1 + max(rising, default=0)
    assert len(stays) == max(longest.values(), default=0)


@given(ORDERS, ORDERS)
def test_laid_together_every_block_stands_once_and_the_new_order_holds(old, new):
    both = together(old, new)
    assert len(both) == len(set(both)) == len(set(old) | set(new))
    assert [one for one in both if one in new] == new
    for place, one in enumerate(both):
        if one not in new:
            before = [other for other in old[: old.index(one)] if other in new]
            assert set(both[:place]) >= set(before[-1:])
