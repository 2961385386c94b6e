"""Sections that get another id: whoever asks for the old one is led to the new one."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.database import change_or_add
from webapp.desk import queries
from webapp.desk.queries import Amendment
from webapp.manual.models import SectionMoved


def note_moves(
    connection: sa.Connection, old: int, new: int, _amendments: Sequence[Amendment], _now: dt.datetime
) -> None:
    """Keep where a section went whose file bears another id in a new edition; takes part in publishing."""
    before = {piece: id_ for id_, piece in queries.pieces(connection, edition=old).items()}
    after = queries.pieces(connection, edition=new)
    for id_, piece in after.items():
        was = before.get(piece, id_)
        if was == id_ or was in after:
            continue
        values = {"new": id_, "edition": new}
        change_or_add(
            connection,
            sa.update(SectionMoved).where(SectionMoved.old == was).values(values),
            sa.insert(SectionMoved).values(old=was, **values),
        )
    connection.execute(sa.delete(SectionMoved).where(SectionMoved.old.in_(list(after))))
