"""The manual as it stood on a day, and what has become since of what is read in an old edition."""

import dataclasses
import datetime as dt
import re

import sqlalchemy as sa
from flask import request

from webapp.errors import BadAddress, NotFound
from webapp.manual import history, pairs
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.reading import addresses
from webapp.web import site

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclasses.dataclass(frozen=True, slots=True)
class AsItStood:
    """An old edition's section seen from now.

    Shape: `since` is `same`, `changed` or `gone`; `was_in_force` is false where a correction took the
    edition's place on the very day from which it was to hold; `first` is the first day that can be asked for.
    """

    edition: int
    day: dt.date
    was_in_force: bool
    in_force: int
    since: str
    address: str
    changes_address: str
    first: dt.date


def edition_asked() -> int | None:
    """Return the edition in force on the day that the address asks for with `?on=`; None without that.

    Errors: BadAddress where it is no day; NotFound before the first edition.
    """
    asked = request.args.get("on")
    if asked is None:
        return None
    day = _day(asked)
    with site.database().reading() as connection:
        found = manual.edition_on(connection, day=day)
        if found is None:
            is_empty = manual.edition_in_force(connection) is None
            raise NotFound("reading.nothing-published" if is_empty else "reading.before-first", day=day)
    return found.number


def as_it_stood(
    connection: sa.Connection, *, lang: str, section_id: str, edition: int, in_force: int
) -> AsItStood | None:
    """Return a section of an old edition seen from now; None in the edition in force."""
    if edition == in_force:
        return None
    published = manual.editions(connection)
    own = next(one for one in published if one.number == edition)
    on_its_day = manual.edition_on(connection, day=own.effective)
    return AsItStood(
        edition=edition,
        day=own.effective,
        was_in_force=on_its_day is not None and on_its_day.number == edition,
        in_force=in_force,
        since=_since(connection, section_id, edition, in_force),
        address=addresses.section(lang, section_id),
        changes_address=addresses.changes(lang, section_id, edition),
        first=first_day(published),
    )


def first_day(published: tuple[EditionInfo, ...]) -> dt.date:
    """Return the first day on which an edition was in force."""
    return min(one.effective for one in published)


def _since(connection: sa.Connection, section_id: str, edition: int, in_force: int) -> str:
    if not pairs.titles(connection, section_id=section_id, edition=in_force):
        return "gone"
    then, now = (history.kept(connection, edition=one).marks.get(section_id) for one in (edition, in_force))
    return "same" if then is not None and then == now else "changed"


def _day(asked: str) -> dt.date:
    if not _DAY.fullmatch(asked):
        raise BadAddress("reading.no-day", given=asked)
    try:
        return dt.date.fromisoformat(asked)
    except ValueError:
        raise BadAddress("reading.no-day", given=asked) from None
