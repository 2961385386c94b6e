"""Laws of phrases: every number comes back, however its words were written down."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.phrase import number, words

numbers = st.integers(0, 256**6 - 1)
GAPS = st.sampled_from([" ", "  ", ", ", "، ", " - ", "-", "–", "\n", "\t", "\u00a0", " . ", "؛", " / "])
MARKS = st.text(alphabet="\u064b\u064c\u064e\u064f\u0650\u0651\u0652\u0640\u200f\u200e\u200d", max_size=2)
SWAPS = {
    "ا": "اأإآٱ",
    "أ": "اأإ",
    "إ": "اأإ",
    "ة": "ةه",
    "ه": "هة",
    "ي": "يىی",
    "ئ": "ئيى",
    "ؤ": "ؤو",
    "ك": "كک",
}
FORMS: dict[str, list[str]] = {}
for code in range(0xFE80, 0xFEF5):
    FORMS.setdefault(unicodedata.normalize("NFKC", chr(code)), []).append(chr(code))


def disturbed(data: st.DataObject, word: str) -> str:
    """The word as somebody else would write it."""
    if word.isascii():
        cased = data.draw(st.sampled_from([str.upper, str.title, str.swapcase, str.lower]))(word)
        return data.draw(st.sampled_from([cased, "".join(chr(ord(sign) + 0xFEE0) for sign in cased)]))
    spelt = "".join(data.draw(st.sampled_from(SWAPS.get(letter, letter))) for letter in word)
    if data.draw(st.booleans()):
        spelt = "".join(data.draw(st.sampled_from(FORMS.get(letter, [letter]))) for letter in spelt)
    spelt = "".join(letter + data.draw(MARKS) for letter in spelt)
    return data.draw(st.sampled_from(["", "ال", "الـ", "اَل"])) + spelt


@given(numbers)
def test_every_number_comes_back_in_both_languages(value: int) -> None:
    for lang in ("ar", "en"):
        assert number(words(value, lang)) == value


@given(st.integers(1, 12).flatmap(lambda length: st.tuples(st.just(length), st.integers(0, 256**length - 1))))
def test_phrases_may_be_of_any_length(case: tuple[int, int]) -> None:
    length, value = case
    assert number(words(value, "ar", length=length), length=length) == value


@given(numbers, st.data())
@settings(max_examples=200, deadline=None)
def test_a_phrase_is_read_however_it_was_written_down(value: int, data: st.DataObject) -> None:
    columns = zip(words(value, "ar").split(), words(value, "en").split(), strict=True)
    written = [disturbed(data, data.draw(st.sampled_from(pair))) for pair in columns]
    text = written[0] + "".join(data.draw(GAPS) + word for word in written[1:])
    assert (
        number(
            data.draw(st.sampled_from(["", " ", "\n", "«"]))
            + text
            + data.draw(st.sampled_from(["", ".", " »"]))
        )
        == value
    )
    assert number(unicodedata.normalize("NFD", text)) == value


@given(numbers, st.integers(0, 5))
def test_a_word_too_few_or_too_many_is_no_phrase(value: int, place: int) -> None:
    spoken = words(value, "en").split()
    assert number(" ".join(spoken[:place] + spoken[place + 1 :])) is None
    assert number(" ".join([*spoken, spoken[place]])) is None


@given(st.text(max_size=200))
def test_any_text_is_a_number_of_the_range_or_none(text: str) -> None:
    for length in (1, 6):
        value = number(text, length=length)
        assert value is None or 0 <= value < 256**length


@given(numbers, st.integers(0, 5), st.data())
def test_one_slip_in_a_word_is_never_taken_for_another_word(
    value: int, place: int, data: st.DataObject
) -> None:
    spoken = words(value, "en").split()
    at = data.draw(st.integers(0, len(spoken[place]) - 1))
    spoken[place] = (
        spoken[place][:at]
        + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
        + spoken[place][at + 1 :]
    )
    assert number(" ".join(spoken)) in {value, None}
