"""Keeping a plan for a debrief: read, written only over what was seen, and put back to the proposal."""

import datetime as dt
import hashlib

import sqlalchemy as sa

from webapp.errors import Refused
from webapp.sessions.models import Plan


def of(connection: sa.Connection, part: int) -> str | None:
    """Return the plan that trainers have kept for a part, as text; None where they keep the proposal."""
    return connection.execute(sa.select(Plan.plan).where(Plan.part_id == part)).scalar()


def mark(kept: str | None) -> str:
    """Return what tells one kept plan from another; empty where there is none."""
    return "" if kept is None else hashlib.sha256(kept.encode()).hexdigest()[:16]


def keep(
    connection: sa.Connection, part: int, plan: str | None, *, over: str | None, now: dt.datetime
) -> None:
    """Keep a plan over the one that was seen, or let go of it where `plan` is None.

    Errors: Refused session.plan-changed when another trainer has kept one meanwhile; nothing is written then.
    """
    if over is None:
        if plan is not None:
            _first(connection, part, plan, now)
        return
    this = (Plan.part_id == part) & (Plan.plan == over)
    if plan is None:
        written = connection.execute(sa.delete(Plan).where(this))
    else:
        written = connection.execute(sa.update(Plan).where(this).values(plan=plan, changed=now))
    if not written.rowcount:
        raise Refused("session.plan-changed")


def _first(connection: sa.Connection, part: int, plan: str, now: dt.datetime) -> None:
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(Plan).values(part_id=part, plan=plan, changed=now))
    except sa.exc.IntegrityError as fault:
        raise Refused("session.plan-changed") from fault
