"""What the page of a scene shows, as frozen values; its template only lays them out."""

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from webapp.attempts import answer_words, case_clock, own_words
from webapp.attempts.case_clock import CaseClock
from webapp.attempts.prose import Line, Paragraph, paragraphs, record_lines, span
from webapp.attempts.service import Standing
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.casetime import offered
from webapp.engine.scenario.kinds_text import MOST_TEXT, written
from webapp.engine.scenario.model import Document, Field, Scenario
from webapp.engine.scenario.play import ChoiceRefused, Play

PREFIX = "answer."
"""Names of form fields that carry answers, so that no author's id can collide with our own names."""


STEPS = ".steps"
"""Ends the name of a form field that gives one step its place, as in `2.some-step`."""

_PLACED = re.compile(r"([0-9]{1,2})\.(.+)", re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer, step or moment offered.

    Shape: `place` is the number a step was given, 0 for none. Units: a moment lies `span`, in words, or
    `days` working days from now.
    """

    id: str
    text: str
    is_chosen: bool
    place: int = 0
    span: str = ""
    days: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class ShownField:
    """One question; `finding` is the code of what is wrong with its answer, empty when nothing is.

    Shape: `written` is what was written freely, `sentence` what is said of words that cannot be kept. Units:
    `most` letters of them.
    """

    id: str
    name: str
    kind: str
    ask: str
    hint: str
    answers: tuple[ShownAnswer, ...]
    finding: str
    written: str
    most: int
    sentence: Markup


@dataclasses.dataclass(frozen=True, slots=True)
class ShownDocument:
    """A paper in the trainee's hands."""

    kind: str
    title: str
    time: str
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    is_new: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ScenePage:
    """A scene, its clock, papers and decision; `asks` whether a step without return is meant, by its code."""

    key: str
    scenario_id: str
    case_title: str
    gender: str
    title: str
    number: int
    about: int
    clock: CaseClock
    happened: tuple[Paragraph, ...]
    story: tuple[Paragraph, ...]
    documents: tuple[ShownDocument, ...]
    decision_title: str
    fields: tuple[ShownField, ...]
    position: int
    submission: str
    asks: str

    @property
    def findings(self) -> tuple[ShownField, ...]:
        """The fields that need another look."""
        return tuple(field for field in self.fields if field.finding)


@dataclasses.dataclass(frozen=True, slots=True)
class PausedPage:
    """A case somebody is stepping away from."""

    key: str
    case_title: str
    is_finished: bool


def answers_in(given: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what a form says about answers, by the author's field ids."""
    found = {name.removeprefix(PREFIX): values for name, values in given.items() if name.startswith(PREFIX)}
    return {
        name.removesuffix(STEPS): _in_order(values) if name.endswith(STEPS) else values
        for name, values in found.items()
    }


def _in_order(values: Sequence[str]) -> list[str]:
    """Return steps in the order of their places; a place given twice brings its steps twice: refused."""
    placed = _placed(values)
    taken = [place for place, _ in placed]
    steps = [name for _, name in sorted(placed, key=lambda one: one[0])]
    return steps + [name for place, name in placed if taken.count(place) > 1]


def _placed(values: Sequence[str]) -> list[tuple[int, str]]:
    return [(int(found[1]), found[2]) for value in values if (found := _PLACED.fullmatch(value))]


def of(
    standing: Standing,
    lang: str,
    *,
    refused: ChoiceRefused | None,
    given: Mapping[str, Sequence[str]],
    submission: str,
    asks: str,
) -> ScenePage:
    """Return the page of the scene at hand; after a refusal with what was chosen and what is wrong."""
    play, scenario = standing.play, standing.scenario
    decision = play.scene.decision
    assert decision is not None  # noqa: S101 -- a play that has not ended stands at a decision
    found = {one.field: one.code for one in refused.findings} if refused else {}
    chosen = answers_in(given)
    return ScenePage(
        key=standing.kept.key,
        scenario_id=scenario.id,
        case_title=scenario.title.of(lang),
        gender=scenario.role.gender,
        title=play.scene.title.of(lang),
        number=len(play.steps) + 1,
        about=max(_usual(scenario), len(play.steps) + 1),
        clock=case_clock.of(play, lang),
        happened=_happened(play, lang),
        story=paragraphs(play.scene.story.of(lang)) if play.scene.story else (),
        documents=_documents(play, lang),
        decision_title=decision.title.of(lang),
        fields=tuple(
            _field(
                one, lang, _offered(standing, one, lang, given), chosen.get(one.id, ()), found.get(one.id, "")
            )
            for one in decision.fields
        ),
        position=len(play.steps),
        submission=submission,
        asks=asks,
    )


@functools.lru_cache(maxsize=256)
def _usual(scenario: Scenario) -> int:
    """Return how many decisions lie on the best way through a case."""
    return len(plays.expert(scenario).steps)


def paused(standing: Standing, lang: str) -> PausedPage:
    """Return what the page about stopping needs: which case, and the way back to it."""
    return PausedPage(standing.kept.key, standing.scenario.title.of(lang), standing.kept.finished is not None)


def _happened(play: Play, lang: str) -> tuple[Paragraph, ...]:
    if not play.steps:
        return ()
    told = [answer.then.of(lang) for _, answers in play.steps[-1].struck for answer in answers if answer.then]
    return tuple(paragraph for text in told for paragraph in paragraphs(text))


def _documents(play: Play, lang: str) -> tuple[ShownDocument, ...]:
    fresh = {id(one) for one in play.scene.documents}
    return tuple(_document(one, lang, is_new=id(one) in fresh) for one in reversed(play.documents))


def _document(document: Document, lang: str, *, is_new: bool) -> ShownDocument:
    body = document.body.of(lang)
    lines = record_lines(body) if document.kind in {"record", "call-log", "card"} else ()
    return ShownDocument(
        kind=document.kind,
        title=document.title.of(lang),
        time=document.time,
        paragraphs=() if lines else paragraphs(body),
        lines=lines,
        is_new=is_new,
    )


def _field(
    field: Field, lang: str, answers: tuple[ShownAnswer, ...], chosen: Sequence[str], finding: str
) -> ShownField:
    words = written(chosen) if field.kind == "text" else ""
    return ShownField(
        id=field.id,
        name=name_of(field),
        kind=field.kind,
        ask=field.ask.of(lang),
        hint=field.hint.of(lang) if field.hint else "",
        answers=answers,
        finding=finding,
        written=words,
        most=MOST_TEXT,
        sentence=own_words.sentence(words) if finding == own_words.PRIVATE else Markup(),
    )


def name_of(field: Field) -> str:
    """Return the name of the form field that carries the answer to one question."""
    return PREFIX + field.id + (STEPS if field.kind == "order" else "")


def _offered(
    standing: Standing, field: Field, lang: str, given: Mapping[str, Sequence[str]]
) -> tuple[ShownAnswer, ...]:
    """Return what a field offers, with what was chosen of it: answers, steps with their places, moments."""
    chosen = given.get(name_of(field), ())
    if field.kind == "when":
        return _moments(standing.play, field, lang, chosen)
    places = {name: place for place, name in _placed(chosen)} if field.kind == "order" else {}
    return tuple(
        ShownAnswer(one.id, one.text.of(lang), one.id in chosen, place=places.get(one.id, 0))
        for one in plays.shuffled(field, standing.kept.seed)
    )


def _moments(play: Play, field: Field, lang: str, chosen: Sequence[str]) -> tuple[ShownAnswer, ...]:
    return tuple(
        ShownAnswer(
            one.id,
            answer_words.moment(offered(play.scenario, field, one, play.minutes), play.now, lang),
            one.id in chosen,
            span=span(one.at, lang, "object") if field.measure == "elapsed" and one.at else "",
            days=one.at if field.measure == "working" else 0,
        )
        for one in field.offers
    )
