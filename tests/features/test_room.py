"""The training room, from the code on the wall to the decision after the talk."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in
from tests.sessions.room import Guest, Room, opened, prepared, read
from webapp.attempts import queries as attempts
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.model import Choice
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import queries
from webapp.sessions.models import Feeling, Felt

bind_feature("room.feature")

NUMBERS = {"three": 3, "six": 6}


def best(room: Room) -> Choice:
    return expert_choice(room.standing.play.scene)


def other(room: Room) -> Choice:
    """Return an answer that is not the expert's: the first field answered otherwise."""
    field = room.standing.play.scene.decision.fields[0]  # type: ignore[union-attr]  # it stands at a decision
    wrong = next(one.id for one in field.answers if not one.expert and not one.accepted)
    return {**best(room), field.id: (wrong,)}


@given("a trainer has opened a room", target_fixture="room")
def a_room(app: Flask) -> Room:
    room = prepared(app)
    room.trainer.post(f"/sessions/{room.key}/state", {"do": "open"})
    return room


@given(parsers.parse("a room of {number} at the first decision of a case"), target_fixture="room")
def paced(app: Flask) -> Room:
    return opened(app)


@given("a room of six that answers alone first and again after the talk", target_fixture="room")
def blind(app: Flask) -> Room:
    return opened(app, modes=("again",))


@given("a room of tables", target_fixture="room")
def tables(app: Flask) -> Room:
    return opened(app, seats="table")


@given("a room that is asked how sure it is", target_fixture="room")
def sure(app: Flask) -> Room:
    return opened(app, asks_sure="yes")


@pytest.fixture
def guests(room: Room, request: pytest.FixtureRequest) -> list[Guest]:
    """As many people as the example names, in the room."""
    name = request.node.name
    size = 3 if "fewer" in name or "device" in name or "mistake" in name else 6
    return [room.join(f"Guest {number}", lang="ar" if number % 2 else "en") for number in range(size)]


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


@given("the trainer opens the answers")
@when("the trainer opens the answers")
def open_answers(room: Room, guests: list[Guest]) -> None:
    assert guests
    room.go("open")


@when("five answer as the expert and one otherwise")
def five_and_one(room: Room, guests: list[Guest]) -> None:
    for guest in guests[:5]:
        assert guest.answer(best(room)).status_code == 303
    assert guests[5].answer(other(room)).status_code == 303


@when("the trainer closes and shows the answers")
def show(room: Room) -> None:
    room.go("shown")


@then("everybody sees how many gave which answer, and not which is best")
def bars(guests: list[Guest]) -> None:
    seen = guests[0].text()
    assert "How the room answered" in seen
    assert re.search(r"\b5\b", seen)
    assert "What is best, and why" not in seen
    assert 'class="best"' not in guests[0].get().get_data(as_text=True)


@then("an answer that comes now is refused and says so")
def too_late(room: Room, guests: list[Guest]) -> None:
    late = guests[0].answer(other(room))
    assert late.status_code == 409
    assert "answers to that are not taken any more" in read(late)


@when("the trainer tells what is best")
def tell(room: Room) -> None:
    room.go("told")


@then("everybody reads the best answer with the paragraph that says so")
def why(guests: list[Guest]) -> None:
    seen = guests[0].text()
    assert "What is best, and why" in seen
    assert "§" in seen


@when("the trainer moves the room on with what most answered")
def move_on(room: Room) -> None:
    room.go("on", branch="majority")


@then("the room is at the second decision")
def second(room: Room, guests: list[Guest]) -> None:
    assert (room.at.decision, room.at.phase) == (1, "hold")
    assert "Decision 2 of about" in guests[0].text()


@when("one of them sends the same answer three times, and then another")
def thrice(room: Room, guests: list[Guest]) -> None:
    for _ in range(3):
        assert guests[0].answer(best(room)).status_code == 303
    assert guests[0].answer(other(room), submission="twice").status_code == 303


@then("one answer of theirs is kept, the last one")
def one_kept(room: Room) -> None:
    with room.store.reading() as connection:
        (kept,) = queries.votes(connection, room.at.id)
    assert kept.choice == attempts.write_choice(
        plays.read_choice(room.standing.scenario, room.standing.play.scene.id, other(room))
    )


