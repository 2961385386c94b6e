"""Read and understood: which edition is due, what of it concerns somebody first, and what they are asked."""

import dataclasses
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.accounts.models import Organisation
from webapp.desk import pack, questions
from webapp.desk.pack import Changed, Notice
from webapp.desk.questions import Question
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.reading import acknowledged
from webapp.reading.acknowledged import Acknowledged
from webapp.web.memory import remembered
from webapp.web.who import Who

FIRST = 2
"""The first edition that can have changed anything."""

_OF_SECTORS: Mapping[str, frozenset[str]] = {
    "education": frozenset(
        {"teacher", "school-social-worker", "principal", "school-psychologist", "school", "moe"}
    ),
    "health": frozenset({"nurse", "doctor", "health-centre", "hospital", "moh"}),
    "police": frozenset({"police-officer", "police"}),
    "prosecution": frozenset({"prosecutor", "prosecution", "court"}),
    "committee": frozenset({"committee-member", "delegate", "committee", "delegates"}),
    "hotline": frozenset({"hotline-operator", "hotline"}),
    "social-development": frozenset(
        {
            *("social-researcher", "delegate", "care-home-worker", "delegates", "family-protection", "mosd"),
            *("alternative-care", "juvenile-affairs", "care-home"),
        }
    ),
    "labour": frozenset({"employer", "labour"}),
    "civil-society": frozenset({"volunteer", "civil-society"}),
}
"""The roles and entities of the manual that belong to a sector."""
_OF_ROLES = {"trainer": "trainer", "manual-editor": "editor"}
"""Roles here that the manual speaks to as well."""


@dataclasses.dataclass(frozen=True, slots=True)
class OwnReading:
    """How somebody stands. Shape: `due` is the edition in force while they have not acknowledged it."""

    due: EditionInfo | None
    done: tuple[Acknowledged, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What somebody is shown of an edition: what concerns them first, then the rest, then the questions."""

    notice: Notice
    is_in_force: bool
    in_force: int
    state: Acknowledged | None
    first: tuple[Changed, ...]
    rest: tuple[Changed, ...]
    questions: tuple[Question, ...]

    @property
    def is_done(self) -> bool:
        """Say whether they have read and understood it."""
        return self.state is not None and self.state.at is not None


def own(connection: sa.Connection, owner: str) -> OwnReading:
    """Return how somebody stands with the editions there have been."""
    rows = acknowledged.every(connection, owner)
    done = tuple(one for one in rows if one.at)
    edition = manual.edition_in_force(connection)
    is_due = edition and edition.number >= FIRST and edition.number not in {one.edition for one in done}
    return OwnReading(edition if is_due else None, done)


def notice(connection: sa.Connection, number: int) -> Notice:
    """Return the notice of an edition.

    Errors: NotFound where there is no such edition, or it is the first, which changed nothing.
    """
    edition = next((one for one in manual.editions(connection) if one.number == number), None)
    if edition is None:
        raise NotFound("reading.no-edition", edition=number)
    if number < FIRST:
        raise NotFound("reading.no-notice", edition=number)
    return remembered(f"notice:{number}", lambda: pack.of(connection, edition))


def reading(connection: sa.Connection, here: Who, number: int) -> Reading:
    """Return what somebody is shown of an edition.

    Errors: as for `notice`.
    """
    told = notice(connection, number)
    newest = manual.edition_in_force(connection)
    in_force = newest.number if newest else number
    sector = sector_of(connection, here)
    first, rest = sorted_for(told.sections, here, sector)
    asked = questions.drawn(connection, edition=number, uids=told.uids, owner=here.owner, sector=sector)
    return Reading(
        notice=told,
        is_in_force=number == in_force,
        in_force=in_force,
        state=acknowledged.one(connection, here.owner, edition=number),
        first=first,
        rest=rest,
        questions=asked,
    )


def sector_of(connection: sa.Connection, here: Who) -> str | None:
    """Return the sector of somebody's organisation, None where they have none."""
    if here.organisation is None:
        return None
    wanted = sa.select(Organisation.sector).where(Organisation.id == here.organisation)
    return connection.execute(wanted).scalar()


def sorted_for(
    sections: Iterable[Changed], here: Who, sector: str | None
) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """Return the sections that concern somebody's sector or role, and the others."""
    names = _OF_SECTORS.get(sector or "", frozenset()) | {
        _OF_ROLES[role] for role in here.roles if role in _OF_ROLES
    }
    first: list[Changed] = []
    rest: list[Changed] = []
    for one in sections:
        (first if names.intersection((*one.roles, *one.entities)) else rest).append(one)
    return tuple(first), tuple(rest)
