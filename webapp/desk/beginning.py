"""Beginning what the edition in force has not: a new section, at a free number of its chapter."""

import datetime as dt
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.desk import queries, service, writing
from webapp.desk.queries import Amendment
from webapp.engine.desk import skeleton
from webapp.engine.manual import source
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.manual.queries import ChapterEntry

_MOST = 99
_LONGEST_TITLE = 200


def free_number(connection: sa.Connection, chapter: int) -> int:
    """Return the first number that no section of a chapter has, in force or on the desk; 0 for none."""
    taken = _taken(connection, _known(connection))
    return next((one for one in range(1, _MOST + 1) if (chapter, one) not in taken), 0)


def begin_section(
    connection: sa.Connection,
    *,
    chapter: int,
    number: int,
    way: str,
    titles: Mapping[str, str],
    by: str,
    now: dt.datetime,
) -> Amendment:
    """Open an amendment that is a new section.

    Shape: `way` is the last part of its id, `titles` its title in both languages.
    Errors: NotFound amendment.no-chapter; BadInput amendment.way, amendment.title, amendment.number; Refused
    amendment.id-taken and those of `service.begin_with`.
    """
    entry = _chapter(connection, chapter)
    if not skeleton.is_way(way):
        raise BadInput("amendment.way")
    if any(not 0 < len(titles[lang].strip()) <= _LONGEST_TITLE for lang in source.LANGUAGES):
        raise BadInput("amendment.title")
    known = _known(connection)
    if not 1 <= number <= _MOST or (chapter, number) in _taken(connection, known):
        raise BadInput("amendment.number")
    section_id = f"{entry.id}/{way}"
    if section_id in {*known, *(one.section_id for one in queries.in_work(connection))}:
        raise Refused("amendment.id-taken", section=section_id)
    stem = stem_of(known.values(), entry, number, way)
    files = skeleton.files(stem=stem, section_id=section_id, titles=titles)
    return service.begin_with(
        connection,
        piece=stem,
        section_id=section_id,
        files=writing.numbered(connection, files),
        by=by,
        now=now,
    )


def stem_of(known: Iterable[str], chapter: ChapterEntry, number: int, way: str) -> str:
    """Return the piece of a new section; it lies where the chapter's others of these pieces lie."""
    folders = (stem.rsplit("/", 1)[0] for stem in known)
    own = f"manual/{chapter.number:02d}-"
    folder = next((one for one in folders if one.startswith(own)), f"{own}{chapter.id}")
    return f"{folder}/{number:02d}-{way}"


def _chapter(connection: sa.Connection, number: int) -> ChapterEntry:
    edition = manual.edition_in_force(connection)
    chapters = manual.outline(connection, lang="ar", edition=edition.number) if edition else ()
    found = next((one for one in chapters if one.number == number), None)
    if found is None:
        raise NotFound("amendment.no-chapter", chapter=number)
    return found


def _known(connection: sa.Connection) -> dict[str, str]:
    edition = manual.edition_in_force(connection)
    return queries.pieces(connection, edition=edition.number) if edition else {}


def _taken(connection: sa.Connection, known: Mapping[str, str]) -> set[tuple[int, int]]:
    stems = [*known.values(), *(one.piece for one in queries.in_work(connection) if one.is_section)]
    places = (source.place(f"{stem}.ar.md") for stem in stems)
    return {(one.chapter, one.section) for one in places if one}
