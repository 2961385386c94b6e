"""The chain of deeds shows every change, whoever made it and however they went about it."""

import concurrent.futures
import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from tests.conftest import NOON, ON_POSTGRESQL, SECRET
from webapp.audit import queries, service
from webapp.audit.chain import head_seal
from webapp.audit.models import AuditHead, AuditRow
from webapp.audit.queries import Verdict, Wanted
from webapp.database import Database
from webapp.settings import Settings

DEEDS = 5
Attack = Callable[[sa.Connection], object]


@pytest.fixture
def chain(settings: Settings) -> Iterator[Database]:
    """A database in which five deeds were recorded."""
    store = Database(settings.database_url, audit_key=SECRET)
    with store.writing() as connection:
        for number in range(DEEDS):
            record(connection, subject=str(number), roles=["trainer"])
    yield store
    store.close()


def record(connection: sa.Connection, **told: object) -> None:
    service.record(
        connection, action="person.roles", now=NOON + dt.timedelta(seconds=1), actor="00ff00ff00ff", **told
    )  # type: ignore[arg-type]  # what a test hands on


def record_and_fail(connection: sa.Connection) -> None:
    record(connection, subject="undone")
    service.record(connection, action="nothing", now=NOON)


def verified(store: Database) -> Verdict:
    with store.reading() as connection:
        return queries.verify(connection)


def attack(store: Database, deed: Attack) -> Verdict:
    """Do something to the rows as an owner of the database would, and verify."""
    with store.writing() as connection:
        for statement in DISARM:
            connection.exec_driver_sql(statement)
        deed(connection)
    return verified(store)


DISARM = (
    ("ALTER TABLE audit_row DISABLE TRIGGER USER",)
    if ON_POSTGRESQL
    else ("DROP TRIGGER audit_row_is_never_changed", "DROP TRIGGER audit_row_is_never_removed")
)


def change(number: int, /, **values: object) -> Attack:
    statement = sa.update(AuditRow).where(AuditRow.number == number).values(**values)
    return lambda connection: connection.execute(statement)


def remove(*numbers: int) -> Attack:
    return lambda connection: connection.execute(sa.delete(AuditRow).where(AuditRow.number.in_(numbers)))


def row(connection: sa.Connection, number: int) -> dict[str, object]:
    found = connection.execute(sa.select(AuditRow.__table__).where(AuditRow.number == number)).one()
    return {name: value for name, value in found._mapping.items() if name != "id"}


def test_an_untouched_chain_is_whole(chain: Database) -> None:
    found = verified(chain)
    assert (found.rows, found.broken_at, found.is_whole) == (DEEDS, None, True)
    with chain.reading() as connection:
        assert queries.has_seal(connection, found.head)
        assert not queries.has_seal(connection, "0" * 64)


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert verified(database) == Verdict(0, None, is_whole=True, head="")


@pytest.mark.parametrize(
    "values",
    [
        {"at": NOON + dt.timedelta(microseconds=1)},
        {"actor": "00ff00ff00fe"},
        {"action": "person.restored"},
        {"subject": "7"},
        {"facts": '{"roles": ["administrator"]}'},
        {"facts": '{"roles":["trainer"]}'},
        {"hash": "0" * 64},
        {"number": 40},
    ],
    ids=lambda values: next(iter(values)),
)
@pytest.mark.parametrize("number", [1, 3, DEEDS])
def test_a_changed_row_is_found(chain: Database, number: int, values: dict[str, object]) -> None:
    found = attack(chain, change(number, **values))
    assert not found.is_whole
    assert found.broken_at is not None or number == DEEDS


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_row_is_found_where_it_was(chain: Database, number: int) -> None:
    found = attack(chain, remove(number))
    assert found.broken_at == number + 1
    assert not found.is_whole


def test_rows_missing_at_the_end_are_found(chain: Database) -> None:
    found = attack(chain, remove(DEEDS - 1, DEEDS))
    assert (found.rows, found.broken_at, found.is_whole) == (DEEDS - 2, None, False)


def test_rows_all_gone_are_found(chain: Database) -> None:
    found = attack(chain, remove(*range(1, DEEDS + 1)))
    assert (found.rows, found.is_whole) == (0, False)


def test_a_row_removed_and_the_rest_numbered_anew_is_found(chain: Database) -> None:
    def close_the_gap(connection: sa.Connection) -> None:
        remove(2)(connection)
        for number in range(3, DEEDS + 1):
            change(number, number=number - 1)(connection)

    assert attack(chain, close_the_gap).broken_at == 2


