"""What a debrief proposes to say, in both languages: what was seen, what concerns, and an open question."""

import re
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


def share(number: int, whole: int) -> str:
    """Return how many of a room, in words that count nobody out of it: “most of us”, “some of us”."""
    shown = counted(number, whole)
    if shown == whole and whole:
        return gettext("all of us")
    if shown:
        return ngettext("%(count)s of us", "%(count)s of us", shown, count=shown)
    return gettext("most of us") if 2 * number > whole else gettext("some of us")


def focus(found: Evidence, reason: Reason | None) -> Given | None:
    """Return the answer to talk about: of those that lose something the one that most gave, else None.

    Shape: where a child was in danger, a critical one; where it cost most, the one that cost most altogether.
    """
    wrong = [one for one in found.given if one.row.kind not in RIGHT]
    critical = [one for one in wrong if one.row.kind == "critical"]
    among = critical if reason == "critical" and critical else wrong
    weigh = _cost if reason == "costly" else _count
    return max(among, key=weigh, default=None)


def _cost(one: Given) -> Fraction:
    return one.count * one.row.loss


def _count(one: Given) -> Fraction:
    return Fraction(one.count)


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


def _concern(found: Evidence, about: Given, lang: str) -> list[str]:
    scene = found.play.scene
    named, is_missed = _speaking(scene, about)
    if named is None:
        who = share(about.count, found.counts.votes)
        seen, told = gettext("I saw that %(who)s answered otherwise than the manual says.", who=who), None
    else:
        told = named[1].because
        number = sum(one.count for one in found.given if (_key(named) in _struck(scene, one)) != is_missed)
        who, answer = share(number, found.counts.votes), bare(named[1].text.of(lang))
        if is_missed:
            seen = gettext("I saw that %(who)s left out: “%(answer)s”.", who=who, answer=answer)
        else:
            seen = gettext("I saw that %(who)s answered: “%(answer)s”.", who=who, answer=answer)
    because = told or next((field.because for field in fields_of(scene) if field.because), None)
    if because is None:
        return [seen, gettext("What concerns me is what that means for the child.")]
    return [seen, gettext("What concerns me: %(because)s", because=because.of(lang))]


Named = tuple[str, Answer]
"""An answer with the id of its field."""


def _speaking(scene: Scene, about: Given) -> tuple[Named | None, bool]:
    """Return the answer that should not have been given, the dangerous first, else one that was left out.

    Shape: with whether it was left out.
    """
    best = _struck_by(scene, about.row.best)
    wrong = [one for name, one in _struck(scene, about).items() if name not in best]
    if wrong:
        return min(wrong, key=lambda one: (one[1].critical is None, one[1].because is None)), False
    boxes = {field.id for field in fields_of(scene) if field.kind == "many"}
    missed = [one for name, one in best.items() if name not in _struck(scene, about) and name[0] in boxes]
    return (missed[0] if missed else None), bool(missed)


def _struck(scene: Scene, one: Given) -> dict[tuple[str, str], Named]:
    return _struck_by(scene, one.row.chosen)


def _struck_by(scene: Scene, choice: Choice) -> dict[tuple[str, str], Named]:
    """Return the answers of a choice that took hold: of steps those that came too early."""
    return {
        (field.id, answer.id): (field.id, answer)
        for field in fields_of(scene)
        for answer in kind_of(field).struck(field, choice[field.id])
    }


def _key(named: Named) -> tuple[str, str]:
    return named[0], named[1].id


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
