"""The order of a dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.words.alphabet import shelves, sort_key

TERMS = st.lists(st.text(alphabet="ابتةهىيأإآءال abcxyz", min_size=1, max_size=8), max_size=12)


def test_the_article_does_not_count_and_a_short_word_keeps_its_letters():
    assert [letter for letter, _ in shelves(["النمر", "بيت", "أب"], str)] == ["ا", "ب", "ن"]
    assert sort_key("الم") == "الم"


def test_forms_of_a_letter_stand_together():
    assert shelves(["إهمال", "أثر", "آمن"], str) == (("ا", ("أثر", "آمن", "إهمال")),)


def test_english_words_stand_under_their_capital():
    assert shelves(["neglect", "Abuse", "need"], str) == (("A", ("Abuse",)), ("N", ("need", "neglect")))


@given(TERMS)
def test_nothing_is_lost_and_the_letters_come_in_order(terms: list[str]) -> None:
    found = shelves(terms, str)
    assert sorted(one for _, held in found for one in held) == sorted(terms)
    assert [letter for letter, _ in found] == sorted(letter for letter, _ in found)
