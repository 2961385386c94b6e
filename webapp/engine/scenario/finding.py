"""What findings about a draft share: paths to what they speak of, and words that help."""

import difflib
from collections.abc import Iterable, Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.model import Answer, Draft, Field, Scene
from webapp.engine.scenario.moves import fields_of

Path = tuple[str, ...]
AnswerPlace = tuple[Scene, Field, Answer, Path]
MOST_NAMED = 8


def fields_in(draft: Draft) -> Iterator[tuple[Scene, Field, Path]]:
    """Return every field with the path to it."""
    for scene in draft.scenes.values():
        for field in fields_of(scene):
            yield scene, field, field_path(scene, field)


def answers_of(draft: Draft) -> Iterator[AnswerPlace]:
    """Return every answer with the path to it."""
    for scene, field, path in fields_in(draft):
        for answer in field.answers:
            yield scene, field, answer, (*path, "answers", answer.id)


def facts_of(draft: Draft) -> Iterator[tuple[str, Path]]:
    """Return every fact that a field or an answer sets, with the path to where it does."""
    for _, field, path in fields_in(draft):
        for fact in sorted(field.sets):
            yield fact, (*path, "set")
    for _, _, answer, path in answers_of(draft):
        for fact in sorted(answer.sets):
            yield fact, (*path, "set")


def field_path(scene: Scene, field: Field) -> Path:
    """Return the path to a field."""
    return ("scenes", scene.id, "decision", "fields", field.id)


def error(draft: Draft, rule: str, path: Path, says: str, mend: str) -> Problem:
    """Return an error at a path of the draft."""
    return Problem("error", f"scenario.{rule}", draft.where(*path), says, mend)


def warning(draft: Draft, rule: str, path: Path, says: str, mend: str) -> Problem:
    """Return a warning at a path of the draft."""
    return Problem("warning", f"scenario.{rule}", draft.where(*path), says, mend)


def near(name: str, known: Iterable[str], what: str) -> str:
    """Return a suggestion for a name that is not there: the nearest one, or those there are."""
    names = list(known)
    if close := difflib.get_close_matches(name, names, n=1):
        return f"did you mean “{close[0]}”?"
    if not names:
        return f"there is none yet: add {what}, or leave this out"
    more = ", …" if len(names) > MOST_NAMED else ""
    return f"{what} of these: {', '.join(names[:MOST_NAMED])}{more}"


def unknown_fact(draft: Draft, path: Path, fact: str) -> Problem:
    """Return the finding about a fact that is not declared."""
    return error(draft, "fact-unknown", path, f"“{fact}” is not among the facts", f"facts: [{fact}, …]")
