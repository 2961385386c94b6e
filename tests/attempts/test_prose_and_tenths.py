"""What is shown adds up, and reads as people write."""

from fractions import Fraction

from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from webapp.attempts.prose import paragraphs, record_lines, span
from webapp.attempts.tenths import WHOLE, apportion, reached, shown

LOSSES = st.lists(st.fractions(min_value=0, max_value=30, max_denominator=97), min_size=1, max_size=12)


@budget(deadline=None)
@given(losses=LOSSES)
def test_rows_as_shown_add_up_to_what_is_missing(losses: list[Fraction]) -> None:
    final = 100 - sum(losses, Fraction(0))
    tenths = reached(final)
    shares = apportion(losses, WHOLE - tenths)
    assert sum(shares) == WHOLE - tenths
    assert all(abs(share - loss * 10) < 1 for share, loss in zip(shares, losses, strict=True))


def test_a_score_is_never_rounded_up_to_the_next_band() -> None:
    assert shown(reached(Fraction(7999, 100))) == "79.9"
    assert shown(reached(Fraction(80))) == "80"
    assert shown(-95) == "-9.5"
    assert shown(0) == "0"


def test_time_is_said_in_two_units_at_most() -> None:
    assert span(96, "en") == "1 hour 36 minutes"
    assert span(0, "en") == "0 minutes"
    assert span(26 * 60 + 5, "en") == "1 day 2 hours"
    assert span(120, "ar") == "ساعتان"
    assert span(165, "ar", "object") == "ساعتين و45 دقيقة"
    days = {1: "يوم", 2: "يومان", 3: "3 أيام", 11: "11 يومًا", 100: "100 يوم"}
    assert {number: span(number * 24 * 60, "ar") for number in days} == days
    assert span(2 * 24 * 60 + 60, "ar", "object") == "يومين وساعة"


def test_somebodys_words_stand_apart() -> None:
    found = paragraphs("One.\n\n> Don't tell.\n> Please.\n\nTwo\nlines.\n")
    assert [(one.kind, one.text) for one in found] == [
        ("plain", "One."),
        ("said", "Don't tell. Please."),
        ("plain", "Two lines."),
    ]


def test_a_record_is_a_list_of_names_and_values() -> None:
    found = record_lines("Absence: 4 days\n09:31: a message")
    assert [(one.name, one.value) for one in found] == [("Absence", "4 days"), ("09:31", "a message")]
    assert record_lines("just a sentence") == ()
