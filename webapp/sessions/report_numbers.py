"""The numbers under which tables know participants: drawn, so that they say nothing of anybody."""

import hmac
from collections.abc import Mapping, Sequence

from webapp.sessions.queries import Taking

FIRST, PAST = 1000, 10_000


def of(takings: Sequence[Taking], *, secret: str) -> Mapping[int, int]:
    """Return each participant's number by their id; who comes later changes nobody's.

    Shape: four digits, none twice; as many people as there are numbers can have one.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for one in sorted(takings, key=lambda one: one.id):
        digest = hmac.digest(secret.encode(), f"report:{one.session_id}:{one.id}".encode(), "sha256")
        number = FIRST + int.from_bytes(digest[:6], "big") % (PAST - FIRST)
        while number in taken:
            number = number + 1 if number + 1 < PAST else FIRST
        taken.add(number)
        found[one.id] = number
    return found
