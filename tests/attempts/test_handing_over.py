"""Attempts that change hands: the former owner is out at once, whatever a process still remembers."""

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainee import Trainee
from webapp.attempts import owners, service
from webapp.attempts.models import Attempt, Decided
from webapp.attempts.scene_page import PREFIX
from webapp.database import Database

CASE = "marks-under-the-sleeve"


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    """Somebody two decisions into a case, so that this process remembers where it stands."""
    made = Trainee(app, CASE)
    made.begin()
    made.answer_as_expert(2)
    return made


def store(trainee: Trainee) -> Database:
    found = trainee.app.extensions["masar.database"]
    assert isinstance(found, Database)
    return found


def given_away(trainee: Trainee) -> None:
    """Hand everything over as another worker would: this process is not told."""
    with store(trainee).writing() as connection:
        former = connection.execute(sa.select(Attempt.owner)).scalar_one()
        assert owners.hand_over(connection, former=former, owner="0" * 64) == 1


def decisions(trainee: Trainee) -> int:
    with store(trainee).reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(Decided)).scalar_one()


def sent(trainee: Trainee, *, whole: bool) -> dict[str, object]:
    from webapp.engine.scenario import play as plays

    choice = plays.finish(trainee.scenario, trainee.taken).steps[len(trainee.taken)].choice
    answers = {PREFIX + field: list(chosen) for field, chosen in choice.items()} if whole else {}
    return trainee.form() | answers


@pytest.mark.parametrize("whole", [True, False])
def test_a_former_owner_can_neither_decide_nor_see_the_scene(trainee: Trainee, *, whole: bool) -> None:
    form = sent(trainee, whole=whole)
    given_away(trainee)
    answer = trainee.post(f"/ar/attempts/{trainee.key}/decisions", form)
    assert answer.status_code == 404
    assert decisions(trainee) == 2


def test_a_submission_sent_twice_leads_a_former_owner_to_nothing(trainee: Trainee) -> None:
    given_away(trainee)
    again = trainee.post(f"/ar/attempts/{trainee.key}/decisions", trainee.sent | {"position": "2"})
    assert again.status_code in {303, 404}
    assert trainee.look().status_code == 404


def test_a_new_owner_goes_on_where_the_former_stopped(trainee: Trainee) -> None:
    other = Trainee(trainee.app, CASE)
    other.begin()
    with store(trainee).writing() as connection:
        mine, theirs = (
            connection.execute(sa.select(Attempt.owner).where(Attempt.key == one.key)).scalar_one()
            for one in (trainee, other)
        )
        owners.hand_over(connection, former=mine, owner=theirs)
    other.key, other.taken = trainee.key, list(trainee.taken)
    other.answer_as_expert()
    assert decisions(trainee) == 3
    assert trainee.look().status_code == 404


def test_what_a_process_remembers_of_an_owner_can_be_let_go(trainee: Trainee) -> None:
    with store(trainee).reading() as connection:
        owner = connection.execute(sa.select(Attempt.owner)).scalar_one()
    assert trainee.key in service._lately
    service.forget(owner)
    assert trainee.key not in service._lately


def test_attempts_cut_loose_have_nothing_in_common_and_keep_only_their_day(trainee: Trainee) -> None:
    trainee.finish()
    token = trainee.open(f"/ar/attempts/{trainee.key}/debrief").get_data(as_text=True)
    csrf = token.split('name="csrf" value="')[1][:64]
    trainee.post(f"/ar/attempts/{trainee.key}/replay", {"csrf": csrf, "position": 3})
    with store(trainee).writing() as connection:
        before = connection.execute(sa.select(Decided.choice).order_by(Decided.id)).scalars().all()
        owner = connection.execute(sa.select(Attempt.owner).distinct()).scalar_one()
        assert owners.cut_loose(connection, owner=owner) == 2
        rows = connection.execute(sa.select(Attempt)).all()
        after = connection.execute(sa.select(Decided.choice).order_by(Decided.id)).scalars().all()
        taken = set(connection.execute(sa.select(Decided.taken)).scalars())
        names = set(connection.execute(sa.select(Decided.submission)).scalars())
    assert after == before
    for column in ("owner", "key", "seed"):
        assert len({getattr(row, column) for row in rows}) == 2
    assert owner not in {row.owner for row in rows}
    assert {row.replayed_of for row in rows} == {None}
    assert {row.replayed_from for row in rows} == {None, 3}
    moments = taken | {row.started for row in rows} | {row.finished for row in rows if row.finished}
    assert {owners.day_of(moment) for moment in moments} == moments
    assert all(name.startswith("kept-") for name in names)
