"""How a part felt, in one word, told by nobody in particular: before points, the room is asked this."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from webapp.database import change_or_add
from webapp.engine.room.small import LEAST
from webapp.errors import BadInput, Refused
from webapp.sessions import queries
from webapp.sessions.models import Feeling, Felt
from webapp.sessions.queries import AgendaPart, Taking

FEELINGS = {
    "calm": _l("Calm"),
    "moved": _l("Moved"),
    "angry": _l("Angry"),
    "unsure": _l("Unsure"),
    "tired": _l("Tired"),
    "sure": _l("Surer than before"),
}


def tell(connection: sa.Connection, part: AgendaPart, taking: Taking, feeling: str) -> None:
    """Count a feeling once a participant and part.

    Errors: BadInput for a word that is not offered; Refused before the part has ended.
    """
    if feeling not in FEELINGS:
        raise BadInput("room.feeling")
    if part.kind != "case" or part.phase != "done":
        raise Refused("room.moved-on")
    if queries.has_felt(connection, part.id, taking.id):
        return
    connection.execute(sa.insert(Felt).values(part_id=part.id, participant_id=taking.id))
    this = (Feeling.part_id == part.id) & (Feeling.feeling == feeling)
    more = sa.update(Feeling).where(this).values(count=Feeling.count + 1)
    change_or_add(connection, more, sa.insert(Feeling).values(part_id=part.id, feeling=feeling, count=1))


def of(connection: sa.Connection, part: AgendaPart) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many told, and each feeling with its count, most first; none of them below five people."""
    rows = connection.execute(
        sa.select(Feeling.feeling, Feeling.count.label("times")).where(Feeling.part_id == part.id)
    ).all()
    total = sum(row.times for row in rows)
    if total < LEAST:
        return total, ()
    return total, tuple(sorted(((row.feeling, row.times) for row in rows), key=lambda one: -one[1]))
