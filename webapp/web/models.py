"""Rows that every page leans on: the site's version, and how often something was asked."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id


class SiteVersion(Base):
    """One row: a number raised in the same transaction as anything that changes a public page."""

    __tablename__ = "site_version"

    id: Mapped[Id]
    value: Mapped[int]


class RateWindow(Base):
    """How often one key was counted in one window of time; old rows are swept away."""

    __tablename__ = "rate_window"
    __table_args__ = (UniqueConstraint("key", "window"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(120))
    window: Mapped[int]
    count: Mapped[int]
