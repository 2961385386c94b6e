"""`masar audit …`, as somebody types it."""

import json
import os
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from tests.conftest import NOON, ON_POSTGRESQL, SECRET
from webapp.audit import queries, service
from webapp.audit.models import AuditHead, AuditRow
from webapp.cli import cli
from webapp.database import Database
from webapp.settings import Settings

Masar = Callable[[str], Result]


@pytest.fixture
def masar(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Masar:
    """The command line, in a site where three deeds were done."""
    for name in os.environ:
        if name.startswith("MASAR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("MASAR_INSTANCE", str(settings.instance))
    monkeypatch.setenv("MASAR_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("MASAR_AUDIT_KEY", SECRET)
    change(settings, lambda connection: [record(connection, number) for number in range(3)])
    return lambda words: CliRunner().invoke(cli, ["audit", *words.split()], prog_name="masar")


def record(connection: sa.Connection, number: int) -> None:
    service.record(connection, action="person.roles", now=NOON, subject=str(number), after=["مدرب"])


def change(settings: Settings, deed: Callable[[sa.Connection], object]) -> None:
    store = Database(settings.database_url, audit_key=SECRET)
    with store.writing() as connection:
        deed(connection)
    store.close()


def disarm(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "ALTER TABLE audit_row DISABLE TRIGGER USER"
        if ON_POSTGRESQL
        else "DROP TRIGGER audit_row_is_never_changed"
    )


def test_a_whole_chain_ends_with_its_last_seal(masar: Masar, settings: Settings) -> None:
    done = masar("verify")
    assert done.exit_code == 0
    assert done.output.startswith("3 rows, whole.")
    seal = done.output.split()[-1]
    change(settings, lambda connection: record(connection, 3))
    assert masar(f"verify --head {seal}").exit_code == 0
    unknown = masar(f"verify --head {'0' * 64}")
    assert unknown.exit_code == 1
    assert "not part of this chain" in unknown.output


def test_a_changed_row_ends_with_one_and_its_number(masar: Masar, settings: Settings) -> None:
    def forge(connection: sa.Connection) -> None:
        disarm(connection)
        connection.execute(sa.update(AuditRow).where(AuditRow.number == 2).values(actor="me"))

    change(settings, forge)
    done = masar("verify")
    assert (done.exit_code, done.output) == (1, "Error: the chain is broken at row 2 of 3\n")


def test_a_missing_end_ends_with_one(masar: Masar, settings: Settings) -> None:
    change(settings, lambda connection: connection.execute(sa.update(AuditHead).values(number=4)))
    done = masar("verify")
    assert (done.exit_code, done.output) == (1, "Error: the chain's end is missing: 3 rows are left\n")


def test_another_key_says_that_the_chain_is_broken(masar: Masar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_AUDIT_KEY", SECRET[::-1])
    assert "broken at row 1" in masar("verify").output


def test_every_row_is_written_out_oldest_first(masar: Masar) -> None:
    rows = [json.loads(line) for line in masar("export").output.splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert rows[0] == {
        "number": 1,
        "at": "2026-11-04T08:00:00+00:00",
        "actor": "",
        "action": "person.roles",
        "subject": "0",
        "facts": {"after": ["مدرب"]},
    }


def test_rows_are_read_a_few_at_a_time_and_none_is_missed(settings: Settings) -> None:
    store = Database(settings.database_url, audit_key=SECRET)
    with store.writing() as connection:
        for number in range(1001):
            record(connection, number)
    with store.reading() as connection:
        assert queries.verify(connection).is_whole
        assert len(list(queries.every(connection, queries.Wanted()))) == 1001
    store.close()
