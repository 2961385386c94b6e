"""Comments as the editors meet them: what waits first, what is about one paragraph together."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.queues.models import Comment

OPEN, DONE, SET_ASIDE = "open", "done", "set-aside"
STATES = (OPEN, DONE, SET_ASIDE)
A_PAGE = 25


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """One comment.

    Shape: `state` is one of STATES; `settled` and `settled_by` are None while it is open. A search that finds
    too little waits here too: its `text` is the query, and `uid`, `section_id` and `number` are empty.
    The last four tell, of a contested row of a ledger, its case, that case's version, scene, answer (JSON).
    """

    id: int
    uid: str
    section_id: str
    number: str
    edition: int
    lang: str
    text: str
    made: dt.datetime
    state: str
    settled: dt.datetime | None
    settled_by: str | None
    note: str
    scenario_id: str | None = None
    digest: str | None = None
    scene_id: str | None = None
    answer: str | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it still waits."""
        return self.state == OPEN

    @property
    def is_search(self) -> bool:
        """Say whether it is about a search, not about a paragraph."""
        return not self.uid


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """One page of comments, and how many there are in all. Units: `page` and `last` count from 1."""

    remarks: tuple[Remark, ...]
    total: int
    page: int
    last: int


_ALL = sa.select(*(getattr(Comment, field.name) for field in dataclasses.fields(Remark)))
_IS_SETTLED = sa.case((Comment.state == OPEN, 0), else_=1)
_TOGETHER = (_IS_SETTLED, Comment.uid)
_ORDER = (
    _IS_SETTLED,
    # Whoever has waited longest comes first; of what is settled, the latest.
    sa.case((Comment.state == OPEN, sa.func.min(Comment.made).over(partition_by=_TOGETHER))),
    sa.case((Comment.state != OPEN, sa.func.max(Comment.settled).over(partition_by=_TOGETHER))).desc(),
    Comment.uid,
    Comment.made,
    Comment.id,
)


def listed(connection: sa.Connection, *, state: str = "", page: int = 1) -> Listed:
    """Return a page of the comments in one state or in all, those about one paragraph beside each other.

    Shape: open ones first; a page beyond the last one is the last one.
    """
    wanted = _in_state(state)
    total = connection.execute(sa.select(sa.func.count()).select_from(Comment).where(wanted)).scalar_one()
    last = max(1, -(-total // A_PAGE))
    page = min(max(1, page), last)
    statement = _ALL.where(wanted).order_by(*_ORDER).limit(A_PAGE).offset((page - 1) * A_PAGE)
    return Listed(tuple(Remark(*row) for row in connection.execute(statement)), total, page, last)


def every(connection: sa.Connection, *, state: str = "") -> Iterator[Remark]:
    """Return all comments in one state or in all, in the order of the pages, a few at a time."""
    statement = _ALL.where(_in_state(state)).order_by(*_ORDER).execution_options(yield_per=500)
    for row in connection.execute(statement):
        yield Remark(*row)


def one(connection: sa.Connection, comment: int) -> Remark | None:
    """Return a comment by its number, or None."""
    row = connection.execute(_ALL.where(Comment.id == comment)).first()
    return Remark(*row) if row else None


def waiting_searches(connection: sa.Connection) -> dict[tuple[str, str], int]:
    """Return the numbers of the searches that wait, by language and query."""
    waiting = _ALL.where((Comment.uid == "") & (Comment.state == OPEN))
    found = (Remark(*row) for row in connection.execute(waiting))
    return {(one.lang, one.text): one.id for one in found}


def waiting_search(connection: sa.Connection, query: str, *, lang: str) -> int | None:
    """Return the number under which this query waits, None when it does not."""
    return waiting_searches(connection).get((lang, query))


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many comments there are in each state."""
    rows = connection.execute(sa.select(Comment.state, sa.func.count()).group_by(Comment.state))
    found = {state: count for state, count in rows}  # noqa: C416 -- a row is no pair to mypy
    return {state: found.get(state, 0) for state in STATES}


def settled_by(connection: sa.Connection, pseudonym: str) -> tuple[Remark, ...]:
    """Return the comments that somebody settled, oldest first."""
    mine = _ALL.where(Comment.settled_by == pseudonym)
    return tuple(Remark(*row) for row in connection.execute(mine.order_by(Comment.settled, Comment.id)))


def _in_state(state: str) -> sa.ColumnElement[bool]:
    return Comment.state == state if state else sa.true()
