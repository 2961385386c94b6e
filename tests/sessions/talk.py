"""A debrief at work: a room that has played a case, and its trainer's plan, over HTTP."""

import dataclasses
import html
import re
from collections.abc import Mapping

import sqlalchemy as sa
from werkzeug.test import TestResponse

from tests.conftest import NOON
from tests.sessions.room import Room
from tests.web.pages import Page
from webapp.attempts import queries as attempts
from webapp.attempts.models import Attempt, Decided
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.model import Answer, Choice, Scenario
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.engine.scenario.play import Play
from webapp.sessions import debrief_kept, debrief_page, feelings, queries, standing
from webapp.sessions.models import Part, Participant, Played, RoomStep, Vote
from webapp.sessions.queries import AgendaPart

NAMES = ("Hilal", "Ruqaiya", "Yaqoub", "Zuwaina")


def first_wrong(scenario: Scenario) -> tuple[Choice, Answer]:
    """Return an answer to the first decision that is not the expert's, and what is wrong in it."""
    scene = scenario.scenes[scenario.start]
    field = fields_of(scene)[0]
    wrong = next(one for one in field.answers if not one.expert and not one.accepted and one.critical)
    return {**expert_choice(scene), field.id: (wrong.id,)}, wrong


@dataclasses.dataclass
class Talk:
    """The debrief of a room's first part, as its trainer works on it."""

    room: Room

    @property
    def part(self) -> AgendaPart:
        return self.room.parts[0]

    @property
    def path(self) -> str:
        return f"/sessions/{self.room.key}/parts/{self.part.id}/debrief"

    @property
    def scenario(self) -> Scenario:
        with self.room.store.reading() as connection:
            return standing.scenario_of(connection, self.part)

    @property
    def first(self) -> str:
        return self.scenario.start

    def plan(self) -> Page:
        return self.room.trainer.get(self.path)

    def html(self) -> str:
        return self.plan().response.get_data(as_text=True)

    def steps(self) -> list[str]:
        return re.findall(r'<li class="pstep stack-s" id="step-([^"]+)"', self.html())

    def step_html(self, name: str) -> str:
        page = self.html()
        begins = page.index(f'id="step-{name}"')
        ends = page.find('<li class="pstep', begins)
        return page[begins : ends if ends > 0 else page.index("<aside", begins)]

    def opening(self, name: str) -> str:
        found = re.search(r'<p class="opening[^>]*>([^<]*)</p>', self.step_html(name))
        assert found
        return html.unescape(found[1])

    def proposal(self, name: str) -> Mapping[str, str]:
        with self.room.app.test_request_context("/en"), self.room.store.reading() as connection:
            made = debrief_page.material(connection, self.room.session, self.part)
            return debrief_page.proposed_texts(made, made.proposed.step(name))

    def offers(self) -> list[str]:
        page = self.html()
        return re.findall(r'<option value="([^"]+)"', page[page.index('<select id="step"') :])

    def mark(self) -> str:
        with self.room.store.reading() as connection:
            return debrief_kept.mark(debrief_kept.of(connection, self.part.id))

    def change(self, what: str, name: str, **more: object) -> None:
        fields = {"do": what, "step": name, "seen": self.mark(), **more}
        self.room.trainer.post(self.path, fields)

    def send(self, what: str, name: str, **more: object) -> TestResponse:
        fields = {"csrf": self.room.trainer.token(), "do": what, "step": name, **more}
        return self.room.trainer.send(self.path, fields)

    def feel(self, feeling: str, size: int) -> None:
        """Let so many say how it felt."""
        with self.room.store.writing() as connection:
            for who in queries.participants(connection, self.room.session.id)[:size]:
                feelings.tell(connection, self.part, who, feeling)

    def wall(self, name: str, lang: str) -> str:
        place = self.steps().index(name) + 1
        client = self.room.trainer.pages.client
        answer = client.get(f"/{lang}{self.path}/wall?step={place}")
        assert answer.status_code == 200
        page = html.unescape(answer.get_data(as_text=True))
        return page[page.index("<main") : page.index("</main>")]

    def wrong_words(self, lang: str) -> tuple[str, str]:
        """Return the wrong answer in words, and why it is one."""
        answer = first_wrong(self.scenario)[1]
        assert answer.because
        return answer.text.of(lang).rstrip("."), answer.because.of(lang)


def seat(connection: sa.Connection, session: int, size: int) -> list[int]:
    """Put so many people into a session, as if they had joined; return their ids."""
    rows = [
        {
            "session_id": session,
            "owner": f"{number:064x}",
            "name": f"{NAMES[number % len(NAMES)]} {number}",
            "sector": "education",
            "members": "",
            "joined": NOON,
            "seen": NOON,
            "key_mark": "",
        }
        for number in range(size)
    ]
    connection.execute(sa.insert(Participant), rows)
    return [one.id for one in queries.participants(connection, session)]


def played_together(room: Room, size: int, *, otherwise: int) -> Talk:
    """Bring a room to the end of a case, on the way of those who began it otherwise than the expert."""
    scenario, part = room.standing.scenario, room.at
    way = [step.choice for step in plays.finish(scenario, [first_wrong(scenario)[0]]).steps]
    wrong, best = (attempts.write_choice(one) for one in (way[0], plays.expert(scenario).steps[0].choice))
    steps = [
        {
            "part_id": part.id,
            "position": place,
            "choice": attempts.write_choice(choice),
            "branch": "chosen",
            "moved": NOON,
        }
        for place, choice in enumerate(way)
    ]
    with room.store.writing() as connection:
        votes = [
            {
                "part_id": part.id,
                "position": 0,
                "round": 1,
                "participant_id": who,
                "submission": "once",
                "choice": wrong if number < otherwise else best,
                "minority": "",
                "taken": NOON,
            }
            for number, who in enumerate(seat(connection, room.session.id, size))
        ]
        connection.execute(sa.insert(Vote), votes)
        connection.execute(sa.insert(RoomStep), steps)
        over = {"phase": "done", "decision": len(steps), "ended": NOON}
        connection.execute(sa.update(Part).where(Part.id == part.id).values(over))
    return Talk(room)


def played_alone(room: Room, size: int, *, otherwise: int) -> Talk:
    """Let everybody play the case for themselves: some begin otherwise than the expert, and go on as best."""
    part = room.at
    with room.store.writing() as connection:
        scenario = standing.scenario_of(connection, part)
        wrong = plays.finish(scenario, [first_wrong(scenario)[0]])
        best = plays.expert(scenario)
        for number, who in enumerate(seat(connection, room.session.id, size)):
            _play(connection, part, who, wrong if number < otherwise else best)
    return Talk(room)


def _play(connection: sa.Connection, part: AgendaPart, who: int, play: Play) -> None:
    made = connection.execute(
        sa.insert(Attempt).values(
            key=f"attempt-{who}",
            owner=f"{who:064x}",
            scenario_id=part.scenario_id,
            digest=part.digest,
            edition=part.edition,
            lang="ar",
            seed="seed",
            started=NOON,
            finished=NOON,
            steps=len(play.steps),
            result=scores.to_json(scores.score(play.scenario, play)),
        )
    )
    attempt = made.inserted_primary_key[0]  # type: ignore[index]  # one row was inserted, so there is a key
    rows = [
        {
            "attempt_id": attempt,
            "position": step.position,
            "submission": f"once-{step.position}",
            "choice": attempts.write_choice(step.given),
            "taken": NOON,
        }
        for step in play.steps
    ]
    connection.execute(sa.insert(Decided), rows)
    connection.execute(sa.insert(Played).values(part_id=part.id, participant_id=who, attempt_id=attempt))
