"""What a debrief proposes to say, in both languages: what was seen, what concerns, and an open question."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

from flask_babel import force_locale, gettext, ngettext

from webapp.engine.room.nodes import Reason
from webapp.engine.room.small import LEAST
from webapp.engine.room.tally import RIGHT
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Answer, Choice, Scenario, Scene, Words
from webapp.engine.scenario.moves import fields_of
from webapp.sessions.debrief_evidence import Evidence, Given
from webapp.sessions.debrief_plan import LANGS, Kind

MOST_NAMED = 2
"""Of a decision with several questions so many answers are named."""

_ASKED = {
    "ar": re.compile(r"اسأل(?:وا|هم|ها|ه)?(?: [^:.؟«»]{0,24})?: ?«?([^.؟«»]+؟)"),
    "en": re.compile(r"\b[Aa]sk(?: [^:.?“”]{0,24})?: ?“?([^.?“”]+\?)"),
}
"""A question that a guide tells its trainer to put: “Ask: who sits with her on Wednesday?”."""


def counted(number: int, whole: int) -> int | None:
    """Return a number of people as a wall may show it; None where it, or the rest of them, is one to four."""
    return None if 0 < number < LEAST or 0 < whole - number < LEAST else number


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One answer of a decision that lost something, given or left out.

    Units: `count` people; `cost` points of 100, of all of them together. Shape: `given` is the most common
    answer to the whole decision that it was part of.
    """

    field: str
    answer: Answer
    is_missed: bool
    count: int
    cost: Fraction
    given: Given


def share(number: int, whole: int) -> str:
    """Return how many of a room, in words that count nobody out of it: “most of us”, “some of us”."""
    shown = counted(number, whole)
    if shown == whole and whole:
        return gettext("all of us")
    if shown:
        return ngettext("%(count)s of us", "%(count)s of us", shown, count=shown)
    return gettext("most of us") if 2 * number > whole else gettext("some of us")


def focus(found: Evidence, reason: Reason | None) -> Said | None:
    """Return the answer to talk about: of those that lose something the one that most gave, None for none.

    Shape: where a child was in danger, a critical one; where it cost most, the one that cost most altogether.
    """
    said = _said(found)
    critical = [one for one in said if one.answer.critical and not one.is_missed]
    among = critical if reason == "critical" and critical else said
    if reason == "costly":
        return max(among, key=lambda one: (one.cost, one.count), default=None)
    return max(among, key=lambda one: (one.count, one.cost), default=None)


def _said(found: Evidence) -> list[Said]:
    """Return every answer that should not have been given, and of boxes those left out, each once."""
    scene = found.play.scene
    boxes = {field.id for field in fields_of(scene) if field.kind == "many"}
    by_name: dict[tuple[str, str, bool], list[Given]] = defaultdict(list)
    answers: dict[tuple[str, str], Answer] = {}
    for one in found.given:
        if one.row.kind in RIGHT:
            continue
        best, given = _struck(scene, one.row.best), _struck(scene, one.row.chosen)
        answers |= best | given
        for name in given.keys() - best.keys():
            by_name[*name, False].append(one)
        for name in best.keys() - given.keys():
            if name[0] in boxes:
                by_name[*name, True].append(one)
    return [
        Said(
            field,
            answers[field, answer],
            is_missed,
            sum(one.count for one in own),
            sum((one.count * one.row.loss for one in own), Fraction(0)),
            max(own, key=lambda one: one.count),
        )
        for (field, answer, is_missed), own in sorted(by_name.items(), key=lambda pair: pair[0])
    ]


def opening(scenario: Scenario, found: Evidence | None, reason: Reason | None, scene: str) -> dict[str, str]:
    """Return the first words at a decision in both languages: advocacy, then inquiry.

    Shape: what is said of the room is what it did; the question is the guide's own for this scene where it
    has one in both languages.
    """
    asked = _asked(scenario, scene)
    texts = {}
    for lang in LANGS:
        with force_locale(lang):
            question = asked.get(lang) or gettext("What were you weighing?")
            texts[lang] = " ".join([*_seen(found, reason, lang), question])
    return texts


