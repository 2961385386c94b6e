"""A trainee's own words: refused where they hold somebody's details, shown to whoever wrote them."""

import dataclasses
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from webapp.engine.scenario import play as plays
from webapp.engine.scenario.kinds_text import written
from webapp.engine.scenario.model import Choice, Scenario
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import ChoiceRefused, FieldFinding, Step
from webapp.errors import BadInput
from webapp.web import free_text

PRIVATE = "private"
"""The code of a finding beside those of the engine: the words look like a real person's details."""


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """What was asked, and what somebody wrote."""

    ask: str
    text: str


def read_choice(scenario: Scenario, scene_id: str, given: Mapping[str, Sequence[str]]) -> Choice:
    """Return what was sent as a choice, as the engine reads it.

    Errors: ChoiceRefused as the engine has it, and with a finding `private` for each field in which
    something looks like a civil number, a telephone number or an e-mail address.
    """
    private = tuple(
        FieldFinding(field.id, PRIVATE)
        for field in fields_of(scenario.scenes[scene_id])
        if field.kind == "text" and sentence(written(given.get(field.id, ())))
    )
    try:
        choice = plays.read_choice(scenario, scene_id, given)
    except ChoiceRefused as refused:
        raise ChoiceRefused((*refused.findings, *private)) from refused
    if private:
        raise ChoiceRefused(private)
    return choice


def sentence(text: str) -> Markup:
    """Return what is said about words that cannot be kept, naming what was found; nothing of any others."""
    try:
        free_text.refuse_private(text, field="")
    except BadInput as fault:
        return free_text.said(fault)
    return Markup()


def of(step: Step, lang: str) -> tuple[Written, ...]:
    """Return what was written at a decision."""
    return tuple(
        Written(field.ask.of(lang), text)
        for field in fields_of(step.scene)
        for text in step.written.get(field.id, ())
    )


def is_asked_for(scenario: Scenario) -> bool:
    """Say whether a scenario has room for anybody's own words."""
    return any(field.kind == "text" for field in scenario.fields)
