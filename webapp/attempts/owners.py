"""Whose attempts these are: handed over, cut loose from everybody, or removed."""

import datetime as dt
import itertools
import secrets
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.attempts import own_words, queries
from webapp.attempts.models import Attempt, Decided
from webapp.engine.clocks import MUSCAT
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.model import Choice
from webapp.errors import AppError
from webapp.scenarios import queries as scenarios


def hand_over(connection: sa.Connection, *, former: str, owner: str) -> int:
    """Give everything of one owner to another, and return how many attempts that were."""
    moved = sa.update(Attempt).where(Attempt.owner == former).values(owner=owner)
    return connection.execute(moved).rowcount


def hand_over_some(connection: sa.Connection, which: sa.Select[int], *, owner: str) -> None:
    """Give these attempts, by their ids, to another owner."""
    connection.execute(sa.update(Attempt).where(Attempt.id.in_(which)).values(owner=owner))


def cut_loose(connection: sa.Connection, *, owner: str) -> int:
    """Leave somebody's attempts to nobody, and return how many.

    Each gets an owner, an address, an order of answers and names of submissions of its own, and no link to
    another attempt; of its moments only the day stays. What was chosen and the result stay as they are; what
    somebody wrote in their own words goes.
    Source: docs/adr/0016-forgetting.md
    """
    mine = sa.select(Attempt.id, Attempt.started, Attempt.finished).where(Attempt.owner == owner)
    rows = connection.execute(mine.with_for_update()).all()
    _forget_words(connection, owner)
    _blur_decisions(connection, owner)
    if rows:
        connection.execute(_LOOSE, [_fresh(*row) for row in rows])
    return len(rows)


_LOOSE = (
    sa.update(Attempt)
    .where(Attempt.id == sa.bindparam("attempt"))
    .values(
        owner=sa.bindparam("fresh_owner"),
        key=sa.bindparam("fresh_key"),
        seed=sa.bindparam("fresh_seed"),
        started=sa.bindparam("first_day"),
        finished=sa.bindparam("last_day"),
        replayed_of=None,
    )
)


def _fresh(attempt: int, started: dt.datetime, finished: dt.datetime | None) -> dict[str, object]:
    return {
        "attempt": attempt,
        "fresh_owner": secrets.token_hex(32),
        "fresh_key": secrets.token_urlsafe(16),
        "fresh_seed": secrets.token_urlsafe(16),
        "first_day": day_of(started),
        "last_day": day_of(finished) if finished else None,
    }


def _blur_decisions(connection: sa.Connection, owner: str) -> None:
    of_owner = sa.select(Attempt.id).where(Attempt.owner == owner)
    theirs = sa.select(Decided.id, Decided.position, Decided.taken).where(Decided.attempt_id.in_(of_owner))
    rows = [
        {"decision": row.id, "name": f"kept-{row.position}", "day": day_of(row.taken)}
        for row in connection.execute(theirs)
    ]
    if rows:
        connection.execute(_BLUR, rows)


_BLUR = (
    sa.update(Decided)
    .where(Decided.id == sa.bindparam("decision"))
    .values(submission=sa.bindparam("name"), taken=sa.bindparam("day"))
)


def _forget_words(connection: sa.Connection, owner: str) -> None:
    decided = (
        sa.select(Attempt.id, Attempt.digest, Attempt.edition, Decided.id.label("decision"), Decided.choice)
        .join(Decided, Decided.attempt_id == Attempt.id)
        .where(Attempt.owner == owner)
        .order_by(Attempt.id, Decided.position)
    )
    rows = []
    for _, group in itertools.groupby(connection.execute(decided), key=lambda row: row.id):
        taken = list(group)
        left = _without_words(
            connection, taken[0].digest, taken[0].edition, [queries.read_choice(one.choice) for one in taken]
        )
        rows += [
            {"decision": one.decision, "left": queries.write_choice(choice)}
            for one, choice in zip(taken, left, strict=True)
        ]
    if rows:
        connection.execute(_REWRITE, rows)


_REWRITE = (
    sa.update(Decided).where(Decided.id == sa.bindparam("decision")).values(choice=sa.bindparam("left"))
)


def _without_words(
    connection: sa.Connection, digest: str, edition: int, choices: Sequence[Choice]
) -> Sequence[Choice]:
    """Return choices without anybody's own words; of a case that can no longer be read, nothing at all."""
    try:
        scenario = scenarios.scenario(connection, digest, edition=edition)
        if not own_words.is_asked_for(scenario):
            return choices
        return [step.choice for step in plays.replay(scenario, choices).steps]
    except AppError:
        return [{} for _ in choices]


def day_of(moment: dt.datetime) -> dt.datetime:
    """Return the beginning of the day on which a moment lies in Oman."""
    return moment.astimezone(MUSCAT).replace(hour=0, minute=0, second=0, microsecond=0)


def old(of_people: sa.Select[str], *, since: dt.datetime) -> sa.Select[int]:
    """Return a statement for the attempts that belong to none of these people and had no decision since."""
    last = sa.select(sa.func.max(Decided.taken)).where(Decided.attempt_id == Attempt.id).scalar_subquery()
    return sa.select(Attempt.id).where(
        Attempt.started <= since,
        sa.func.coalesce(last, Attempt.started) <= since,
        Attempt.owner.not_in(of_people),
    )


def remove(connection: sa.Connection, which: sa.Select[int], *, most: int) -> int:
    """Delete at most so many of these attempts with their decisions, and return how many."""
    ids = connection.execute(which.order_by(Attempt.id).limit(most)).scalars().all()
    if ids:
        unlink = sa.update(Attempt).where(Attempt.replayed_of.in_(ids)).values(replayed_of=None)
        connection.execute(unlink)
        connection.execute(sa.delete(Decided).where(Decided.attempt_id.in_(ids)))
        connection.execute(sa.delete(Attempt).where(Attempt.id.in_(ids)))
    return len(ids)
