"""Preparing a session, over HTTP, as a trainer does."""

import dataclasses
import re

import pytest
import segno
from flask import Flask
from pytest_bdd import given, scenarios, then, when

from tests.people import sign_in
from tests.sessions.room import Room, prepared
from tests.trainee import WORKED_ID
from tests.web.pages import Page
from webapp.web.label import LABEL

scenarios("preparing_a_session.feature")

MINUTES = 8
"""Of the worked case, as its author plans them."""

LAN = "http://192.168.7.5:8000"


@given("a trainer prepares a session", target_fixture="room")
def preparing(app: Flask) -> Room:
    return prepared(app, modes=())


@given("a trainer prepares a session on a laptop that serves the room", target_fixture="room")
def on_a_laptop(app: Flask) -> Room:
    told = app.extensions["masar.settings"]
    app.extensions["masar.settings"] = dataclasses.replace(told, lan_url=LAN)
    return prepared(app)


@given("a session that is over", target_fixture="room")
def over(app: Flask) -> Room:
    room = prepared(app)
    for what in ("open", "close"):
        room.trainer.post(f"/sessions/{room.key}/state", {"do": what})
    return room


@given("a session in which somebody is", target_fixture="room")
def joined(app: Flask) -> Room:
    room = prepared(app)
    room.trainer.post(f"/sessions/{room.key}/state", {"do": "open"})
    room.join("Salim")
    return room


def add(room: Room, kind: str, minutes: object = "", title: str = "") -> None:
    fields = {"kind": kind, "title": title, "minutes": minutes, "case": WORKED_ID, "mode": "paced"}
    room.trainer.post(f"/sessions/{room.key}/parts", fields)


def change(room: Room, place: int, what: str, **more: object) -> None:
    part = room.parts[place]
    room.trainer.post(f"/sessions/{room.key}/parts/{part.id}", {"do": what, "mode": part.mode, **more})


def shown(room: Room) -> Page:
    return room.trainer.get(f"/sessions/{room.key}")


def paper(room: Room, name: str) -> Page:
    return room.trainer.get(f"/sessions/{room.key}/paper/{name}")


@when("they plan seven hours of a case and breaks")
def seven_hours(room: Room) -> None:
    for _ in range(4):
        add(room, "case", 90)
        add(room, "break", 15)


@then("it is laid out over two days, and no day begins with a break")
def two_days(room: Room) -> None:
    first, second = shown(room).text.split("Day 1 ")[1].split("Day 2 ")
    assert first.count("1 hour and 30 minutes · Case") == second.count("1 hour and 30 minutes · Case") == 2
    assert "7 hours" in shown(room).text
    assert second.index("· Case") < second.index("Break")


@when("they add a case without saying how long it takes")
def no_time(room: Room) -> None:
    add(room, "case")


@then("it has the time that its author plans")
def author_s_time(room: Room) -> None:
    (part,) = room.parts
    assert part.minutes == MINUTES
    assert "Less time" not in shown(room).text


@when("they give it five minutes")
def five_minutes(room: Room) -> None:
    change(room, 0, "keep", minutes=5)


@then("they are told that this is less")
def told_less(room: Room) -> None:
    assert f"Less time than the {MINUTES} minutes its author plans" in shown(room).text


@when("they add a talk, a break and a case, and move the case to the beginning")
def another_order(room: Room) -> None:
    for kind in ("talk", "break", "case"):
        add(room, kind, 20)
    change(room, 2, "up")
    change(room, 1, "up")


@then("the case comes first")
def case_first(room: Room) -> None:
    assert [part.kind for part in room.parts] == ["case", "talk", "break"]


@when("they take the break out")
def take_out(room: Room) -> None:
    change(room, 2, "remove")


@then("the case and the talk are left")
def two_left(room: Room) -> None:
    assert [part.kind for part in room.parts] == ["case", "talk"]


@when("they plan three hours of talk, and nobody to turn to")
def three_hours(room: Room) -> None:
    add(room, "talk", 180)
    room.trainer.post(f"/sessions/{room.key}/about", {"title": "Day one", "seats": "person"})


@then("they are told of the case, the break and the person that are missing")
def missing(room: Room) -> None:
    text = shown(room).text
    for words in ("no case on the agenda", "more than two hours without a break", "Nobody is named yet"):
        assert words in text


@then("they read what it touches, and what to say to those who do not want it")
def touches(room: Room) -> None:
    text = shown(room).text
    assert "What it touches, and what to say before" in text
    assert "may step out or only listen" in text
    assert "People can turn to: Maryam" in text


@when("they open the poster, the slips and the agenda", target_fixture="papers")
def papers(room: Room) -> dict[str, Page]:
    return {name: paper(room, name) for name in ("poster", "slips", "agenda?starts=08:30")}


@then("the poster says in both languages where to go on the local network, and what this edition is")
def poster(room: Room, papers: dict[str, Page]) -> None:
    text = papers["poster"].text
    for words in ("Join this session", "انضم إلى الجلسة", "192.168.7.5:8000/join", *LABEL.values()):
        assert words in text
    code = str(room.session.code)
    assert f"{code[:3]} {code[3:]}" in text
    drawn = segno.make(f"{LAN}/en/join?code={code}", micro=False, error="m")
    lines = drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    assert lines in papers["poster"].source


@then("there are eight slips with the code")
def slips(room: Room, papers: dict[str, Page]) -> None:
    code = str(room.session.code)
    assert papers["slips"].text.count(f"{code[:3]} {code[3:]}") == 8


@then("the agenda tells times of day when the beginning is known")
def times(room: Room, papers: dict[str, Page]) -> None:
    assert re.search(r"08:30.*09:15\s*End", papers["agenda?starts=08:30"].text, re.DOTALL)
    assert re.search(r"0:00.*0:45\s*End", paper(room, "agenda").text, re.DOTALL)


@then("its poster says that there is no code any more")
def no_code(room: Room) -> None:
    for name in ("poster", "slips", "all"):
        assert "no code any more" in paper(room, name).text
    assert "no code any more" in room.trainer.get(f"/sessions/{room.key}/paper").text


@then("another trainer finds none of its papers")
def nobody_else(room: Room) -> None:
    other = sign_in(room.app, "trainer")
    for name in ("", "/poster", "/slips", "/agenda", "/all"):
        assert other.get(f"/sessions/{room.key}/paper{name}", status=404).response.status_code == 404


@when("its trainer removes it with another name")
def other_name(room: Room) -> None:
    answer = room.trainer.post(f"/sessions/{room.key}/remove", {"title": "Day two"}, status=422)
    assert "Nothing was removed" in answer.text


@then("it is still there")
def still_there(room: Room) -> None:
    assert room.session.title == "Day one"


@when("they type its own name")
def own_name(room: Room) -> None:
    room.trainer.post(f"/sessions/{room.key}/remove", {"title": "Day  one"})


@then("it is gone")
def gone(room: Room) -> None:
    assert "You have no session yet." in room.trainer.get("/sessions").text
    with pytest.raises(ValueError, match="not enough values"):
        assert room.session
