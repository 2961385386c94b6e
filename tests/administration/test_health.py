"""How the site is, said to administrators in words and to machines in one."""

import dataclasses
import datetime as dt
import pathlib
import shutil

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON, ON_POSTGRESQL, Clock
from tests.people import Person, sign_in, store
from tests.web.small import empty_site, small_site
from webapp.administration import health
from webapp.administration.health import Line
from webapp.audit import service as audit
from webapp.audit.models import AuditRow
from webapp.search import service as search
from webapp.settings import Settings

PAGE = "/administration/health"
CODES = (
    "database",
    "schema",
    "edition",
    "cases",
    "index",
    "cache",
    "audit",
    "retention",
    "backup",
    "disk",
    "server",
    "versions",
)


def lines(app: Flask, now: dt.datetime = NOON, **other: object) -> dict[str, Line]:
    settings = dataclasses.replace(app.extensions["masar.settings"], **other)  # type: ignore[arg-type]  # what a test hands on
    with store(app).reading() as connection:
        found = health.lines(connection, settings, now=now)
    assert tuple(one.code for one in found) == CODES
    return {one.code: one for one in found}


def done(app: Flask, *, backup: dt.datetime | None = None, retention: dt.datetime | None = None) -> None:
    with store(app).writing() as connection:
        if backup:
            audit.record(connection, action="backup", now=backup)
        if retention:
            connection.execute(
                sa.text("INSERT INTO job (name, begun) VALUES ('retention', :at)"),
                {"at": retention.isoformat(" ")},
            )


@pytest.fixture
def administrator(app: Flask) -> Person:
    return sign_in(app, "administrator")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_site_that_is_well_says_so(app: Flask, administrator: Person, clock: Clock, lang: str) -> None:
    done(app, backup=NOON, retention=NOON)
    administrator.lang = lang
    page = administrator.get(PAGE)
    assert page.with_class("o") == []
    told: Settings = app.extensions["masar.settings"]
    for secret in (told.secret_key, told.audit_key, str(told.instance), str(pathlib.Path.cwd())):
        assert secret not in page.source
    assert clock.now == NOON


def test_a_site_that_is_well_has_no_line_to_look_at(app: Flask) -> None:
    done(app, backup=NOON, retention=NOON)
    found = lines(app)
    assert [code for code, one in found.items() if not one.is_ok] == []
    assert str(found["database"].facts["kind"]).startswith("PostgreSQL" if ON_POSTGRESQL else "SQLite")
    assert float(str(found["database"].facts["megabytes"])) > 0.1


def test_what_was_never_done_is_to_be_looked_at(administrator: Person) -> None:
    page = administrator.get(PAGE)
    assert len(page.with_class("o")) == 2
    assert "has never run here" in page.text
    assert "none is known of" in page.text


def test_what_was_done_too_long_ago_is_to_be_looked_at(app: Flask) -> None:
    done(app, backup=NOON, retention=NOON)
    soon, late = NOON + dt.timedelta(days=2), NOON + dt.timedelta(days=8, seconds=1)
    assert lines(app, soon)["retention"].is_ok
    assert not lines(app, soon + dt.timedelta(seconds=1))["retention"].is_ok
    assert lines(app, late - dt.timedelta(seconds=1))["backup"].is_ok
    assert not lines(app, late)["backup"].is_ok


def test_a_site_without_an_edition_says_what_is_missing(settings: Settings) -> None:
    app = empty_site(settings)
    found = lines(app)
    assert [code for code in ("edition", "cases", "index") if found[code].is_ok] == []
    page = sign_in(app, "administrator").get(PAGE)
    assert "masar prepare" in page.text


def test_a_missing_index_is_said(settings: Settings) -> None:
    app = small_site(settings)
    with store(app).reading() as connection:
        tuple(search.ensure(connection, settings))
    assert lines(app)["index"].is_ok
    shutil.rmtree(settings.instance / "search")
    assert not lines(app)["index"].is_ok


def test_an_old_form_of_the_tables_is_said(app: Flask, administrator: Person) -> None:
    with store(app).writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    assert not lines(app)["schema"].is_ok
    assert "masar db upgrade" in administrator.get(PAGE).text


def test_a_broken_chain_is_said(app: Flask, administrator: Person) -> None:
    done(app, backup=NOON)
    with store(app).writing() as connection:
        disarm = "ALTER TABLE audit_row DISABLE TRIGGER USER"
        connection.exec_driver_sql(disarm if ON_POSTGRESQL else "DROP TRIGGER audit_row_is_never_changed")
        connection.execute(sa.update(AuditRow).values(actor="me"))
    assert not lines(app)["audit"].is_ok
    assert "the chain is not whole" in administrator.get(PAGE).text


def test_a_cache_that_is_off_and_too_many_processes_on_a_file_are_said(app: Flask) -> None:
    found = lines(app, page_cache=False, workers=5)
    assert not found["cache"].is_ok
    assert found["server"].is_ok is ON_POSTGRESQL
    assert lines(app, workers=4)["server"].is_ok


@pytest.mark.parametrize(
    ("version", "day", "is_old"),
    [
        ((3, 10), NOON.date(), True),
        ((3, 11), dt.date(2027, 10, 31), False),
        ((3, 11), dt.date(2027, 11, 1), True),
        ((3, 99), dt.date(2090, 1, 1), False),
    ],
)
def test_a_python_that_nobody_mends_is_old(version: tuple[int, int], day: dt.date, is_old: bool) -> None:  # noqa: FBT001 -- a column of the table above
    assert health.is_python_old(version, day) is is_old


def test_machines_are_told_that_the_site_answers(app: Flask) -> None:
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_machines_are_told_when_the_database_does_not_answer(app: Flask) -> None:
    with store(app).writing() as connection:
        connection.execute(sa.text("ALTER TABLE site_version RENAME TO elsewhere"))
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "unavailable\n")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_looks_after_a_part_only_cannot_open_it(app: Flask) -> None:
    limited = sign_in(app, "administrator", governorate="muscat")
    assert limited.get(PAGE, status=403).status == 403
