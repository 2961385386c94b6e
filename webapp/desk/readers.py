"""Who has read an edition's changes: groups large enough to be told, and names for administrators only."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

import sqlalchemy as sa

from webapp.accounts.holders import Holder, holders
from webapp.engine.groups import broken_down
from webapp.reading import acknowledged
from webapp.web.who import Grant, Who

ADMINISTRATOR = "administrator"
NO_GROUP = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A group of people. Shape: a number is None where it is too small to be told, or would tell another."""

    id: str
    done: int | None
    left: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the administrator who asks sees anyway. Shape: `at` is None while it is not read."""

    name: str
    body: tuple[str, str] | None
    roles: tuple[str, ...]
    at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class Readers:
    """Who has read and understood an edition.

    Shape: `bodies` are the names of organisations by their ids; `named` is empty for who administers nobody.
    """

    whole: Group
    by_role: tuple[Group, ...]
    by_sector: tuple[Group, ...]
    by_organisation: tuple[Group, ...]
    bodies: Mapping[str, tuple[str, str]]
    is_named: bool
    named: tuple[Named, ...]

    @property
    def waiting(self) -> tuple[Named, ...]:
        """Those who are still on the old text."""
        return tuple(one for one in self.named if one.at is None)


def of(connection: sa.Connection, here: Who, *, edition: int, roles: Collection[str]) -> Readers:
    """Return who has read an edition among those within somebody's own limits.

    Shape: `roles` are those under which one may look; names come only with an administrator's grant, and only
    of whom it covers.
    """
    people = holders(connection, tuple(one for one in here.grants if one.role in roles))
    at = acknowledged.passed(connection, {one.owner for one in people}, edition=edition)
    grants = tuple(one for one in here.grants if one.role == ADMINISTRATOR)
    whole = _groups(people, at, lambda _: ("everybody",))
    return Readers(
        whole=whole[0] if whole else Group("everybody", None, None),
        by_role=_groups(people, at, lambda one: one.roles),
        by_sector=_groups(people, at, lambda one: (one.sector or NO_GROUP,)),
        by_organisation=_groups(people, at, lambda one: (_body(one),)),
        bodies={_body(one): one.body for one in people if one.body},
        is_named=bool(grants),
        named=tuple(_named(one, at) for one in people if _is_within(one, grants)),
    )


def _groups(
    people: Iterable[Holder], at: Mapping[str, dt.datetime], groups: Callable[[Holder], tuple[str, ...]]
) -> tuple[Group, ...]:
    """Return the groups, each number as far as it can be told beside the others of its column."""
    done: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for one in people:
        for group in groups(one):
            (done if one.owner in at else left)[group] += 1
    known = sorted(done.keys() | left.keys())
    told, waits = (broken_down({one: column[one] for one in known}).shown for column in (done, left))
    return tuple(Group(one, told.get(one), waits.get(one)) for one in known)


def _body(one: Holder) -> str:
    return NO_GROUP if one.organisation is None else str(one.organisation)


def _is_within(one: Holder, grants: Iterable[Grant]) -> bool:
    return any(grant.covers(organisation=one.organisation, governorate=one.governorate) for grant in grants)


def _named(one: Holder, at: Mapping[str, dt.datetime]) -> Named:
    return Named(one.name, one.body, one.roles, at.get(one.owner))
