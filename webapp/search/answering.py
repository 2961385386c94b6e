"""A whole answer, for pages and data alike: sections narrowed to what was chosen, what is found by name."""

import dataclasses
from collections.abc import Mapping

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
    return remembered(("search.names", lang), lambda: _names(lang))


def known_stems() -> frozenset[str]:
    """Return the stems of the manual and its glossary, in both languages."""
    return remembered(("search.stems",), _stems)


def _names(lang: str) -> tuple[Name, ...]:
    edition = _edition()
    with site.database().reading() as connection:
        sections = manual.searchable(connection, lang=lang, edition=edition.number)
    headings = (block.heading for section in sections for block in section.blocks)
    beside = (one.title for one in _things(lang) if one.kind != "clock")
    return completing.names([*(section.title for section in sections), *beside, *headings])


def _stems() -> frozenset[str]:
    edition = _edition()
    with site.database().reading() as connection:
        indexed = service.stems(connection, site.settings(), edition=edition)
    beside = (one.named | one.told for lang in LANGUAGES for one in _things(lang))
    return indexed.union(*beside)


def _things(lang: str) -> tuple[Thing, ...]:
    def make() -> tuple[Thing, ...]:
        edition = _edition()
        with site.database().reading() as connection:
            return things.things(connection, lang=lang, edition=edition.number)

    return remembered(("search.things", lang), make)


def _shelves(lang: str) -> Shelves:
    def make() -> Shelves:
        edition = _edition()
        with site.database().reading() as connection:
            return facets.shelves(connection, lang=lang, edition=edition.number)

    return remembered(("search.shelves", lang), make)


def _pairs() -> Pairs:
    def make() -> Pairs:
        edition = _edition()
        with site.database().reading() as connection:
            return synonyms.known(connection, edition=edition.number)

    return remembered(("search.pairs",), make)


def _edition() -> EditionInfo:
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
    if edition is None:
        raise NotFound("reading.nothing-published")
    return edition
