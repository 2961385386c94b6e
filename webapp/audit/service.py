"""Adding to the chain, in the transaction of the deed itself: neither is kept without the other."""

import datetime as dt
import json

import sqlalchemy as sa

from webapp.audit.chain import Link, head_seal, row_hash
from webapp.audit.models import AuditHead, AuditRow
from webapp.database import audit_key

ACTIONS = frozenset(
    {
        "sign-in",
        "sign-in.failed",
        "sign-in.throttled",
        "sign-out",
        "sign-out.everywhere",
        "password.changed",
        "password.reset-link",
        "second-factor.on",
        "second-factor.off",
        "second-factor.codes",
        "person.added",
        "person.invited",
        "person.joined",
        "person.changed",
        "person.roles",
        "person.suspended",
        "person.restored",
        "person.erased",
        "organisation.added",
        "organisation.changed",
        "organisation.removed",
        "policy.changed",
        "manual.imported",
        "manual.reviewed",
        "manual.published",
        "amendment.begun",
        "amendment.dropped",
        "amendment.taken-up",
        "amendment.submitted",
        "amendment.returned",
        "amendment.approved",
        "amendment.rebased",
        "amendment.looked",
        "amendment.published",
        "word.brought-in",
        "word.refused",
        "approver.named",
        "approver.removed",
        "publication.planned",
        "publication.cancelled",
        "publication.failed",
        "scenario.registered",
        "scenario.drafted",
        "scenario.reviewed",
        "scenario.published",
        "scenario.removed",
        "flag.keep",
        "flag.withdraw",
        "flag.undo",
        "flag.show",
        "flag.hide",
        "section.care",
        "source.changed",
        "source.settled",
        "source.reopened",
        "comment.settled",
        "comment.reopened",
        "synonym.added",
        "synonym.removed",
        "export",
        "attempts.claimed",
        "retention",
        "backup",
        "restore",
        "keys.rotated",
    }
)
"""Every deed there is a word for; a page and a list of its own say them in both languages."""


def record(
    connection: sa.Connection,
    *,
    action: str,
    now: dt.datetime,
    actor: str = "",
    subject: str = "",
    **facts: str | int | bool | list[str],
) -> None:
    """Add a deed to the chain.

    Shape: `actor` and `subject` are pseudonyms or numbers; nothing here may be a name, an address or a text.
    Errors: ValueError for a deed there is no word for.
    """
    if action not in ACTIONS:
        raise ValueError(f"there is no deed {action}")
    key = audit_key(connection)
    number, before = _head(connection)
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    link = Link(number + 1, now, actor, action, subject, told)
    sealed = row_hash(link, before=before, key=key)
    connection.execute(
        sa.insert(AuditRow).values(
            number=link.number, at=now, actor=actor, action=action, subject=subject, facts=told, hash=sealed
        )
    )
    connection.execute(
        sa.update(AuditHead)
        .where(AuditHead.id == 1)
        .values(number=link.number, hash=sealed, seal=head_seal(link.number, sealed, key=key))
    )


def _head(connection: sa.Connection) -> tuple[int, str]:
    """Return the chain's end, held until this transaction is over; on the first deed, make one."""
    wanted = sa.select(AuditHead.number, AuditHead.hash).where(AuditHead.id == 1).with_for_update()
    found = connection.execute(wanted).first()
    if found is None:
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(AuditHead).values(id=1, number=0, hash="", seal=""))
        except sa.exc.IntegrityError:  # another worker recorded the first deed at the same moment
            pass
        found = connection.execute(wanted).one()
    return found.number, found.hash
