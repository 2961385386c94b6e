"""The table of reading: who has read and understood what an edition changed."""

import datetime as dt

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, UtcDateTime


class Acknowledgement(Base):
    """Somebody has read and understood what an edition changed; `owner` is the key of their rows."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("owner", "edition"),)

    id: Mapped[Id]
    owner: Mapped[str] = mapped_column(String(64))
    edition: Mapped[int]
    tries: Mapped[int]
    at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    """None while the check of its three questions is not passed."""