def test_a_row_put_in_is_found(chain: Database) -> None:
    def put_in(connection: sa.Connection) -> None:
        connection.execute(
            sa.insert(AuditRow).values(row(connection, DEEDS) | {"number": DEEDS + 1, "subject": "me"})
        )

    assert attack(chain, put_in).broken_at == DEEDS + 1


def test_a_row_put_in_before_the_first_is_found(chain: Database) -> None:
    def put_in(connection: sa.Connection) -> None:
        connection.execute(sa.insert(AuditRow).values(row(connection, 1) | {"number": 0}))

    assert attack(chain, put_in).broken_at == 0


def test_rows_that_changed_places_are_found(chain: Database) -> None:
    def change_places(connection: sa.Connection) -> None:
        for number, to in ((2, 20), (3, 2), (20, 3)):
            change(number, number=to)(connection)

    assert attack(chain, change_places).broken_at == 2


@pytest.mark.parametrize(
    "values",
    [{"number": DEEDS - 1}, {"hash": "0" * 64}, {"seal": "0" * 64}],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_end_is_found(chain: Database, values: dict[str, object]) -> None:
    found = attack(chain, lambda connection: connection.execute(sa.update(AuditHead).values(**values)))
    assert (found.broken_at, found.is_whole) == (None, False)


def test_an_end_that_is_gone_is_found(chain: Database) -> None:
    found = attack(chain, lambda connection: connection.execute(sa.delete(AuditHead)))
    assert (found.broken_at, found.is_whole) == (None, False)


def test_an_end_moved_back_without_the_key_is_found(chain: Database) -> None:
    def move_back(connection: sa.Connection) -> None:
        last = str(row(connection, DEEDS - 1)["hash"])
        remove(DEEDS)(connection)
        forged = {"number": DEEDS - 1, "hash": last, "seal": head_seal(DEEDS - 1, last, key="a guess")}
        connection.execute(sa.update(AuditHead).values(**forged))

    assert not attack(chain, move_back).is_whole


@pytest.mark.parametrize("statement", ["UPDATE audit_row SET actor = 'x'", "DELETE FROM audit_row"])
def test_the_database_refuses_to_change_or_remove_a_deed(chain: Database, statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="never"), chain.writing() as connection:
        connection.execute(sa.text(statement))
    assert verified(chain).is_whole


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite cannot empty a table at once; DELETE is refused")
def test_the_database_refuses_to_empty_the_chain_at_once(chain: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="never"), chain.writing() as connection:
        connection.execute(sa.text("TRUNCATE audit_row"))
    assert verified(chain).is_whole


@pytest.mark.usefixtures("chain")
def test_another_key_verifies_nothing(settings: Settings) -> None:
    other = Database(settings.database_url, audit_key=f"{SECRET}.")
    found = verified(other)
    assert (found.broken_at, found.is_whole) == (1, False)
    other.close()


def test_a_deed_undone_leaves_no_gap(chain: Database) -> None:
    with pytest.raises(ValueError, match="no deed"), chain.writing() as connection:
        record_and_fail(connection)
    with chain.writing() as connection:
        record(connection, subject="after")
        [last] = queries.entries(connection, Wanted(), size=1)
    assert (last.number, last.subject) == (DEEDS + 1, "after")
    assert verified(chain).is_whole


def test_many_at_once_make_one_chain(settings: Settings) -> None:
    stores = [Database(settings.database_url, audit_key=SECRET) for _ in range(2)]

    def work(worker: int) -> None:
        for turn in range(10):
            with stores[worker % 2].writing() as connection:
                record(connection, subject=f"{worker} {turn}")

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    found = verified(stores[0])
    assert (found.rows, found.is_whole) == (80, True)
    for store in stores:
        store.close()


def test_the_chain_is_whole_to_whoever_looks_while_others_record(chain: Database) -> None:
    other = Database(str(chain.engine.url.render_as_string(hide_password=False)), audit_key=SECRET)

    def record_between(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        """Add a deed just before each time the end of the chain is read."""
        if "audit_head" in statement:
            with other.writing() as connection:
                record(connection, subject="meanwhile")

    sa.event.listen(chain.engine, "before_cursor_execute", record_between)
    found = verified(chain)
    other.close()
    assert found.is_whole


def test_a_deed_without_a_word_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="flattered"), database.writing() as connection:
        service.record(connection, action="person.flattered", now=NOON)
