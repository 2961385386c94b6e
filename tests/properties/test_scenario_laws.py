"""Laws of every scenario, held on generated ones against a slow reading of the rules."""

import itertools
import json
from collections import defaultdict
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.engine.clocks import Limit, due
from webapp.engine.scenario import chance, rules
from webapp.engine.scenario.build import build
from webapp.engine.scenario.casetime import MINUTE
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import DIMENSIONS
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import expert, replay
from webapp.engine.scenario.schema import read
from webapp.engine.scenario.score import from_json, score, to_json
from webapp.engine.scenario.values import reach_of, value_at
from webapp.engine.scenario.worth import worth_of

WORDS = {"ar": "كلمة", "en": "word"}
LIMITS = [
    Limit("CL-HOUR", "high", 1, "hour", "starter", "aaaa"),
    Limit("CL-WORK", "high", 1, "working_day", "starter", "aaaa"),
]
FACTS = ("f0", "f1", "f2")
MINUTES = st.sampled_from([0, 5, 20, 50, 90, 1500])
SOME = settings(max_examples=25, deadline=None)


@st.composite
def answers(draw, kind):
    made = {}
    for number in range(draw(st.integers(2, 3))):
        one = {
            "text": WORDS,
            "because": WORDS,
            "cite": ["aaaa"],
            "set": draw(st.lists(st.sampled_from(FACTS), max_size=2, unique=True)),
        }
        if kind == "one":
            low, high = (1, 3) if number == 0 else (-2, 1)
            one |= {"minutes": str(draw(MINUTES) if number else 5)}
            one |= {
                "credit": {
                    code: str(draw(st.integers(low, high)))
                    for code in draw(st.sets(st.sampled_from(DIMENSIONS), min_size=1, max_size=2))
                }
            }
        if number == 0:
            one["expert"] = "true"
        elif kind == "many" and draw(st.booleans()):
            one["harmful"] = "true"
        if number and draw(st.integers(0, 3)) == 0:
            one["critical"] = draw(
                st.sampled_from(
                    [{"class": "C1", "repaired": "f2", "within": "60"}, {"class": "C2"}, {"class": "C3"}]
                )
            )
        made[f"a{number}"] = one
    return made


@st.composite
def fields(draw):
    made = {"q": {"kind": "one", "ask": WORDS, "answers": draw(answers("one"))}}
    if draw(st.integers(0, 3)) == 0:
        made["m"] = {
            "kind": "many",
            "ask": WORDS,
            "credit": {"DOC": "2"},
            "minutes": "5",
            "cite": ["aaaa"],
            "answers": draw(answers("many")),
        }
    return made


@st.composite
def conditions(draw):
    simple = st.one_of(
        st.sampled_from(FACTS).map(lambda fact: {"fact": fact}),
        st.sampled_from(["running", "met", "late"]).map(lambda state: {"clock": "c", "is": state}),
        st.sampled_from(["before", "after"]).map(lambda word: {word: "noon"}),
        st.just({"answered": {"scene": "s0", "field": "q", "answer": "a1"}}),
    )
    one = draw(simple)
    return {"not": one} if draw(st.booleans()) else {"any": [one, draw(simple)]}


@st.composite
def scenarios(draw):
    """A scenario of three to five scenes, in which a scene may lead to any later one."""
    names = [f"s{number}" for number in range(draw(st.integers(3, 5)))]
    scenes = {}
    for place, name in enumerate(names):
        later = [*names[place + 1 :], "end"]
        follow = [{"go": later[0]}]
        if draw(st.booleans()):
            follow.insert(0, {"if": draw(conditions()), "go": draw(st.sampled_from(later))})
        scenes[name] = {"title": WORDS, "story": WORDS, "next": follow}
        scenes[name]["decision"] = {
            "title": WORDS,
            "key": draw(st.sampled_from(["true", "false"])),
            "fields": draw(fields()),
        }
    scenes["end"] = {"title": WORDS, "ending": {"outcome": "safe", "text": WORDS}}
    clock = {
        "title": WORDS,
        "clock": draw(st.sampled_from(["CL-HOUR", "CL-WORK"])),
        "risk": "high",
        "stops": "f1",
        "points": "3",
    }
    clock["starts"] = draw(st.sampled_from(["start", "f0"]))
    if draw(st.booleans()):
        clock["runs_out"] = names[-1]
    text = {
        "format": "1", "id": "made", "access": "open", "role": {"id": "r", "gender": "female", "title": WORDS},
        "harm": ["h"], "risk": "high", "sectors": ["s"], "difficulty": "1", "minutes": "5",
        "starts": "2026-10-15T09:00+04:00", "title": WORDS, "summary": WORDS, "setting": WORDS, "note": WORDS,
        "facts": list(FACTS), "events": {"noon": {"at": "2026-10-15T10:00+04:00", "title": WORDS}},
        "clocks": {"c": clock}, "start": "s0", "scenes": scenes,
    }  # fmt: skip
    draft, problems = read(json.dumps(text, ensure_ascii=False), "made.yaml")
    assert draft is not None, problems
    return build(draft, LIMITS, [])


