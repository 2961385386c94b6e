"""The report of a session, from its empty page to what a trainer takes along."""

import io

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature
from python_calamine import CalamineWorkbook

from tests.people import sign_in
from tests.printing import printed
from tests.printing.printed import Printed
from tests.sessions import reports
from tests.sessions.room import Room, prepared, read
from webapp.audit.models import AuditRow
from webapp.engine.scenario.model import Choice
from webapp.engine.scenario.moves import expert_choice
from webapp.web.label import LABEL

bind_feature("session_report.feature")

FILES = ("report.xlsx", "report.pdf", "report/answers.csv", "report/participants.csv", "report/people")


def answered(room: Room, who: list[int], *, place: int = 0, few: str = "police", most: str = "line") -> None:
    """Let a room have answered the first two decisions: all but two in one way, two otherwise."""
    part = room.parts[place]
    scenario = reports.begin(room, part)
    first: dict[int, Choice] = {one: {"first": (few if one in who[-2:] else most,)} for one in who}
    reports.vote(room, part, 0, first, sure=4)
    reports.step(room, part, 0, {"first": ("line",)})
    form = expert_choice(scenario.scenes["form"])
    reports.vote(room, part, 1, {one: {**form, "boxes": ("seen",)} for one in who}, sure=2)


@given("a trainer has opened a room", target_fixture="room")
def a_room(app: Flask) -> Room:
    room = prepared(app)
    room.trainer.post(f"/sessions/{room.key}/state", {"do": "open"})
    return room


@given("twelve people have answered two decisions of a case", target_fixture="room")
def twelve(app: Flask) -> Room:
    room = prepared(app, asks_sure="yes")
    answered(room, reports.seat(room, 12))
    return room


@given("one person has answered two decisions of a case", target_fixture="room")
def one(app: Flask) -> Room:
    room = prepared(app, asks_sure="yes")
    answered(room, reports.seat(room, 1), few="uncle")
    return room


@given("six people answered a case worse, and then again as the expert", target_fixture="room")
def twice(app: Flask) -> Room:
    room = prepared(app, modes=("paced", "paced"))
    who = reports.seat(room, 6)
    answered(room, who, most="letter")
    answered(room, who, place=1, few="line")
    return room


@when("the trainer opens the report", target_fixture="seen")
def opens(room: Room) -> str:
    return read(room.trainer.get(f"/sessions/{room.key}/report").response)


@then("it says that nobody has answered yet, and where to go on")
def empty(seen: str) -> None:
    assert "Nobody has answered yet." in seen
    assert "Lead the room" in seen
    assert "(CSV)" not in seen


@then("each decision tells how many gave which answer, and how far the room was from one")
def told(seen: str) -> None:
    assert "Decision 1 : The first step" in seen
    assert "Answered 12" in seen
    assert "Decision 2" in seen
    assert "0.00 · nearly all agreed" in seen  # all twelve left the same box out


@then("what fewer than five gave is not counted")
def kept_back(seen: str) -> None:
    # ten and two: were the ten told, the two could be counted
    before = seen[seen.index("You cool the hand") : seen.index("Decision 2")]
    assert before.count("not shown") == 4
    assert "Disagreement not shown" in seen


@then("each figure says what it means and what it does not")
def meaning(seen: str) -> None:
    assert "No figure here is a grade" in seen
    assert "It does not say who was right." in seen
    assert "One case never tells what a person can do." in seen


@then("nobody is named")
def nobody(seen: str) -> None:
    assert "Guest" not in seen


@then("no figure of theirs is told")
def silent(room: Room, seen: str) -> None:
    assert "answered: fewer than five" in seen
    assert "Points kept not shown" in seen
    assert "Not worked out: fewer than ten people answered every decision." in seen
    for path in FILES:
        assert room.trainer.pages.client.get(f"/ar/sessions/{room.key}/{path}").status_code == 200


