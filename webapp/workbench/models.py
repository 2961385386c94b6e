"""The table of drafts: a case's text while people work on it."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, Moment, UtcDateTime


class ScenarioDraft(Base):
    """A text that is worked on; once `published` names the version it became, nothing of it changes.

    `revision` counts the savings, so that nobody writes over what they have not seen. `authors` holds the
    pseudonyms of all who saved it, in order and apart by spaces; who read it for them is never one of these.
    """

    __tablename__ = "scenario_draft"
    __table_args__ = (Index("ix_scenario_draft_scenario_id", "scenario_id"),)

    id: Mapped[Id]
    scenario_id: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    based_on: Mapped[str | None] = mapped_column(String(64), ForeignKey("scenario_version.digest"))
    author: Mapped[str] = mapped_column(String(12))
    authors: Mapped[str] = mapped_column(Text)
    made: Mapped[Moment]
    changed: Mapped[Moment]
    revision: Mapped[int]
    reviewed_by: Mapped[str | None] = mapped_column(String(12))
    reviewed: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    published_by: Mapped[str | None] = mapped_column(String(12))
    published: Mapped[str | None] = mapped_column(String(64), ForeignKey("scenario_version.digest"))
