"""The check after reading: questions of current cases that rest on paragraphs an edition has changed."""

import dataclasses
import hashlib
from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from webapp.attempts.prose import Paragraph, paragraphs
from webapp.engine.scenario.model import Answer, Field, Scenario, Scene
from webapp.engine.scenario.play import shuffled
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.scenarios import flags
from webapp.scenarios import queries as scenarios

MOST = 3
"""Questions that are asked of one person about one edition."""
MOST_QUOTES = 2
PREFIX = "answer."


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One question of one decision. Shape: `cites` are the changed paragraphs it rests on, in order."""

    scenario: Scenario
    scene: Scene
    field: Field
    cites: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the form field that carries its answer."""
        return f"{PREFIX}{self.scenario.id}.{self.scene.id}.{self.field.id}"

    def is_right(self, answer: str) -> bool:
        """Say whether this is the expert's answer, or one that the author lets stand beside it."""
        return any(one.id == answer and (one.expert or one.accepted) for one in self.field.answers)

    def offers(self, answer: str) -> bool:
        """Say whether this is one of its answers."""
        return any(one.id == answer for one in self.field.answers)


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What is said of an answer that was given."""

    is_right: bool
    chosen: str
    why: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A question as its page shows it. Shape: `answers` are (id, words); `told` is None while it is open."""

    name: str
    case_id: str
    case_title: str
    setting: tuple[Paragraph, ...]
    story: tuple[Paragraph, ...]
    ask: str
    hint: str
    answers: tuple[tuple[str, str], ...]
    chosen: str
    told: Told | None


def drawn(
    connection: sa.Connection, *, edition: int, uids: Collection[str], owner: str, sector: str | None
) -> tuple[Question, ...]:
    """Return the questions somebody is asked, the same whenever they come back; fewer where there are fewer.

    Shape: cases that wait to be seen to after the edition come last, for their key may be of the old text,
    those of the person's sector first. As far as there are any, each question is of another case and rests on
    another paragraph.
    """
    waiting = {one.scenario_id for one in flags.waiting(connection)}
    near = {one.id for one in scenarios.catalogue(connection) if sector in one.sectors}
    found = sorted(
        _every(connection, edition, frozenset(uids)),
        key=lambda one: (
            one.scenario.id in waiting,
            one.scenario.id not in near,
            _lot(owner, edition, one.name),
        ),
    )
    picked: list[Question] = []
    for question in found:
        met = {uid for one in picked for uid in one.cites}
        is_new = question.scenario.id not in {one.scenario.id for one in picked}
        if is_new and not met.intersection(question.cites):
            picked.append(question)
    for question in found:
        if len(picked) >= MOST:
            break
        if question not in picked:
            picked.append(question)
    return tuple(picked[:MOST])


def shown(
    question: Question, *, lang: str, owner: str, edition: int, chosen: str, told: Told | None
) -> Asked:
    """Return a question as its page shows it, its answers in this person's own order."""
    scenario, scene, field = question.scenario, question.scene, question.field
    answers = shuffled(field, f"{owner}:{edition}:{question.name}")
    return Asked(
        name=question.name,
        case_id=scenario.id,
        case_title=scenario.title.of(lang),
        setting=paragraphs(scenario.setting.of(lang)),
        story=paragraphs(scene.story.of(lang)) if scene.story else (),
        ask=field.ask.of(lang),
        hint=field.hint.of(lang) if field.hint else "",
        answers=tuple((one.id, one.text.of(lang)) for one in answers),
        chosen=chosen,
        told=told,
    )


def told(connection: sa.Connection, question: Question, answer: str, *, lang: str, edition: int) -> Told:
    """Return what is said of an answer: whether it is right, why, and the paragraphs that say so."""
    given = question.field.answer(answer)
    cites = (*question.cites, *(uid for uid in given.cite if uid not in question.cites))
    quotes = manual.quotes(connection, lang=lang, edition=edition, uids=cites)
    because = (one.of(lang) for one in (given.because, question.field.because) if one)
    return Told(
        is_right=question.is_right(answer),
        chosen=given.text.of(lang),
        why=tuple(because),
        quotes=tuple(quotes[uid] for uid in cites if uid in quotes)[:MOST_QUOTES],
    )


def given(questions: Collection[Question], form: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that a form gives to these questions, by the names of their fields."""
    answers = {one.name: form.get(one.name, "") for one in questions}
    return {one.name: answers[one.name] for one in questions if one.offers(answers[one.name])}


def _every(connection: sa.Connection, edition: int, uids: frozenset[str]) -> Iterator[Question]:
    """Yield every question that could be asked: one answer of several, in a case open to everybody.

    Shape: without cases that are under review, and those whose key the new limits contradict.
    """
    doubtful = {one.scenario_id for one in flags.waiting(connection) if one.is_shown or not one.uids}
    citing = set(scenarios.citing(connection, uids)) - doubtful
    for entry in scenarios.catalogue(connection):
        if entry.id not in citing or entry.access != "open":
            continue
        scenario = scenarios.scenario(connection, entry.digest, edition=edition)
        for scene in scenario.scenes.values():
            if scene.decision and not scene.recovery:
                for field in scene.decision.fields:
                    cites = tuple(dict.fromkeys(uid for uid in _cites(field) if uid in uids))
                    if field.kind == "one" and cites:
                        yield Question(scenario, scene, field, cites)


def _cites(field: Field) -> Iterator[str]:
    """Yield what a question rests on: the paragraphs of the best answer first."""
    answers: list[Answer] = sorted(field.answers, key=lambda one: not one.expert)
    yield from field.cite
    for answer in answers:
        yield from answer.cite


def _lot(owner: str, edition: int, name: str) -> str:
    """Return what this person's questions are put in order by."""
    return hashlib.sha256(f"{owner}:{edition}:{name}".encode()).hexdigest()
