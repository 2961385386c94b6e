"""What others may ask of the lists an edition keeps: limits, entities, pathways, cards, forms."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from webapp.manual.queries import data

Place = tuple[str, str]
"""A paragraph's number and its address."""


@dataclasses.dataclass(frozen=True, slots=True)
class Clock:
    """A time limit in words. Units: `minutes` is its length for sorting; a working day counts as a day."""

    clock: str
    risk: str
    words: str
    minutes: int
    unit: str
    status: str
    starts: str
    stops: str
    basis: str
    place: Place | None


@dataclasses.dataclass(frozen=True, slots=True)
class Contact:
    """An entity: what it does, when to turn to it, its public number or nothing, what that rests on."""

    id: str
    name: str
    does: str
    when: str
    phone: str
    sources: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A question about a case. Shape: `answers` are (id, words)."""

    id: str
    ask: str
    answers: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Pathway:
    """A referral pathway. Shape: `actors` are the roles and entities that take part."""

    id: str
    title: str
    trigger: str
    when: Mapping[str, tuple[str, ...]]
    harms: tuple[str, ...]
    actors: tuple[str, ...]
    html: Markup


@dataclasses.dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card."""

    html: Markup
    places: tuple[Place, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CardPart:
    """A part of a card; its kind is do, avoid, record or call."""

    kind: str
    title: str
    lines: tuple[CardLine, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Card:
    """What one role does first, on one page."""

    id: str
    roles: tuple[str, ...]
    title: str
    parts: tuple[CardPart, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A form, and the section that describes it."""

    id: str
    words: str
    section_id: str


def named(connection: sa.Connection, *, edition: int) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the ids in each section's front matter, by section id and list (roles, entities, clocks …)."""
    kept = data(connection, edition, "named", {})
    return {one: {name: tuple(ids) for name, ids in held.items()} for one, held in kept.items()}


def clocks(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Clock, ...]:
    """Return every time limit of an edition in the order of its file."""
    return tuple(
        Clock(**(row | {"place": _place(row["place"])}))
        for row in data(connection, edition, f"clocks.{lang}", [])
    )


def directory(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Contact, ...]:
    """Return the entities of an edition in the order of its file."""
    rows = data(connection, edition, f"directory.{lang}", [])
    return tuple(Contact(**(row | {"sources": tuple(row["sources"])})) for row in rows)


def questions(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Question, ...]:
    """Return what the pathway explorer asks about a case."""
    rows = data(connection, edition, f"pathways.{lang}", {"questions": []})["questions"]
    return tuple(
        Question(row["id"], row["ask"], tuple((one, words) for one, words in row["answers"])) for row in rows
    )


def pathways(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Pathway, ...]:
    """Return the referral pathways of an edition in the order of its file."""
    rows = data(connection, edition, f"pathways.{lang}", {"pathways": []})["pathways"]
    return tuple(_pathway(row) for row in rows)


def cards(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Card, ...]:
    """Return the quick cards of an edition in the order of its file."""
    return tuple(_card(row) for row in data(connection, edition, f"cards.{lang}", []))


def forms(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Form, ...]:
    """Return the forms an edition describes."""
    return tuple(Form(**row) for row in data(connection, edition, f"forms.{lang}", []))


def _pathway(row: Mapping[str, Any]) -> Pathway:
    held = {
        "when": {question: tuple(answers) for question, answers in row["when"].items()},
        "harms": tuple(row["harms"]),
        "actors": tuple(row["actors"]),
        "html": _trusted(row["html"]),
    }
    return Pathway(**{**row, **held})


def _card(row: Mapping[str, Any]) -> Card:
    parts = (
        CardPart(part["kind"], part["title"], tuple(_line(line) for line in part["lines"]))
        for part in row["parts"]
    )
    return Card(row["id"], tuple(row["roles"]), row["title"], tuple(parts))


def _line(row: Mapping[str, Any]) -> CardLine:
    return CardLine(_trusted(row["html"]), tuple((number, address) for number, address in row["places"]))


def _trusted(html: str) -> Markup:
    return Markup(html)  # noqa: S704 -- made and sanitised by the engine when the edition was published


def _place(pair: list[str] | None) -> Place | None:
    return (pair[0], pair[1]) if pair else None
