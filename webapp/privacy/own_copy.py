"""Everything that is kept of somebody, as one file that is theirs to keep: docs/privacy.md has its shape."""

import datetime as dt
import json
import re

import sqlalchemy as sa

from webapp.accounts import record
from webapp.accounts.record import Names, Record
from webapp.attempts import belongings
from webapp.attempts.belongings import Belonging
from webapp.audit import queries as audit
from webapp.audit.queries import Entry, Wanted
from webapp.certificates import queries as certificates
from webapp.certificates.queries import Kept
from webapp.engine.clocks import MUSCAT
from webapp.privacy import queries
from webapp.queues import queries as comments
from webapp.queues.queries import Remark
from webapp.reading import acknowledged
from webapp.scenarios import queries as scenarios
from webapp.sessions import belongings as sessions
from webapp.sessions.belongings import Seat
from webapp.web.label import LABEL
from webapp.web.who import Who

FORMAT = 3
"""Raised when the shape of the file changes."""

Told = dict[str, object]

_PERSON = re.compile(r"\b[0-9a-f]{12}\b")
"""What stands for a person in the audit."""


def of(connection: sa.Connection, who: Who | None, device: str | None, *, now: dt.datetime) -> bytes:
    """Return the file of somebody signed in, or of a device without an account."""
    told: Told = {"label": LABEL, "format": FORMAT, "made": _moment(now)}
    if who:
        told |= _account(record.of(connection, who.account, now=now))
        settled = comments.settled_by(connection, who.pseudonym)
        told["comments_settled"] = [_settled(one) for one in settled]
        told["audit"] = [
            _deed(one, who.pseudonym) for one in audit.every(connection, Wanted(person=who.pseudonym))
        ]
        told["acknowledgements"] = [
            {"edition": one.edition, "tries": one.tries, "read_and_understood": _moment(one.at)}
            for one in acknowledged.every(connection, who.owner)
        ]
    elif device:
        told["recovery_phrase_made"] = _moment(queries.phrase_made(connection, device))
    owner = who.owner if who else device
    told["attempts"] = [_attempt(connection, one) for one in belongings.every(connection, owner or "")]
    told["certificates"] = [_certificate(one) for one in certificates.own(connection, owner=owner)]
    told["sessions"] = [_seat(one) for one in sessions.every(connection, owner or "")]
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _account(kept: Record) -> Told:
    return {
        "account": {
            "name": kept.name,
            "email": kept.email,
            "language": kept.lang,
            "organisation": _names(kept.organisation),
            "governorate": kept.governorate,
            "number_in_place_of_the_name": kept.pseudonym,
            "made": _moment(kept.made),
            "last_active": _moment(kept.last_active),
            "password_set": _moment(kept.password_set),
            "second_factor_on_since": _moment(kept.second_factor),
            "recovery_codes_left": kept.codes_left,
            "failed_sign_ins_since_the_last": kept.failures,
            "for_demonstration": kept.is_demo,
        },
        "consent": {"version": kept.consent_version, "given": _moment(kept.consented)},
        "roles": [
            {"role": one.role, "organisation": _names(one.organisation), "governorate": one.governorate}
            for one in kept.roles
        ],
        "sign_ins": [
            {"device": one.device, "since": _moment(one.made), "last_seen": _moment(one.seen)}
            for one in kept.sign_ins
        ],
        "links": [
            {"kind": one.kind, "made": _moment(one.made), "expires": _moment(one.expires)}
            for one in kept.links
        ],
    }


def _deed(one: Entry, mine: str) -> Told:
    """Tell a deed without the number of anybody else."""
    return {
        "number": one.number,
        "at": _moment(one.at),
        "action": one.action,
        "by": {mine: "you", "": "the site"}.get(one.actor, "somebody else"),
        "about": "you" if one.subject == mine else _PERSON.sub("somebody else", one.subject),
        "facts": one.facts,
    }


def _settled(one: Remark) -> Told:
    """Tell what somebody made of a reader's comment, without the words of the reader."""
    return {
        "number": one.id,
        "paragraph": one.uid,
        "settled": _moment(one.settled),
        "outcome": one.state,
        "note": one.note,
    }


def _attempt(connection: sa.Connection, one: Belonging) -> Told:
    title = scenarios.scenario(connection, one.digest, edition=one.edition).title
    return {
        "address": one.key,
        "case": one.scenario_id,
        "title": {"ar": title.ar, "en": title.en},
        "edition": one.edition,
        "language": one.lang,
        "begun": _moment(one.started),
        "finished": _moment(one.finished),
        "replayed_from_decision": one.replayed_from,
        "decisions": [
            {"taken": _moment(each.taken), "choice": json.loads(each.choice)} for each in one.decisions
        ],
        "result": json.loads(one.result) if one.result else None,
    }


def _certificate(one: Kept) -> Told:
    return {
        "code": one.code,
        "kind": one.kind,
        "name": one.name,
        "kinds_of_harm": [{"ar": harm.name.ar, "en": harm.name.en} for harm in one.contents.harms],
        "cases": [
            {
                "case": case.scenario_id,
                "title": {"ar": case.title.ar, "en": case.title.en},
                "edition": case.edition,
                "day": case.day.isoformat(),
            }
            for case in one.contents.cases
        ],
        "issued": _moment(one.issued),
        "withdrawn": _moment(one.withdrawn),
    }


def _seat(one: Seat) -> Told:
    return {
        "session": one.session_title,
        "name": one.name,
        "sector": one.sector,
        "at_the_table": one.members.splitlines(),
        "joined": _moment(one.joined),
        "answers": [
            {
                "case": vote.scenario_id,
                "decision": vote.decision,
                "round": vote.round,
                "answer": json.loads(vote.choice),
                "sure": vote.sure,
                "minority": vote.minority,
                "taken": _moment(vote.taken),
            }
            for vote in one.votes
        ],
    }


def _names(names: Names | None) -> Told | None:
    return {"ar": names[0], "en": names[1]} if names else None


def _moment(at: dt.datetime | None) -> str | None:
    return at.astimezone(MUSCAT).isoformat(timespec="seconds") if at else None
