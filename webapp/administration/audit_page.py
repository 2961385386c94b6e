"""A page of the audit: what was asked for, who the pseudonyms are today, whether the chain is whole."""

import dataclasses
import datetime as dt
import re
from typing import Literal

import sqlalchemy as sa

from webapp.accounts import queries as people
from webapp.accounts.models import Organisation
from webapp.administration.audit_words import OWN_ACTORS, UNKNOWN_ACTORS
from webapp.audit import queries as audit
from webapp.audit import service as chain
from webapp.audit.queries import A_PAGE, Entry, Verdict, Wanted
from webapp.engine.clocks import MUSCAT
from webapp.errors import BadInput

LONGEST_VERIFIED = 20_000
"""Rows; a longer chain takes more than a reader of a page waits for."""
LONGEST_FILE = 100_000
"""Rows handed out at once."""
_PSEUDONYM = re.compile("[0-9a-f]{12}")
_THING = re.compile(r"(?P<kind>draft|edition|organisation|comment) (?P<number>\d{1,9})")
_ROWS = re.compile(r"(?P<number>\d{1,9}) (?P<kind>rows)")
_YEARS = range(2000, 2200)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """Which deeds are asked for, as it was typed."""

    action: str = ""
    person: str = ""
    since: str = ""
    until: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """Who did something, or whom or what it was done to.

    Shape: `kind` says how `told` is read: a name, a pseudonym, a number, or text; of some there is none.
    """

    kind: Literal["", "person", "erased", "unknown", "site", "command-line", "thing", "text"]
    told: str = ""
    thing: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One deed, with its people by name where there still is one."""

    number: int
    at: dt.datetime
    action: str
    actor: Party
    subject: Party
    facts: dict[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of deeds. Shape: `verdict` is None where the chain was not walked; `number` counts from 1."""

    shown: tuple[Shown, ...]
    total: int
    number: int
    last: int
    rows: int
    verdict: Verdict | None

    @property
    def is_too_long(self) -> bool:
        """Say whether the chain is longer than is verified on a page."""
        return self.rows > LONGEST_VERIFIED


def wanted(connection: sa.Connection, asked: Asked, *, known: frozenset[str]) -> Wanted:
    """Return what was asked for; a person is found by name, e-mail address or pseudonym.

    Errors: BadInput audit.filter; `faults` says of each wrong field: action, person, day or order.
    """
    faults: dict[str, str] = {}
    person = _person(connection, asked.person.strip())
    since, until = _day(asked.since), _day(asked.until)
    if asked.action and asked.action not in known:
        faults["action"] = "action"
    if asked.person.strip() and not person:
        faults["person"] = "person"
    faults |= {
        name: "day"
        for name, text, day in (("since", asked.since, since), ("until", asked.until, until))
        if text and day is None
    }
    if since and until and since > until:
        faults["until"] = "order"
    if faults:
        raise BadInput("audit.filter", faults=faults)
    return Wanted(asked.action, person, since, until + dt.timedelta(days=1) if until else None)


def of(connection: sa.Connection, wanted: Wanted, *, number: int, lang: str) -> AuditPage:
    """Return a page of the deeds asked for, newest first; the nearest page where there is none such."""
    rows = audit.count(connection, Wanted())
    total = audit.count(connection, wanted)
    last = max(1, -(-total // A_PAGE))
    number = min(max(1, number), last)
    found = audit.entries(connection, wanted, page=number)
    is_walked = number == 1 and rows <= LONGEST_VERIFIED
    verdict = audit.verify(connection) if is_walked else None
    return AuditPage(_shown(connection, found, lang), total, number, last, rows, verdict)


def taken_away(connection: sa.Connection, wanted: Wanted, *, by: str, now: dt.datetime) -> list[Entry]:
    """Return all deeds asked for, oldest first, to be handed out; that they are is recorded.

    Errors: BadInput audit.too-many.
    """
    rows = audit.count(connection, wanted)
    if rows > LONGEST_FILE:
        raise BadInput("audit.too-many", most=LONGEST_FILE)
    found = list(audit.every(connection, wanted))
    chain.record(connection, action="export", actor=by, subject="audit", now=now, rows=rows)
    return found


def _person(connection: sa.Connection, written: str) -> str:
    found = people.known(connection, written) if written else None
    if found:
        return found.pseudonym
    return written if _PSEUDONYM.fullmatch(written) else ""


def _day(text: str) -> dt.datetime | None:
    """Return the first moment of a day in Muscat."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return dt.datetime.combine(day, dt.time(), MUSCAT) if day.year in _YEARS else None


def _shown(connection: sa.Connection, found: tuple[Entry, ...], lang: str) -> tuple[Shown, ...]:
    pseudonyms = {one for entry in found for one in (entry.actor, entry.subject) if _PSEUDONYM.fullmatch(one)}
    names = people.names(connection, pseudonyms)
    bodies = _bodies(connection, found, lang)
    return tuple(
        Shown(one.number, one.at, one.action, _actor(one, names), _subject(one, names, bodies), one.facts)
        for one in found
    )


def _actor(entry: Entry, names: dict[str, str]) -> Party:
    if entry.actor:
        return _somebody(entry.actor, names)
    if entry.action in UNKNOWN_ACTORS:
        return Party("unknown")
    return Party("site" if entry.action in OWN_ACTORS else "command-line")


def _subject(entry: Entry, names: dict[str, str], bodies: dict[str, str]) -> Party:
    if entry.subject in {"", entry.actor}:
        return Party("")
    if _PSEUDONYM.fullmatch(entry.subject):
        return _somebody(entry.subject, names)
    if entry.subject in bodies:
        return Party("text", bodies[entry.subject])
    thing = _THING.fullmatch(entry.subject) or _ROWS.fullmatch(entry.subject)
    return Party("thing", thing["number"], thing["kind"]) if thing else Party("text", entry.subject)


def _somebody(pseudonym: str, names: dict[str, str]) -> Party:
    name = names.get(pseudonym)
    return Party("person", name) if name else Party("erased", pseudonym)


def _bodies(connection: sa.Connection, found: tuple[Entry, ...], lang: str) -> dict[str, str]:
    """Return the names of the organisations that deeds speak of, those that are still there."""
    numbers = {
        int(thing["number"])
        for one in found
        if (thing := _THING.fullmatch(one.subject)) and thing["kind"] == "organisation"
    }
    named = Organisation.name_ar if lang == "ar" else Organisation.name_en
    rows = connection.execute(sa.select(Organisation.id, named).where(Organisation.id.in_(sorted(numbers))))
    return {f"organisation {number}": name for number, name in rows}
