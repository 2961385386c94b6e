"""What can be found beside the text, by name: terms, entities, time limits, pathways, quick cards, cases.

There are a few hundred of them, so they are weighed one by one, in memory: no index is kept for them.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Literal

import sqlalchemy as sa

from webapp.engine.words.analyse import Token, analyse
from webapp.engine.words.query import asked, read_off
from webapp.engine.words.stops import is_stop
from webapp.manual import lists
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios

Kind = Literal["term", "entity", "clock", "pathway", "card", "case"]
PLACES: dict[Kind, str] = {
    "term": "/{lang}/glossary#{name}",
    "entity": "/{lang}/entities/{name}",
    "clock": "/{lang}/clocks#{name}",
    "pathway": "/{lang}/pathways/{name}",
    "card": "/{lang}/cards/{name}",
    "case": "/{lang}/cases/{name}",
}
MOST = 6
_NAMED, _TOLD = 3.0, 1.0
_LEAST_SHARE = 0.6
"""Of the words asked for, how many a thing must hold; and at least one of them in its name."""


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """Something with a page of its own.

    Shape: `says` is a sentence about it; `named` and `told` are the stems of its names and of that sentence.
    """

    kind: Kind
    name: str
    title: str
    says: str
    address: str
    named: frozenset[str]
    told: frozenset[str]


def things(connection: sa.Connection, *, lang: str, edition: int) -> tuple[Thing, ...]:
    """Return everything an edition and the cases have beside the text, in one language."""
    return tuple(_all(connection, lang, edition))


def found(held: Iterable[Thing], text: str) -> tuple[Thing, ...]:
    """Return the things whose names answer a query, the best first, at most six."""
    words = tuple(token for token in asked(text) if not is_stop(token.normal))
    weighed = ((_weight(one, words), one) for one in held) if words else ()
    ranked = sorted(((weight, one) for weight, one in weighed if weight), key=lambda pair: -pair[0])
    return tuple(one for _weight_, one in ranked[:MOST])


def _weight(thing: Thing, words: Iterable[Token]) -> float:
    total, hits, by_name, count = 0.0, 0, 0, 0
    for token in words:
        count += 1
        stems = {token.stem, *(read_off(token.normal) if token.script == "arabic" else ())}
        if stems & thing.named:
            total, hits, by_name = total + _NAMED, hits + 1, by_name + 1
        elif stems & thing.told:
            total, hits = total + _TOLD, hits + 1
    if not by_name or hits < _LEAST_SHARE * count:
        return 0.0
    return total + by_name / len(thing.named)  # of two that hold the words, the one named by little else


def _all(connection: sa.Connection, lang: str, edition: int) -> Iterator[Thing]:
    for term in manual.glossary(connection, lang=lang, edition=edition):
        yield _thing("term", term.id, term.words, lang, aliases=term.aliases, says=term.says)
    for contact in lists.directory(connection, lang=lang, edition=edition):
        yield _thing("entity", contact.id, contact.name, lang, says=contact.does)
    for pathway in lists.pathways(connection, lang=lang, edition=edition):
        yield _thing("pathway", pathway.id, pathway.title, lang, says=pathway.trigger)
    roles = manual.vocabulary(connection, lang=lang, edition=edition).get("roles", {})
    for card in lists.cards(connection, lang=lang, edition=edition):
        names = tuple(roles[one] for one in card.roles if one in roles)
        yield _thing("card", card.id, card.title, lang, aliases=names, says="")
    yield from _clocks(connection, lang, edition)
    for case in scenarios.offered(connection):
        yield _thing("case", case.id, case.title.of(lang), lang, says=case.summary.of(lang))


def _clocks(connection: sa.Connection, lang: str, edition: int) -> Iterator[Thing]:
    """Yield each time limit once, whatever the level of risk, with its lengths in words."""
    lengths: dict[str, list[str]] = {}
    limits = lists.clocks(connection, lang=lang, edition=edition)
    for one in limits:
        lengths.setdefault(one.clock, []).append(one.words)
    for one in {one.clock: one for one in reversed(limits)}.values():
        told = " · ".join(dict.fromkeys(lengths[one.clock]))
        yield _thing("clock", one.clock, f"{one.starts} – {one.stops}", lang, aliases=(one.clock,), says=told)


def _thing(
    kind: Kind, name: str, title: str, lang: str, *, says: str, aliases: tuple[str, ...] = ()
) -> Thing:
    named = frozenset(token.stem for words in (title, *aliases) for token in analyse(words))
    told = frozenset(token.stem for token in analyse(says))
    return Thing(kind, name, title, says, PLACES[kind].format(lang=lang, name=name), named, told)
