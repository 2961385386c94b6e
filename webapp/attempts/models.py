"""Tables of attempts: what was chosen, and the result as it was given."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Language, Moment, UtcDateTime


class Attempt(Base):
    """One person's play of one scenario, pinned to its digest and to the edition in force at the start.

    `steps` counts the decisions taken; `result` is written once, at the ending, and never changed.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_owner_started", "owner", "started"),
        Index("ix_attempt_replayed_of", "replayed_of"),
        CheckConstraint("(finished IS NULL) = (result IS NULL)", name="finished_with_result"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(22), unique=True)
    owner: Mapped[Digest]
    scenario_id: Mapped[str] = mapped_column(String(80))
    digest: Mapped[Digest] = mapped_column(ForeignKey("scenario_version.digest"))
    edition: Mapped[int]
    lang: Mapped[Language]
    seed: Mapped[str] = mapped_column(String(22))
    started: Mapped[Moment]
    steps: Mapped[int] = mapped_column(default=0)
    replayed_from: Mapped[int | None]
    replayed_of: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    finished: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str | None] = mapped_column(Text)


class Decided(Base):
    """One decision taken; rows are added, never changed."""

    __tablename__ = "attempt_decision"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        UniqueConstraint("attempt_id", "submission"),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    position: Mapped[int]
    submission: Mapped[str] = mapped_column(String(40))
    choice: Mapped[str] = mapped_column(Text)
    taken: Mapped[Moment]
