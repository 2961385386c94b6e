"""How practice goes: who has finished cases, by groups large enough to be spoken of, and never by name."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import sqlalchemy as sa

from webapp.accounts import queries as accounts
from webapp.accounts.queries import Member
from webapp.attempts import queries as attempts
from webapp.attempts.queries import Finished
from webapp.engine.groups import Breakdown, broken_down
from webapp.engine.scenario import score as scores
from webapp.scenarios import queries as scenarios
from webapp.web.who import Grant

NO_GROUP = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """One group of a breakdown. Shape: `people` is None where the group is too small to be told."""

    id: str
    people: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Practice:
    """People who have finished a case, in groups. Shape: `total` is None when they are too few."""

    total: int | None
    by_sector: tuple[Group, ...]
    by_governorate: tuple[Group, ...]
    by_case: tuple[tuple[str, Group], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One finished case of one person, who is a pseudonym here."""

    pseudonym: str
    case: str
    day: str
    points: int
    band: str


def of(connection: sa.Connection, within: Sequence[Grant], lang: str) -> Practice:
    """Return how practice goes among those who lie within these grants."""
    people, done = _done(connection, within)
    active = [people[owner] for owner in {one.owner for one in done}]
    titles = {one.id: one.title.of(lang) for one in scenarios.catalogue(connection)}
    cases = broken_down(Counter(case for case, _owner in {(one.scenario_id, one.owner) for one in done}))
    return Practice(
        total=broken_down({NO_GROUP: len(active)}).total,
        by_sector=_groups(active, lambda one: one.sector),
        by_governorate=_groups(active, lambda one: one.governorate),
        by_case=tuple((titles.get(one.id, one.id), one) for one in _listed(cases)),
    )


def lines(connection: sa.Connection, within: Sequence[Grant], lang: str) -> tuple[Line, ...]:
    """Return every finished case of those who lie within, one line each, by pseudonym.

    Shape: nothing when they are too few to be spoken of: a pseudonym among four is a name.
    """
    people, done = _done(connection, within)
    if broken_down({NO_GROUP: len({one.owner for one in done})}).total is None:
        return ()
    titles = {one.id: one.title.of(lang) for one in scenarios.catalogue(connection)}
    return tuple(_line(people[one.owner], one, titles.get(one.scenario_id, one.scenario_id)) for one in done)


def _done(
    connection: sa.Connection, within: Sequence[Grant]
) -> tuple[dict[str, Member], tuple[Finished, ...]]:
    people = {one.owner: one for one in accounts.members(connection, within)}
    return people, attempts.finished(connection, people.keys())


def _line(person: Member, one: Finished, title: str) -> Line:
    result = scores.from_json(one.result)
    return Line(person.pseudonym, title, one.finished.date().isoformat(), round(result.final), result.band)


def _groups(people: Iterable[Member], group: Callable[[Member], str | None]) -> tuple[Group, ...]:
    return _listed(broken_down(Counter(group(one) or NO_GROUP for one in people)))


def _listed(found: Breakdown[str]) -> tuple[Group, ...]:
    """Return the groups in a fixed order, those that are told first."""
    told = sorted(found.shown.items(), key=lambda pair: (-pair[1], pair[0]))
    return (*(Group(*pair) for pair in told), *(Group(one, None) for one in sorted(found.withheld)))