@then("it tells how much they changed")
def changed(seen: str) -> None:
    assert "Part 1 , then part 2 the same case" in seen
    assert "6 people did both: on average +" in seen


@when("the trainer takes the tables along", target_fixture="files")
def take(room: Room) -> dict[str, bytes]:
    asked = room.trainer.pages.client.get
    return {path: asked(f"/ar/sessions/{room.key}/{path}").data for path in FILES if "pdf" not in path}


@then("a row for each answer has a number, and no table has a name")
def by_number(files: dict[str, bytes]) -> None:
    label, _, *rows = files["report/answers.csv"].decode("utf-8-sig").splitlines()
    assert LABEL["ar"] in label
    assert len(rows) == 24
    numbers = {row.split(",")[0] for row in rows}
    assert len(numbers) == 12
    assert all(len(number) == 4 and number.isdecimal() for number in numbers)
    everybody = files["report/participants.csv"].decode("utf-8-sig").splitlines()[2:]
    assert {row.split(",")[0] for row in everybody} == numbers
    assert "Guest" not in (files["report/answers.csv"] + files["report/participants.csv"]).decode()


@then("the workbook opens with its sheets from right to left")
def workbook(files: dict[str, bytes]) -> None:
    told = CalamineWorkbook.from_filelike(io.BytesIO(files["report.xlsx"]))
    rows = told.get_sheet_by_index(0).to_python()
    assert len(told.sheet_names) == 4
    assert rows[0][0] == LABEL["ar"]
    assert len(rows) == 2 + 24
    assert "تتصل بخط حماية الطفل 1100" in str(rows[2])
    assert not any(
        "Guest" in str(row) for name in told.sheet_names for row in told.get_sheet_by_name(name).to_python()
    )
    assert all(one.sheet_view.rightToLeft for one in openpyxl.load_workbook(io.BytesIO(files["report.xlsx"])))


@then("that they were taken is on record")
def on_record(room: Room) -> None:
    with room.store.reading() as connection:
        asked = sa.select(AuditRow.subject).where(
            AuditRow.action == "export", AuditRow.actor == room.trainer.pseudonym
        )
        taken = {*connection.execute(asked).scalars()}
    assert taken == {"session-answers", "session-participants", "session-workbook"}


@when("the trainer prints the report in Arabic", target_fixture="sheet")
def prints(room: Room) -> Printed:
    return printed.read(room.trainer.pages.client.get(f"/ar/sessions/{room.key}/report.pdf").data)


@then("it has its label and number on each page, and no name")
def labelled(sheet: Printed) -> None:
    assert sheet.root["/Lang"] == "ar"
    assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= sheet.tags
    for page in range(1, sheet.count + 1):
        assert sheet.says(LABEL["ar"], page)
        assert str(page) in sheet.page(page).split("\n")
    assert sheet.says("تقرير جلسة", 1)
    assert any(
        sheet.says("لم يُحسب", page) or sheet.says("الأفضل", page) for page in range(1, sheet.count + 1)
    )
    assert "Guest" not in sheet.text()


@then("with the list of those who came it has their names")
def with_names(room: Room) -> None:
    asked = room.trainer.pages.client.get(f"/ar/sessions/{room.key}/report.pdf?names=1")
    sheet = printed.read(asked.data)
    assert any(sheet.says("Guest 11", page) for page in range(1, sheet.count + 1))


@pytest.fixture
def paths(room: Room) -> list[str]:
    return [f"/sessions/{room.key}/{path}" for path in ("report", *FILES)]


@when("another trainer asks for the report and its files", target_fixture="statuses")
def another(app: Flask, paths: list[str]) -> list[int]:
    other = sign_in(app, "trainer")
    return [other.pages.client.get(f"/en{path}").status_code for path in paths]


@then("they find none of them")
def none_found(statuses: list[int], room: Room, paths: list[str]) -> None:
    assert statuses == [404] * 6
    assert "Guest 3" in read(room.trainer.pages.client.get(f"/en{paths[-1]}"))
