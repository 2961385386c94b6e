"""The audit as administrators read it: in words, by name where somebody is still there, and to take away."""

import csv
import datetime as dt
import io
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON, ON_POSTGRESQL, Clock
from tests.people import Person, add, sign_in, store
from tests.web.pages import Page
from webapp.accounts import queries as people
from webapp.accounts.models import Organisation
from webapp.administration import audit_page, audit_words
from webapp.audit import queries, service
from webapp.audit.models import AuditRow
from webapp.audit.queries import Wanted
from webapp.audit.service import ACTIONS

PAGE = "/administration/audit"
GONE = "0a1b2c3d4e5f"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def administrator(app: Flask) -> Person:
    return sign_in(app, "administrator", name="ليلى")


def record(app: Flask, *actions: str, now: dt.datetime = NOON, **told: object) -> None:
    with store(app).writing() as connection:
        for action in actions:
            service.record(connection, action=action, now=now, **told)  # type: ignore[arg-type]  # what a test hands on


def rows(page: Page) -> list[str]:
    """The deeds of a page, each in one line."""
    return [
        " ".join("".join(one.itertext()).split())
        for found in page.with_class("deeds")
        for one in found.iter("li")
    ]


def pseudonym(app: Flask, account: int) -> str:
    with store(app).reading() as connection:
        return people.pseudonym(connection, account)


def test_every_deed_has_its_words() -> None:
    assert set(audit_words.DEEDS) == ACTIONS
    assert len({str(said) for said in map(repr, audit_words.DEEDS.values())}) == len(ACTIONS)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_deed_is_said_in_a_sentence(app: Flask, administrator: Person, lang: str) -> None:
    record(app, *sorted(ACTIONS), actor=administrator.pseudonym)
    administrator.lang = lang
    pages = [administrator.get(f"{PAGE}?page={number}") for number in (1, 2)]
    said = {
        "".join(one.itertext()).rstrip(".:")
        for page in pages
        for found in page.with_class("deeds")
        for one in found.iter("b")
    }
    assert len(said) == len(ACTIONS)
    assert not said & ACTIONS
    assert len([line for page in pages for line in rows(page) if "ليلى" in line]) == len(ACTIONS)


def test_the_newest_deed_stands_first(app: Flask, administrator: Person) -> None:
    record(app, "backup", now=NOON + HOUR)
    record(app, "restore", now=NOON + 2 * HOUR)
    first, second, *_ = rows(administrator.get(PAGE))
    assert "Brought the site back from a backup." in first
    assert "By: the command line" in first
    assert "4 November 2026, 14:00" in first
    assert "Made a backup." in second


def test_people_are_named_while_they_are_there(app: Flask, administrator: Person) -> None:
    other = pseudonym(app, add(app, "trainer", name="سالم"))
    record(app, "person.roles", actor=administrator.pseudonym, subject=other, before=[], after=["reviewer"])
    record(app, "person.erased", actor=administrator.pseudonym, subject=GONE)
    gone, roles, *_ = rows(administrator.get(PAGE))
    assert "Changed a person’s roles: سالم" in roles
    assert "before: none · after: Reviewer" in roles
    assert f"an erased person ({GONE})" in gone
    assert "By: ليلى" in gone


def test_who_did_it_is_said_where_nobody_was_signed_in(app: Flask, administrator: Person) -> None:
    record(app, "sign-in.failed", subject=administrator.pseudonym)
    record(app, "retention", attempts=3)
    by_itself, failed, *_ = rows(administrator.get(PAGE))
    assert "By: the site by itself" in by_itself
    assert "Attempts: 3" in by_itself
    assert "A wrong password or code was tried: ليلى" in failed
    assert "By: somebody not signed in" in failed


def test_things_are_called_by_their_words(app: Flask, administrator: Person) -> None:
    with store(app).writing() as connection:
        organisation = connection.execute(
            sa.insert(Organisation)
            .values(name_ar="جمعية", name_en="A society", sector="health", made=NOON)
            .returning(Organisation.id)
        ).scalar_one()
    for action, subject in (
        ("manual.imported", "draft 3"),
        ("manual.published", "edition 2"),
        ("organisation.added", f"organisation {organisation}"),
        ("organisation.removed", "organisation 999"),
        ("export", "invitations"),
        ("backup", "1234 rows"),
    ):
        record(app, action, subject=subject)
    kept, taken, removed, added, published, brought, *_ = rows(administrator.get(PAGE))
    assert "Made a backup: 1234 rows" in kept
    assert "links of invitations" in taken
    assert "organisation 999" in removed
    assert "A society" in added
    assert "edition 2" in published
    assert "draft 3 of the manual" in brought


def test_a_setting_is_called_as_on_its_page(app: Flask, administrator: Person) -> None:
    record(app, "policy.changed", name="second_factor", before="optional", after="required")
    first, *_ = rows(administrator.get(PAGE))
    assert "Setting: Second step of publishers and administrators" in first
    assert "before: Each decides" in first
    assert "after: Required" in first


