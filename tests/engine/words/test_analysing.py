import pytest

from webapp.engine.words.analyse import analyse, majority
from webapp.engine.words.normal import normal


def words(text: str) -> list[str]:
    return [token.normal for token in analyse(text)]


def stems(text: str) -> list[str]:
    return [token.stem for token in analyse(text)]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("المَدْرَسَةُ", "المدرسه"),
        ("المـــدرسة", "المدرسه"),
        ("أسرة", "اسره"),
        ("إساءة", "اساه"),
        ("آثار", "اثار"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("طوارئ", "طواري"),
        ("١١٠٠", "1100"),
        ("۱۱۰۰", "1100"),
        ("Café", "cafe"),
        ("child's", "child"),
        ("child’s", "child"),
        ("ﻻ", "لا"),
    ],
)
def test_one_word_written_in_two_ways_is_compared_as_one(written: str, same: str) -> None:
    assert normal(written) == same


def test_vowel_marks_and_invisible_signs_never_split_a_word() -> None:
    assert words("كَتَبَ\u200fهُ") == ["كتبه"]
    assert len(analyse("بَ\u0651لَّغَ")) == 1


def test_a_surface_is_what_stands_in_the_text() -> None:
    text = "أَبلِغْ الخط ١١٠٠، أو 9999."
    for token in analyse(text):
        assert text[token.start : token.end] == token.surface


def test_a_number_glued_to_an_arabic_letter_is_a_word_of_its_own() -> None:
    assert words("بالشرطة 9999 و1100") == ["بالشرطه", "9999", "و", "1100"]


def test_a_dotted_number_is_kept_whole_and_in_parts() -> None:
    assert words("§7.1.4") == ["7.1.4", "7", "1", "4"]


def test_a_name_with_humps_is_kept_whole_and_in_parts() -> None:
    assert words("McDonald") == ["mcdonald", "mc", "donald"]


@pytest.mark.parametrize(
    "family",
    [
        "مدرسة المدرسة والمدرسة بالمدرسة للمدرسة مدرستهم",
        "معلم المعلمون المعلمين ومعلميهم",
        "بلاغ البلاغ بلاغات والبلاغات بلاغها",
        "school schools School's",
        "report reported reporting",
    ],
)
def test_forms_of_one_word_meet_in_one_stem(family: str) -> None:
    assert len(set(stems(family))) == 1


@pytest.mark.parametrize("word", ["بيت", "كتاب", "ولد", "سلم", "فصل", "لعب", "والد"])
def test_a_letter_that_belongs_to_the_word_is_not_cut_off(word: str) -> None:
    assert stems(word) == [word]


def test_each_word_goes_by_its_own_script() -> None:
    assert [token.script for token in analyse("نموذج report 12")] == ["arabic", "latin", "number"]


@pytest.mark.parametrize(
    ("text", "script"),
    [("اثر ضرب", "arabic"), ("bruise", "latin"), ("1100", None), ("", None), ("عن of", None)],
)
def test_a_query_is_in_the_script_most_of_its_letters_are_in(text: str, script: str | None) -> None:
    assert majority(analyse(text)) == script


def test_punctuation_alone_holds_no_words() -> None:
    assert analyse("«…»، — ؟ ء ـ \u200f") == ()