def plays(scenario):
    """Every play with its probability under chance, by trying everything."""
    waiting = [((), Fraction(1))]
    while waiting:
        choices, share = waiting.pop()
        play = replay(scenario, choices)
        if play.ended:
            yield play, share
            continue
        asked = fields_of(play.scene)
        ways = list(itertools.product(*(list(kind_of(field).ways(field)) for field in asked)))
        for picks in ways:
            choice = {field.id: pick for field, pick in zip(asked, picks, strict=True)}
            waiting.append(((*choices, choice), share / len(ways)))


def collected(play):
    """The points of a play read off its answers and clocks alone."""
    credit = defaultdict(Fraction)
    for step in play.steps:
        key = 2 if step.scene.decision.key else 1
        for field, answers in step.answers:
            for code, one in kind_of(field).credit(field, tuple(answer.id for answer in answers)).items():
                credit[code] += key * one
    for clock, reading in zip(play.scenario.clocks, play.clocks, strict=True):
        if reading.stopped_at is not None:
            span = _second(play, reading) - reading.due_at
            over = max(reading.stopped_at - reading.due_at, span * 0)
            credit["TIM"] += clock.points * max(Fraction(0), 1 - Fraction(over // MINUTE, span // MINUTE))
    rates = worth_of(play.scenario).rates
    return sum((credit[code] * rate for code, rate in zip(DIMENSIONS, rates, strict=True)), Fraction(0))


def _second(play, reading):
    return due(reading.started_at, reading.limit, play.scenario.holidays, times=2)


def best_of(scenario):
    reach = reach_of(scenario)
    return Fraction(reach.values[reach.start].total) / reach.scale


@SOME
@given(scenarios())
def test_the_ledger_adds_up_on_every_play(scenario):
    assume(best_of(scenario) == 100)
    for play, _ in itertools.islice(plays(scenario), 60):
        result = score(scenario, play)
        assert result.raw == collected(play)
        assert (
            sum(row.loss for row in result.rows) + sum(one.points for one in result.caps)
            == 100 - result.final
        )
        assert all(row.loss >= 0 and sum(row.by_dimension.values()) == row.loss for row in result.rows)
        assert from_json(to_json(result)) == result
        assert 0 <= result.final <= result.raw or result.final == 0
        assert all(one.score is None or 0 <= one.score <= 100 for one in result.dimensions)


@SOME
@given(scenarios())
def test_the_value_of_the_start_is_the_best_of_all_plays(scenario):
    everything = list(itertools.islice(plays(scenario), 800))
    assume(len(everything) < 800)
    assert best_of(scenario) == max(collected(play) for play, _ in everything)
    assert collected(expert(scenario)) in (0, 100)


@SOME
@given(scenarios())
def test_an_ending_has_no_value_and_choices_make_the_play(scenario):
    for play, _ in itertools.islice(plays(scenario), 40):
        assert value_at(scenario, play.states[-1]).total == 0
        kept = json.loads(json.dumps([step.choice for step in play.steps]))
        assert replay(scenario, kept) == play


@SOME
@given(scenarios())
def test_chance_is_the_mean_of_all_plays(scenario):
    everything = list(itertools.islice(plays(scenario), 500))
    assume(len(everything) < 500)
    assume(best_of(scenario) == 100)
    scored = [(score(scenario, play), share) for play, share in everything]
    seen = chance.outlook(scenario, chance.chance)
    assert sum(share for _, share in scored) == 1
    assert sum(seen.bands.values()) == 1
    assert seen.mean == sum(one.final * share for one, share in scored)
    assert chance.expected_raw(scenario, chance.chance) == sum(one.raw * share for one, share in scored)
    for band in ("secure", "developing", "again"):
        assert seen.bands[band] == sum(share for one, share in scored if one.band == band)
    finals = chance.finals(scenario, chance.chance)
    assert sum(finals.values()) == 1
    assert all(finals[one.final] for one, _ in scored)
    assert scored[0][0].rules == rules.RULES
