"""What waits for somebody at the desk, by what they may do."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa

from webapp.desk import publishing, queries, reviewing
from webapp.desk.approvers import KINDS
from webapp.desk.queries import APPROVED, RETURNED, SUBMITTED, Amendment


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """Amendments that wait for somebody: to be reviewed, looked at again, written further or published.

    Shape: `failed` counts publications that could not be made.
    """

    to_review: tuple[Amendment, ...]
    to_look: tuple[Amendment, ...]
    returned: tuple[Amendment, ...]
    to_publish: tuple[Amendment, ...]
    failed: int

    @property
    def count(self) -> int:
        """Return how many things wait."""
        listed = (self.to_review, self.to_look, self.returned, self.to_publish)
        return sum(map(len, listed)) + self.failed


def for_somebody(
    connection: sa.Connection, open_ones: Sequence[Amendment], *, by: str, roles: Collection[str]
) -> Waiting:
    """Return what waits for somebody with these roles, of the amendments that are worked on."""
    reviews, publishes = "reviewer" in roles, "publisher" in roles
    submitted = (one for one in open_ones if one.state == SUBMITTED) if reviews else ()
    return Waiting(
        to_review=tuple(one for one in submitted if _lacks(connection, one, by)),
        to_look=tuple(_owing(connection, by)) if reviews else (),
        returned=tuple(one for one in open_ones if one.state == RETURNED and by in one.everybody),
        to_publish=tuple(one for one in open_ones if one.state == APPROVED) if publishes else (),
        failed=len(publishing.failed(connection)) if publishes else 0,
    )


def by_urgency(found: Sequence[Amendment], today: dt.date) -> tuple[Amendment, ...]:
    """Return amendments in the order of the manual, the overdue ones before them."""
    late = sorted((one for one in found if is_overdue(one, today)), key=lambda one: (one.due, one.piece))
    return (*late, *(one for one in found if not is_overdue(one, today)))


def is_overdue(found: Amendment, today: dt.date) -> bool:
    """Say whether an amendment should be through already."""
    return found.is_open and found.due is not None and found.due < today


def _lacks(connection: sa.Connection, found: Amendment, by: str) -> bool:
    """Say whether an amendment lacks an approval that somebody may give."""
    given = queries.approvals(connection, found)
    return bool(reviewing.may_approve(connection, found, by) & (set(KINDS) - set(given)))


def _owing(connection: sa.Connection, by: str) -> Iterator[Amendment]:
    for one in queries.owing(connection):
        given = queries.approvals(connection, one).values()
        if by not in {*one.everybody, *(approval.by for approval in given)}:
            yield one
