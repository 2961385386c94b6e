"""Leaving a comment, settling it, undoing that; and what has been kept long enough."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.errors import BadInput, NotFound, Refused
from webapp.queues import queries
from webapp.queues.models import Comment
from webapp.queues.queries import DONE, OPEN, SET_ASIDE
from webapp.web.free_text import refuse_private

LEAST, MOST = 10, 1000
"""Letters of a comment."""
MOST_NOTE = 1000
OUTCOMES = (DONE, SET_ASIDE)
STALE = 2
"""An open comment is kept so many times as long as a settled one."""


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """The paragraph a comment is about, as the reader saw it."""

    uid: str
    section_id: str
    number: str
    edition: int
    lang: str


@dataclasses.dataclass(frozen=True, slots=True)
class Contested:
    """The row of a ledger that somebody contests. Shape: `answer` is JSON, answers by question."""

    scenario_id: str
    digest: str
    scene_id: str
    answer: str


def leave(
    connection: sa.Connection,
    about: About,
    *,
    text: str,
    now: dt.datetime,
    contested: Contested | None = None,
) -> int:
    """Keep a comment for the editors and return its number; nothing of whoever wrote it is kept.

    Shape: with `contested` it is a reason against a row of a ledger that rests on this paragraph.
    Errors: BadInput comment.short, comment.long, text.private.
    """
    text = _tidy(text)
    if sum(map(str.isprintable, text)) < LEAST:  # signs that nobody sees say nothing
        raise BadInput("comment.short", field="text")
    if len(text) > MOST:
        raise BadInput("comment.long", field="text")
    refuse_private(text, field="text")
    kept: dict[str, object] = {"text": text, "made": now, "state": OPEN, "note": ""}
    if contested:
        kept |= dataclasses.asdict(contested)
    added = sa.insert(Comment).values(**dataclasses.asdict(about), **kept).returning(Comment.id)
    return connection.execute(added).scalar_one()


def add_search(connection: sa.Connection, query: str, *, lang: str, edition: int, now: dt.datetime) -> int:
    """Keep a query that finds too little, for the editors to settle like a comment, and return its number.

    Shape: it is about no paragraph; while it waits, the same query is kept once.
    """
    known = queries.waiting_search(connection, query, lang=lang)
    if known is not None:
        return known
    about = About(uid="", section_id="", number="", edition=edition, lang=lang)
    kept = {"text": query, "made": now, "state": OPEN, "note": ""}
    added = sa.insert(Comment).values(**dataclasses.asdict(about), **kept).returning(Comment.id)
    return connection.execute(added).scalar_one()


def settle(
    connection: sa.Connection, comment: int, *, outcome: str, note: str, by: str, now: dt.datetime
) -> None:
    """Settle an open comment, with a note for colleagues or none.

    Shape: `outcome` is one of OUTCOMES; `by` is a pseudonym.
    Errors: NotFound; Refused when somebody settled it already; BadInput for an outcome there is not and for
    a note that cannot be kept.
    """
    note = _tidy(note)
    if outcome not in OUTCOMES:
        raise BadInput("comment.outcome", field="outcome")
    if len(note) > MOST_NOTE:
        raise BadInput("comment.note-long", field="note")
    refuse_private(note, field="note")
    values = {"state": outcome, "settled": now, "settled_by": by, "note": note}
    this = (Comment.id == comment) & (Comment.state == OPEN)
    _change(connection, comment, sa.update(Comment).where(this).values(values), otherwise="settled-already")
    _record(connection, "settled", comment, by=by, now=now, outcome=outcome)


def reopen(connection: sa.Connection, comment: int, *, by: str, now: dt.datetime) -> None:
    """Undo the settling of a comment; the note stays for whoever settles it next.

    Errors: NotFound; Refused when it is open.
    """
    values = {"state": OPEN, "settled": None, "settled_by": None}
    this = (Comment.id == comment) & (Comment.state != OPEN)
    _change(connection, comment, sa.update(Comment).where(this).values(values), otherwise="open-already")
    _record(connection, "reopened", comment, by=by, now=now)


def old(*, days: int, now: dt.datetime) -> sa.Select[int]:
    """Return a statement for the comments settled so long ago, and for open ones twice as old."""
    age = dt.timedelta(days=days)
    settled = (Comment.state != OPEN) & (Comment.settled <= now - age)
    waiting = (Comment.state == OPEN) & (Comment.made <= now - STALE * age)
    return sa.select(Comment.id).where(settled | waiting)


def remove(connection: sa.Connection, which: sa.Select[int], *, most: int) -> int:
    """Delete at most so many of these comments and return how many."""
    ids = connection.execute(which.order_by(Comment.id).limit(most)).scalars().all()
    if ids:
        connection.execute(sa.delete(Comment).where(Comment.id.in_(ids)))
    return len(ids)


def _tidy(text: str) -> str:
    """Return a text with one sign for the end of a line and nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _change(connection: sa.Connection, comment: int, change: sa.Update, *, otherwise: str) -> None:
    """Change a comment, or say why that cannot be done."""
    if connection.execute(change).rowcount:
        return
    if queries.one(connection, comment) is None:
        raise NotFound("comment.not-found", comment=comment)
    raise Refused(f"comment.{otherwise}", comment=comment)


def _record(
    connection: sa.Connection, what: str, comment: int, *, by: str, now: dt.datetime, **facts: str
) -> None:
    audit.record(
        connection, action=f"comment.{what}", actor=by, subject=f"comment {comment}", now=now, **facts
    )
