"""What has been kept long enough goes, to the day; on one worker of all, a little at a time, on the record."""

import datetime as dt
import secrets
import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON, Clock
from tests.people import add, sign_in, store
from tests.privacy.devices import Device
from webapp.accounts import policy, service, sign_ins
from webapp.accounts.models import Account, Link, SignIn
from webapp.accounts.policy import Policy
from webapp.accounts.service import NewPerson
from webapp.attempts.models import Attempt, Decided
from webapp.audit import queries as audit
from webapp.database import Database
from webapp.privacy import daily, retention
from webapp.privacy.models import Job, RecoveryPhrase
from webapp.privacy.retention import Done
from webapp.scenarios.models import ScenarioVersion
from webapp.web import limits
from webapp.web.models import RateWindow
from webapp.web.who import Grant

A_MOMENT = dt.timedelta(microseconds=1)
KEPT = Policy()


@pytest.fixture
def database(app: Flask) -> Database:
    return store(app)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def begun(database: Database, *, last: dt.datetime, owner: str = "", of: int | None = None) -> int:
    """Put an attempt there that had its last decision at this moment; return its id."""
    with database.writing() as connection:
        digest = connection.execute(sa.select(ScenarioVersion.digest).limit(1)).scalar_one()
        attempt = connection.execute(
            sa.insert(Attempt)
            .values(
                key=secrets.token_urlsafe(16),
                owner=owner or secrets.token_hex(32),
                scenario_id="any",
                digest=digest,
                edition=1,
                lang="ar",
                seed="seed",
                started=last - days(1),
                steps=1,
                replayed_of=of,
            )
            .returning(Attempt.id)
        ).scalar_one()
        row = {"attempt_id": attempt, "position": 0, "submission": "one", "choice": "{}", "taken": last}
        connection.execute(sa.insert(Decided).values(row))
    return attempt


def count(database: Database, table: type) -> int:
    with database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def apply(database: Database, now: dt.datetime = NOON) -> Done:
    """Apply it all; what is due before must be what went."""
    with database.reading() as connection:
        due = retention.due(connection, now)
    done = retention.apply_all(database, now)
    assert due == done
    return done


def test_an_attempt_without_an_account_goes_to_the_day_after_its_last_decision(database: Database) -> None:
    limit = NOON - days(KEPT.keep_attempts_days)
    begun(database, last=limit + A_MOMENT)
    assert apply(database) == Done()
    assert apply(database, NOON + A_MOMENT) == Done(attempts=1)
    assert (count(database, Attempt), count(database, Decided)) == (0, 0)


def test_an_attempt_is_as_young_as_its_last_decision_and_without_any_as_its_beginning(
    database: Database,
) -> None:
    young = begun(database, last=NOON)
    with database.writing() as connection:
        connection.execute(sa.update(Attempt).where(Attempt.id == young).values(started=NOON - days(3000)))
    bare = begun(database, last=NOON)
    with database.writing() as connection:
        connection.execute(sa.delete(Decided).where(Decided.attempt_id == bare))
        connection.execute(sa.update(Attempt).where(Attempt.id == bare).values(started=NOON - days(3000)))
    assert apply(database) == Done(attempts=1)


def test_how_long_is_what_administrators_set(database: Database) -> None:
    begun(database, last=NOON - days(40))
    with database.writing() as connection:
        policy.change(connection, {"keep_attempts_days": "40"}, by="", now=NOON)
    assert apply(database) == Done(attempts=1)


def test_the_attempts_of_an_account_stay_as_long_as_the_account(app: Flask, database: Database) -> None:
    account = add(app, "trainee")
    with database.reading() as connection:
        owner = connection.execute(sa.select(Account.owner).where(Account.id == account)).scalar_one()
    begun(database, last=NOON - days(3000), owner=owner)
    assert apply(database) == Done()


def test_an_attempt_that_another_began_from_goes_alone(database: Database) -> None:
    first = begun(database, last=NOON - days(400))
    second = begun(database, last=NOON, of=first)
    assert apply(database) == Done(attempts=1)
    with database.reading() as connection:
        (row,) = connection.execute(sa.select(Attempt.id, Attempt.replayed_of)).all()
    assert tuple(row) == (second, None)


def silent_for(app: Flask, age: dt.timedelta, *roles: str) -> int:
    account = add(app, *(roles or ("trainee",)))
    with store(app).writing() as connection:
        connection.execute(sa.update(Account).where(Account.id == account).values(last_active=NOON - age))
    return account


def there(database: Database) -> set[int]:
    with database.reading() as connection:
        return set(connection.execute(sa.select(Account.id)).scalars())


def test_an_account_goes_to_the_day_after_its_last_sign_of_life(app: Flask, database: Database) -> None:
    silent_for(app, days(KEPT.keep_accounts_days) - A_MOMENT)
    assert apply(database) == Done()
    assert apply(database, NOON + A_MOMENT) == Done(accounts=1)
    assert there(database) == set()


def test_the_last_who_administers_the_site_stays_however_silent(app: Flask, database: Database) -> None:
    older = silent_for(app, days(3000), "administrator")
    younger = silent_for(app, days(2000), "administrator")
    assert apply(database) == Done(accounts=1)
    assert there(database) == {younger} != {older}
    assert apply(database) == Done()


