"""A guide must fit its case, the manual and the hour a trainer has."""

from collections.abc import Collection, Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.check_fields import unknown_cites
from webapp.engine.scenario.check_links import unknown_scene
from webapp.engine.scenario.check_words import apart
from webapp.engine.scenario.finding import Path, finding
from webapp.engine.scenario.model import Draft, Guide, Words

HOUR = 45
"""Minutes that a case with its debrief may take in a room."""

QUESTIONS = 3


def problems(draft: Draft, known_uids: Collection[str]) -> Iterator[Problem]:
    """Return every finding about a case's guide; a case without one has none."""
    guide = draft.guide
    if guide is None:
        return
    yield from _links(draft, guide, known_uids)
    yield from _hour(draft, guide)
    for words, path in _words(guide):
        yield from apart(draft, words, ("guide", *path))


def _links(draft: Draft, guide: Guide, known_uids: Collection[str]) -> Iterator[Problem]:
    for number, turn in enumerate(guide.wrong_turns):
        if turn.scene not in draft.scenes:
            yield unknown_scene(draft, ("guide", "wrong_turns", str(number), "scene"), turn.scene)
    for number, rule in enumerate(guide.law):
        path = ("guide", "law", str(number), "cite")
        if not rule.cite:
            yield finding(draft, "guide-uncited", path)
        yield from unknown_cites(draft, path, rule.cite, known_uids)


def _hour(draft: Draft, guide: Guide) -> Iterator[Problem]:
    minutes = sum(step.minutes for step in guide.plan)
    if minutes != HOUR:
        yield finding(draft, "guide-plan", ("guide", "plan"), found=minutes, wanted=HOUR)
    found = len(guide.questions)
    if found != QUESTIONS:
        yield finding(draft, "guide-questions", ("guide", "questions"), found=found, wanted=QUESTIONS)


def _words(guide: Guide) -> Iterator[tuple[Words, Path]]:
    yield from ((getattr(guide, name), (name,)) for name in ("purpose", "care", "distress"))
    for name in ("judgement", "questions", "panel"):
        yield from ((words, (name, str(number))) for number, words in enumerate(getattr(guide, name)))
    yield from ((step.do, ("plan", str(number), "do")) for number, step in enumerate(guide.plan))
    yield from ((turn.text, ("wrong_turns", str(number))) for number, turn in enumerate(guide.wrong_turns))
    yield from ((rule.text, ("law", str(number))) for number, rule in enumerate(guide.law))
