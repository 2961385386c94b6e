"""The review of amendments: handed in by those who wrote them, read and approved by others, or returned."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.desk import approvers, comparing, queries, service
from webapp.desk.approvers import KINDS
from webapp.desk.models import Amendment as Row
from webapp.desk.models import AmendmentApproval, AmendmentRevision
from webapp.desk.queries import APPROVED, PUBLISHED, RETURNED, SUBMITTED, WRITING, Amendment
from webapp.engine.desk import frame
from webapp.engine.problems import Problem
from webapp.errors import BadInput, Refused
from webapp.manual import queries as manual
from webapp.manual import service as editions

COSMETIC, MEANING = "cosmetic", "meaning"
WEIGHTS = (COSMETIC, MEANING)
MOST_LETTERS = 2000
"""Of a note, a remark or a reason."""


@dataclasses.dataclass(frozen=True, slots=True)
class Handed:
    """What a writer says when handing an amendment in.

    Shape: `weights` by uid; `urgent` is the reason for the urgent path, or empty.
    """

    weights: Mapping[str, str]
    note_ar: str
    note_en: str
    urgent: str = ""


def submit(
    connection: sa.Connection, number: int, handed: Handed, *, revision: int, by: str, now: dt.datetime
) -> None:
    """Hand an amendment in for review; what was approved before falls.

    Errors: NotFound; Refused amendment.not-writing, amendment.nothing, amendment.behind, amendment.meanwhile;
    BadInput amendment.notes, amendment.weights, and amendment.problems with `problems` when its text has
    errors.
    """
    found = queries.amendment(connection, number)
    if found.state not in {WRITING, RETURNED}:
        raise Refused("amendment.not-writing", amendment=number)
    if is_behind(connection, found):
        raise Refused("amendment.behind", amendment=number)
    compared = comparing.compare(connection, found)
    if compared.is_empty:
        raise Refused("amendment.nothing", amendment=number)
    problems = errors_in(connection, found)
    if problems:
        raise BadInput("amendment.problems", problems=problems)
    told = Handed(
        weights=_weights(handed.weights, compared.changed),
        note_ar=_plain(handed.note_ar),
        note_en=_plain(handed.note_en),
        urgent=_plain(handed.urgent),
    )
    if not (told.note_ar and told.note_en):
        raise BadInput("amendment.notes", amendment=number)
    _hand_in(connection, found, told, revision=revision, by=by, now=now)


def hand_in_whole(
    connection: sa.Connection, found: Amendment, *, notes: tuple[str, str], by: str, now: dt.datetime
) -> None:
    """Hand an amendment in whose text stood in an edition before; all of it counts as a change of meaning.

    Shape: `notes` are Arabic and English.
    """
    weights = dict.fromkeys(comparing.compare(connection, found).changed, MEANING)
    _hand_in(connection, found, Handed(weights, *notes), revision=found.revision, by=by, now=now)


def approve(
    connection: sa.Connection,
    number: int,
    *,
    revision: int,
    kinds: Collection[str],
    weights: Mapping[str, str],
    by: str,
    now: dt.datetime,
) -> Amendment:
    """Approve an amendment in one respect or several; with the last that is needed it is approved.

    Shape: `kinds` of approval, text, ar or en; `weights` as the reviewer holds them for right.
    Errors: NotFound; Refused amendment.not-submitted, amendment.own, amendment.other-approver,
    amendment.meanwhile; BadInput amendment.kinds, amendment.weights.
    """
    found = _to_review(connection, number, by=by)
    compared = comparing.compare(connection, found)
    if not kinds or not set(kinds) <= set(KINDS):
        raise BadInput("amendment.kinds", amendment=number)
    if not set(kinds) <= may_approve(connection, found, by):
        raise Refused("amendment.other-approver", amendment=number)
    told = _weights({**found.weights, **weights}, compared.changed)
    given = queries.approvals(connection, found)
    rows = [
        {"amendment_id": number, "revision": revision, "kind": kind, "by": by, "at": now}
        for kind in sorted(set(kinds) - set(given))
    ]
    state = APPROVED if is_enough(found, compared.langs, {*given, *kinds}) else SUBMITTED
    service.change(
        connection, found, revision=revision, values={"weights": told, "state": state, "changed": now}
    )
    if rows:
        connection.execute(sa.insert(AmendmentApproval), rows)
    _record(connection, "approved", number, by=by, now=now, kinds=sorted(kinds))
    return queries.amendment(connection, number)


def give_back(connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime) -> None:
    """Return an amendment to its writers; why stands in a remark. What was approved of it falls.

    Errors: NotFound; Refused amendment.not-submitted, amendment.own, amendment.meanwhile.
    """
    found = _to_review(connection, number, by=by, states=(SUBMITTED, APPROVED))
    service.change(connection, found, revision=revision, values={"state": RETURNED, "changed": now})
    _forget_approvals(connection, found)
    _record(connection, "returned", number, by=by, now=now)


def take_account(connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime) -> None:
    """Say that an amendment takes account of the edition in force, which is newer than what it began from.

    Shape: where its piece has not changed since, everything else stays as it is; where it has, the amendment
    is being written again as a new revision, for whoever read it has not seen both texts.
    Errors: NotFound; Refused amendment.closed, amendment.meanwhile, manual.no-edition.
    """
    found = queries.amendment(connection, number)
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    if not found.is_open:
        raise Refused("amendment.closed", amendment=number)
    values: dict[str, object] = {"base": edition.number, "changed": now}
    if is_behind(connection, found):
        writers = found.writers if by in found.everybody else f"{found.writers} {by}"
        values |= {"state": WRITING, "revision": revision + 1, "writers": writers}
        row = {"amendment_id": number, "revision": revision + 1, "files": found.files, "by": by, "at": now}
        service.change(connection, found, revision=revision, values=values)
        connection.execute(sa.insert(AmendmentRevision).values(row))
    else:
        service.change(connection, found, revision=revision, values=values)
    _record(connection, "rebased", number, by=by, now=now, edition=edition.number)


def look(connection: sa.Connection, number: int, *, by: str, now: dt.datetime) -> None:
    """Give a published amendment that took the urgent path the second look that it owes.

    Errors: NotFound; Refused amendment.owes-nothing, and amendment.own for who wrote or approved it.
    """
    found = queries.amendment(connection, number)
    if not owes_look(found):
        raise Refused("amendment.owes-nothing", amendment=number)
    if by in {*found.everybody, *(one.by for one in queries.approvals(connection, found).values())}:
        raise Refused("amendment.own", amendment=number)
    service.change(connection, found, revision=found.revision, values={"looked_by": by, "looked": now})
    _record(connection, "looked", number, by=by, now=now)


def set_due(connection: sa.Connection, number: int, *, due: dt.date | None) -> None:
    """Say by when an amendment is to be through, or that there is no such day.

    Errors: NotFound; Refused amendment.closed.
    """
    found = queries.amendment(connection, number)
    if not found.is_open:
        raise Refused("amendment.closed", amendment=number)
    connection.execute(sa.update(Row).where(Row.id == number).values(due=due))


def needed(langs: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of approval an amendment needs: for the matter always, and for a changed language."""
    return tuple(kind for kind in KINDS if kind == "text" or kind in langs)


