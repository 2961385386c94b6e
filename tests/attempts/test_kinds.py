"""Steps, moments and free words, as a trainee answers them without JavaScript."""

import html
import json
import re

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainee import Trainee, begin_worked_case
from webapp.attempts.models import Attempt, Decided

FORM = {"answer.boxes": ["seen", "words", "where"], "answer.note": ["  ابدأ بالموعد.\r\n"]}
IN_ORDER = ["3.receipt", "1.tell", "", "2.send", "4.file"]


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    made = begin_worked_case(app)
    made.answer_as_expert()
    return made


def send(trainee: Trainee, fields: dict) -> int:
    path = f"/{trainee.lang}/attempts/{trainee.key}/decisions"
    return trainee.post(path, trainee.form() | {"sure": "1"} | fields).status_code


def test_steps_are_given_places_and_words_are_kept_beside_the_choice(trainee: Trainee) -> None:
    assert send(trainee, FORM | {"answer.steps.steps": IN_ORDER}) == 303
    with trainee.app.extensions["masar.database"].reading() as connection:
        kept = connection.execute(sa.select(Decided.choice).where(Decided.position == 1)).scalar_one()
    assert json.loads(kept)["steps"] == ["tell", "send", "receipt", "file"]
    assert json.loads(kept)["note"] == ["ابدأ بالموعد."]


@pytest.mark.parametrize(
    "places", [["1.tell", "1.send", "2.receipt", "3.file"], ["1.tell", "2.send", "3.receipt"]]
)
def test_steps_without_a_place_of_their_own_come_back_as_they_were(trainee: Trainee, places: list) -> None:
    assert send(trainee, FORM | {"answer.steps.steps": places}) == 422
    shown = trainee.seen.get_data(as_text=True)
    assert set(re.findall(r'value="(\d\.\w+)" selected', shown)) == set(places)
    assert "ابدأ بالموعد." in html.unescape(shown)


def test_words_too_many_are_refused(trainee: Trainee) -> None:
    wordy = FORM | {"answer.steps.steps": IN_ORDER, "answer.note": ["x" * 601]}
    assert send(trainee, wordy) == 422


SEEN = {"ar": ("الأحد 18 أكتوبر", "بعد يوم عمل واحد"), "en": ("Sunday 18 October", "in 1 working day")}
TOLD = {
    "ar": ("3. تكتب في الملف", "الاثنين 19 أكتوبر"),
    "en": ("3. Write in the file", "Monday 19 October"),
}


def test_a_moment_is_offered_by_its_day_and_the_debrief_says_what_was_answered(trainee: Trainee) -> None:
    send(trainee, FORM | {"answer.steps.steps": ["1.tell", "2.send", "4.receipt", "3.file"]})
    for lang, seen in SEEN.items():
        trainee.open(f"/{lang}/attempts/{trainee.key}")
        assert all(one in trainee.text for one in seen)
    assert send(trainee, {"answer.again": "2wd"}) == 303
    for lang, told in TOLD.items():
        trainee.open(f"/{lang}/attempts/{trainee.key}/debrief")
        assert all(one in trainee.text for one in told)


def test_words_change_nothing_of_the_result(trainee: Trainee) -> None:
    results = []
    for note in ("", "كلام طويل"):
        trainee.begin()
        for fields in (
            {"answer.first": "line"},
            FORM | {"answer.steps.steps": IN_ORDER, "answer.note": [note]},
            {"answer.again": "1wd"},
        ):
            assert send(trainee, fields) == 303
        with trainee.app.extensions["masar.database"].reading() as connection:
            row = sa.select(Attempt.result).where(Attempt.key == trainee.key)
            results.append(connection.execute(row).scalar_one())
    assert results[0] == results[1]
    assert results[0]


@pytest.mark.parametrize("words", [("ar", "هذه خطوة لا رجعة فيها"), ("en", "This step cannot be taken back")])
def test_a_step_that_cannot_be_taken_back_is_asked_about_before_it_counts(
    trainee: Trainee, words: tuple[str, str]
) -> None:
    trainee.lang, says = words
    path = f"/{trainee.lang}/attempts/{trainee.key}/decisions"
    fields = FORM | {"answer.steps.steps": IN_ORDER}
    asked = trainee.post(path, trainee.form() | fields)
    assert asked.status_code == 422
    assert says in html.unescape(asked.get_data(as_text=True))
    assert set(re.findall(r'value="(\d\.\w+)" selected', asked.get_data(as_text=True))) == set(IN_ORDER) - {
        ""
    }
    assert 'name="position" value="1"' in trainee.look().get_data(as_text=True)
    assert send(trainee, fields) == 303
