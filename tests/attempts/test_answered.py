"""A scene that was answered meanwhile: what was sent is shown, what is recorded stays."""

import pytest
from flask import Flask

from tests.trainee import Trainee
from webapp.attempts.scene_page import PREFIX

CASE = "marks-under-the-sleeve"


@pytest.fixture(params=["ar", "en"])
def trainee(app: Flask, request: pytest.FixtureRequest) -> Trainee:
    made = Trainee(app, CASE, lang=request.param)
    made.begin()
    return made


def sent_anew(trainee: Trainee, *, submission: object) -> int:
    """Answer the first decision, then send another answer to it; return the status of that."""
    other = trainee.other_choice()
    trainee.answer_as_expert()
    late = {PREFIX + name: list(answers) for name, answers in other.items()}
    form = {name: trainee.sent[name] for name in ("csrf", "position")} | late
    answer = trainee.post(
        f"/{trainee.lang}/attempts/{trainee.key}/decisions",
        form | {"submission": submission or trainee.sent["submission"]},
    )
    return answer.status_code


@pytest.mark.parametrize("submission", ["another-window", ""])
def test_what_was_sent_too_late_stands_beside_what_is_recorded(trainee: Trainee, submission: str) -> None:
    other = trainee.other_choice()
    first = trainee.play.scene.decision
    assert first is not None
    assert sent_anew(trainee, submission=submission) == 409
    said = trainee.text
    for name, (chosen,) in other.items():
        field = next(one for one in first.fields if one.id == name)
        assert field.answer(chosen).text.of(trainee.lang) in said
        assert field.answer(trainee.taken[0][name][0]).text.of(trainee.lang) in said
    assert trainee.form()["position"] == "1"


def test_a_case_that_ended_meanwhile_says_so_and_leads_to_its_debrief(trainee: Trainee) -> None:
    other = trainee.other_choice()
    form = trainee.form()
    trainee.finish()
    late = {PREFIX + name: list(answers) for name, answers in other.items()}
    path = f"/{trainee.lang}/attempts/{trainee.key}"
    answer = trainee.post(f"{path}/decisions", form | late | {"submission": "another-device"})
    assert answer.status_code == 409
    assert f'href="{path}/debrief"' in answer.get_data(as_text=True)
    assert trainee.open(f"{path}/debrief").status_code == 200


def test_a_position_that_never_was_is_answered_with_the_scene_at_hand(trainee: Trainee) -> None:
    form = trainee.form() | {"position": "-7"}
    answer = trainee.post(f"/{trainee.lang}/attempts/{trainee.key}/decisions", form)
    assert answer.status_code == 409
    assert trainee.form()["position"] == "0"


def test_the_other_language_keeps_what_is_chosen_without_a_script(trainee: Trainee) -> None:
    other = trainee.other_choice()
    chosen = {PREFIX + name: list(answers) for name, answers in other.items()}
    there = {"ar": "en", "en": "ar"}[trainee.lang]
    form = trainee.form() | chosen | {"turn": "1"}
    page = trainee.post(f"/{there}/attempts/{trainee.key}/decisions", form).get_data(as_text=True)
    assert f'<html lang="{there}"' in page
    assert page.count(" checked>") == sum(map(len, other.values()))
    assert f'href="/{trainee.lang}/attempts/{trainee.key}"' in page
    assert trainee.form()["position"] == "0"


def test_after_a_refusal_the_other_language_is_the_same_scene(trainee: Trainee) -> None:
    there = {"ar": "en", "en": "ar"}[trainee.lang]
    refused = trainee.answer({})
    assert refused.status_code == 422
    assert f'href="/{there}/attempts/{trainee.key}" lang="{there}"' in refused.get_data(as_text=True)
