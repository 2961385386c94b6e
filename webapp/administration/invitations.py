"""Many people invited at once, from a spreadsheet: first looked over, then all of the good rows or none."""

import dataclasses
import datetime as dt
import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from webapp.accounts import people_file
from webapp.accounts.governorates import governorate
from webapp.accounts.models import Account
from webapp.accounts.people_file import PersonDraft, RowFault
from webapp.accounts.service import NewPerson, email_key
from webapp.administration import queries, service
from webapp.administration.queries import Body
from webapp.administration.reach import CONCERNS_NOBODY_ELSE, Reach
from webapp.administration.service import Handed
from webapp.engine.names import name_key
from webapp.engine.private import findings
from webapp.engine.words.normal import normal
from webapp.errors import Refused
from webapp.web.uploaded_table import Row, Table
from webapp.web.who import Grant

MOST_ROWS = 300
"""People invited at one time: the transaction that does it holds up whoever else writes."""

_LONGEST_VALUE = 300
"""Letters of a cell that are looked at; nothing that can be kept is longer."""


@dataclasses.dataclass(frozen=True, slots=True)
class Planned:
    """One row: whom it would invite, or all that is wrong with it. Shape: `new` or `faults`, never both."""

    number: int
    values: Mapping[str, str]
    new: NewPerson | None
    body: Body | None
    faults: tuple[RowFault, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Every row in its order, and the headings that were not known."""

    rows: tuple[Planned, ...]
    unknown: tuple[str, ...]

    @property
    def good(self) -> tuple[Planned, ...]:
        """The rows that would be invited."""
        return tuple(row for row in self.rows if row.new)

    @property
    def faulty(self) -> tuple[Planned, ...]:
        """The rows that would be left out."""
        return tuple(row for row in self.rows if row.faults)


def shortened(table: Table) -> Table:
    """Return the table without what could not be kept anyway, so that it can travel in a form."""
    rows = tuple(
        Row(row.number, {column: value[:_LONGEST_VALUE] for column, value in row.values.items()})
        for row in table.rows
    )
    return Table(rows, tuple(heading[:_LONGEST_VALUE] for heading in table.unknown[:_LONGEST_VALUE]))


def plan(connection: sa.Connection, table: Table, *, reach: Reach) -> Plan:
    """Return what inviting these rows would do; nothing is kept."""
    told = _by_row(people_file.people(table))
    bodies = queries.bodies(connection, reach=reach)
    taken = _taken(connection, table.rows)
    rows = []
    for row in table.rows:
        body = _body(bodies, row.values["organisation"])
        faults = _in_order(
            [one for one in told[row.number] if isinstance(one, RowFault)]
            + _more_faults(row, body, bodies, taken, reach)
        )
        drafts = [one for one in told[row.number] if isinstance(one, PersonDraft)]
        new = None if faults else _new(drafts[0], body, reach)
        rows.append(Planned(row.number, row.values, new, body, faults))
    return Plan(tuple(rows), table.unknown)


def carry_out(
    connection: sa.Connection, planned: Plan, *, agreed: Collection[int], reach: Reach, now: dt.datetime
) -> tuple[Handed, ...]:
    """Invite everybody whose row is good, in the order of the rows.

    Shape: `agreed` holds the numbers of the rows somebody saw as good.
    Errors: Refused `import.changed` when those are not the rows that are good by now.
    """
    if {row.number for row in planned.good} != set(agreed):
        raise Refused("import.changed")
    return tuple(service.invite(connection, row.new, reach=reach, now=now) for row in planned.good if row.new)


def _by_row(told: Iterable[PersonDraft | RowFault]) -> dict[int, list[PersonDraft | RowFault]]:
    found: dict[int, list[PersonDraft | RowFault]] = {}
    for one in told:
        found.setdefault(one.row, []).append(one)
    return found


def _in_order(faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    columns = [column.id for column in people_file.COLUMNS]
    return tuple(sorted(faults, key=lambda one: columns.index(one.column)))


def _new(draft: PersonDraft, body: Body | None, reach: Reach) -> NewPerson:
    """Return whom to invite: a role reaches no further than where its person belongs, nor than our own."""
    organisation, place = reach.place(body.id if body else None, draft.governorate)
    limits = (organisation, None if organisation else place)
    grants = tuple(
        reach.kept_within(Grant(role) if role in CONCERNS_NOBODY_ELSE else Grant(role, *limits))
        for role in sorted(draft.roles)
    )
    return NewPerson(
        name=draft.name,
        email=draft.email or "",
        lang=draft.lang,
        organisation=organisation,
        governorate=place,
        grants=grants,
    )


def _more_faults(
    row: Row, body: Body | None, bodies: Sequence[Body], taken: Collection[str], reach: Reach
) -> list[RowFault]:
    """Return what is wrong with a row beyond its own words: against who is there, and against our reach."""
    values, faults = row.values, []

    def note(column: str, code: str, **facts: object) -> None:
        faults.append(RowFault(row.number, column, code, facts))

    for column, key in (("name", name_key(values["name"])), ("email", email_key(values["email"]))):
        if key and f"{column}:{key}" in taken:
            note(column, f"people.{column}-taken")
    if findings(values["name"]):
        note("name", "people.private", given=findings(values["name"])[0].found)
    asked = values["organisation"]
    if asked and not body and reach.limit.organisation is not None:
        note("organisation", "people.elsewhere", given=asked)
    elif asked and not body:
        note("organisation", "people.organisation-unknown", given=asked, near=_near(bodies, asked))
    place = governorate(values["governorate"])
    if place and reach.limit.governorate not in {None, place.id}:
        note("governorate", "people.elsewhere", given=values["governorate"])
    return faults


def _taken(connection: sa.Connection, rows: Sequence[Row]) -> frozenset[str]:
    """Return which names and addresses of these rows somebody has already."""
    found: set[str] = set()
    names = {name_key(row.values["name"]) for row in rows}
    addresses = {key for row in rows if (key := email_key(row.values["email"]))}
    for column, keys, there in (
        ("name", names, Account.name_key),
        ("email", addresses, Account.email_key),
    ):
        known = connection.execute(sa.select(there).where(there.in_(sorted(keys)))).scalars()
        found.update(f"{column}:{key}" for key in known)
    return frozenset(found)


def _body(bodies: Sequence[Body], written: str) -> Body | None:
    key = _key(written)
    return next((one for one in bodies if key and key in {_key(one.ar), _key(one.en)}), None)


def _near(bodies: Sequence[Body], written: str) -> tuple[Body, ...]:
    """Return the organisations that may have been meant, the likeliest first."""
    known = {_key(name): one for one in bodies for name in (one.ar, one.en)}
    close = difflib.get_close_matches(_key(written), known, n=4, cutoff=0.6)
    return tuple(dict.fromkeys(known[key] for key in close))[:3]


def _key(name: str) -> str:
    return " ".join(filter(None, map(normal, name.split())))