def test_people_for_demonstration_and_limited_ones_are_no_administrators_that_count(
    app: Flask, database: Database
) -> None:
    silent_for(app, days(3000), "administrator")
    add(app, "administrator", governorate="muscat")
    shown = NewPerson(name="Shown", grants=(Grant("administrator"),))
    with database.writing() as connection:
        demo = service.keep(connection, shown, now=NOON - days(3000), is_demo=True)
    assert apply(database) == Done()
    assert demo in there(database)


def invited(database: Database, at: dt.datetime) -> int:
    new = NewPerson(name=f"Invited {secrets.token_hex(4)}", grants=(Grant("trainee"),))
    with database.writing() as connection:
        return service.invite(connection, new, by="", now=at)[0]


def test_an_invitation_that_nobody_follows_goes_to_the_day(database: Database) -> None:
    invited(database, NOON - days(KEPT.keep_invitations_days) + A_MOMENT)
    assert apply(database) == Done()
    assert apply(database, NOON + A_MOMENT) == Done(invitations=1)
    assert count(database, Link) == 0


def test_inviting_again_begins_the_time_anew(database: Database) -> None:
    account = invited(database, NOON - days(100))
    with database.writing() as connection:
        service.invite_again(connection, account, now=NOON - days(50))
    assert apply(database) == Done(), "though the newer link has expired as well"
    assert apply(database, NOON + days(10)) == Done(invitations=1)


def test_what_time_has_ended_is_swept_and_nothing_else(app: Flask, database: Database) -> None:
    here, idle = sign_in(app, "trainee"), dt.timedelta(minutes=KEPT.idle_minutes)
    with database.writing() as connection:
        sign_ins.begin(connection, account=here.account, device="old", now=NOON - idle)
        sign_ins.begin(connection, account=here.account, device="half", now=NOON, is_half=True)
        service.reset_link(connection, here.account, by="", now=NOON - dt.timedelta(hours=KEPT.reset_hours))
        limits.note(connection, key="some", seconds=60, now=NOON - days(1))
        limits.note(connection, key="others", seconds=3600, now=NOON)
    assert apply(database) == Done(sign_ins=1, links=1)
    assert (count(database, SignIn), count(database, RateWindow)) == (2, 1)
    assert apply(database, NOON + sign_ins.HALF_LASTS) == Done(sign_ins=1)


def test_words_that_lead_nowhere_or_were_never_used_are_swept(app: Flask, database: Database) -> None:
    device, gone = Device(app), Device(app)
    for one in (device, gone):
        one.play(1)
        one.words()
    with database.writing() as connection:
        connection.execute(sa.update(Attempt).where(Attempt.owner == gone.owner).values(owner="0" * 64))
    assert apply(database) == Done(phrases=1)
    assert apply(database, NOON + days(365)).phrases == 1
    assert count(database, RecoveryPhrase) == 0


def test_a_big_backlog_goes_in_portions_each_on_the_record(database: Database) -> None:
    for _ in range(retention.ATTEMPTS_AT_ONCE // 20):
        begun(database, last=NOON - days(400))
    with database.writing() as connection:
        rows = connection.execute(sa.select(Attempt)).mappings().all()
        copies = [
            {**{name: value for name, value in row.items() if name != "id"}, "key": secrets.token_urlsafe(16)}
            for row in rows
            for _ in range(25)
        ]
        connection.execute(sa.insert(Attempt), copies)
    whole = len(rows) * 26
    assert apply(database) == Done(attempts=whole)
    with database.reading() as connection:
        deeds = audit.entries(connection, audit.Wanted(action="retention"))
    assert sum(int(str(one.facts["attempts"])) for one in deeds) == whole
    assert len(deeds) == 2


def test_where_nothing_is_due_nothing_is_recorded(database: Database) -> None:
    apply(database)
    with database.reading() as connection:
        assert audit.count(connection, audit.Wanted(action="retention")) == 0


@pytest.mark.parametrize("former", [None, NOON - days(1)])
def test_one_of_eight_workers_does_the_days_work(database: Database, former: dt.datetime | None) -> None:
    if former:
        with database.writing() as connection:
            connection.execute(sa.insert(Job).values(name="retention", begun=former))
    came: list[Done | None] = []
    threads = [
        threading.Thread(target=lambda: came.append(daily.run_if_due(database, now=NOON))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(one) for one in came) == sorted([*["None"] * 7, str(Done())])


def test_it_is_due_again_a_day_later_and_not_before(app: Flask, database: Database, clock: Clock) -> None:
    daily.look(app)
    begun(database, last=NOON - days(400))
    clock.now += days(1) - A_MOMENT
    daily.look(app)
    assert count(database, Attempt) == 1
    clock.now += A_MOMENT
    daily.look(app)
    assert count(database, Attempt) == 0


def test_a_database_that_is_away_is_noted_and_ends_nothing(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with store(app).writing() as connection:
        connection.exec_driver_sql("DROP TABLE job")
    daily.look(app)
    assert "could not be" in caplog.text


def test_the_command_line_counts_or_removes(app: Flask, database: Database) -> None:
    from webapp.privacy.commands import group

    begun(database, last=NOON - days(400))
    runner = app.test_cli_runner()
    assert runner.invoke(group, ["apply", "--dry-run"]).output == "due: attempts 1\n"
    assert count(database, Attempt) == 1
    assert runner.invoke(group, ["apply"]).output == "removed: attempts 1\n"
    assert runner.invoke(group, ["apply"]).output == "removed: nothing\n"
    assert count(database, Attempt) == 0
