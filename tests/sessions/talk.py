"""A debrief at work: a room that has played a case, and its trainer's plan, over HTTP."""

import dataclasses
import html
import re
from collections.abc import Mapping

from werkzeug.test import TestResponse

from tests.sessions.room import Guest, Room
from tests.trainee import HERE
from tests.web.pages import Page
from webapp.attempts.scene_page import PREFIX
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.model import Answer, Choice, Scenario
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.sessions import debrief_kept, debrief_page, standing
from webapp.sessions.queries import AgendaPart


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
    guests: list[Guest]
    names: list[str]

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


def played_together(room: Room, size: int, *, otherwise: int) -> Talk:
    """Let a room play a case to its end: at the first decision some answer otherwise than the expert."""
    names = [f"Guest {number} of the room" for number in range(size)]
    guests = [room.join(name, lang="en") for name in names]
    while not room.standing.play.ended:
        room.go("open")
        scene, at = room.standing.play.scene, room.at.decision
        for number, guest in enumerate(guests):
            is_wrong = at == 0 and number < otherwise
            choice = first_wrong(room.standing.scenario)[0] if is_wrong else expert_choice(scene)
            assert guest.answer(choice, position=at).status_code == 303
        room.go("shown")
        room.go("told")
        room.go("on", branch="expert")
    return Talk(room, guests, names)


def played_alone(room: Room, size: int, *, otherwise: int) -> Talk:
    """Let everybody play the case for themselves: some begin otherwise than the expert, and go on as best."""
    names = [f"Guest {number} of the room" for number in range(size)]
    guests = [room.join(name, lang="en") for name in names]
    with room.store.reading() as connection:
        scenario = standing.scenario_of(connection, room.at)
    for number, guest in enumerate(guests):
        taken: list[Choice] = [first_wrong(scenario)[0]] if number < otherwise else []
        choices = [step.given for step in plays.finish(scenario, taken).steps]
        _play(guest, choices)
    return Talk(room, guests, names)


def _play(guest: Guest, choices: list[Choice]) -> None:
    address = guest.post("/begin", {}).headers["Location"]
    for choice in choices:
        page = guest.client.get(address).get_data(as_text=True)
        form = page[page.index('class="decide') :]
        sent: dict[str, object] = {"sure": "1"}
        for name in ("csrf", "position", "submission"):
            found = re.search(rf'name="{name}" value="([^"]*)"', form)
            assert found
            sent[name] = found[1]
        sent |= {PREFIX + field: list(picks) for field, picks in choice.items()}
        answer = guest.client.post(f"{address}/decisions", data=sent, headers={"Origin": HERE})
        assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
