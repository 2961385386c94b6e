import pytest

from webapp.engine.words.distance import distance
from webapp.engine.words.query import MOST_WORDS, asked, groups
from webapp.engine.words.vocabulary import Vocabulary, collect

TEXTS = (
    ("أثر الضرب على ذراع الطفل", "الغياب المتكرر عن المدرسة"),
    ("يصل البلاغ إلى الخط 1100 في ساعة", "المدرسة تبلغ اللجنة"),
    ("Report a bruise to the hotline", "repeated absence from school"),
    ("بمدرستهم كتاب", "legislation"),
)
VOCABULARY = collect(TEXTS)


def kinds(word: str, vocabulary: Vocabulary = VOCABULARY) -> dict[str, str]:
    (group,) = groups(word, vocabulary)
    return {one.stem: one.kind for one in group.alternatives}


def test_a_known_word_stands_for_itself_first() -> None:
    (group,) = groups("المدرسة", VOCABULARY)
    assert (group.alternatives[0].stem, group.alternatives[0].weight) == ("مدرس", 1.0)


def test_attached_letters_are_read_off_when_the_rest_is_known() -> None:
    assert kinds("لطفل")["طفل"] == "reading"
    assert kinds("وبكتاب")["كتاب"] == "reading"


def test_a_word_is_also_looked_for_with_a_letter_attached() -> None:
    assert kinds("مدرستهم")["بمدرس"] == "reverse"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("المدرسا", "مدرس"),
        ("bruize", "bruis"),
        ("brusie", "bruis"),
        ("legislaiton", "legisl"),
        ("الغاب", "غياب"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert meant in kinds(typed)


def test_a_known_word_is_never_corrected() -> None:
    assert "correction" not in kinds("الضرب").values()


def test_a_number_is_never_corrected() -> None:
    assert kinds("1101") == {}


def test_words_are_taken_as_written_when_asked() -> None:
    (group,) = groups("bruize", VOCABULARY, as_written=True)
    assert group.alternatives == ()


def test_words_without_a_subject_fall_away() -> None:
    assert [token.surface for token in asked("ما هو أثر الضرب على الطفل؟")] == ["أثر", "الضرب", "الطفل"]
    assert [token.surface for token in asked("What is a bruise?")] == ["bruise"]


def test_a_query_of_nothing_but_such_words_keeps_them() -> None:
    assert [token.surface for token in asked("من أين")] == ["من", "أين"]


def test_no_more_words_are_asked_than_can_be_answered_quickly() -> None:
    assert len(asked(" ".join(f"word{number}" for number in range(40)))) == MOST_WORDS


def test_a_word_written_twice_is_asked_once() -> None:
    assert len(asked("الغياب غياب وغياب")) == 1


def test_a_word_is_spelled_as_it_is_most_often_written() -> None:
    written = collect([["الغياب", "الغياب غياب"]])
    assert written.spelling("غياب") == "الغياب"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("ضرب", "ضرب", 0),
        ("ضرب", "ضب", 1),
        ("ضرب", "ضربة", 1),
        ("ضرب", "رضب", 1),
        ("child", "chlidd", 2),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips
