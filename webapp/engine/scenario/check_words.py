"""Lengths a reader can take in, in either language, and answers that give themselves away."""

from collections.abc import Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.finding import answers_of, finding
from webapp.engine.scenario.model import Draft, Field, Lang, Words

MOST_OPENING = 120
MOST_ANSWER = 25
APART = 2
FROM = 40
"""Characters from which two languages are compared."""

HALF = 0.5
MOST_LONGEST = 0.4
"""Share of the choices in which the expert's answer may be the longest."""

ENOUGH_FIELDS = 4
LANGUAGES: tuple[Lang, Lang] = ("ar", "en")
_LONGEST = {"ar": "expert-longest/ar", "en": "expert-longest/en"}


def problems(draft: Draft) -> Iterator[Problem]:
    """Return warnings about words."""
    yield from _opening(draft)
    for _, _, answer, path in answers_of(draft):
        yield from _long(draft, answer.text, (*path, "text"), MOST_ANSWER, "long/answer")
        yield from apart(draft, answer.text, (*path, "text"))
        for name, words in (("because", answer.because), ("then", answer.then)):
            if words is not None:
                yield from apart(draft, words, (*path, name))
    for scene in draft.scenes.values():
        if scene.story is not None:
            yield from apart(draft, scene.story, ("scenes", scene.id, "story"))
    yield from _given_away(draft)


def count(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


def longest_is_expert(fields: tuple[Field, ...], lang: Lang) -> float:
    """Return in how many of these choices the expert's answer is the longest. Units: share 0-1."""
    shares = [max(field.answers, key=lambda one: len(one.text.of(lang))).expert for field in fields]
    return sum(shares) / len(shares) if shares else 0.0


def single_choices(draft: Draft) -> tuple[Field, ...]:
    """Return the fields in which one answer is chosen."""
    return tuple(field for field in draft.fields if field.kind == "one")


def _opening(draft: Draft) -> Iterator[Problem]:
    yield from _long(draft, draft.setting, ("setting",), MOST_OPENING, "long/setting")
    scene = draft.scenes.get(draft.start)
    if scene is not None and scene.story is not None:
        path = ("scenes", scene.id, "story")
        yield from _long(draft, scene.story, path, MOST_OPENING, "long/story")


def _long(draft: Draft, words: Words, path: tuple[str, ...], most: int, sentence: str) -> Iterator[Problem]:
    for lang in LANGUAGES:
        found = count(words.of(lang))
        if found > most:
            yield finding(draft, sentence, (*path, lang), found=found, most=most)


def apart(draft: Draft, words: Words, path: tuple[str, ...]) -> Iterator[Problem]:
    """Return a warning where one language is far longer than the other."""
    shorter, longer = sorted((len(words.ar), len(words.en)))
    if longer > FROM and longer > APART * shorter:
        yield finding(draft, "languages-apart", path)


def _given_away(draft: Draft) -> Iterator[Problem]:
    fields = single_choices(draft)
    if len(fields) < ENOUGH_FIELDS:
        return
    for lang in LANGUAGES:
        share = longest_is_expert(fields, lang)
        if share > MOST_LONGEST:
            yield finding(draft, _LONGEST[lang], ("scenes",), share=f"{share:.0%}")
    places = [
        [answer.expert for answer in field.answers].index(True) for field in fields if _has_expert(field)
    ]
    for place in sorted(set(places)):
        if places.count(place) > HALF * len(fields):
            yield finding(draft, "expert-place", ("scenes",), place=place + 1)


def _has_expert(field: Field) -> bool:
    return any(answer.expert for answer in field.answers)
