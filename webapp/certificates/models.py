"""The table of certificates."""

import datetime as dt

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, Moment, UtcDateTime


class Certificate(Base):
    """What somebody was given, as it was on that day; nothing of it changes but that it can be withdrawn.

    Shape: `kind` is participation or completion; `harms` and `cases` are JSON, as `contents` writes them.
    `withdrawn_by` is "" while it holds, then holder, erased or time; the name goes then, and when its holder
    is forgotten so do `owner` and what it was for. `living` is the digest of what it says, while it holds, so
    that nobody is given the same twice; two that came together from two devices have it once.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("kind IN ('participation', 'completion')", name="kind"),
        CheckConstraint("(withdrawn IS NULL) = (withdrawn_by = '')", name="withdrawn_by"),
        UniqueConstraint("owner", "living"),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    owner: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    harms: Mapped[str] = mapped_column(Text)
    cases: Mapped[str] = mapped_column(Text)
    issued: Mapped[Moment]
    withdrawn: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(String(10), default="")
    living: Mapped[str | None] = mapped_column(String(64))
