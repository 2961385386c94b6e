"""What findings about a draft share: paths to what they speak of."""

from collections.abc import Iterator

from webapp.engine.problems import Problem
from webapp.engine.scenario.model import Answer, Draft, Field, Scene
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.sentences import broken
from webapp.engine.telling import Value

Path = tuple[str, ...]
AnswerPlace = tuple[Scene, Field, Answer, Path]


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


def finding(draft: Draft, sentence: str, path: Path, /, **values: Value) -> Problem:
    """Return the finding about a broken rule at a path of the draft."""
    return broken(sentence, draft.where(*path), **values)


def unknown_fact(draft: Draft, path: Path, fact: str) -> Problem:
    """Return the finding about a fact that is not declared."""
    return finding(draft, "fact-unknown", path, fact=fact)