def is_enough(found: Amendment, langs: Collection[str], given: Collection[str]) -> bool:
    """Say whether these kinds of approval suffice; on the urgent path one does."""
    return bool(given) if found.urgent else set(needed(langs)) <= set(given)


def owes_look(found: Amendment) -> bool:
    """Say whether a published amendment still owes its second look."""
    return found.state == PUBLISHED and bool(found.urgent) and found.looked is None


def may_approve(connection: sa.Connection, found: Amendment, by: str) -> frozenset[str]:
    """Return the kinds of approval that a reviewer may give: none for who wrote in it.

    Shape: the urgent path is open to any reviewer.
    """
    if by in found.everybody:
        return frozenset()
    named = named_for(connection, found)
    return frozenset(kind for kind in KINDS if found.urgent or not named[kind] or by in named[kind])


def named_for(connection: sa.Connection, found: Amendment) -> Mapping[str, frozenset[str]]:
    """Return who is named to approve an amendment, by kind; where nobody is, any reviewer may."""
    return approvers.named(connection, approvers.chapter_of(found.piece))


def is_behind(connection: sa.Connection, found: Amendment) -> bool:
    """Say whether the piece has changed since the edition that an amendment began from."""
    edition = manual.edition_in_force(connection)
    if edition is None or edition.number == found.base:
        return False
    paths = service.paths(found.piece)
    numbers = (found.base, edition.number)
    then, now = (manual.files(connection, edition=one, paths=paths) for one in numbers)
    if found.piece == frame.PATH:  # each edition says its day and its note anew in it
        return frame.others(then[frame.PATH]) != frame.others(now[frame.PATH])
    return then != now


def errors_in(connection: sa.Connection, found: Amendment) -> tuple[Problem, ...]:
    """Return the errors that an amendment's text would bring into its piece of the edition in force."""
    edition = manual.edition_in_force(connection)
    number = edition.number if edition else 0
    files = manual.files(connection, edition=number)
    whole = {path: text for path, text in {**files, **found.files}.items() if text}
    _book, problems = editions.findings(connection, whole, in_force=number)
    return tuple(one for one in problems if one.severity == "error" and one.where.path in found.files)


def _hand_in(
    connection: sa.Connection, found: Amendment, handed: Handed, *, revision: int, by: str, now: dt.datetime
) -> None:
    values = {**dataclasses.asdict(handed), "state": SUBMITTED, "changed": now}
    service.change(connection, found, revision=revision, values=values)
    _forget_approvals(connection, found)
    _record(connection, "submitted", found.id, by=by, now=now)


def _to_review(
    connection: sa.Connection, number: int, *, by: str, states: tuple[str, ...] = (SUBMITTED,)
) -> Amendment:
    found = queries.amendment(connection, number)
    if found.state not in states:
        raise Refused("amendment.not-submitted", amendment=number)
    if by in found.everybody:
        raise Refused("amendment.own", amendment=number)
    return found


def _weights(told: Mapping[str, str], changed: Collection[str]) -> dict[str, str]:
    """Return a weight for everything that changed.

    Errors: BadInput amendment.weights.
    """
    found = {uid: told.get(uid, "") for uid in changed}
    if not set(found.values()) <= set(WEIGHTS):
        raise BadInput("amendment.weights")
    return found


def _forget_approvals(connection: sa.Connection, found: Amendment) -> None:
    this = (AmendmentApproval.amendment_id == found.id) & (AmendmentApproval.revision == found.revision)
    connection.execute(sa.delete(AmendmentApproval).where(this))


def _plain(words: str) -> str:
    """Return a note as it is kept.

    Errors: BadInput amendment.note-long.
    """
    told = words.strip()
    if len(told) > MOST_LETTERS:
        raise BadInput("amendment.note-long")
    return told


def _record(
    connection: sa.Connection, what: str, number: int, *, by: str, now: dt.datetime, **facts: int | list[str]
) -> None:
    audit.record(
        connection, action=f"amendment.{what}", actor=by, subject=f"amendment {number}", now=now, **facts
    )
