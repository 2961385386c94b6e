"""The trainer's live picture, and what the wall shows of it."""

import datetime as dt
import html
import re
import secrets

import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature
from werkzeug.test import TestResponse

from tests.conftest import Clock
from tests.sessions.room import Guest, Room, best_at, opened
from webapp.attempts import service as attempts
from webapp.attempts.models import Attempt
from webapp.engine.scenario.moves import expert_choice

bind_feature("picture.feature")

LETTER = {"first": ("letter",)}
UNCLE = {"first": ("uncle",)}
NAMES = ("Salim Al Harthy", "Maryam Al Balushi", "Hamed", "Noora", "Rashid", "Buthaina")


def ask(room: Room, seen: str = "") -> TestResponse:
    """Ask for the picture as the page does by itself."""
    path = f"/en/sessions/{room.key}/room/picture?seen={seen}"
    return room.trainer.pages.client.get(path, headers={"HX-Request": "true"})


def pieces(answer: TestResponse) -> dict[str, str]:
    """Return what was sent, by piece, as a reader sees it."""
    source = answer.get_data(as_text=True)
    parts = re.split(r'<[a-z]+[^>]* id="p-([a-z]+)"[^>]*hx-swap-oob[^>]*>', source)
    words = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in parts[2::2]]
    return dict(zip(parts[1::2], words, strict=True))


def mark(answer: TestResponse) -> str:
    found = re.search(r"seen=([0-9a-f]+)", answer.get_data(as_text=True))
    assert found
    return found[1]


@given("a room of six that has answered the first decision", target_fixture="room")
@given("a room of six at the decision where a critical error can be made", target_fixture="room")
def paced(app: Flask) -> Room:
    room = opened(app)
    room.go("open")
    return room


@pytest.fixture
def guests(room: Room) -> list[Guest]:
    return [room.join(name, lang="en") for name in NAMES]


@when("three of them answered as the expert and three otherwise")
def halves(room: Room, guests: list[Guest]) -> None:
    for place, guest in enumerate(guests):
        assert guest.answer(best_at(room) if place < 3 else LETTER).status_code == 303


@then("the trainer sees that the room is split, on the map and beside the answers")
def split(room: Room) -> None:
    seen = pieces(ask(room))
    assert "The room is split" in seen["answers"]
    assert re.search(r"1 .+ The room is split the rest on the best way, fewer than five off it", seen["map"])


@then("after the room has moved on the map still says so, with what was answered")
def still_split(room: Room) -> None:
    for step in ("shown", "told"):
        room.go(step)
    room.go("on", branch="expert")
    seen = pieces(ask(room))
    assert "The room is split" in seen["map"]
    assert "Write to the head of the centre" in seen["map"]
    assert "The room is split" not in seen["answers"]


@when("one of them makes it")
def strike(guests: list[Guest]) -> None:
    assert guests[0].answer(UNCLE).status_code == 303


@then("the trainer reads at once which decision, which answer and which paragraph, and no number of one")
def struck(room: Room) -> None:
    seen = pieces(ask(room))["watch"]
    assert re.search(r"fewer than five · Decision 1 ?: .+ Ring the uncle who looks after him .+ §\d", seen)


@when("the trainer's page asks again", target_fixture="known")
def again(room: Room, guests: list[Guest]) -> str:
    assert guests[0].answer(best_at(room)).status_code == 303
    known = mark(ask(room))
    assert ask(room, known).status_code == 204
    return known


@then("nothing is sent")
def nothing(room: Room, known: str) -> None:
    assert ask(room, known).data == b""


@when("somebody answers otherwise")
def otherwise(guests: list[Guest]) -> None:
    assert guests[1].answer(LETTER).status_code == 303


@then("the line, the answers and the map are sent, and no step the trainer may be about to press")
def only_changed(room: Room, known: str) -> None:
    sent = pieces(ask(room, known))
    assert {"now", "answers", "map"} <= set(sent)
    assert not {"head", "steps", "course"} & set(sent)


@given("a room at everybody's own pace in which six have begun", target_fixture="room")
def own_pace(app: Flask) -> Room:
    return opened(app, modes=("self",))


@when("one goes on and six minutes pass for the others")
def stuck(room: Room, guests: list[Guest], clock: Clock) -> None:
    for guest in guests:
        assert guest.post("/begin", {}).status_code == 303
    assert "6 have begun" in pieces(ask(room))["now"]
    clock.now += dt.timedelta(minutes=6)
    _decide(room, 0, clock)


def _decide(room: Room, place: int, clock: Clock) -> None:
    with room.store.reading() as connection:
        row = connection.execute(sa.select(Attempt.key, Attempt.owner).order_by(Attempt.id)).all()[place]
    at = attempts.standing(room.store, key=row.key, owner=row.owner)
    attempts.decide(
        room.store,
        at=at,
        position=0,
        submission=secrets.token_hex(8),
        given=expert_choice(at.play.scene),
        is_sure=True,
        now=clock.now,
    )


@then("the trainer reads how many are stuck and who, and where the others are")
def who_is_stuck(room: Room) -> None:
    seen = pieces(ask(room))
    assert "5 have taken no step for five minutes" in seen["watch"]
    assert re.search(r"Maryam Al Balushi \S+( \S+)* no step for five minutes", seen["people"])
    assert not re.search(r"Salim Al Harthy [^:]* no step for five minutes", seen["people"].split("Maryam")[0])
    assert "5 here now" in seen["map"]
    assert "fewer than five here now" in seen["map"]


@when("the wall is shown in every phase", target_fixture="walls")
def every_phase(room: Room, guests: list[Guest]) -> dict[str, str]:
    for place, guest in enumerate(guests):
        assert guest.answer(best_at(room) if place < 5 else UNCLE).status_code == 303
    walls = {"open": _wall(room)}
    for step in ("shown", "told"):
        room.go(step)
        walls[step] = _wall(room)
    room.go("on", branch="expert")
    walls["hold"] = _wall(room)
    return walls


def _wall(room: Room) -> str:
    return room.trainer.get(f"/sessions/{room.key}/projector").source


@then("no page of it has a name in it, and what is best only after the talk")
def no_name(walls: dict[str, str]) -> None:
    for source in walls.values():
        assert not any(name in source for name in NAMES)
    told = {phase: 'class="best"' in source for phase, source in walls.items()}
    assert told == {"open": False, "shown": False, "told": True, "hold": False}
    assert 'class="v"' not in walls["open"]
