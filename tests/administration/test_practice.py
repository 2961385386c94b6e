"""How practice goes: groups of five and more, nobody by name, and nobody beyond one's own limits."""

import csv
import io

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import Person, add, enter, sign_in, store
from tests.trainee import Trainee
from webapp.accounts.models import Organisation

CASE = "marks-under-the-sleeve"


def body(app: Flask, sector: str) -> int:
    values = {"name_ar": f"جهة {sector}", "name_en": f"Body {sector}", "sector": sector}
    now = app.extensions["masar.clock"]()
    statement = sa.insert(Organisation).values(**values, made=now).returning(Organisation.id)
    with store(app).writing() as connection:
        return int(connection.execute(statement).scalar_one())


def finish(app: Flask, person: Person) -> None:
    """Have somebody play the case as the expert would."""
    trainee = Trainee(app, CASE)
    trainee.client = person.pages.client
    token = person.token()
    answer = trainee.post(f"/ar/cases/{CASE}/attempts", {"csrf": token})
    trainee.key = answer.headers["Location"].rsplit("/", 1)[1]
    trainee.finish()


@pytest.fixture
def groups(app: Flask) -> dict[str, list[Person]]:
    """Six people in health, five in education in Dhofar, one with the police; all have finished the case."""
    made = {
        sector: [
            enter(app, add(app, "trainee", organisation=body_id, governorate=place)) for _ in range(number)
        ]
        for sector, number, place, body_id in (
            ("health", 6, "muscat", body(app, "health")),
            ("education", 5, "dhofar", body(app, "education")),
            ("police", 1, "dhofar", body(app, "police")),
        )
    }
    for people in made.values():
        for person in people:
            finish(app, person)
    return made


def test_small_groups_are_not_broken_down_nor_can_they_be_worked_out(
    app: Flask, groups: dict[str, list[Person]]
) -> None:
    page = sign_in(app, "administrator").get("/administration/practice")
    assert "12 people with an account have finished" in page.text
    sectors = page.text.split("By sector")[1].split("By governorate")[0]
    assert "1 person" not in sectors
    assert sectors.count("too few to be told") >= 2, "one left out alone would be what is missing to twelve"
    everybody = [person for people in groups.values() for person in people]
    assert not [person for person in everybody if person.name in page.text or person.pseudonym in page.text]


def test_the_table_knows_pseudonyms_only_and_is_on_record(
    app: Flask, groups: dict[str, list[Person]]
) -> None:
    boss = sign_in(app, "administrator")
    answer = boss.pages.client.get("/en/administration/practice.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0][0].startswith("Unofficial starter edition")
    assert {row[0] for row in rows[2:]} == {one.pseudonym for people in groups.values() for one in people}
    assert {row[3] for row in rows[2:]} == {"100"}
    with store(app).reading() as connection:
        kept = connection.exec_driver_sql("SELECT actor, action, subject FROM audit_row").all()
    assert tuple(kept[-1]) == (boss.pseudonym, "export", "practice")


def test_a_trainer_of_one_governorate_sees_that_one_and_nothing_of_few(
    app: Flask, groups: dict[str, list[Person]]
) -> None:
    trainer = sign_in(app, "trainer", governorate="dhofar")
    assert "6 people with an account have finished" in trainer.get("/administration/practice").text
    nowhere = sign_in(app, "trainer", governorate="musandam")
    assert "Fewer than five" in nowhere.get("/administration/practice").text
    answer = nowhere.pages.client.get("/en/administration/practice.csv")
    assert len(answer.get_data().splitlines()) == 2, "the label and the headings"
    assert groups
