"""A room that answers together: from the open answers to what is best, and on."""

import dataclasses
import re

import pytest
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.sessions.room import Guest, Room, best_at, joined, opened, otherwise_at, read
from webapp.attempts import queries as attempts
from webapp.engine.scenario import play as plays
from webapp.sessions import queries

bind_feature("room.feature")


@given("a room of six at the first decision of a case", target_fixture="room")
def paced(app: Flask) -> Room:
    return opened(app)


@given("a room of three at the first decision of a case", target_fixture="room")
def few(app: Flask) -> Room:
    return dataclasses.replace(opened(app), people=3)


@pytest.fixture
def guests(room: Room) -> list[Guest]:
    """The people the example speaks of, in the room."""
    return joined(room)


@given("a room of six that answers alone first and again after the talk", target_fixture="room")
def blind(app: Flask) -> Room:
    return opened(app, modes=("again",))


@given("a room of tables", target_fixture="room")
def tables(app: Flask) -> Room:
    return opened(app, seats="table")


@given("a room that is asked how sure it is", target_fixture="room")
def sure(app: Flask) -> Room:
    return opened(app, asks_sure="yes")


@given("the trainer opens the answers")
@when("the trainer opens the answers")
def open_answers(room: Room, guests: list[Guest]) -> None:
    assert guests
    room.go("open")


@when("five answer as the expert and one otherwise")
def five_and_one(room: Room, guests: list[Guest]) -> None:
    for guest in guests[:5]:
        assert guest.answer(best_at(room)).status_code == 303
    assert guests[5].answer(otherwise_at(room)).status_code == 303


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
    late = guests[0].answer(otherwise_at(room))
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
        assert guests[0].answer(best_at(room)).status_code == 303
    assert guests[0].answer(otherwise_at(room), submission="twice").status_code == 303


@then("one answer of theirs is kept, the last one")
def one_kept(room: Room) -> None:
    (kept,) = room.votes()
    assert kept.choice == attempts.write_choice(
        plays.read_choice(room.standing.scenario, room.standing.play.scene.id, otherwise_at(room))
    )


@when("two trainers open the answers from the same page")
def both(room: Room, guests: list[Guest]) -> None:
    assert guests
    fields = {"do": "open", "part": room.at.id, "pulse": room.session.pulse}
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
        assert guest.answer(best_at(room)).status_code == 303
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
        assert guest.answer(otherwise_at(room)).status_code == 303
    room.go("talk")
    room.go("again")
    for guest in guests:
        assert guest.answer(best_at(room), turn=2).status_code == 303


@then("both answers of everybody are kept")
def both_kept(room: Room, guests: list[Guest]) -> None:
    kept = room.votes()
    assert sorted(vote.round for vote in kept) == [1] * len(guests) + [2] * len(guests)
    assert len({vote.choice for vote in kept}) == 2


@then("the second one moves the room")
def second_moves(room: Room) -> None:
    chosen = attempts.write_choice(best_at(room))
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
    assert guest.answer(best_at(room), minority="One of us would have waited").status_code == 303


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
    assert guest.answer(best_at(room), sure="4").status_code == 303


@then("that is kept with the answer")
def sure_kept(room: Room) -> None:
    (kept,) = room.votes()
    assert kept.sure == 4
