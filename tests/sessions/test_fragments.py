"""What moves of a participant's page is kept for all who see the same; nobody gets what is another's."""

import re

from flask import Flask

from tests.sessions.room import Guest, opened
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import fragments
from webapp.web.pages import gap

PART = {"HX-Request": "true"}


def moved(guest: Guest) -> str:
    answer = guest.client.get(f"/en/room/{guest.room}", headers=PART)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def carried(source: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', source)
    assert found
    return found[1]


def test_a_kept_part_holds_the_name_and_the_token_of_whoever_asks(app: Flask) -> None:
    room = opened(app)
    idris, other = room.join("Idris <b>", lang="en"), room.join("Nawal", lang="en")
    room.go("open")
    for guest, mine, others in ((idris, "Idris &lt;b&gt;", "Nawal"), (other, "Nawal", "Idris")) * 2:
        seen = moved(guest)
        assert mine in seen
        assert others not in seen
        assert carried(seen, "csrf") == guest.token()
        assert "\0" not in seen
    assert carried(moved(idris), "submission") != carried(moved(idris), "submission")


def test_whoever_has_answered_sees_it_and_nobody_else_does(app: Flask) -> None:
    room = opened(app)
    idris, other = room.join("Idris", lang="en"), room.join("Nawal", lang="en")
    room.go("open")
    before = moved(other)
    assert idris.answer(expert_choice(room.standing.play.scene)).status_code == 303
    assert " checked" in moved(idris)
    assert " checked" not in moved(other)
    assert re.sub(r'value="[^"]*"', "", before) == re.sub(r'value="[^"]*"', "", moved(other))


def test_what_is_kept_has_a_bound(app: Flask) -> None:
    with app.test_request_context("/en/join"):
        for number in range(fragments.MOST + 5):
            frame = fragments.kept(("a bound", number), lambda: f"a{gap('name')}c")
            assert frame.filled({"name": "b"}).get_data(as_text=True) == "abc"
    assert len(fragments._kept) == fragments.MOST
