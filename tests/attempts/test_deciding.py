"""A decision is recorded once, whoever sends it, however often, from wherever."""

import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON
from tests.trainee import HERE, Trainee
from webapp.attempts.models import Attempt, Decided
from webapp.attempts.queries import write_choice
from webapp.attempts.scene_page import PREFIX
from webapp.database import Database

CASE = "marks-under-the-sleeve"


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    made = Trainee(app, CASE)
    made.begin()
    return made


def rows(app: Flask) -> tuple[int, int]:
    database: Database = app.extensions["masar.database"]
    with database.reading() as connection:
        steps = connection.execute(sa.select(Attempt.steps)).scalar_one()
        decided = connection.execute(sa.select(sa.func.count()).select_from(Decided)).scalar_one()
    return steps, decided


def test_many_windows_at_once_make_one_step(trainee: Trainee) -> None:
    form = trainee.form()
    choice = {PREFIX + name: list(answers) for name, answers in trainee_choice(trainee).items()}
    cookie = trainee.client.get_cookie("masar_visitor")
    assert cookie is not None
    statuses: list[int] = []

    def send(number: int) -> None:
        client = trainee.app.test_client()
        client.set_cookie("masar_visitor", cookie.value)
        sent = form | choice | {"submission": f"window-{number}"}
        answer = client.post(f"/ar/attempts/{trainee.key}/decisions", data=sent, headers={"Origin": HERE})
        statuses.append(answer.status_code)

    windows = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(statuses) == [303, 409, 409, 409, 409, 409]
    assert rows(trainee.app) == (1, 1)


def test_the_same_answer_sent_by_many_at_once_makes_one_step_and_all_are_led_on(trainee: Trainee) -> None:
    form = trainee.form()
    choice = {PREFIX + name: list(answers) for name, answers in trainee_choice(trainee).items()}
    cookie = trainee.client.get_cookie("masar_visitor")
    assert cookie is not None
    statuses: list[int] = []

    def send() -> None:
        client = trainee.app.test_client()
        client.set_cookie("masar_visitor", cookie.value)
        path = f"/ar/attempts/{trainee.key}/decisions"
        statuses.append(client.post(path, data=form | choice, headers={"Origin": HERE}).status_code)

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert statuses == [303] * 4
    assert rows(trainee.app) == (1, 1)


def trainee_choice(trainee: Trainee) -> dict[str, tuple[str, ...]]:
    from webapp.engine.scenario import play as plays

    return dict(plays.expert(trainee.scenario).steps[len(trainee.taken)].choice)


def test_an_answer_that_another_worker_recorded_is_not_taken_twice(trainee: Trainee) -> None:
    trainee.answer_as_expert()
    form = trainee.form()
    choice = {PREFIX + name: list(answers) for name, answers in trainee_choice(trainee).items()}
    path = f"/ar/attempts/{trainee.key}/decisions"
    elsewhere(trainee, submission="sent-before")
    assert trainee.post(path, form | choice | {"submission": "sent-before"}).status_code == 303
    assert trainee.post(path, form | choice | {"submission": "another"}).status_code == 409
    assert rows(trainee.app) == (2, 2)


def elsewhere(trainee: Trainee, *, submission: str) -> None:
    """Record the decision at hand as another process would, behind this one's back."""
    database: Database = trainee.app.extensions["masar.database"]
    with database.writing() as connection:
        attempt = connection.execute(sa.select(Attempt.id)).scalar_one()
        connection.execute(sa.update(Attempt).values(steps=2))
        connection.execute(
            sa.insert(Decided).values(
                attempt_id=attempt,
                position=1,
                submission=submission,
                choice=write_choice(trainee_choice(trainee)),
                taken=NOON,
            )
        )


