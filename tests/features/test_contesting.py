"""A row of a ledger, contested and found in the queue."""

import re

import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import sign_in, store
from tests.trainee import Trainee
from webapp.attempts.views_contest import AN_HOUR
from webapp.queues.models import Comment

bind_feature("contesting.feature")

REASON = "The paragraph speaks of the hospital, not of a school."
ROW = 1


@given(
    parsers.parse('a trainee has finished the case "{case}" with one costly answer'), target_fixture="trainee"
)
def finished(app: Flask, case: str) -> Trainee:
    trainee = Trainee(app, case, lang="en")
    trainee.begin()
    trainee.answer_as_expert()
    trainee.answer(trainee.other_choice())
    trainee.finish()
    return trainee


@given("the trainee has begun the case anew")
def begun_anew(trainee: Trainee) -> None:
    trainee.taken = []
    trainee.begin()


def address(trainee: Trainee) -> str:
    return f"/en/attempts/{trainee.key}/contest/{ROW}"


def contest(trainee: Trainee, text: str) -> int:
    page = trainee.open(f"/en/attempts/{trainee.key}/debrief").get_data(as_text=True)
    assert f'href="{address(trainee)}"' in page
    form = trainee.open(address(trainee)).get_data(as_text=True)
    assert '<blockquote class="quote' in form
    token = re.search(r'name="csrf" value="([^"]+)"', form)
    assert token
    return trainee.post(address(trainee), {"csrf": token[1], "text": text}).status_code


def kept(trainee: Trainee) -> list[dict[str, object]]:
    with store(trainee.app).reading() as connection:
        return [dict(one) for one in connection.execute(sa.select(Comment.__table__)).mappings()]


@when("the trainee contests the costly row with a reason")
def contests(trainee: Trainee) -> None:
    trainee.sent = {"debrief": trainee.open(f"/en/attempts/{trainee.key}/debrief").get_data(as_text=True)}
    assert contest(trainee, REASON) == 303


@when("the trainee contests the costly row with a telephone number in it")
def with_number(trainee: Trainee) -> None:
    assert contest(trainee, "Call me on 95123456 and I will explain it.") == 422


@when("the trainee contests the costly row more often than an hour allows")
def too_often(trainee: Trainee) -> None:
    for _ in range(AN_HOUR):
        assert contest(trainee, REASON) == 303
    contest(trainee, REASON)


@when("the trainee tries to contest its first row")
def tries(trainee: Trainee) -> None:
    trainee.open(f"/en/attempts/{trainee.key}/contest/0")


@then("the trainee is thanked")
def thanked(trainee: Trainee) -> None:
    assert "The editors will read it" in trainee.open(f"{address(trainee)}/thanks").get_data(as_text=True)


@then("an editor finds the reason with the case, the decision, the answer and the paragraph")
def editor_finds(trainee: Trainee) -> None:
    step = trainee.play.steps[ROW]
    assert step.scene.decision
    given_there = step.answers[0][1][0].text.en
    words = sign_in(trainee.app, "manual-editor").get("/desk/comments").text
    for said in (REASON, trainee.scenario.title.en, step.scene.decision.title.en, given_there, "§"):
        assert said in words


@then("an author of cases finds the reason")
def author_finds(trainee: Trainee) -> None:
    assert REASON in sign_in(trainee.app, "scenario-author").get("/desk/comments").text


@then("nothing that is kept says who wrote it")
def nobody(trainee: Trainee) -> None:
    (row,) = kept(trainee)
    assert trainee.key not in str(row)
    assert set(row) == {
        *("id", "uid", "section_id", "number", "edition", "lang", "text", "made", "state", "settled"),
        *("settled_by", "note", "scenario_id", "digest", "scene_id", "answer"),
    }
    assert (row["scenario_id"], row["digest"]) == (trainee.case, trainee.scenario.digest)


@then("the debrief is as it was")
def unchanged(trainee: Trainee) -> None:
    again = trainee.open(f"/en/attempts/{trainee.key}/debrief").get_data(as_text=True)
    assert again == trainee.sent["debrief"]


@then("nothing is kept, and what was typed is still there")
def not_kept(trainee: Trainee) -> None:
    assert kept(trainee) == []
    assert "Call me on 95123456" in trainee.text


@then("the trainee is asked to come back later")
def later(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 429
    assert int(trainee.seen.headers["Retry-After"]) > 0
    assert len(kept(trainee)) == AN_HOUR


@then("there is nothing to contest yet")
def nothing_yet(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 409
