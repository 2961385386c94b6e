import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.trainee import Trainee

bind_feature("resuming.feature")


@given(parsers.parse('a trainee has begun the case "{case}"'), target_fixture="trainee")
def begun(app: Flask, case: str) -> Trainee:
    trainee = Trainee(app, case)
    trainee.begin()
    return trainee


@given(parsers.parse("the trainee has answered {number:d} decisions as the expert would"))
def answered(trainee: Trainee, number: int) -> None:
    trainee.answer_as_expert(number)


@when("the trainee comes back")
def comes_back(trainee: Trainee) -> None:
    cookie = trainee.client.get_cookie("masar_visitor")
    assert cookie is not None
    trainee.client = trainee.app.test_client()
    trainee.client.set_cookie("masar_visitor", cookie.value)
    trainee.look()


@when("the trainee looks at the cases begun on this device")
def looks_at_own(trainee: Trainee) -> None:
    trainee.open("/ar/attempts")


@when("the trainee goes on in the other language")
def goes_on(trainee: Trainee) -> None:
    trainee.look()
    trainee.sent = {"answers": offered(trainee)}
    trainee.lang = "en"
    trainee.look()


@when("somebody else opens the case's address")
def somebody_else(trainee: Trainee) -> None:
    trainee.client = trainee.app.test_client()
    trainee.look()


@then(parsers.parse("the case stands at decision {number:d}"))
def stands_at(trainee: Trainee, number: int) -> None:
    assert trainee.form()["position"] == str(number - 1)


@then(parsers.parse("the list offers to go on from decision {number:d}"))
def offers(trainee: Trainee, number: int) -> None:
    assert f"تابع من القرار {number}" in trainee.text
    assert trainee.scenario.title.ar in trainee.text


@then("the same decision is shown in the other language")
def other_language(trainee: Trainee) -> None:
    scene = trainee.play.scene
    assert scene.title.en in trainee.text
    assert "Decision 4 of about" in trainee.text


@then("the same answers are offered in the same order")
def same_order(trainee: Trainee) -> None:
    assert offered(trainee) == trainee.sent["answers"]


@then("there is nothing for them")
def nothing(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 404


def offered(trainee: Trainee) -> list[tuple[str, str]]:
    assert trainee.seen is not None
    page = trainee.seen.get_data(as_text=True)
    found = re.findall(r'name="answer\.([^"]+)" value="([^"]+)"', page)
    assert found
    return found
