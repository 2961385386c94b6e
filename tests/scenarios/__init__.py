"""Tiny scenarios, one for each behaviour, and the manual they lean on."""

import json
import pathlib

from webapp.engine.clocks import Limit
from webapp.engine.scenario.build import build
from webapp.engine.scenario.check import check_text
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import Play, replay
from webapp.engine.scenario.schema import read

HERE = pathlib.Path(__file__).parent
LIMITS = (
    Limit("CL-REPORT", "high", 1, "hour", "starter", "h2vt"),
    Limit("CL-REFBACK", "medium", 1, "working_day", "starter", "f0rm"),
)
UIDS = frozenset({"h2vt", "q9ra", "c8nw", "f0rm", "w0rd", "d4te", "gu3s", "c0py"})


def text_of(name: str) -> str:
    """Return the text of a fixture."""
    return (HERE / f"{name}.yaml").read_text(encoding="utf-8")


def load(name: str) -> Scenario:
    """Return a fixture built."""
    draft, problems = read(text_of(name), f"{name}.yaml")
    assert draft is not None, problems
    return build(draft, LIMITS, ())


def rules_found(text: str) -> list[tuple[str, int]]:
    """Return the rule and the line of each error the check finds in a text."""
    _, problems = check_text(text, "x.yaml", limits=LIMITS, holidays=(), known_uids=UIDS)
    return [
        (one.rule.removeprefix("scenario."), one.where.line) for one in problems if one.severity == "error"
    ]


def played(scenario: Scenario, *answers: str) -> Play:
    """Return a play of scenes with one field each, its choices stored and loaded; `a+b` ticks two boxes."""
    choices = []
    for answer in answers:
        [field] = replay(scenario, choices).scene.decision.fields
        choices.append({field.id: tuple(answer.split("+")) if answer else ()})
    return replay(scenario, json.loads(json.dumps(choices)))
