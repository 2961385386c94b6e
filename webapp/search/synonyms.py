"""Words that editors have said stand for the same, and the names of one thing that the glossary has."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.engine.words.analyse import analyse
from webapp.engine.words.pairs import Pairs, pairs
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.search import everyday
from webapp.search.models import Synonym
from webapp.web.free_text import refuse_private
from webapp.web.site import raise_version

MOST_LETTERS = 80
MOST = 500
"""Pairs; more than that is a dictionary, which belongs into the glossary."""


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """Two names of the same."""

    id: int
    one: str
    other: str
    made: dt.datetime


def listed(connection: sa.Connection) -> tuple[Pair, ...]:
    """Return the pairs editors have made, newest first."""
    rows = connection.execute(
        sa.select(Synonym.id, Synonym.one, Synonym.other, Synonym.made).order_by(Synonym.id.desc())
    )
    return tuple(Pair(*row) for row in rows)


def add(connection: sa.Connection, *, one: str, other: str, by: str, now: dt.datetime) -> int:
    """Keep a pair and return its number; searches know it from now on.

    Errors: BadInput synonym.empty, .long, .same, text.private; Refused synonym.there, synonym.too-many.
    """
    one, other = (" ".join(name.split()) for name in (one, other))
    for field, name in (("one", one), ("other", other)):
        if not analyse(name):
            raise BadInput("synonym.empty", field=field)
        if len(name) > MOST_LETTERS:
            raise BadInput("synonym.long", field=field)
        refuse_private(name, field=field)
    stems = [tuple(token.stem for token in analyse(name)) for name in (one, other)]
    if stems[0] == stems[1]:
        raise BadInput("synonym.same", field="other")
    known = listed(connection)
    if any({pair.one, pair.other} == {one, other} for pair in known):
        raise Refused("synonym.there", field="other")
    if len(known) >= MOST:
        raise Refused("synonym.too-many", field="one")
    made = connection.execute(
        sa.insert(Synonym).values(one=one, other=other, made=now, made_by=by).returning(Synonym.id)
    ).scalar_one()
    audit.record(connection, action="synonym.added", actor=by, subject=f"synonym {made}", now=now)
    raise_version(connection)
    return made


def remove(connection: sa.Connection, synonym: int, *, by: str, now: dt.datetime) -> None:
    """Take a pair away.

    Errors: NotFound.
    """
    if not connection.execute(sa.delete(Synonym).where(Synonym.id == synonym)).rowcount:
        raise NotFound("synonym.unknown", synonym=synonym)
    audit.record(connection, action="synonym.removed", actor=by, subject=f"synonym {synonym}", now=now)
    raise_version(connection)


def known(connection: sa.Connection, *, edition: int) -> Pairs:
    """Return what a query may be widened by: the glossary's names, the editors', and what people say."""
    same: dict[str, list[str]] = {}
    for lang in ("ar", "en"):
        for term in manual.glossary(connection, lang=lang, edition=edition):
            same.setdefault(term.id, []).extend((term.words, *term.aliases))
    return pairs([*same.values(), *([pair.one, pair.other] for pair in listed(connection))], everyday.said())
