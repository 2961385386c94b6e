"""A draft's life: nobody writes over what they have not seen, a second person reads, versions stay."""

import datetime as dt

import pytest
import sqlalchemy as sa

from tests.web.small import files
from tests.workbench.drafts import BROKEN, CLEAN, ID, OTHER
from webapp.audit import queries as audit
from webapp.audit.models import AuditRow
from webapp.database import Database
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual.service import import_files
from webapp.scenarios import queries as scenarios
from webapp.scenarios.service import register
from webapp.workbench import checking, queries, service

NOW = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)
AUTHOR, SECOND, THIRD = "0123456789ab", "cdef01234567", "89abcdef0123"


@pytest.fixture
def bench(database: Database) -> Database:
    with database.writing() as connection:
        import_files(connection, files=files(), by="", now=NOW)
    return database


def begin(bench: Database, text: str = CLEAN) -> int:
    with bench.writing() as connection:
        return service.begin(connection, text=text, by=AUTHOR, now=NOW)


def save(bench: Database, number: int, text: str, *, revision: int, by: str = AUTHOR) -> queries.Draft:
    with bench.writing() as connection:
        return service.save(connection, number, text=text, revision=revision, by=by, now=NOW)


def read(bench: Database, number: int, by: str = SECOND) -> None:
    with bench.writing() as connection:
        revision = queries.draft(connection, number).revision
        service.review(connection, number, revision=revision, by=by, now=NOW)


def publish(bench: Database, number: int, by: str = THIRD) -> str:
    with bench.writing() as connection:
        revision = queries.draft(connection, number).revision
        return service.publish(connection, number, revision=revision, by=by, now=NOW).digest


def found(bench: Database, number: int) -> queries.Draft:
    with bench.reading() as connection:
        return queries.draft(connection, number)


def refused(bench: Database, deed: object, *given: object, **more: object) -> str:
    with pytest.raises((Refused, BadInput)) as fault:
        deed(bench, *given, **more)  # type: ignore[operator]  # one of those above
    return fault.value.code


def test_a_draft_comes_into_force_after_a_second_person_has_read_it(bench: Database) -> None:
    number = begin(bench)
    assert found(bench, number).state == "writing"
    assert refused(bench, publish, number) == "draft.unread"
    read(bench, number)
    assert found(bench, number).state == "read"
    digest = publish(bench, number)
    with bench.reading() as connection:
        assert scenarios.current_digest(connection, ID) == digest
        deeds = connection.execute(sa.select(AuditRow.action, AuditRow.actor).order_by(AuditRow.number))
        told = [tuple(row) for row in deeds]
        assert audit.verify(connection).is_whole
        assert queries.open_drafts(connection) == ()
        assert [one.id for one in queries.done_drafts(connection)] == [number]
    assert told[-3:] == [
        ("scenario.drafted", AUTHOR),
        ("scenario.reviewed", SECOND),
        ("scenario.published", THIRD),
    ]
    assert found(bench, number).published == digest


def test_nobody_who_wrote_in_a_draft_is_its_second_person(bench: Database) -> None:
    number = begin(bench)
    assert refused(bench, read, number, by=AUTHOR) == "draft.own"
    save(bench, number, OTHER, revision=1, by=SECOND)
    assert refused(bench, read, number, by=SECOND) == "draft.own"
    assert refused(bench, read, number, by=AUTHOR) == "draft.own"
    read(bench, number, by=THIRD)
    assert found(bench, number).reviewed_by == THIRD


def test_whatever_changes_after_the_reading_must_be_read_again(bench: Database) -> None:
    number = begin(bench)
    read(bench, number)
    save(bench, number, OTHER, revision=2)
    assert found(bench, number).reviewed_by is None
    assert refused(bench, publish, number) == "draft.unread"


def test_a_text_with_errors_is_kept_but_neither_read_nor_published(bench: Database) -> None:
    number = begin(bench, BROKEN)
    assert found(bench, number).text == BROKEN
    assert refused(bench, read, number) == refused(bench, publish, number) == "draft.not-clean"
    with bench.reading() as connection:
        checked = checking.check(connection, BROKEN)
        assert checked.errors
        assert checking.check(connection, BROKEN) is checked


def test_who_saves_over_what_they_have_not_seen_is_told_and_nothing_is_lost(bench: Database) -> None:
    number = begin(bench)
    save(bench, number, OTHER, revision=1)
    assert refused(bench, save, number, BROKEN, revision=1, by=SECOND) == "draft.meanwhile"
    assert found(bench, number).text == OTHER
    assert save(bench, number, BROKEN, revision=2, by=SECOND).text == BROKEN


def test_saving_the_same_text_again_changes_nothing(bench: Database) -> None:
    number = begin(bench)
    before = found(bench, number)
    assert save(bench, number, "\ufeff" + CLEAN.replace("\n", "\r\n"), revision=99, by=SECOND) == before


def test_a_published_draft_and_its_version_stay_as_they_are(bench: Database) -> None:
    number = begin(bench)
    read(bench, number)
    digest = publish(bench, number)
    assert refused(bench, save, number, OTHER, revision=3) == "draft.published"
    assert refused(bench, read, number) == refused(bench, publish, number) == "draft.published"
    second = begin(bench, OTHER)
    assert found(bench, second).based_on == digest
    read(bench, second)
    publish(bench, second)
    with bench.reading() as connection:
        assert scenarios.scenario(connection, digest, edition=1).title.en == "Boxes"


def test_a_draft_that_another_version_has_overtaken_says_so(bench: Database) -> None:
    number = begin(bench)
    with bench.writing() as connection:
        register(connection, text=OTHER, path="scenarios/boxes.yaml", now=NOW)
    assert refused(bench, read, number) == "draft.behind"
    with bench.writing() as connection:
        service.rebase(connection, number, revision=1, now=NOW)
    read(bench, number)
    assert publish(bench, number)


def test_a_draft_is_thrown_away_only_by_who_has_seen_it_last(bench: Database) -> None:
    number = begin(bench)
    with bench.writing() as connection, pytest.raises(Refused):
        service.remove(connection, number, revision=7, by=AUTHOR, now=NOW)
    with bench.writing() as connection:
        service.remove(connection, number, revision=1, by=AUTHOR, now=NOW)
    with pytest.raises(NotFound):
        found(bench, number)


@pytest.mark.parametrize(("text", "code"), [("", "draft.empty"), (" \n", "draft.empty")])
def test_an_empty_text_is_no_draft(bench: Database, text: str, code: str) -> None:
    assert refused(bench, begin, text) == code
    assert refused(bench, begin, "x" * 600_000) == "draft.long"


@pytest.mark.parametrize(
    ("line", "name"),
    [("id: a-case", "a-case"), ('id: "a-case"  # why', "a-case"), ("  id: inner", ""), ("id: A b", "")],
)
def test_the_id_of_a_case_is_read_off_its_text_even_if_the_rest_is_broken(line: str, name: str) -> None:
    assert checking.id_in(f"format: 1\n{line}\n: : :") == name
