"""The chain: one row a deed, and where the chain ends."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Moment


class AuditRow(Base):
    """One deed; rows are added, never changed nor removed (the database refuses both).

    `actor` and `subject` are pseudonyms and numbers, never names; `hash` seals this row and all before it.
    """

    __tablename__ = "audit_row"
    __table_args__ = (Index("ix_audit_row_action", "action"), Index("ix_audit_row_actor", "actor"))

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[Moment]
    actor: Mapped[str] = mapped_column(String(12))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    facts: Mapped[str] = mapped_column(Text)
    hash: Mapped[Digest]


class AuditHead(Base):
    """One row: how many deeds there are and the seal of the last; it makes a missing end visible."""

    __tablename__ = "audit_head"

    id: Mapped[Id]
    number: Mapped[int]
    hash: Mapped[Digest]
    seal: Mapped[Digest]
