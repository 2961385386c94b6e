from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.trainee import Trainee
from webapp.engine.scenario import play as plays

bind_feature("playing.feature")


@given(parsers.parse('a trainee has begun the case "{case}"'), target_fixture="trainee")
def begun(app: Flask, case: str) -> Trainee:
    trainee = Trainee(app, case)
    trainee.begin()
    return trainee


@given("the trainee has come to the last decision")
def at_the_last(trainee: Trainee) -> None:
    trainee.answer_as_expert(len(plays.expert(trainee.scenario).steps) - 1)


@when("the trainee gives the last answer")
def last_answer(trainee: Trainee) -> None:
    choice = plays.expert(trainee.scenario).steps[-1].choice
    form = trainee.form() | {f"answer.{name}": list(chosen) for name, chosen in choice.items()}
    trainee.post(f"/ar/attempts/{trainee.key}/decisions", form)


@when("the trainee means it")
def means_it(trainee: Trainee) -> None:
    trainee.answer_as_expert()


@when("the trainee gives the expert's answer")
def expert_answer(trainee: Trainee) -> None:
    trainee.answer_as_expert()


@when("the trainee gives another answer than the expert's")
def other_answer(trainee: Trainee) -> None:
    trainee.answer(trainee.other_choice())


@when("the trainee sends an empty answer")
def empty_answer(trainee: Trainee) -> None:
    trainee.answer({})


@when("the trainee sends an answer from elsewhere")
def strange_answer(trainee: Trainee) -> None:
    scene = trainee.play.scene
    assert scene.decision is not None
    trainee.answer({field.id: ("never-offered",) for field in scene.decision.fields})


@when("the same answer arrives once more")
def again(trainee: Trainee) -> None:
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", trainee.sent).status_code == 303


@when("an answer to the first decision arrives from another window")
def from_another_window(trainee: Trainee) -> None:
    stale = trainee.sent | {"submission": "another-window"}
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", stale).status_code == 409


@when("the trainee goes back and sends another answer")
def goes_back(trainee: Trainee) -> None:
    first = trainee.scenario.scenes[trainee.scenario.start]
    assert first.decision is not None
    field = first.decision.fields[0]
    other = next(one.id for one in field.answers if not one.expert)
    again = trainee.sent | {f"answer.{field.id}": other}
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", again).status_code == 409


@then(parsers.parse("the case stands at decision {number:d}"))
def stands_at(trainee: Trainee, number: int) -> None:
    assert trainee.form()["position"] == str(number - 1)
    assert f"القرار {number} من" in trainee.text


@then("the trainee is told that an answer is missing")
def told_missing(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 422
    assert "لم يُسجَّل القرار بعد" in trainee.text


@then("the trainee is told to choose from what is offered")
def told_unknown(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 422
    assert "الجواب من غير الأجوبة المعروضة هنا" in trainee.text


@then("the trainee is shown where the case stands")
def shown_where(trainee: Trainee) -> None:
    assert "ولم يُحسب شيء مرتين" in trainee.text


@then("the trainee sees what was sent beside what is recorded")
def sent_beside_recorded(trainee: Trainee) -> None:
    assert "سبق أن أُجيب عن هذا المشهد" in trainee.text
    assert "المرسَل الآن، ولم يُسجَّل" in trainee.text


@then("the trainee is asked whether it is meant")
def asked_whether_meant(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 422
    page = trainee.seen.get_data(as_text=True)
    assert "هذا الجواب يُنهي الحالة" in page
    assert page.count(" checked>") == len(plays.expert(trainee.scenario).steps[-1].choice)


@then("the case has ended")
def has_ended(trainee: Trainee) -> None:
    assert trainee.open(f"/ar/attempts/{trainee.key}/debrief").status_code == 200
