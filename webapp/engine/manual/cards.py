"""Quick cards: what one role does first, on one page to be printed, each line with its paragraph."""

import dataclasses

from webapp.engine import yaml
from webapp.engine.manual.data import Words
from webapp.engine.manual.fields import Fields, entries
from webapp.engine.problems import Problem, Where

KINDS = ("do", "avoid", "record", "call")


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line of a card. Shape: `says` may hold references, as the manual's text does; `cite` are uids."""

    says: Words
    cite: tuple[str, ...]
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of a card: what to do, what to avoid, what to record, whom to call."""

    kind: str
    title: Words
    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Card:
    """The card of one or two roles."""

    id: str
    roles: tuple[str, ...]
    title: Words
    parts: tuple[Part, ...]
    where: Where


def read(node: yaml.Node | None, problems: list[Problem]) -> tuple[Card, ...]:
    """Return the cards; what cannot be read is left out and reported."""
    return entries(node, problems, _card, lambda one: one.id)


def _card(fields: Fields) -> Card:
    return Card(
        id=fields.name("id"),
        roles=fields.texts("roles"),
        title=fields.words("title"),
        parts=entries(fields.get("parts"), fields.problems, _part, lambda one: one.title.ar),
        where=fields.where,
    )


def _part(fields: Fields) -> Part:
    return Part(
        kind=fields.one_of("kind", KINDS),
        title=fields.words("title"),
        lines=entries(fields.get("lines"), fields.problems, _line, lambda one: one.says.ar),
    )


def _line(fields: Fields) -> Line:
    return Line(fields.words("says"), fields.texts("cite"), fields.where)
