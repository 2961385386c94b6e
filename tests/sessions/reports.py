"""Rooms that have answered, put straight into the tables: for reports, which only read them."""

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from tests.conftest import NOON
from tests.sessions.room import Room
from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.attempts.models import Attempt, Decided
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Choice, Scenario
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import standing
from webapp.sessions.models import Feeling, Part, Participant, Played, RoomStep, TrainingSession, Vote
from webapp.sessions.queries import AgendaPart


def seat(room: Room, size: int, *, sector: str = "education", members: str = "") -> list[int]:
    """Put so many people into a room; return their ids."""
    already = len(people(room))
    rows = [
        {
            "session_id": room.session.id,
            "owner": f"{already + one:064x}",
            "name": f"Guest {already + one}",
            "sector": sector,
            "members": members,
            "joined": NOON,
            "seen": NOON,
            "key_mark": "",
        }
        for one in range(size)
    ]
    with room.store.writing() as connection:
        connection.execute(sa.insert(Participant), rows)
    return people(room)[already:]


def people(room: Room) -> list[int]:
    with room.store.reading() as connection:
        asked = sa.select(Participant.id).where(Participant.session_id == room.session.id)
        return [*connection.execute(asked.order_by(Participant.id)).scalars()]


def begin(room: Room, part: AgendaPart, *, phase: str = "open") -> Scenario:
    """Let a part have begun without a trainer's clicks; return its case."""
    with room.store.writing() as connection:
        digest, edition = standing.current(connection, str(part.scenario_id))
        values = {"phase": phase, "digest": digest, "edition": edition, "begun": NOON, "since": NOON}
        connection.execute(sa.update(Part).where(Part.id == part.id).values(values))
        opened = {"state": "open", "opened": NOON, "part": part.position}
        connection.execute(
            sa.update(TrainingSession).where(TrainingSession.id == room.session.id).values(opened)
        )
        return standing.scenario_of(connection, next(one for one in room.parts if one.id == part.id))


def vote(
    room: Room,
    part: AgendaPart,
    position: int,
    given: Mapping[int, Choice],
    *,
    turn: int = 1,
    sure: int | None = None,
) -> None:
    """Let people have answered one decision of a part."""
    rows = [
        {
            "part_id": part.id,
            "position": position,
            "round": turn,
            "participant_id": who,
            "submission": "once",
            "choice": attempts.write_choice(choice),
            "sure": sure,
            "minority": "",
            "taken": NOON + dt.timedelta(minutes=5 * position + turn),
        }
        for who, choice in given.items()
    ]
    with room.store.writing() as connection:
        connection.execute(sa.insert(Vote), rows)


def step(room: Room, part: AgendaPart, position: int, choice: Choice) -> None:
    """Let the room have moved on by an answer."""
    row = {"part_id": part.id, "position": position, "branch": "expert", "moved": NOON}
    with room.store.writing() as connection:
        connection.execute(sa.insert(RoomStep), [{**row, "choice": attempts.write_choice(choice)}])
        connection.execute(sa.update(Part).where(Part.id == part.id).values(decision=position + 1))


def play(room: Room, part: AgendaPart, scenario: Scenario, who: int, choices: Sequence[Choice]) -> None:
    """Let somebody have finished the case of a part on their own; where `choices` end the expert goes on."""
    kept = [attempts.write_choice(one) for one in choices]
    while not (at := attempt_service.replayed(scenario, tuple(kept))).ended:
        kept.append(attempts.write_choice(expert_choice(at.scene)))
    with room.store.writing() as connection:
        key = f"p{part.id}w{who}"
        row = {"key": key, "owner": f"{who:064x}", "scenario_id": scenario.id, "digest": scenario.digest}
        more = {
            "edition": 1,
            "lang": "ar",
            "seed": "s",
            "started": NOON,
            "steps": len(kept),
            "finished": NOON,
        }
        result = scores.to_json(scores.score(scenario, at))
        made = connection.execute(sa.insert(Attempt).values({**row, **more, "result": result}))
        attempt = made.inserted_primary_key[0]  # type: ignore[index]  # one row was inserted
        steps = [
            {
                "attempt_id": attempt,
                "position": place,
                "submission": f"s{place}",
                "choice": choice,
                "taken": NOON,
            }
            for place, choice in enumerate(kept)
        ]
        connection.execute(sa.insert(Decided), steps)
        connection.execute(sa.insert(Played).values(part_id=part.id, participant_id=who, attempt_id=attempt))


def feel(room: Room, part: AgendaPart, counts: Mapping[str, int]) -> None:
    """Let people have said how a part felt."""
    rows = [{"part_id": part.id, "feeling": name, "count": count} for name, count in counts.items()]
    with room.store.writing() as connection:
        connection.execute(sa.insert(Feeling), rows)
