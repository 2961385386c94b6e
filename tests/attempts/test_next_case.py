"""What to practise next: one rule after the other, and each can be told apart from the others."""

from fractions import Fraction

from webapp.attempts.next_case import Advice, Offered, advise

TIMELY = Offered("timely", {"TIM": Fraction(1, 2), "SAF": Fraction(1, 2)})
SAFE = Offered("safe", {"TIM": Fraction(1, 10), "SAF": Fraction(9, 10)})
SILENT = Offered("silent", {"TIM": Fraction(0), "SAF": Fraction(1)})


def test_whoever_has_played_nothing_begins_with_the_easiest() -> None:
    assert advise([SAFE, TIMELY], {}, weakest="") == Advice("safe", "first")


def test_of_what_was_never_played_the_weakest_side_decides() -> None:
    found = advise([SILENT, SAFE, TIMELY], {"silent": "again"}, weakest="TIM")
    assert found == Advice("timely", "weakest", "TIM")


def test_a_case_that_has_nothing_of_the_weakest_side_is_only_one_not_played_yet() -> None:
    assert advise([SILENT, SAFE], {"safe": "secure"}, weakest="TIM") == Advice("silent", "not-played")


def test_when_all_were_played_the_lowest_band_comes_first_then_the_one_played_longest_ago() -> None:
    bands = {"safe": "secure", "timely": "developing", "silent": "again"}
    assert advise([SAFE, TIMELY, SILENT], bands, weakest="TIM") == Advice("silent", "not-secure")
    assert advise([SAFE, TIMELY], bands, weakest="TIM") == Advice("timely", "not-secure")
    secure = {"timely": "secure", "safe": "secure"}
    assert advise([SAFE, TIMELY], secure, weakest="SAF") == Advice("timely", "longest-ago")


def test_where_no_case_is_open_nothing_is_advised() -> None:
    assert advise([], {}, weakest="") is None
    assert advise([], {"gone": "again"}, weakest="SAF") is None
