"""Single questions to a server: one round trip each, and a server that was restarted is asked once more."""

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import ON_POSTGRESQL
from tests.web.small import store_of
from webapp.database import Statement
from webapp.manual.models import Edition

_EDITIONS = Statement(sa.select(Edition.number).order_by(Edition.number))


def test_a_question_sees_what_was_committed_before_it(app: Flask) -> None:
    assert store_of(app).rows(_EDITIONS, {}) == [[1]]


@pytest.mark.skipif(not ON_POSTGRESQL, reason="a file has no server that could end a connection")
def test_a_question_after_the_server_ended_every_connection_is_answered(app: Flask) -> None:
    store = store_of(app)
    assert store.rows(_EDITIONS, {}) == [[1]]
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    with store.reading() as connection:
        connection.execute(sa.text(others)).all()
    assert store.rows(_EDITIONS, {}) == [[1]]
