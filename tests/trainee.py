"""A trainee at work: the verbs of playing a case, over HTTP, shared by features and page tests."""

import dataclasses
import html
import re
from collections.abc import Mapping

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import NOON
from webapp.attempts.scene_page import PREFIX
from webapp.database import Database
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.model import Choice, Scenario
from webapp.engine.scenario.play import Play
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.scenarios.service import register
from webapp.settings import ROOT

HERE = "http://localhost"
WORKED = ROOT / "docs/worked-case.yaml"
"""A small whole case with every kind of field, which the guide for authors explains."""

WORKED_ID = "a-hand-in-cold-water"


def register_worked_case(app: Flask, *, access: str = "open") -> None:
    """Put the worked case among the cases of a site."""
    text = WORKED.read_text("utf-8").replace("access: open", f"access: {access}")
    with app.extensions["masar.database"].writing() as connection:
        register(connection, text=text, path="worked-case.yaml", now=NOON)


@dataclasses.dataclass
class Trainee:
    """Somebody without an account, on one device."""

    app: Flask
    case: str
    lang: str = "ar"
    key: str = ""
    sent: dict[str, object] = dataclasses.field(default_factory=dict)
    seen: TestResponse | None = None

    def __post_init__(self) -> None:
        self.client: FlaskClient = self.app.test_client()
        database: Database = self.app.extensions["masar.database"]
        with database.reading() as connection:
            edition = manual.edition_in_force(connection)
            digest = scenarios.current_digest(connection, self.case)
            assert edition is not None
            assert digest is not None
            self.scenario: Scenario = scenarios.scenario(connection, digest, edition=edition.number)
        self.taken: list[Choice] = []

    @property
    def text(self) -> str:
        """What was last seen, as a reader reads it."""
        assert self.seen is not None
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.seen.get_data(as_text=True))).split())

    @property
    def play(self) -> Play:
        """Where the case should stand."""
        return plays.replay(self.scenario, self.taken)

    def post(self, path: str, fields: Mapping[str, object]) -> TestResponse:
        self.seen = self.client.post(path, data=dict(fields), headers={"Origin": HERE})
        return self.seen

    def open(self, path: str) -> TestResponse:
        self.seen = self.client.get(path)
        return self.seen

    def begin(self) -> None:
        answer = self.post(f"/{self.lang}/cases/{self.case}/attempts", {})
        assert answer.status_code == 303
        self.key = answer.headers["Location"].rsplit("/", 1)[1]

    def look(self) -> TestResponse:
        return self.open(f"/{self.lang}/attempts/{self.key}")

    def form(self) -> dict[str, object]:
        """Return the hidden fields of the decision at hand."""
        page = self.look().get_data(as_text=True)
        form = page[page.index('class="decide') :]
        found = {
            name: re.search(rf'name="{name}" value="([^"]*)"', form)
            for name in ("csrf", "position", "submission")
        }
        assert all(found.values())
        return {name: match.group(1) for name, match in found.items() if match}

    def answer(self, choice: Choice) -> TestResponse:
        self.sent = (
            self.form() | {"sure": "1"} | {PREFIX + field: list(answers) for field, answers in choice.items()}
        )
        answer = self.post(f"/{self.lang}/attempts/{self.key}/decisions", self.sent)
        if answer.status_code == 303:
            self.taken.append(choice)
        return answer

    def answer_as_expert(self, times: int = 1) -> None:
        for _ in range(times):
            ahead = plays.finish(self.scenario, self.taken)
            assert self.answer(ahead.steps[len(self.taken)].choice).status_code == 303

    def other_choice(self) -> Choice:
        """Return an answer to the decision at hand that no expert would give, and that a paragraph speaks of."""
        expert = plays.finish(self.scenario, self.taken).steps[len(self.taken)]
        field = expert.answers[0][0]
        wrong = [one.id for one in field.answers if not one.expert and not one.accepted and one.cite]
        return {**expert.choice, field.id: (wrong[0],)}

    def finish(self) -> None:
        while not self.play.ended:
            self.answer_as_expert()


def begin_worked_case(app: Flask) -> Trainee:
    """Return a trainee at the first decision of the worked case."""
    register_worked_case(app)
    made = Trainee(app, WORKED_ID)
    made.begin()
    return made
