"""What a trainer may want to know of an agenda before the room opens. Nothing here stops anybody."""

from collections.abc import Iterable, Sequence

from webapp.sessions.agenda import Day, ShownPart, days
from webapp.sessions.queries import Session

LONGEST_SITTING = 120
"""Minutes without a break after which a room is told to have one."""


def of(session: Session, parts: Sequence[ShownPart]) -> tuple[str, ...]:
    """Return what to think of. Shape: no-case, no-break, no-support; the words stand in the template."""
    found = {
        "no-case": bool(parts) and not any(one.part.kind == "case" for one in parts),
        "no-break": longest_sitting(days(parts)) > LONGEST_SITTING,
        "no-support": bool(parts) and not session.support,
    }
    return tuple(name for name, holds in found.items() if holds)


def longest_sitting(agenda: Iterable[Day]) -> int:
    """Return how many minutes people sit without a break at the longest; a night is one."""
    longest = 0
    for day in agenda:
        sat = 0
        for one in day.items:
            sat = 0 if one.item.part.kind == "break" else sat + one.item.part.minutes
            longest = max(longest, sat)
    return longest
