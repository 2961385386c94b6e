"""What reviewers say about blocks of an amendment: settled by writers, opened again by reviewers."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.desk import queries
from webapp.desk.models import AmendmentRemark as Row
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import BadInput, NotFound, Refused

MOST_LETTERS = 2000


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """A remark. Shape: `uid` is empty where it is about the whole, `lang` where about both languages."""

    id: int
    amendment_id: int
    revision: int
    uid: str
    lang: str
    text: str
    by: str
    at: dt.datetime
    settled_by: str | None
    settled: dt.datetime | None

    @property
    def is_open(self) -> bool:
        """Say whether it waits to be settled."""
        return self.settled is None


_COLUMNS = tuple(getattr(Row, field.name) for field in dataclasses.fields(Remark))


def of(connection: sa.Connection, amendment: int) -> tuple[Remark, ...]:
    """Return the remarks on an amendment, the earliest first."""
    rows = connection.execute(sa.select(*_COLUMNS).where(Row.amendment_id == amendment).order_by(Row.id))
    return tuple(Remark(*row) for row in rows)


def add(
    connection: sa.Connection,
    amendment: int,
    *,
    uid: str,
    text: str,
    by: str,
    now: dt.datetime,
    lang: str = "",
) -> None:
    """Keep what somebody says about a block, or about the whole.

    Errors: NotFound; BadInput amendment.remark for no words or too many; Refused amendment.closed.
    """
    found = queries.amendment(connection, amendment)
    if not found.is_open:
        raise Refused("amendment.closed", amendment=amendment)
    words = text.strip()
    if not 0 < len(words) <= MOST_LETTERS or lang not in {"", *LANGUAGES} or len(uid) > 8:  # noqa: PLR2004 -- a uid's letters
        raise BadInput("amendment.remark", amendment=amendment)
    values = {
        "amendment_id": amendment, "revision": found.revision, "uid": uid, "lang": lang, "text": words,
        "by": by, "at": now,
    }  # fmt: skip
    connection.execute(sa.insert(Row).values(values))


def settle(connection: sa.Connection, amendment: int, remark: int, *, by: str, now: dt.datetime) -> None:
    """Say that a remark has been dealt with.

    Errors: NotFound.
    """
    _set(connection, amendment, remark, settled_by=by, settled=now)


def reopen(connection: sa.Connection, amendment: int, remark: int) -> None:
    """Say that a remark has not been dealt with after all.

    Errors: NotFound.
    """
    _set(connection, amendment, remark, settled_by=None, settled=None)


def _set(
    connection: sa.Connection,
    amendment: int,
    remark: int,
    *,
    settled_by: str | None,
    settled: dt.datetime | None,
) -> None:
    this = (Row.id == remark) & (Row.amendment_id == amendment)
    values = {"settled_by": settled_by, "settled": settled}
    if not connection.execute(sa.update(Row).where(this).values(values)).rowcount:
        raise NotFound("amendment.no-remark", remark=remark)