def fixed(kind: Kind, scenario: Scenario, ended: Callable[[str], str]) -> dict[str, str]:
    """Return the words of a step that is no decision, in both languages.

    Shape: `ended` says in a language how the case went.
    """
    texts = {}
    for lang in LANGS:
        with force_locale(lang):
            texts[lang] = (
                f"{scenario.summary.of(lang)}\n{ended(lang)}" if kind == "description" else _fixed(kind)
            )
    return texts


def _fixed(kind: Kind) -> str:
    if kind == "reactions":
        return gettext("One word from everybody: how do you leave this case? Nobody needs to explain.")
    if kind == "path":
        return gettext("Where do the two paths part? What was known at that moment, and what was not?")
    return "\n".join(
        (
            gettext("What do we take along?"),
            gettext("One thing I will do otherwise on the next working day."),
            gettext("One question that I take back to my own place of work."),
        )
    )


def turn(scenario: Scenario, scene: str) -> Words | None:
    """Return what the guide says of a scene's wrong turn, for the trainer alone."""
    turns = scenario.guide.wrong_turns if scenario.guide else ()
    return next((one.text for one in turns if one.scene == scene), None)


def _asked(scenario: Scenario, scene: str) -> dict[str, str]:
    told = turn(scenario, scene)
    found = {lang: _ASKED[lang].search(told.of(lang)) for lang in LANGS} if told else {}
    texts = {lang: match[1].strip() for lang, match in found.items() if match}
    return (
        {lang: text[0].upper() + text[1:] for lang, text in texts.items()} if len(texts) == len(LANGS) else {}
    )


def _seen(found: Evidence | None, reason: Reason | None, lang: str) -> list[str]:
    if found is None or not found.given:
        return []
    about = focus(found, reason)
    if about is not None:
        return _concern(found, about, lang)
    if len(found.given) > 1:
        texts = [_named(found.play.scene, one, lang) for one in found.given[:2]]
        return [
            gettext(
                "I saw us differ here: for some it was “%(one)s”, for others “%(other)s”. "
                "I would like to understand both.",
                one=texts[0],
                other=texts[1],
            )
        ]
    return [gettext("I saw that we agreed here. I would like to hear how we came to it.")]


def _concern(found: Evidence, about: Said, lang: str) -> list[str]:
    who, answer = share(about.count, found.counts.votes), bare(about.answer.text.of(lang))
    if about.is_missed:
        seen = gettext("I saw that %(who)s left out: “%(answer)s”.", who=who, answer=answer)
    else:
        seen = gettext("I saw that %(who)s answered: “%(answer)s”.", who=who, answer=answer)
    field = next(field for field in fields_of(found.play.scene) if field.id == about.field)
    because = about.answer.because or field.because
    if because is None:
        return [seen, gettext("What concerns me is what that means for the child.")]
    return [seen, gettext("What concerns me: %(because)s", because=because.of(lang))]


def _struck(scene: Scene, choice: Choice) -> dict[tuple[str, str], Answer]:
    """Return the answers of a choice that took hold, by field and id: of steps those that came too early."""
    return {
        (field.id, answer.id): answer
        for field in fields_of(scene)
        for answer in kind_of(field).struck(field, choice[field.id])
    }


def _named(scene: Scene, one: Given, lang: str) -> str:
    """Return an answer to a whole decision in words."""
    fields = fields_of(scene)
    texts = [
        answer.text.of(lang)
        for field in fields
        for answer in kind_of(field).shown(field, one.row.chosen[field.id])
    ]
    return bare(" · ".join(texts[:MOST_NAMED]))


def bare(text: str) -> str:
    """Return an answer as it stands between quotation marks: without its full stop."""
    return text.strip().rstrip(".")
