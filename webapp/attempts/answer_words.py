"""Answers in words: steps by their places, moments on the calendar, the rest as its author wrote it."""

import datetime as dt
from collections.abc import Sequence

from babel.dates import format_date

from webapp.engine.clocks import MUSCAT
from webapp.engine.scenario.casetime import offered
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Choice, Field, Scenario
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import Play

ANOTHER_YEAR = 300
"""Units: days; from so far away on a date needs its year."""


def of(play: Play, position: int, choice: Choice, lang: str) -> tuple[str, ...]:
    """Return a choice at one decision of a play in words."""
    step = play.steps[position]
    return tuple(
        text
        for field in fields_of(step.scene)
        for text in _texts(play.scenario, field, choice.get(field.id, ()), step.started, lang)
    )


def at_hand(play: Play, choice: Choice, lang: str) -> tuple[str, ...]:
    """Return a choice at the decision before which a play stands in words."""
    return tuple(
        text
        for field in fields_of(play.scene)
        for text in _texts(play.scenario, field, choice.get(field.id, ()), play.minutes, lang)
    )


def moments(play: Play, field: Field, lang: str) -> tuple[tuple[str, str], ...]:
    """Return the moments that a field offers at the decision at hand: their ids, and what a calendar says."""
    return tuple(
        (one.id, moment(offered(play.scenario, field, one, play.minutes), play.now, lang))
        for one in field.offers
    )


def moment(at: dt.datetime, near: dt.datetime, lang: str) -> str:
    """Return a moment as a calendar says it: weekday, day and month, then the hour."""
    here = at.astimezone(MUSCAT)
    pattern = "EEEE d MMMM" if abs((at - near).days) < ANOTHER_YEAR else "EEEE d MMMM y"
    return f"{format_date(here, pattern, locale=lang)} · {here:%H:%M}"


def _texts(
    scenario: Scenario, field: Field, picks: Sequence[str], started: int, lang: str
) -> tuple[str, ...]:
    texts = [answer.text.of(lang) for answer in kind_of(field).shown(field, tuple(picks))]
    if field.kind == "order":
        return tuple(f"{place}. {text}" for place, text in enumerate(texts, start=1))
    if field.kind == "when":
        taken = [offer for offer in field.offers if offer.id in picks]
        near = scenario.starts
        moments = [moment(offered(scenario, field, offer, started), near, lang) for offer in taken]
        return tuple(f"{at}: {text}" for at, text in zip(moments, texts, strict=True))
    return tuple(texts)
