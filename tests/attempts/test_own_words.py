"""A trainee's own words: refused with somebody's details in them, shown in the debrief, gone when forgotten."""

import html
import json

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.attempts.test_kinds import FORM, IN_ORDER, send
from tests.trainee import WORKED_ID, Trainee, begin_worked_case
from webapp.attempts import owners
from webapp.attempts.models import Attempt, Decided
from webapp.database import Database
from webapp.scenarios.models import ScenarioVersion

NOTE = "قال إنه <ينتظر> خاله.\nأكمل الموعد."
REFERRAL = FORM | {"answer.steps.steps": IN_ORDER, "answer.note": [NOTE]}


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    made = begin_worked_case(app)
    made.answer_as_expert()
    return made


def store(trainee: Trainee) -> Database:
    found = trainee.app.extensions["masar.database"]
    assert isinstance(found, Database)
    return found


def kept(trainee: Trainee) -> list[dict[str, list[str]]]:
    with store(trainee).reading() as connection:
        rows = connection.execute(sa.select(Decided.choice).order_by(Decided.id)).scalars()
        return [json.loads(one) for one in rows]


def unescaped(trainee: Trainee) -> str:
    assert trainee.seen is not None
    return html.unescape(trainee.seen.get_data(as_text=True))


@pytest.mark.parametrize("details", ["اتصلوا بخاله 92345678", "mail somebody@example.om", "رقمه ١٢٣٤٥٦٧٨"])
@pytest.mark.parametrize(("lang", "says"), [("ar", "لم يُسجَّل القرار بعد"), ("en", "was not recorded yet")])
def test_details_of_a_person_are_refused_with_everything_still_there(
    trainee: Trainee, details: str, lang: str, says: str
) -> None:
    trainee.lang = lang
    found = details.rpartition(" ")[2]
    assert send(trainee, REFERRAL | {"answer.note": [f"{NOTE} {details}"]}) == 422
    page = unescaped(trainee)
    assert says in page
    assert f"{NOTE.splitlines()[1]} {details}" in page, "what was written is still there"
    assert all(f'value="{one}" selected' in page for one in IN_ORDER if one)
    assert all(f'value="{one}" checked' in page for one in FORM["answer.boxes"])
    error = page.split('id="error-note"')[1].split("</p>")[0]
    assert found in error, "it says what was found"
    assert len(kept(trainee)) == 1


def test_what_else_is_missing_is_said_at_the_same_time(trainee: Trainee) -> None:
    assert send(trainee, REFERRAL | {"answer.steps.steps": [], "answer.note": ["92345678"]}) == 422
    assert all(f'id="error-{field}"' in unescaped(trainee) for field in ("steps", "note"))


@pytest.mark.parametrize(
    ("lang", "label"), [("ar", "ما كتبته، ولا درجة عليه"), ("en", "What you wrote; not scored")]
)
def test_the_debrief_shows_what_was_written_beside_its_decision(
    trainee: Trainee, lang: str, label: str
) -> None:
    assert send(trainee, REFERRAL) == 303
    assert send(trainee, {"answer.again": "1wd"}) == 303
    trainee.open(f"/{lang}/attempts/{trainee.key}/debrief")
    page = unescaped(trainee)
    row = page[page.index('<table class="sum"') :].split("<details>")[2]
    assert label in row
    assert NOTE in row
    assert page.count(label) == page.count(NOTE)
    assert "<ينتظر>" not in trainee.seen.get_data(as_text=True)  # type: ignore[union-attr]  # it was just opened


def test_a_decision_without_words_says_nothing_of_them(trainee: Trainee) -> None:
    send(trainee, REFERRAL | {"answer.note": [""]})
    send(trainee, {"answer.again": "1wd"})
    trainee.open(f"/en/attempts/{trainee.key}/debrief")
    assert "What you wrote" not in trainee.text


def owner_of(trainee: Trainee) -> str:
    with store(trainee).reading() as connection:
        return connection.execute(sa.select(Attempt.owner).where(Attempt.key == trainee.key)).scalar_one()


def test_the_words_are_handed_over_and_go_when_the_attempt_is_cut_loose(trainee: Trainee) -> None:
    send(trainee, REFERRAL)
    copy = json.loads(trainee.client.get("/en/data.json").get_data(as_text=True))
    assert copy["attempts"][0]["decisions"][1]["choice"]["note"] == [NOTE]
    before = kept(trainee)
    with store(trainee).writing() as connection:
        owners.cut_loose(connection, owner=owner_of(trainee))
    assert before[1]["note"] == [NOTE]
    assert kept(trainee) == [before[0], before[1] | {"note": []}]


def test_of_a_case_that_cannot_be_read_any_more_no_word_stays(trainee: Trainee) -> None:
    send(trainee, REFERRAL)
    owner = owner_of(trainee)
    with store(trainee).writing() as connection:
        fresh = {"text": "format: 99", "digest": "0" * 64}
        old = connection.execute(
            sa.select(ScenarioVersion).where(ScenarioVersion.scenario_id == WORKED_ID)
        ).one()
        connection.execute(sa.insert(ScenarioVersion).values({**old._mapping, **fresh, "is_current": False}))
        connection.execute(sa.update(Attempt).values(digest=fresh["digest"]))
        owners.cut_loose(connection, owner=owner)
    assert kept(trainee) == [{}, {}]
