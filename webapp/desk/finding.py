"""What a text may refer to, found by words: paragraphs, terms, time limits, quick cards."""

import dataclasses
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.manual import lists
from webapp.manual import queries as manual
from webapp.search import service as search
from webapp.settings import Settings

_PARAGRAPHS = 12
_OTHERS = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """Something to refer to.

    Shape: `written` is how a text of the manual says it, `twin` how the other language's text does; `number`
    may be empty.
    """

    written: str
    twin: str
    number: str
    words: str


def find(connection: sa.Connection, settings: Settings, *, text: str, lang: str) -> tuple[Reference, ...]:
    """Return what answers to some words, paragraphs after what has a name.

    Errors: NotFound when nothing is published.
    """
    asked = search.read_query(text)
    edition = manual.edition_in_force(connection)
    if asked.lacks or edition is None:
        return ()
    wanted = asked.text.casefold()
    named = list(_named(connection, wanted, lang=lang, edition=edition.number))[:_OTHERS]
    answer = search.search(connection, settings, asked=asked, lang=lang, limit=_PARAGRAPHS)
    paragraphs = (
        _same(
            f"{{ref:{one.uid or one.section_id}}}",
            one.block_number or one.number,
            "".join(piece.text for piece in one.pieces) or one.title,
        )
        for one in answer.found.hits
    )
    return (*named, *paragraphs)


def _named(connection: sa.Connection, wanted: str, *, lang: str, edition: int) -> Iterator[Reference]:
    for quote in manual.quotes(connection, lang=lang, edition=edition, uids={wanted}).values():
        yield _same(f"{{ref:{quote.uid}}}", quote.number, quote.text[:160])
    for term in manual.glossary(connection, lang=lang, edition=edition):
        if any(wanted in one.casefold() for one in (term.words, term.id, *term.aliases)):
            here, there = (f"{{term:{term.id}|{words}}}" for words in (term.words, term.twin))
            yield Reference(here, there, "", term.words)
    for limit in manual.limits(connection, edition=edition):
        block = manual.quotes(connection, lang=lang, edition=edition, uids={limit.uid}).get(limit.uid)
        told = block.text if block else ""
        if wanted in f"{limit.clock} {limit.risk} {told}".casefold():
            yield _same(f"{{clock:{limit.clock} {limit.risk}}}", block.number if block else "", told[:160])
    for card in lists.cards(connection, lang=lang, edition=edition):
        if wanted in f"{card.id} {card.title}".casefold():
            yield _same(card.id, "", card.title)


def _same(written: str, number: str, words: str) -> Reference:
    return Reference(written, written, number, words)
