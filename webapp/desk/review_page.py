"""What the page of a review shows, read from the database at once."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.accounts import queries as accounts
from webapp.audit import queries as audit
from webapp.audit.queries import Entry
from webapp.desk import comparing, queries, remarks, reviewing, waiting
from webapp.desk.comparing import Comparison
from webapp.desk.models import AmendmentRevision
from webapp.desk.queries import Amendment, Approval
from webapp.desk.remarks import Remark
from webapp.engine.clocks import MUSCAT
from webapp.engine.manual import labels
from webapp.manual import pairs
from webapp.manual import queries as manual
from webapp.web.guard import may
from webapp.web.who import Who

FORCES = {force: {"ar": words.ar, "en": words.en} for force, words in labels.BOX.items()}
MARKS = {
    "added": {"ar": labels.ADDED.ar, "en": labels.ADDED.en},
    "removed": {"ar": labels.REMOVED.ar, "en": labels.REMOVED.en},
}


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """Something that became of an amendment. Shape: `action` is a deed of the audit, or `saved`."""

    at: dt.datetime
    by: str
    action: str
    facts: Mapping[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page shows.

    Shape: `needed` are the kinds of approval; `mine` those that who looks may give and nobody has given;
    `may` are the deeds open to them now.
    """

    amendment: Amendment
    title: str
    in_force: int
    compared: Comparison
    remarks: tuple[Remark, ...]
    approvals: Mapping[str, Approval]
    needed: tuple[str, ...]
    mine: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    steps: tuple[Step, ...]
    people: Mapping[str, str]
    is_behind: bool
    is_overdue: bool
    owes_look: bool
    may: frozenset[str]

    def about(self, uid: str) -> tuple[Remark, ...]:
        """Return the remarks on one block; under no uid those on the whole and on what is no longer shown."""
        there = {row.uid for row in self.compared.rows}
        return tuple(one for one in self.remarks if (one.uid if one.uid in there else "") == uid)


def shown(connection: sa.Connection, number: int, *, lang: str, here: Who, today: dt.datetime) -> Shown:
    """Return what the page of an amendment's review shows to somebody.

    Errors: NotFound.
    """
    found = queries.amendment(connection, number)
    edition = manual.edition_in_force(connection)
    in_force = edition.number if edition else 0
    compared = comparing.compare(connection, found)
    given = queries.approvals(connection, found)
    needed = reviewing.needed(compared.langs)
    allowed = reviewing.may_approve(connection, found, here.pseudonym)
    named = {kind: tuple(sorted(people)) for kind, people in reviewing.named_for(connection, found).items()}
    said = remarks.of(connection, number)
    steps = _steps(connection, number)
    owes = reviewing.owes_look(found)
    titles = pairs.titles(connection, section_id=found.section_id, edition=in_force)
    return Shown(
        amendment=found,
        title=titles.get(lang, ""),
        in_force=in_force,
        compared=compared,
        remarks=said,
        approvals=given,
        needed=needed,
        mine=tuple(kind for kind in needed if kind in allowed and kind not in given),
        named=named,
        steps=steps,
        people=accounts.names(connection, _people(found, given, said, steps, named)),
        is_behind=found.is_open and reviewing.is_behind(connection, found),
        is_overdue=waiting.is_overdue(found, today.astimezone(MUSCAT).date()),
        owes_look=owes,
        may=frozenset(_deeds(found, given, here, owes=owes)),
    )


def address(lang: str, section_id: str, uid: str, edition: int) -> str:
    """Return where a paragraph of an edition is read."""
    return f"/{lang}/manual/{section_id}@{edition}#{uid}"


def _deeds(found: Amendment, given: Mapping[str, Approval], here: Who, *, owes: bool) -> set[str]:
    """Return what somebody may do with an amendment in the state it is in."""
    writes, reviews = (may(here, f"desk.{deed}") for deed in ("submit", "approve"))
    is_own = here.pseudonym in found.everybody
    readers = {one.by for one in given.values()}
    deeds = {
        "submit": writes and found.state in {queries.WRITING, queries.RETURNED},
        "approve": reviews and not is_own and found.state == queries.SUBMITTED,
        "return": reviews and not is_own and found.state in {queries.SUBMITTED, queries.APPROVED},
        "remark": reviews and found.is_open,
        "settle": writes and found.is_open,
        "account": writes and found.is_open,
        "due": found.is_open,
        "look": reviews and owes and not is_own and here.pseudonym not in readers,
    }
    return {deed for deed, is_open in deeds.items() if is_open}


def _steps(connection: sa.Connection, number: int) -> tuple[Step, ...]:
    """Return what became of an amendment, from the audit and from its savings, the earliest first."""
    told = [_told(entry) for entry in audit.about(connection, f"amendment {number}")]
    rows = connection.execute(
        sa.select(AmendmentRevision.at, AmendmentRevision.by, AmendmentRevision.revision)
        .where(AmendmentRevision.amendment_id == number, AmendmentRevision.revision > 1)
        .order_by(AmendmentRevision.revision)
    )
    told += [Step(row.at, row.by, "saved", {"revision": row.revision}) for row in rows]
    return tuple(sorted(told, key=lambda step: step.at))


def _told(entry: Entry) -> Step:
    return Step(entry.at, entry.actor, entry.action, entry.facts)


def _people(
    found: Amendment,
    given: Mapping[str, Approval],
    said: tuple[Remark, ...],
    steps: tuple[Step, ...],
    named: Mapping[str, tuple[str, ...]],
) -> set[str]:
    known = {*found.everybody, *(one.by for one in given.values()), *(step.by for step in steps)}
    known |= {one.by for one in said} | {one.settled_by for one in said if one.settled_by}
    known |= {one for people in named.values() for one in people}
    return known | ({found.looked_by} if found.looked_by else set())
