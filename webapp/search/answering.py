"""A whole answer, for pages and data alike: sections narrowed to what was chosen, what is found by name."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import TypeVar

import sqlalchemy as sa

from webapp.engine.words import operators
from webapp.engine.words.pairs import Pairs
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.search import completing, facets, service, synonyms, things
from webapp.search.completing import Name
from webapp.search.facets import Shelves, Value
from webapp.search.service import LANGUAGES, Answer, Asked
from webapp.search.things import Thing
from webapp.web import site
from webapp.web.memory import remembered

_Value = TypeVar("_Value")


@dataclasses.dataclass(frozen=True, slots=True)
class Ask:
    """What is asked. Units: `number` is the page of results, from 1, of `limit` sections each."""

    asked: Asked
    lang: str
    number: int
    limit: int
    as_written: bool = False
    chosen: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """An answer with everything around it.

    Shape: `facets` are by name; `things` stand on the first page only.
    """

    answer: Answer
    things: tuple[Thing, ...]
    facets: Mapping[str, tuple[Value, ...]]


def shown(ask: Ask) -> Shown:
    """Return the answer to a question.

    Errors: NotFound when nothing is published.
    """
    known = _shelves(ask.lang)
    with site.database().reading() as connection:
        answer = service.search(
            connection,
            site.settings(),
            asked=ask.asked,
            lang=ask.lang,
            limit=ask.limit,
            offset=(ask.number - 1) * ask.limit,
            as_written=ask.as_written,
            pairs=_pairs(),
            among=facets.among(known, ask.chosen),
        )
    is_first = ask.number == 1 and not ask.chosen
    return Shown(
        answer=answer,
        things=_beside(ask.lang, answer.found.corrected or ask.asked.text) if is_first else (),
        facets=facets.offered(known, answer.found.sections, ask.chosen),
    )


def _beside(lang: str, text: str) -> tuple[Thing, ...]:
    """Return what is found by name, without what holds a word that is to be left out."""
    read = operators.read(text)
    gone = {run.tokens[0].stem for run in read.left_out if len(run.tokens) == 1}
    held = (one for one in _things(lang) if gone.isdisjoint(one.named | one.told))
    return things.found(held, read.wanted)


def names(lang: str) -> tuple[Name, ...]:
    """Return the names that are offered while somebody types: titles first, then what is found by name."""
    beside = _things(lang)

    def read(connection: sa.Connection, edition: EditionInfo) -> tuple[Name, ...]:
        sections = manual.searchable(connection, lang=lang, edition=edition.number)
        headings = (block.heading for section in sections for block in section.blocks)
        called = (one.title for one in beside if one.kind != "clock")
        return completing.names([*(section.title for section in sections), *called, *headings])

    return _kept(("search.names", lang), read)


def known_stems() -> frozenset[str]:
    """Return the stems of the manual and its glossary, in both languages."""
    beside = tuple(_things(lang) for lang in LANGUAGES)

    def read(connection: sa.Connection, edition: EditionInfo) -> frozenset[str]:
        indexed = service.stems(connection, site.settings(), edition=edition)
        return indexed.union(*(one.named | one.told for held in beside for one in held))

    return _kept(("search.stems",), read)


def _things(lang: str) -> tuple[Thing, ...]:
    return _kept(
        ("search.things", lang),
        lambda connection, edition: things.things(connection, lang=lang, edition=edition.number),
    )


def _shelves(lang: str) -> Shelves:
    return _kept(
        ("search.shelves", lang),
        lambda connection, edition: facets.shelves(connection, lang=lang, edition=edition.number),
    )


def _pairs() -> Pairs:
    return _kept(
        ("search.pairs",), lambda connection, edition: synonyms.known(connection, edition=edition.number)
    )


def _kept(key: tuple[str, ...], read: Callable[[sa.Connection, EditionInfo], _Value]) -> _Value:
    """Return what is read of the edition in force, read anew only when the site has changed.

    Errors: NotFound when nothing is published.
    """

    def make() -> _Value:
        with site.database().reading() as connection:
            edition = manual.edition_in_force(connection)
            if edition is None:
                raise NotFound("reading.nothing-published")
            return read(connection, edition)

    return remembered(key, make)