@when("two trainers open the answers from the same page")
def both(room: Room, guests: list[Guest]) -> None:
    assert guests
    fields = {"do": "open", "part": room.at.id, "stage": room.session.stage}
    room.trainer.post(f"/sessions/{room.key}/go", fields)
    again = room.trainer.post(f"/sessions/{room.key}/go", fields | {"do": "open"}, status=409)
    assert "moved on" in again.text


@then("the second is told that the room has moved on")
def still_open(room: Room) -> None:
    assert room.at.phase == "open"


@when("all of them have answered and the answers are shown")
def small_room(room: Room, guests: list[Guest]) -> None:
    room.go("open")
    for guest in guests:
        assert guest.answer(best(room)).status_code == 303
    room.go("shown")


@then("no page tells a number of them")
def no_number(room: Room, guests: list[Guest]) -> None:
    for text in (guests[0].text(), room.trainer.get(f"/sessions/{room.key}/projector").text):
        assert "Fewer than five answered" in text
    source = guests[0].get().get_data(as_text=True)
    assert '<span class="n"><bdi' not in source


@when("all answer otherwise than the expert, and after the talk as the expert")
def twice(room: Room, guests: list[Guest]) -> None:
    room.go("open")
    for guest in guests:
        assert guest.answer(other(room)).status_code == 303
    room.go("talk")
    room.go("again")
    for guest in guests:
        assert guest.answer(best(room), turn=2).status_code == 303


@then("both answers of everybody are kept")
def both_kept(room: Room, guests: list[Guest]) -> None:
    with room.store.reading() as connection:
        kept = queries.votes(connection, room.at.id)
    assert sorted(vote.round for vote in kept) == [1] * len(guests) + [2] * len(guests)
    assert len({vote.choice for vote in kept}) == 2


@then("the second one moves the room")
def second_moves(room: Room) -> None:
    chosen = attempts.write_choice(best(room))
    room.go("shown")
    room.go("told")
    room.go("on", branch="majority")
    with room.store.reading() as connection:
        (step,) = queries.steps(connection, room.at.id)
    assert (step.choice, step.branch) == (chosen, "majority")


@when("a table answers and notes who saw it otherwise")
def table(room: Room) -> None:
    guest = room.join("Table 1", lang="en", members="Salim\nMaryam")
    room.go("open")
    assert guest.answer(best(room), minority="One of us would have waited").status_code == 303


@then("the trainer reads the note beside the answers")
def noted(room: Room) -> None:
    seen = room.trainer.get(f"/sessions/{room.key}/room").text
    assert "One of us would have waited" in seen
    assert "Maryam" in seen


@when("somebody answers and says they are certain")
def certain(room: Room) -> None:
    guest = room.join("Salim", lang="en")
    room.go("open")
    assert "How sure are you?" in guest.text()
    assert guest.answer(best(room), sure="4").status_code == 303


@then("that is kept with the answer")
def sure_kept(room: Room) -> None:
    with room.store.reading() as connection:
        (kept,) = queries.votes(connection, room.at.id)
    assert kept.sure == 4


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
    room.trainer.post(f"/sessions/{room.key}/people", {"do": "remove", "participant": first.id})
    assert guests


@then("they cannot answer, and are told to talk to the trainer")
def cannot(room: Room, guests: list[Guest]) -> None:
    assert guests[0].answer(best(room)).status_code == 409
    assert "You are out of this room" in guests[0].text()


@when("the trainer lets them in again")
def let_in(room: Room) -> None:
    with room.store.reading() as connection:
        first = queries.participants(connection, room.session.id)[0]
    room.trainer.post(f"/sessions/{room.key}/people", {"do": "readmit", "participant": first.id})


@then("they can answer")
def can(room: Room, guests: list[Guest]) -> None:
    assert guests[0].answer(best(room)).status_code == 303


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
    sign_in(room.app, "trainer").get(f"/sessions/{room.key}/room", status=404)


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
