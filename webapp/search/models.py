"""What is known of searching, by week and never by person; and words that pair."""

import datetime as dt

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, Language, Moment


class SearchCount(Base):
    """One query in one week and language.

    `text` is empty for all the queries whose words may not be kept; those are only counted.
    """

    __tablename__ = "search_count"
    __table_args__ = (UniqueConstraint("week", "lang", "text"),)

    id: Mapped[Id]
    week: Mapped[dt.date]
    """Its Monday, in Muscat."""
    lang: Mapped[Language]
    text: Mapped[str] = mapped_column(String(200))
    asked: Mapped[int]
    empty: Mapped[int]
    """How often nothing was found."""
    opened: Mapped[int]
    """How often somebody went on to a section."""


class Synonym(Base):
    """Two words or names that editors have said stand for the same."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("one", "other"),)

    id: Mapped[Id]
    one: Mapped[str] = mapped_column(String(80))
    other: Mapped[str] = mapped_column(String(80))
    made: Mapped[Moment]
    made_by: Mapped[str] = mapped_column(String(12))
    """The pseudonym of the editor."""
