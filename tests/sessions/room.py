"""A room at work: a trainer and participants, over HTTP, shared by features and page tests."""

import dataclasses
import html
import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.people import Person, sign_in
from tests.trainee import HERE, WORKED_ID, register_worked_case
from webapp.accounts.models import Account
from webapp.attempts.scene_page import PREFIX
from webapp.database import Database
from webapp.engine.scenario.model import Choice
from webapp.engine.scenario.moves import expert_choice
from webapp.sessions import queries, standing
from webapp.sessions.models import Vote
from webapp.sessions.queries import AgendaPart, Session, Voted


@dataclasses.dataclass
class Guest:
    """Somebody in a room without an account, on one device."""

    app: Flask
    client: FlaskClient
    room: str
    lang: str = "ar"

    def get(self, path: str = "") -> TestResponse:
        return self.client.get(f"/{self.lang}/room/{self.room}{path}")

    def text(self, path: str = "") -> str:
        """Return what this participant reads."""
        return read(self.get(path))

    def post(self, path: str, fields: Mapping[str, object]) -> TestResponse:
        sent = {"csrf": self.token()} | dict(fields)
        return self.client.post(f"/{self.lang}/room/{self.room}{path}", data=sent, headers={"Origin": HERE})

    def token(self) -> str:
        page = self.client.get(f"/{self.lang}/room/{self.room}/me").get_data(as_text=True)
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
        assert found
        return found[1]

    def answer(self, choice: Choice, *, turn: int = 1, position: int = 0, **more: object) -> TestResponse:
        """Send an answer to the decision at hand."""
        answers = {PREFIX + field: list(picks) for field, picks in choice.items()}
        sent = {"position": position, "turn": turn, "submission": "once", **more, **answers}
        return self.post("/answer", sent)


@dataclasses.dataclass
class Room:
    """A session that is open, and the person who leads it."""

    app: Flask
    trainer: Person
    key: str
    people: int = 6
    """How many an example speaks of."""

    @property
    def session(self) -> Session:
        with self.store.reading() as connection:
            (found,) = [one for one in queries.led(connection, owner=self.owner) if one.key == self.key]
        return found

    @property
    def owner(self) -> str:
        with self.store.reading() as connection:
            asked = sa.select(Account.owner).where(Account.id == self.trainer.account)
            return str(connection.execute(asked).scalar_one())

    @property
    def store(self) -> Database:
        found = self.app.extensions["masar.database"]
        assert isinstance(found, Database)
        return found

    @property
    def parts(self) -> tuple[AgendaPart, ...]:
        with self.store.reading() as connection:
            return queries.agenda(connection, self.session.id)

    @property
    def at(self) -> AgendaPart:
        """The part at hand."""
        return next(part for part in self.parts if part.position == self.session.part)

    @property
    def standing(self) -> standing.Standing:
        with self.store.reading() as connection:
            return standing.of(connection, self.at)

    def votes(self) -> list[Voted]:
        """Everything that was answered in the part at hand."""
        asked = sa.select(*queries.VOTED).where(Vote.part_id == self.at.id)
        with self.store.reading() as connection:
            rows = connection.execute(asked.order_by(Vote.position, Vote.round, Vote.id))
            return [Voted(*row) for row in rows]

    def go(self, what: str, *, status: int = 303, **more: object) -> None:
        """Take one step, as the trainer's buttons do."""
        fields = {"do": what, "part": self.at.id, "pulse": self.session.pulse, **more}
        self.trainer.post(f"/sessions/{self.key}/go", fields, status=status)

    def join(self, name: str, *, lang: str = "ar", sector: str = "education", **more: object) -> Guest:
        """Let somebody in with the code."""
        client = self.app.test_client()
        page = client.get(f"/{lang}/join?code={self.session.code}").get_data(as_text=True)
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
        assert found
        fields = {"csrf": found[1], "code": self.session.code, "name": name, "sector": sector, **more}
        answer = client.post(f"/{lang}/join", data=fields, headers={"Origin": HERE})
        assert answer.status_code == 303, read(answer)
        return Guest(self.app, client, self.key, lang)


def read(answer: TestResponse) -> str:
    """Return a page's text as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())


def prepared(
    app: Flask,
    *,
    seats: str = "person",
    modes: Sequence[str] = ("paced",),
    case: str = WORKED_ID,
    is_for_rooms: bool = False,
    **more: object,
) -> Room:
    """Return a session with the worked case once a mode, not open yet."""
    register_worked_case(app, access="trainer_led" if is_for_rooms else "open")
    trainer = sign_in(app, "trainer")
    made = trainer.post("/sessions", {"title": "Day one", "seats": seats, "cohort": "", "support": "Maryam"})
    key = made.response.headers["Location"].rsplit("/", 1)[1]
    for mode in modes:
        fields = {"kind": "case", "case": case, "mode": mode, "minutes": 45, **more}
        trainer.post(f"/sessions/{key}/parts", fields)
    return Room(app, trainer, key)


def opened(app: Flask, **more: object) -> Room:
    """Return an open session whose first case has begun."""
    room = prepared(app, **more)  # type: ignore[arg-type]  # what a test hands on
    room.trainer.post(f"/sessions/{room.key}/state", {"do": "open"})
    room.go("begin")
    return room


def joined(room: Room) -> list[Guest]:
    """Let in as many people as the example speaks of, in both languages."""
    return [room.join(f"Guest {number}", lang="ar" if number % 2 else "en") for number in range(room.people)]


def best_at(room: Room) -> Choice:
    """Return the expert's answer to the decision at hand."""
    return expert_choice(room.standing.play.scene)


def otherwise_at(room: Room) -> Choice:
    """Return an answer that is not the expert's: the first field answered otherwise."""
    field = room.standing.play.scene.decision.fields[0]  # type: ignore[union-attr]  # it stands at a decision
    wrong = next(one.id for one in field.answers if not one.expert and not one.accepted)
    return {**best_at(room), field.id: (wrong,)}
