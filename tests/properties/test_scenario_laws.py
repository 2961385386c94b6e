"""Laws of every scenario, held on generated ones against a slow reading of the rules."""

import itertools
import json
from collections import defaultdict
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.properties.made_scenarios import built, scenarios, texts
from webapp.engine.clocks import due
from webapp.engine.scenario import chance, rules
from webapp.engine.scenario.casetime import MINUTE
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import DIMENSIONS
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import expert, replay, take
from webapp.engine.scenario.score import from_json, score, to_json
from webapp.engine.scenario.values import reach_of, value_at
from webapp.engine.scenario.verify import Paths, verify
from webapp.engine.scenario.worth import worth_of

SOME = settings(max_examples=20, deadline=None)


def plays(scenario):
    """Every play with its probability under chance, by trying everything."""
    waiting = [(replay(scenario, ()), Fraction(1))]
    while waiting:
        play, share = waiting.pop()
        if play.ended:
            yield play, share
            continue
        asked = fields_of(play.scene)
        ways = list(itertools.product(*(list(kind_of(field).ways(field)) for field in asked)))
        for picks in ways:
            choice = {field.id: pick for field, pick in zip(asked, picks, strict=True)}
            waiting.append((take(play, choice), share / len(ways)))


def read_one(field, picks):
    return next(answer.credit for answer in field.answers if answer.id == picks[0])


def read_many(field, picks):
    keyed = {answer.id for answer in field.answers if answer.expert}
    harmful = {answer.id for answer in field.answers if answer.harmful}
    harm = Fraction(len(harmful & set(picks)), 2 * len(harmful)) if harmful else 0
    share = max(Fraction(0), Fraction(len(keyed & set(picks)), len(keyed)) - harm)
    return {code: one * share for code, one in field.credit.items()}


def read_order(field, picks):
    steps = [answer.id for answer in field.answers]
    asked = [(one, other) for one, other in itertools.combinations(steps, 2)]
    named = [(before, answer.id) for answer in field.answers for before in answer.after]
    right = [picks.index(one) < picks.index(other) for one, other in named or asked]
    return {code: one * Fraction(sum(right), len(right)) for code, one in field.credit.items()}


def read_when(field, picks):
    at = next(offer.at for offer in field.offers if offer.id == picks[0])
    early, late = field.answers
    return early.credit if at <= early.until else late.credit


READ = {"one": read_one, "many": read_many, "order": read_order, "when": read_when, "text": lambda *_: {}}


def collected(play):
    """The points of a play read off its answers and clocks alone."""
    credit = defaultdict(Fraction)
    for step in play.steps:
        key = 2 if step.scene.decision.key else 1
        for field in step.scene.decision.fields:
            for code, one in READ[field.kind](field, step.choice[field.id]).items():
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
    everything = list(itertools.islice(plays(scenario), 300))
    assume(len(everything) < 300)
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
    everything = list(itertools.islice(plays(scenario), 300))
    assume(len(everything) < 300)
    assume(best_of(scenario) == 100)
    scored = [(score(scenario, play), share) for play, share in everything]
    seen = chance.outlook(scenario, chance.chance)
    assert sum(share for _, share in scored) == 1
    assert sum(seen.bands.values()) == 1
    assert seen.mean == sum(one.final * share for one, share in scored)
    steps = max(len(play.steps) for play, _ in everything)
    assert seen.mean <= chance.mean_at_most(scenario, chance.chance) <= seen.mean + Fraction(steps, 2)
    assert chance.expected_raw(scenario, chance.chance) == sum(one.raw * share for one, share in scored)
    for band in ("secure", "developing", "again"):
        assert seen.bands[band] == sum(share for one, share in scored if one.band == band)
    finals = chance.finals(scenario, chance.chance)
    assert sum(finals.values()) == 1
    assert all(finals[one.final] for one, _ in scored)
    for least in (0, 60, 80):
        high = sum(share for one, share in scored if one.final >= least)
        assert chance.reaching(scenario, chance.chance, least) == high
    assert scored[0][0].rules == rules.RULES


@settings(max_examples=15, deadline=None)
@given(texts(), st.integers(0, 10**6))
def test_words_and_what_is_written_freely_change_no_result(text, number):
    scenario = built(text)
    other = built(text.replace("كلمة", "!").replace("word", "كلمة").replace("!", "other words, longer"))
    assume(best_of(scenario) == 100)
    paths = Paths(scenario)
    choices = paths.path(number % paths.count)
    told = [
        {name: ("free words",) if name == "t" else picks for name, picks in choice.items()}
        for choice in choices
    ]
    play, told_play = replay(scenario, choices), replay(other, json.loads(json.dumps(told)))
    assert to_json(score(scenario, play)) == to_json(score(other, told_play))
    assert [step.given for step in told_play.steps] == told
    assert replay(scenario, json.loads(json.dumps([step.given for step in play.steps]))) == play


@settings(max_examples=10, deadline=None)
@given(scenarios())
def test_plays_spread_over_all_hold(scenario):
    assume(best_of(scenario) == 100)
    assert verify(scenario, 20).breach == ""