def test_a_page_holds_fifty_and_leads_to_the_earlier_ones(app: Flask, administrator: Person) -> None:
    record(app, *["backup"] * 60)
    first = administrator.get(f"{PAGE}?action=backup")
    assert len(rows(first)) == 50
    earlier = next(link for link in first.links() if "page=2" in link)
    assert "action=backup" in earlier
    second = administrator.pages.get(earlier)
    assert len(rows(second)) == 10
    assert len(rows(administrator.get(f"{PAGE}?action=backup&page=99"))) == 10
    assert len(rows(administrator.get(f"{PAGE}?action=backup&page=x"))) == 50


def test_deeds_are_found_by_kind_by_person_and_by_day(app: Flask, administrator: Person) -> None:
    other = pseudonym(app, add(app, "trainer", name="سالم الهنائي", email="salim@example.om"))
    record(app, "backup")
    record(app, "person.changed", actor=administrator.pseudonym, subject=other)
    record(app, "sign-in", actor=other, subject=other, now=NOON + 24 * HOUR)
    assert len(rows(administrator.get(f"{PAGE}?action=backup"))) == 1
    for written in ("سالم الهنائي", " سالم  الهنائي ", "SALIM@example.om", other):
        assert len(rows(administrator.get(f"{PAGE}?person={quote(written)}"))) == 2, written
    assert len(rows(administrator.get(f"{PAGE}?person={other}&since=2026-11-05"))) == 1
    assert len(rows(administrator.get(f"{PAGE}?person={other}&until=2026-11-04"))) == 1
    assert rows(administrator.get(f"{PAGE}?action=restore")) == []


def test_days_begin_and_end_as_in_muscat(app: Flask, administrator: Person) -> None:
    midnight = dt.datetime(2026, 11, 9, 20, 0, tzinfo=dt.UTC)  # 00:00 on the tenth in Muscat
    for moment in (midnight - dt.timedelta(seconds=1), midnight, midnight + 24 * HOUR):
        record(app, "backup", now=moment)
    found = rows(administrator.get(f"{PAGE}?action=backup&since=2026-11-10&until=2026-11-10"))
    assert len(found) == 1
    assert "10 November 2026, 00:00" in found[0]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("person=nobody%20of%20this%20name", "person"),
        ("person=%00", "person"),
        ("action=flattered", "action"),
        ("since=soon", "since"),
        ("until=9999-12-31", "until"),
        ("since=2026-11-05&until=2026-11-04", "until"),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_the_field(
    administrator: Person, asked: str, field: str
) -> None:
    page = administrator.get(f"{PAGE}?{asked}", status=422)
    assert page.by_id(f"f-{field}-error") is not None
    assert f"#f-{field}" in page.links()
    assert rows(page) == []


def test_the_page_says_that_the_chain_is_whole(administrator: Person) -> None:
    assert "nothing changed, removed or put in" in administrator.get(PAGE).text


def test_the_page_says_where_the_chain_is_broken(app: Flask, administrator: Person) -> None:
    record(app, "backup", "backup", "backup")
    with store(app).writing() as connection:
        disarm = "ALTER TABLE audit_row DISABLE TRIGGER USER"
        connection.exec_driver_sql(disarm if ON_POSTGRESQL else "DROP TRIGGER audit_row_is_never_changed")
        last = queries.count(connection, Wanted())
        connection.execute(sa.update(AuditRow).where(AuditRow.number == last - 1).values(actor="me"))
    page = administrator.get(PAGE)
    assert f"It is broken at deed {last - 1}" in page.text


def test_a_chain_too_long_for_a_page_is_left_to_the_command_line() -> None:
    shown = audit_page.AuditPage((), 0, 1, 1, audit_page.LONGEST_VERIFIED + 1, None)
    assert shown.is_too_long
    assert not audit_page.AuditPage((), 0, 1, 1, audit_page.LONGEST_VERIFIED, None).is_too_long


def test_the_file_holds_pseudonyms_and_taking_it_is_a_deed(
    app: Flask, administrator: Person, clock: Clock
) -> None:
    record(app, "person.roles", actor=administrator.pseudonym, subject=GONE, before=[], after=["trainer"])
    clock.now = NOON + dt.timedelta(minutes=1)
    answer = administrator.pages.client.get(f"/en{PAGE}.csv?action=person.roles")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    label, headings, row = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert "Unofficial" in label[0]
    assert len(headings) == len(row) == 7
    assert row[1:4] == ["2026-11-04T12:00:00+04:00", "person.roles", "Changed a person’s roles."]
    assert row[4:6] == [administrator.pseudonym, GONE]
    assert "ليلى" not in answer.get_data(as_text=True)
    with store(app).reading() as connection:
        [taken] = queries.entries(connection, Wanted(action="export"))
    assert (taken.actor, taken.subject, taken.facts) == (administrator.pseudonym, "audit", {"rows": 1})


def test_a_file_of_what_cannot_be_looked_for_is_not_made(app: Flask, administrator: Person) -> None:
    assert administrator.get(f"{PAGE}.csv?since=soon", status=422).by_id("f-since-error") is not None
    with store(app).reading() as connection:
        assert queries.count(connection, Wanted(action="export")) == 0


def test_whoever_looks_after_a_part_only_cannot_open_it(app: Flask) -> None:
    limited = sign_in(app, "administrator", governorate="muscat")
    assert limited.get(PAGE, status=403).status == 403
    assert limited.get(f"{PAGE}.csv", status=403).status == 403
