"""Reading certificates back."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.certificates.codes import grouped
from webapp.certificates.contents import Contents, Kind, read_cases, read_harms
from webapp.certificates.models import Certificate

HOLDERS = sa.select(Certificate.owner).where(Certificate.owner.is_not(None))
"""Who has any certificates."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A certificate as it is kept; once withdrawn it has no name."""

    code: str
    owner: str | None
    name: str
    contents: Contents
    issued: dt.datetime
    withdrawn: dt.datetime | None
    withdrawn_by: str

    @property
    def shown_code(self) -> str:
        """The code as people read it."""
        return grouped(self.code)

    @property
    def kind(self) -> Kind:
        """Participation or completion."""
        return self.contents.kind


_COLUMNS = (
    Certificate.code,
    Certificate.owner,
    Certificate.name,
    Certificate.kind,
    Certificate.harms,
    Certificate.cases,
    Certificate.issued,
    Certificate.withdrawn,
    Certificate.withdrawn_by,
)


def by_code(connection: sa.Connection, code: str) -> Kept | None:
    """Return the certificate of a code, whoever asks."""
    row = connection.execute(sa.select(*_COLUMNS).where(Certificate.code == code)).first()
    return None if row is None else _kept(row)


def own(connection: sa.Connection, *, owner: str | None) -> tuple[Kept, ...]:
    """Return somebody's certificates, those withdrawn too, the newest first."""
    if owner is None:
        return ()
    mine = sa.select(*_COLUMNS).where(Certificate.owner == owner)
    return tuple(map(_kept, connection.execute(mine.order_by(Certificate.id.desc()))))


def count(connection: sa.Connection, owner: str) -> int:
    """Return how many certificates somebody has, those withdrawn too."""
    mine = sa.select(sa.func.count()).select_from(Certificate).where(Certificate.owner == owner)
    return connection.execute(mine).scalar_one()


def _kept(
    row: sa.Row[str, str | None, str, str, str, str, dt.datetime, dt.datetime | None, str],
) -> Kept:
    kind: Kind = "completion" if row.kind == "completion" else "participation"
    contents = Contents(kind, read_harms(row.harms), read_cases(row.cases))
    return Kept(row.code, row.owner, row.name, contents, row.issued, row.withdrawn, row.withdrawn_by)
