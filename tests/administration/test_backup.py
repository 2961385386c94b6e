"""What goes into a backup comes out of it, on either kind of database."""

import dataclasses
import pathlib

import pytest
import sqlalchemy as sa

from tests.administration.places import NOON, Place, in_order, place, row
from tests.conftest import ON_POSTGRESQL, Databases
from tests.trainee import Trainee
from webapp.administration.backup import backup, restore, verify
from webapp.app import create_app
from webapp.attempts.models import Attempt
from webapp.audit.models import AuditRow
from webapp.database import SCHEMA, Base, Database


def test_every_row_of_every_table_comes_back(lived_in: Place, kept: pathlib.Path, empty: Place) -> None:
    before = lived_in.rows()
    assert all(before.values())
    assert any(row.replayed_of for row in attempts(lived_in.database))
    restore(empty.database, empty.settings, kept)
    assert empty.rows() == before


def attempts(database: Database) -> list[sa.Row[tuple[int | None]]]:
    with database.reading() as connection:
        return list(connection.execute(sa.select(Attempt.replayed_of)))


def test_what_is_said_of_a_backup_is_what_is_in_it(lived_in: Place, kept: pathlib.Path, empty: Place) -> None:
    told = verify(kept)
    assert told == restore(empty.database, empty.settings, kept)
    assert told.rows == {name: len(rows) for name, rows in lived_in.rows().items()} | {"site_version": 1}
    assert told.total == sum(told.rows.values())
    assert (told.made, told.schema, told.keys) == (NOON, SCHEMA, ("audit.key", "secret.key"))
    assert told.kind == ("postgresql" if ON_POSTGRESQL else "sqlite")


@pytest.mark.skipif(not ON_POSTGRESQL, reason="both kinds are there when the tests run on PostgreSQL")
def test_a_backup_moves_a_site_to_the_other_kind_of_database_and_back(
    lived_in: Place, kept: pathlib.Path, empty: Place, tmp_path: pathlib.Path
) -> None:
    file = place(tmp_path / "file", f"sqlite:///{tmp_path / 'masar.sqlite3'}")
    restore(file.database, file.settings, kept)
    assert file.rows() == lived_in.rows()
    back = tmp_path / "back.zip"
    backup(file.database, file.settings, back, now=NOON)
    restore(empty.database, empty.settings, back)
    file.database.close()
    assert empty.rows() == lived_in.rows()


def test_workers_that_run_drop_what_they_remember(lived_in: Place, kept: pathlib.Path, empty: Place) -> None:
    restore(empty.database, empty.settings, kept)
    assert empty.version() == lived_in.version() + 1


def test_the_next_row_of_each_table_gets_a_fresh_number(kept: pathlib.Path, empty: Place) -> None:
    restore(empty.database, empty.settings, kept)
    numbered = [table for table in Base.metadata.sorted_tables if table.autoincrement_column is not None]
    with empty.database.writing() as connection:
        for table in numbered:
            before = connection.execute(sa.select(sa.func.max(table.c.id))).scalar_one()
            values = row(connection, table, 3, lacks=True)
            del values["id"]
            if table.name != "site_version":
                made = connection.execute(sa.insert(table).values(values)).inserted_primary_key
                assert made is not None
                assert made[0] == before + 1
    assert len(numbered) > 10


def test_whoever_plays_goes_on_in_the_restored_place(
    player: Trainee, kept: pathlib.Path, empty: Place
) -> None:
    restore(empty.database, empty.settings, kept)
    cookie = player.client.get_cookie("masar_visitor")
    assert cookie is not None
    app = create_app(empty.settings, clock=lambda: NOON)
    moved = dataclasses.replace(player, app=app, key=player.key)
    moved.client.set_cookie("masar_visitor", cookie.value)
    assert moved.open(f"/ar/attempts/{player.key}/debrief").status_code == 200
    app.extensions["masar.database"].close()


def test_only_its_owner_can_read_a_backup_and_nothing_is_beside_it(kept: pathlib.Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_a_backup_shows_one_moment_while_others_write(
    databases: Databases, tables: str, tmp_path: pathlib.Path, empty: Place
) -> None:
    busy = place(tmp_path / "busy", databases.make(copy_of=tables))
    other = Database(busy.settings.database_url)
    account, role = Base.metadata.tables["account"], Base.metadata.tables["account_role"]
    written = iter(range(1, 100))

    def write_between(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        """Add a person and their role just before each of the two tables is read."""
        if "FROM account" in statement:
            with other.writing() as connection:
                number = next(written)
                connection.execute(sa.insert(account).values(row(connection, account, number, lacks=True)))
                connection.execute(sa.insert(role).values(row(connection, role, number, lacks=True)))

    sa.event.listen(busy.database.engine, "before_cursor_execute", write_between)
    path = tmp_path / "busy.zip"
    backup(busy.database, busy.settings, path, now=NOON)
    other.close()
    busy.database.close()
    restore(empty.database, empty.settings, path)
    rows = empty.rows()
    assert next(written) > 2
    assert [one[0] for one in rows["account"]] == [one[1] for one in rows["account_role"]]


def test_rows_that_may_only_be_added_stay_so(kept: pathlib.Path, empty: Place) -> None:
    restore(empty.database, empty.settings, kept)
    with pytest.raises(sa.exc.DBAPIError), empty.database.writing() as connection:
        connection.execute(sa.delete(AuditRow))
    with empty.database.reading() as connection:
        assert connection.execute(in_order(Base.metadata.tables["audit_row"])).first()


def test_the_database_is_left_able_to_write_after_a_backup(lived_in: Place, tmp_path: pathlib.Path) -> None:
    backup(lived_in.database, lived_in.settings, tmp_path / "one.zip", now=NOON)
    with lived_in.database.writing() as connection:
        connection.execute(sa.text("UPDATE site_version SET value = value"))


def test_keys_come_back_readable_by_their_owner_alone(
    lived_in: Place, kept: pathlib.Path, empty: Place
) -> None:
    restore(empty.database, empty.settings, kept)
    assert empty.keys() == lived_in.keys()
    assert {path.stat().st_mode & 0o777 for path in empty.instance.glob("*.key")} == {0o600}


def test_a_key_that_is_there_already_and_equal_stays(
    lived_in: Place, kept: pathlib.Path, empty: Place
) -> None:
    (empty.instance / "audit.key").write_bytes(lived_in.keys()["audit.key"])
    restore(empty.database, empty.settings, kept)
    assert empty.keys() == lived_in.keys()


def test_keys_may_be_left_out_on_either_way(
    lived_in: Place, kept: pathlib.Path, empty: Place, tmp_path: pathlib.Path
) -> None:
    told = backup(lived_in.database, lived_in.settings, tmp_path / "no-keys.zip", now=NOON, keys=False)
    assert told.keys == verify(tmp_path / "no-keys.zip").keys == ()
    (empty.instance / "secret.key").write_text("another")
    restore(empty.database, empty.settings, kept, keys=False)
    assert empty.keys() == {"secret.key": b"another"}
