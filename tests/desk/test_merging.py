"""Two changes to one text: both stay where they can, and where they cannot, neither is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.desk.merging import merge

WORDS = ("أبلغ", "خط", "الحماية", "report", "the", "child", "24", "،", ".", "\n- ")


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(texts(), texts(), texts())
def test_who_changed_nothing_gives_way_and_the_same_change_is_one(base: str, one: str, other: str) -> None:
    assert merge(base, base, other).text == other
    assert merge(base, one, base).text == one
    assert merge(base, one, one).text == one


@settings(max_examples=150, deadline=None)
@given(texts(), texts(), texts())
def test_the_pieces_hold_the_whole_of_all_three_texts(base: str, one: str, other: str) -> None:
    found = merge(base, one, other)
    if base not in (one, other) and one != other:
        assert "".join(piece.text for piece in found.pieces) == base
    swapped = merge(base, other, one)
    assert found.is_clean == swapped.is_clean
    if found.is_clean:
        assert found.text == swapped.text


@settings(max_examples=150, deadline=None)
@given(texts(), texts(), texts())
def test_no_word_that_somebody_put_in_is_missing(base: str, one: str, other: str) -> None:
    text = merge(base, one, other).text
    for typed in (one, other):
        new = [word for word in typed.split() if word not in base.split()]
        assert all(word in text.split() or word in text for word in new)


def test_changes_in_different_places_both_stay() -> None:
    base = "The first call must be to the line, and then to the committee of the governorate."
    one = base.replace("first call", "very first call")
    other = base.replace("governorate", "wilayat")
    found = merge(base, one, other)
    assert found.is_clean
    assert found.text == one.replace("governorate", "wilayat")


def test_a_place_that_both_changed_is_shown_with_both() -> None:
    found = merge("Report within 24 hours.", "Report within 12 hours.", "Report within 48 hours.")
    assert [(one.mine, one.theirs) for one in found.pieces if one.is_conflict] == [("12", "48")]
    assert not found.is_clean


def test_two_sentences_in_one_place_are_shown_one_after_the_other() -> None:
    found = merge("Call. End here.", "Call the police. End here.", "Call a colleague first. End here.")
    assert found.text == "Call the police a colleague first. End here."
