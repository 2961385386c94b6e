"""Who else has an amendment open at this moment, and at which row."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.database import change_or_add
from webapp.desk.models import AmendmentPresence
from webapp.engine.manual.sections import UID

STAYS = dt.timedelta(seconds=45)
"""How long somebody counts as there after their page was last heard of."""


@dataclasses.dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has an amendment open. Shape: `uid` is the row they write in, empty when in none."""

    by: str
    uid: str


def mark(connection: sa.Connection, number: int, *, by: str, uid: str, now: dt.datetime) -> None:
    """Note that somebody has an amendment open, and forget who has gone, of any amendment."""
    this = (AmendmentPresence.amendment_id == number) & (AmendmentPresence.by == by)
    values = {"uid": uid if UID.fullmatch(uid) else "", "seen": now}
    change_or_add(
        connection,
        sa.update(AmendmentPresence).where(this).values(**values),
        sa.insert(AmendmentPresence).values(amendment_id=number, by=by, **values),
    )
    # Rows that others hold at this moment are left to them: two who come back at once must not wait in turn.
    gone = sa.select(AmendmentPresence.id).where(AmendmentPresence.seen <= now - STAYS)
    held = connection.execute(gone.with_for_update(skip_locked=True)).scalars().all()
    if held:
        connection.execute(sa.delete(AmendmentPresence).where(AmendmentPresence.id.in_(held)))


def others(connection: sa.Connection, number: int, *, by: str, now: dt.datetime) -> tuple[Present, ...]:
    """Return who else was heard of lately, in the order of their pseudonyms."""
    wanted = sa.select(AmendmentPresence.by, AmendmentPresence.uid).where(
        AmendmentPresence.amendment_id == number,
        AmendmentPresence.by != by,
        AmendmentPresence.seen > now - STAYS,
    )
    return tuple(Present(*row) for row in connection.execute(wanted.order_by(AmendmentPresence.by)))
