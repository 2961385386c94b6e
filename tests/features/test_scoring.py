import dataclasses
from fractions import Fraction

from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.scenarios import load, played
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import Play
from webapp.engine.scenario.score import Result, from_json, score, to_json

bind_feature("scoring.feature")


@dataclasses.dataclass
class Case:
    scenario: Scenario
    play: Play | None = None
    result: Result | None = None


@given(parsers.parse('the case "{name}"'), target_fixture="case")
def the_case(name: str) -> Case:
    return Case(load(name))


@when(parsers.re(r'the worker answers "(?P<answers>.*)"'))
def answers_given(case: Case, answers: str) -> None:
    case.play = played(case.scenario, *(one.strip() for one in answers.split(",")))
    if case.play.ended:
        case.result = from_json(to_json(score(case.scenario, case.play)))


@then(parsers.parse('the score is {points:d} and the band is "{band}"'))
def the_score_is(case: Case, points: int, band: str) -> None:
    assert case.result is not None
    assert (case.result.final, case.result.band) == (points, band)
    lost = sum(row.loss for row in case.result.rows) + sum(one.points for one in case.result.caps)
    assert lost == 100 - case.result.final


@then(parsers.parse('the deadline "{clock}" is "{state}"'))
def the_deadline_is(case: Case, clock: str, state: str) -> None:
    assert case.play is not None
    assert {one.id: one.state for one in case.play.clocks}[clock] == state


@then(parsers.parse('decision {number:d} costs {points} points, all of them in "{code}"'))
def decision_costs(case: Case, number: int, points: str, code: str) -> None:
    assert case.result is not None
    row = case.result.rows[number - 1]
    assert row.loss == Fraction(points)
    assert row.by_dimension == {code: Fraction(points)}


@then(parsers.parse('the ledger has the cap of a "{class_}"'))
def the_ledger_has_the_cap(case: Case, class_: str) -> None:
    assert case.result is not None
    assert ("cap", class_) in {(one.kind, one.class_) for one in case.result.caps}


@then(parsers.parse('the case stands at "{scene}"'))
def the_case_stands_at(case: Case, scene: str) -> None:
    assert case.play is not None
    assert case.play.scene.id == scene