@pytest.mark.parametrize("submission", ["", "a\0b", "x" * 5000, "'; --", "\u202e"])
def test_a_submission_we_never_minted_is_one_answer_like_any_other(trainee: Trainee, submission: str) -> None:
    for step in (1, 2):
        choice = {PREFIX + name: list(answers) for name, answers in trainee_choice(trainee).items()}
        sent = trainee.form() | choice | {"submission": submission}
        assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", sent).status_code == 303
        trainee.taken.append(trainee_choice(trainee))
        assert rows(trainee.app) == (step, step)


@pytest.mark.parametrize("path", ["/en/attempts/x%00y", "/en/cases/a%00b", "/ar/manual/a%00/b", "/ar%00"])
def test_an_address_that_no_database_could_hold_is_not_found(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 404


def test_no_redirect_of_ours_leads_to_the_host_that_was_asked_for(app: Flask) -> None:
    answer = app.test_client().get("/en//manual", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.get_data(as_text=True)


def test_one_answer_too_many_is_refused_and_what_was_chosen_is_kept(trainee: Trainee) -> None:
    scene = trainee.play.scene
    assert scene.decision is not None
    field = scene.decision.fields[0]
    two = tuple(answer.id for answer in field.answers[:2])
    answer = trainee.answer({field.id: two})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert page.count(" checked>") == 2
    assert 'role="alert"' in page
    assert rows(trainee.app) == (0, 0)


def test_a_form_from_another_site_changes_nothing(trainee: Trainee) -> None:
    sent = trainee.form()
    for headers in ({"Origin": "https://elsewhere.example"}, {}, {"Referer": "https://elsewhere.example/x"}):
        answer = trainee.client.post(f"/ar/attempts/{trainee.key}/decisions", data=sent, headers=headers)
        assert answer.status_code == 403
    assert rows(trainee.app) == (0, 0)


def test_a_form_without_its_token_changes_nothing(trainee: Trainee) -> None:
    sent = trainee.form() | {"csrf": "0" * 64}
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", sent).status_code == 403
    del sent["csrf"]
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", sent).status_code == 403
    assert rows(trainee.app) == (0, 0)


@pytest.mark.parametrize("path", ["", "/debrief", "/leave"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_somebody_elses_attempt_is_not_there(trainee: Trainee, path: str, lang: str) -> None:
    stranger = trainee.app.test_client()
    assert stranger.get(f"/{lang}/attempts/{trainee.key}{path}").status_code == 404
    other = Trainee(trainee.app, CASE)
    other.begin()
    assert other.client.get(f"/{lang}/attempts/{trainee.key}{path}").status_code == 404


def test_beginning_too_often_is_answered_with_when_to_come_back(app: Flask) -> None:
    from webapp.attempts.views import STARTS_PER_QUARTER

    client = app.test_client()
    path = f"/en/cases/{CASE}/attempts"
    statuses = {client.post(path, headers={"Origin": HERE}).status_code for _ in range(STARTS_PER_QUARTER)}
    assert statuses == {303}
    refused = client.post(path, headers={"Origin": HERE})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_an_unknown_case_cannot_be_begun(app: Flask) -> None:
    assert (
        app.test_client().post("/ar/cases/no-such-case/attempts", headers={"Origin": HERE}).status_code == 404
    )


def test_replaying_needs_a_finished_attempt_and_a_decision_it_had(trainee: Trainee) -> None:
    token = trainee.form()["csrf"]
    path = f"/ar/attempts/{trainee.key}/replay"
    assert trainee.post(path, {"csrf": token, "position": 0}).status_code == 409
    trainee.finish()
    assert trainee.post(path, {"csrf": token, "position": 99}).status_code == 404
    assert trainee.post(path, {"csrf": token, "position": "x"}).status_code == 404
    assert trainee.post(path, {"csrf": token, "position": 3}).status_code == 303


def test_pages_of_an_attempt_are_kept_by_nobody(trainee: Trainee) -> None:
    assert "no-store" in trainee.look().headers["Cache-Control"]
    assert "no-store" in trainee.open("/ar/attempts").headers["Cache-Control"]
