"""The one writer of a process: it comes back after being let go, and says so when the database is taken."""

import sqlite3

import pytest
from flask import Flask

from tests.conftest import ON_POSTGRESQL
from tests.trainee import Trainee
from webapp.database import Database

CASE = "marks-under-the-sleeve"


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    made = Trainee(app, CASE)
    made.begin()
    return made


def test_writing_goes_on_after_every_connection_was_let_go(trainee: Trainee) -> None:
    trainee.answer_as_expert()
    database: Database = trainee.app.extensions["masar.database"]
    database.close()
    trainee.answer_as_expert()
    assert trainee.form()["position"] == "2"


@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL locks rows, not the database")
def test_a_database_that_is_taken_is_said_to_be_busy_and_the_same_answer_counts_later(
    trainee: Trainee,
) -> None:
    trainee.app.config["PROPAGATE_EXCEPTIONS"] = False
    database: Database = trainee.app.extensions["masar.database"]
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    choice = trainee.other_choice()
    refused = trainee.answer(choice)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    other.execute("ROLLBACK")
    other.close()
    again = trainee.post(f"/ar/attempts/{trainee.key}/decisions", trainee.sent)
    assert again.status_code == 303
    assert trainee.form()["position"] == "1"
