"""Tables of scenarios: their registered texts, and the blocks of the manual they cite."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Moment, UtcDateTime


class ScenarioVersion(Base):
    """One text of a scenario, for ever; only `is_current` changes, when another text takes its place.

    `entry` holds what the list of cases shows, as JSON, so that the list never reads a text.
    """

    __tablename__ = "scenario_version"
    __table_args__ = (Index("ix_scenario_version_scenario_id", "scenario_id"),)

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    scenario_id: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(200))
    entry: Mapped[str] = mapped_column(Text)
    registered: Mapped[Moment]
    is_current: Mapped[bool]


class ScenarioAnalysis(Base):
    """What was worked out about one scenario, so that no process works it out again; it can always be lost.

    `digest` is the scenario's, also of a draft that was never registered; `kind` says what was worked out,
    `rules` by which rules and which code, `manual` with which of its limits and holidays. `value` is JSON.
    """

    __tablename__ = "scenario_analysis"
    __table_args__ = (UniqueConstraint("digest", "kind", "rules", "manual"),)

    id: Mapped[Id]
    digest: Mapped[Digest]
    kind: Mapped[str] = mapped_column(String(20))
    rules: Mapped[str] = mapped_column(String(20))
    manual: Mapped[Digest]
    value: Mapped[str] = mapped_column(Text)


class ScenarioCite(Base):
    """One block of the manual that a scenario cites; rows are added with the version and never changed."""

    __tablename__ = "scenario_cite"
    __table_args__ = (Index("ix_scenario_cite_uid", "uid"),)

    id: Mapped[Id]
    digest: Mapped[Digest] = mapped_column(ForeignKey("scenario_version.digest"))
    uid: Mapped[str] = mapped_column(String(8))


class ScenarioFlag(Base):
    """A case that teaches what an edition has changed, until somebody has seen to it.

    `uids` are the changed paragraphs it cites, apart by spaces. While the flag is open and `is_shown`,
    trainees see that the case is under review; a `withdrawn` one is offered no more.
    """

    __tablename__ = "scenario_flag"
    __table_args__ = (
        UniqueConstraint("scenario_id", "edition"),
        CheckConstraint("state IN ('open', 'kept', 'edited', 'withdrawn')", name="state"),
    )

    id: Mapped[Id]
    scenario_id: Mapped[str] = mapped_column(String(80))
    digest: Mapped[Digest]
    edition: Mapped[int]
    uids: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    is_shown: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str | None] = mapped_column(String(12))
    at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    made: Mapped[Moment]
