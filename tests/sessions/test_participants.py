"""What somebody in a room finds beside the case: their place, a way out of a case, their own answers."""

from flask import Flask

from tests.sessions.room import Room, opened, read
from webapp.attempts import queries as attempts
from webapp.engine.scenario.model import Choice
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import queries


def best(room: Room) -> Choice:
    return expert_choice(room.standing.play.scene)


def other(room: Room) -> Choice:
    """Return an answer to a first decision that is not the best."""
    ((field, picks),) = best(room).items()
    decision = room.standing.play.scene.decision
    assert decision
    wrong = next(one.id for one in decision.fields[0].answers if one.id not in picks)
    return {field: (wrong,)}


def test_own_answers_stand_beside_what_is_best_once_the_room_has_been_told(app: Flask) -> None:
    room = opened(app, modes=("again",), asks_sure="yes")
    guest = room.join("Salim", lang="en")
    room.go("open")
    guest.answer(other(room), sure="2")
    room.go("talk")
    assert "Nothing to look back on here yet" in guest.text("/mine")
    room.go("again")
    guest.answer(best(room), turn=2)
    room.go("shown")
    assert "Nothing to look back on here yet" in guest.text("/mine")
    room.go("told")
    seen = guest.text("/mine")
    assert "You answered 1 decision." in seen
    assert "You were: Not very" in seen
    assert "The best" in seen
    assert "After the talk" in seen
    assert "Six sides of the work, in this case" in seen
    assert "counts for no mastery" in seen
    assert "To read at home" in seen
    stranger = room.join("Noor", lang="en")
    assert "Nothing to look back on here yet" in stranger.text("/mine")
    assert app.test_client().get(f"/en/room/{room.key}/mine").status_code == 404


def test_a_case_can_be_left_out_without_a_trace_and_the_next_part_comes_all_the_same(app: Flask) -> None:
    room = opened(app, modes=("paced", "paced"))
    guest = room.join("Salim", lang="en")
    room.go("open")
    first = room.at
    away = guest.text(f"?out={first.id}")
    assert "You are leaving this case out" in away
    assert room.standing.play.scene.title.en not in away
    with room.store.reading() as connection:
        assert queries.own_votes(connection, first.id, 1) == ()
    assert "Send the answer" in guest.text()
    late = guest.answer(other(room), position=7)
    assert late.status_code == 409
    assert " checked" in late.get_data(as_text=True)
    again = guest.client.get(f"/en/join?code={room.session.code}")
    assert again.headers["Location"] == f"/en/room/{room.key}"
    changing = guest.client.get(f"/en/join?code={room.session.code}&change=1").get_data(as_text=True)
    assert 'value="Salim"' in changing
    second = room.parts[1]
    fields = {"do": "begin", "part": second.id, "pulse": room.session.pulse}
    room.trainer.post(f"/sessions/{room.key}/go", fields)
    assert "You are leaving this case out" not in guest.text(f"?out={first.id}")


def test_a_case_played_in_a_room_leads_back_to_it_for_whoever_plays_it(app: Flask) -> None:
    room = opened(app, modes=("self",))
    guest = room.join("Salim", lang="en")
    scene = guest.post("/begin", {}).headers["Location"]
    back = f'href="/en/room/{room.key}"'
    assert back in guest.client.get(scene).get_data(as_text=True)
    own = guest.client.post(
        f"/en/cases/{room.at.scenario_id}/attempts",
        data={"csrf": guest.token()},
        headers={"Origin": "http://localhost"},
    )
    assert back not in guest.client.get(own.headers["Location"]).get_data(as_text=True)
    with room.store.reading() as connection:
        assert (
            len(
                attempts.own(
                    connection, owner=queries.participants(connection, room.session.id)[0].owner, most=9
                )
            )
            == 2
        )
    assert "Finish the case for yourself" in read(guest.get("/mine"))
