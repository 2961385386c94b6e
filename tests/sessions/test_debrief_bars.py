"""Bars on a wall: whoever knows how many people there are cannot count one to four of them out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.engine.room.small import LEAST
from webapp.sessions import debrief_bars
from webapp.sessions.debrief_words import counted
from webapp.sessions.reveal import Bar, Reveal, RevealField


def shown(kind: str, counts: list[int], votes: int) -> tuple[debrief_bars.WallBar, ...]:
    bars = tuple(
        Bar("", str(place), count, "", is_best=False, is_critical=False) for place, count in enumerate(counts)
    )
    reveal = Reveal(votes if votes >= LEAST else None, (RevealField("?", kind, bars),), is_split=False)
    fields = debrief_bars.for_wall(reveal, [0])
    return fields[0].bars if fields else ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 20), min_size=2, max_size=6))
def test_no_number_of_few_stands_beside_an_answer(counts: list[int]) -> None:
    votes = sum(counts)
    bars = shown("one", counts, votes)
    assert all(bar.count is None or bar.count >= LEAST for bar in bars)
    told = {bar.text: bar.count for bar in bars if bar.told == "number"}
    assert all(counts[int(text)] == count for text, count in told.items())
    if votes < LEAST:
        assert bars == ()
    untold = [count for place, count in enumerate(counts) if str(place) not in told]
    assert sum(untold) == votes - sum(count or 0 for count in told.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(5, 40), st.data())
def test_a_box_tells_neither_few_who_ticked_it_nor_few_who_did_not(votes: int, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(0, votes), min_size=1, max_size=5))
    for bar, count in zip(shown("many", counts, votes), counts, strict=True):
        if bar.told == "number":
            assert bar.count == count
            assert counted(count, votes) == count
        else:
            assert bar.count is None
            assert bar.width in {debrief_bars.MOST, debrief_bars.SOME, "0%"}


def test_two_of_twenty_are_other_answers() -> None:
    bars = shown("one", [11, 7, 1, 1, 0], 20)
    assert {bar.told for bar in bars} == {"number", "others"}
    assert bars[0].count == 11


def test_only_the_questions_asked_for_are_shown() -> None:
    field = RevealField("?", "one", (Bar("", "a", 6, "", is_best=True, is_critical=False),))
    assert len(debrief_bars.for_wall(Reveal(6, (field, field), is_split=False), [1])) == 1


def test_feelings_of_fewer_than_five_are_nobodys() -> None:
    assert debrief_bars.words([("calm", 3), ("moved", 1)]) == ()
    assert debrief_bars.words([("calm", 6)])[0].count == 6
