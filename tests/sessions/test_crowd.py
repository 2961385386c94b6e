"""Everybody's ways through a case of their own pace, counted step by step as from the beginning."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOON
from tests.properties.made_scenarios import scenarios
from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.engine.clocks import Limit
from webapp.engine.room.small import Count
from webapp.engine.scenario.build import build
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.engine.scenario.schema import read
from webapp.sessions import decision_map, reveal
from webapp.sessions.crowd import Crowd
from webapp.sessions.reveal import Bar, Reveal, RevealField
from webapp.sessions.walks import Walk, Walker, walked
from webapp.sessions.watching import Taken
from webapp.settings import ROOT

LIMITS = (
    Limit("CL-REPORT", "medium", 1, "hour", "starter", "d4ls"),
    Limit("CL-ACK", "medium", 1, "working_day", "starter", "d4ls"),
)
START = Walk((), (), NOON)


def draw_way(scenario: Scenario, data: st.DataObject) -> tuple[str, ...]:
    """Draw some answers from the beginning, as they are kept."""
    path: tuple[str, ...] = ()
    for _ in range(data.draw(st.integers(0, 4))):
        play = attempt_service.replayed(scenario, path)
        if play.ended:
            break
        choice = {
            field.id: data.draw(st.sampled_from(list(kind_of(field).ways(field))))
            for field in fields_of(play.scene)
        }
        path = (*path, attempts.write_choice(choice))
    return path


def walk(scenario: Scenario, path: Sequence[str], known: Walk = START) -> Walk:
    taken = [Taken(1, text, NOON + dt.timedelta(minutes=place)) for place, text in enumerate(path, start=1)]
    return walked(scenario, known, taken)


def together(walks: Sequence[Walk]) -> list[Walker]:
    return [Walker(person, is_finished=False, walk=one) for person, one in enumerate(walks)]


def told(crowd: Crowd) -> tuple[object, ...]:
    """Return what a crowd counts, but not whose words stand for all that came by."""
    found = crowd.counted()
    stops = [dataclasses.replace(one, before=None) for one in found.stops]
    return stops, found.moves, found.clocks, found.latest


@settings(max_examples=15, deadline=None)
@given(scenario=scenarios(), data=st.data())
def test_who_is_followed_step_by_step_is_counted_as_from_the_beginning(
    scenario: Scenario, data: st.DataObject
) -> None:
    ways = [draw_way(scenario, data) for _ in range(3)]
    followed, walks = Crowd(scenario), [START] * len(ways)
    for length in range(5):
        walks = [walk(scenario, way[:length], known) for way, known in zip(ways, walks, strict=True)]
        followed.follow(together(walks))
    if data.draw(st.booleans()):
        walks.pop()
        followed.follow(together(walks))
    at_once = Crowd(scenario)
    at_once.follow(together([walk(scenario, way) for way in ways[: len(walks)]]))
    assert told(followed) == told(at_once)


def test_who_passes_a_repair_by_stays_in_their_lane_and_is_not_counted_there() -> None:
    draft, problems = read((ROOT / "docs/worked-case.yaml").read_text("utf-8"), "worked-case.yaml")
    assert draft is not None, problems
    scenario = build(draft, LIMITS, ())
    first, form = (attempts.write_choice(expert_choice(scenario.scenes[name])) for name in ("burn", "form"))
    astray = attempts.write_choice({"first": ("uncle",)})
    crowd = Crowd(scenario)
    crowd.follow(together([walk(scenario, way) for way in (*[(first, form)] * 6, (astray,))]))
    found = crowd.counted()
    places = [stop.scene.id for stop in found.stops]
    assert places[:3] == ["burn", "uncle-coming", "form"]
    assert found.moves[0] == {("best", "best"): 6, ("best", "critical"): 1}
    assert found.moves[1] == {("best", "best"): 6}
    rows = decision_map.rows(found.stops, found.moves, "en", people=7, seed="x")
    assert (rows[1].is_repair, rows[1].votes, rows[1].here) == (True, Count(0), Count(None, few=True))


def test_everybodys_screen_shows_no_number_of_one_to_four() -> None:
    bars = tuple(
        Bar(letter, "", count, f"{10 * count}.0%", is_best=False, is_critical=False)
        for letter, count in zip("ABC", (6, 4, 0), strict=True)
    )
    shown = reveal.for_everybody(Reveal(10, (RevealField("", "one", bars),), is_split=False))
    assert [(bar.count, bar.width) for bar in shown.fields[0].bars] == [
        (6, "60.0%"),
        (None, "25.0%"),
        (0, "0.0%"),
    ]
