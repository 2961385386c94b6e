"""The list of words, and phrases as people write and read them out."""

import itertools

import pytest

from webapp.engine.phrase import number, words
from webapp.engine.phrase_words import PAIRS
from webapp.engine.words.distance import distance
from webapp.engine.words.normal import normal

ARABIC = [normal(arabic) for arabic, _ in PAIRS]
ENGLISH = [english for _, english in PAIRS]
# Letters that a bad line, or another dialect, makes alike.
SOUNDS = str.maketrans("صطضظذثحقغ", "ستدددسهكخ")
N = 0x4A11_0C9F_0203


def test_there_are_256_pairs() -> None:
    assert len(PAIRS) == 256
    assert len(set(ARABIC)) == len(set(ENGLISH)) == 256


@pytest.mark.parametrize("spelt", [ARABIC, ENGLISH])
def test_no_two_words_are_one_slip_apart(spelt: list[str]) -> None:
    near = [
        pair
        for pair in itertools.combinations(spelt, 2)
        if abs(len(pair[0]) - len(pair[1])) < 2 and distance(*pair) < 2
    ]
    assert near == []


def test_no_two_arabic_words_sound_alike() -> None:
    assert len({word.translate(SOUNDS) for word in ARABIC}) == 256


def test_words_are_short_plain_and_without_the_article() -> None:
    assert [
        word for word in ENGLISH if not (word.isascii() and word.islower() and 3 <= len(word) <= 11)
    ] == []
    assert [word for word, _ in PAIRS if not (word.isalpha() and 3 <= len(word) <= 8)] == []
    assert [word for word in ARABIC if word.startswith("ال")] == []


def test_a_number_is_six_words_and_the_languages_run_side_by_side() -> None:
    assert words(0, "en") == " ".join([ENGLISH[0]] * 6)
    assert words(258, "ar").split()[-2:] == [PAIRS[1][0], PAIRS[2][0]]
    assert words(256**6 - 1, "en") == " ".join([ENGLISH[255]] * 6)
    assert words(7, "en", length=2) == f"{ENGLISH[0]} {ENGLISH[7]}"


@pytest.mark.parametrize("wrong", [-1, 256**6])
def test_a_number_that_does_not_fit_is_refused(wrong: int) -> None:
    with pytest.raises(OverflowError):
        words(wrong, "ar")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("boat palm", 2),
        ("Boat, PALM.", 2),
        ("  boat\u00a0-\npalm  ", 2),
        ("القارب، والنخلة", 0),
        ("القارب، النخلة", 2),
        ("قارب–palm", 2),
        ("قَارِبٌ نَخْلَةٌ", 2),
        ("قـــارب نخله", 2),
        ("ﻗﺎﺭﺏ ﻧﺨﻠﺔ", 2),
        ("ｂｏａｔ \u200fنخلة\u200e", 2),
        ("boat", 0),
        ("boat palm boat", 0),
        ("boat plam", 0),
        ("boatpalm", 0),
        ("boat 1 palm", 0),
        ("ال boat palm", 0),
        ("", 0),
    ],
)
def test_a_phrase_is_read_as_people_write_it_or_not_at_all(text: str, value: int) -> None:
    boat, palm = ENGLISH.index("boat"), ENGLISH.index("palm")
    assert number(text, length=2) == (boat * 256 + palm if value else None)


def test_a_phrase_can_change_language_halfway() -> None:
    halves = words(N, "ar").split()[:3] + words(N, "en").split()[3:]
    assert number(" ".join(halves)) == N


def test_hamza_can_be_left_out_or_sit_elsewhere() -> None:
    assert number("شاطىء اسد", length=2) == number("شاطئ أسد", length=2) is not None
    assert number("لولؤة اريكه", length=2) == number("لؤلؤة أريكة", length=2) is not None
