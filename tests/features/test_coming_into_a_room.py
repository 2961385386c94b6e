"""Coming into a room, being let in again, passing it on, and what is left of how it felt."""

import dataclasses
import re

import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in
from tests.sessions.room import Guest, Room, best_at, joined, opened, prepared, read
from webapp.sessions import queries
from webapp.sessions.models import Feeling, Felt

bind_feature("coming_into_a_room.feature")


@given("a trainer has opened a room", target_fixture="room")
def a_room(app: Flask) -> Room:
    room = prepared(app)
    room.trainer.post(f"/sessions/{room.key}/state", {"do": "open"})
    return room


@when("somebody types the code in small letters with a space", target_fixture="page")
def type_code(room: Room) -> str:
    code = str(room.session.code)
    typed = f"{code[:3].lower()} {code[3:].lower()}"
    return read(room.app.test_client().get("/en/join", query_string={"code": typed}))


@then("they are asked who they are, and are in the room")
def asked(room: Room, page: str) -> None:
    assert "What should you be called here?" in page
    guest = room.join("Salim", lang="en")
    assert "You are in. Soon it begins." in guest.text()


@then("the trainer sees them by name, and the wall does not")
def by_name(room: Room) -> None:
    assert "Salim" in room.trainer.get(f"/sessions/{room.key}/room").text
    wall = room.trainer.get(f"/sessions/{room.key}/projector").text
    assert "Salim" not in wall
    assert "1 in the room" in wall


@when("somebody types a code with the letter O in it", target_fixture="page")
def misread(room: Room) -> str:
    answer = room.app.test_client().get("/en/join?code=7KOM2P")
    assert answer.status_code == 422
    return read(answer)


@then("they are told that no code has it")
def told_so(page: str) -> None:
    assert "are in no code" in page


@given("a room with a case at everybody's own pace that starts only with a trainer", target_fixture="room")
def own_pace(app: Flask) -> Room:
    return opened(app, modes=("self",), is_for_rooms=True)


@when("somebody begins it in the room", target_fixture="guest")
def begin(room: Room) -> Guest:
    guest = room.join("Salim", lang="en")
    answer = guest.post("/begin", {})
    assert answer.status_code == 303
    assert "/en/attempts/" in answer.headers["Location"]
    assert guest.client.get(answer.headers["Location"]).status_code == 200
    return guest


@then("they play it as their own attempt")
def own_attempt(guest: Guest) -> None:
    assert "Go on with the case" in guest.text()


@then("the trainer sees that one has begun")
def one_begun(room: Room) -> None:
    assert "1 have begun" in room.trainer.get(f"/sessions/{room.key}/room").text


@given("a room of three at the first decision of a case", target_fixture="room")
def three(app: Flask) -> Room:
    return dataclasses.replace(opened(app), people=3)


@pytest.fixture
def guests(room: Room) -> list[Guest]:
    """The people the example speaks of, in the room."""
    return joined(room)


@when("one of them notes the six words and types them on another device", target_fixture="device")
def words(room: Room, guests: list[Guest]) -> Guest:
    told = guests[0].post("/phrase", {}).get_data(as_text=True)
    found = re.search(r'class="phrase"><b>([^<]+)</b>', told)
    assert found
    client = room.app.test_client()
    page = client.get("/en/join/again").get_data(as_text=True)
    token = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert token
    sent = {"csrf": token[1], "phrase": found[1]}
    answer = client.post("/en/join/again", data=sent, headers={"Origin": "http://localhost"})
    assert answer.status_code == 303
    return Guest(room.app, client, room.key, "en")


@then("the other device has their place and the old one has none")
def moved(device: Guest, guests: list[Guest]) -> None:
    assert "Guest 0" in device.text("/me")
    assert guests[0].get().status_code == 404


@when("the trainer takes one out")
def take_out(room: Room, guests: list[Guest]) -> None:
    room.go("open")
    with room.store.reading() as connection:
        first = queries.participants(connection, room.session.id)[0]
    room.trainer.post(f"/sessions/{room.key}/people", {"remove": first.id})
    assert guests


@then("they cannot answer, and are told to talk to the trainer")
def cannot(room: Room, guests: list[Guest]) -> None:
    assert guests[0].answer(best_at(room)).status_code == 409
    assert "You are out of this room" in guests[0].text()


@when("the trainer lets them in again")
def let_in(room: Room) -> None:
    with room.store.reading() as connection:
        first = queries.participants(connection, room.session.id)[0]
    room.trainer.post(f"/sessions/{room.key}/people", {"readmit": first.id})


@then("they can answer")
def can(room: Room, guests: list[Guest]) -> None:
    assert guests[0].answer(best_at(room)).status_code == 303


@when("the trainer adds a co-trainer and hands the session over", target_fixture="co")
def hand_over(room: Room) -> Person:
    co = sign_in(room.app, "trainer", name="Co Trainer")
    where = f"/sessions/{room.key}/hosts"
    room.trainer.post(where, {"do": "add", "name": "co trainer"})
    with room.store.reading() as connection:
        (owner,) = queries.co_hosts(connection, room.session.id)
    room.trainer.post(where, {"do": "hand-over", "owner": owner})
    return co


@then("the co-trainer is its host, and both can lead it")
def both_lead(room: Room, co: Person) -> None:
    for person in (co, room.trainer):
        person.get(f"/sessions/{room.key}/room")
    assert "Hand the session over" in co.get(f"/sessions/{room.key}").text
    assert "Hand the session over" not in room.trainer.get(f"/sessions/{room.key}").text


@then("another trainer finds no such session")
def nobody_else(room: Room) -> None:
    seen = sign_in(room.app, "trainer").get(f"/sessions/{room.key}/room", status=404)
    assert room.session.title not in seen.text


@given("a room of six that has come to the end of a case", target_fixture="room")
def ended(app: Flask) -> Room:
    room = opened(app)
    for _ in range(20):
        if room.at.phase == "done":
            break
        room.go("open")
        room.go("shown")
        room.go("on", branch="expert")
    assert room.at.phase == "done"
    return room


@when("five of them say in one word how it felt")
def feel(guests: list[Guest]) -> None:
    for guest, word in zip(guests, ("calm", "calm", "moved", "unsure", "calm"), strict=False):
        assert guest.post("/feeling", {"feeling": word}).status_code == 303
        assert guest.post("/feeling", {"feeling": "angry"}).status_code == 303


@then("the trainer reads how many said what, and nobody's own word is kept")
def felt(room: Room) -> None:
    seen = room.trainer.get(f"/sessions/{room.key}/room").text
    assert "5 said how it felt" in seen
    assert "Calm 3" in seen
    with room.store.reading() as connection:
        counted = connection.execute(sa.select(sa.func.sum(Feeling.count))).scalar()
        assert counted == connection.execute(sa.select(sa.func.count()).select_from(Felt)).scalar() == 5


@when("the trainer copies the session", target_fixture="copy")
def copied(room: Room) -> Room:
    room.join("Salim")
    made = room.trainer.post(f"/sessions/{room.key}/copy", {})
    key = made.response.headers["Location"].split("/")[-2]
    return Room(room.app, room.trainer, key)


@then("the copy has the same agenda, another code, and nobody in it")
def same(room: Room, copy: Room) -> None:
    assert [part.scenario_id for part in copy.parts] == [part.scenario_id for part in room.parts]
    assert copy.session.code != room.session.code
    assert copy.session.state == "prepared"
    with copy.store.reading() as connection:
        assert queries.participants(connection, copy.session.id) == ()
