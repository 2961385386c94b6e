"""Tables of training sessions: the agenda, who takes part, what was answered together."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Language, Moment, UtcDateTime

Later = Mapped[dt.datetime | None]


class TrainingSession(Base):
    """A training of one trainer's: `host` is the key of their rows. `code` is there while it can be joined.

    Shape: `state` is prepared, open or closed; `seats` is person or table; `part` the position of the part at
    hand; `pulse` counts what the room must look at anew.
    """

    __tablename__ = "training_session"
    __table_args__ = (
        CheckConstraint("state IN ('prepared', 'open', 'closed')", name="state"),
        CheckConstraint("seats IN ('person', 'table')", name="seats"),
        Index("ix_training_session_host", "host"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(22), unique=True)
    code: Mapped[str | None] = mapped_column(String(6), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    cohort: Mapped[str] = mapped_column(String(120), default="")
    support: Mapped[str] = mapped_column(String(120), default="")
    host: Mapped[Digest]
    lang: Mapped[Language]
    seats: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    lets_in: Mapped[bool] = mapped_column(default=True)
    pulse: Mapped[int] = mapped_column(default=0)
    part: Mapped[int] = mapped_column(default=0)
    made: Mapped[Moment]
    opened: Later = mapped_column(UtcDateTime)
    closed: Later = mapped_column(UtcDateTime)


class Host(Base):
    """A co-trainer of a session."""

    __tablename__ = "session_host"
    __table_args__ = (UniqueConstraint("session_id", "owner"), Index("ix_session_host_owner", "owner"))

    id: Mapped[Id]
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    owner: Mapped[Digest]


class Part(Base):
    """An item of the agenda: a case, a break or a talk.

    Shape: a case has its id, digest and edition, and a `mode`: self, paced or again. `phase` is where it
    stands; `decision` the number of decisions that lie behind the room.
    """

    __tablename__ = "session_part"
    __table_args__ = (
        CheckConstraint("kind IN ('case', 'break', 'talk')", name="kind"),
        CheckConstraint("(kind = 'case') = (scenario_id IS NOT NULL)", name="case_named"),
        Index("ix_session_part_session", "session_id", "position"),
    )

    id: Mapped[Id]
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120), default="")
    minutes: Mapped[int]
    scenario_id: Mapped[str | None] = mapped_column(String(80))
    digest: Mapped[str | None] = mapped_column(String(64), ForeignKey("scenario_version.digest"))
    edition: Mapped[int | None]
    mode: Mapped[str] = mapped_column(String(10), default="")
    asks_sure: Mapped[bool] = mapped_column(default=False)
    phase: Mapped[str] = mapped_column(String(10), default="waiting")
    decision: Mapped[int] = mapped_column(default=0)
    since: Later = mapped_column(UtcDateTime)
    begun: Later = mapped_column(UtcDateTime)
    ended: Later = mapped_column(UtcDateTime)


class Participant(Base):
    """Somebody in a session: the device's or the account's key, a name for the room, a sector.

    Shape: of a table `members` names who sits at it. `phrase` is the digest of what brings them back on
    another device, `key_mark` the key it was made under.
    """

    __tablename__ = "session_participant"
    __table_args__ = (
        UniqueConstraint("session_id", "owner"),
        Index("ix_session_participant_owner", "owner"),
    )

    id: Mapped[Id]
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    owner: Mapped[Digest]
    name: Mapped[str] = mapped_column(String(60))
    sector: Mapped[str] = mapped_column(String(30))
    members: Mapped[str] = mapped_column(String(400), default="")
    joined: Mapped[Moment]
    seen: Mapped[Moment]
    removed: Later = mapped_column(UtcDateTime)
    phrase: Mapped[str | None] = mapped_column(String(64), unique=True)
    key_mark: Mapped[str] = mapped_column(String(8), default="")


class Vote(Base):
    """What a participant answered to a decision of the room, in one of its rounds; the last word counts.

    Units: `sure` from 1 to 4. Shape: `minority` is what a table notes of those who see it otherwise.
    """

    __tablename__ = "session_vote"
    __table_args__ = (UniqueConstraint("part_id", "position", "round", "participant_id"),)

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"))
    position: Mapped[int]
    round: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("session_participant.id"))
    submission: Mapped[str] = mapped_column(String(40))
    choice: Mapped[str] = mapped_column(Text)
    sure: Mapped[int | None]
    minority: Mapped[str] = mapped_column(String(300), default="")
    taken: Mapped[Moment]


class RoomStep(Base):
    """A decision of the room attempt: what moved the room on, and whose answer that was.

    Shape: `branch` is expert, majority or chosen.
    """

    __tablename__ = "session_step"
    __table_args__ = (UniqueConstraint("part_id", "position"),)

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"))
    position: Mapped[int]
    choice: Mapped[str] = mapped_column(Text)
    branch: Mapped[str] = mapped_column(String(10))
    moved: Mapped[Moment]


class Played(Base):
    """An attempt of a participant's own in a self-paced part; it may be forgotten without this row."""

    __tablename__ = "session_attempt"
    __table_args__ = (UniqueConstraint("part_id", "participant_id", "attempt_id"),)

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("session_participant.id"))
    attempt_id: Mapped[int]


class Feeling(Base):
    """How many of the room felt like this after a part; nobody's own answer is kept."""

    __tablename__ = "session_feeling"
    __table_args__ = (UniqueConstraint("part_id", "feeling"),)

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"))
    feeling: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]


class Felt(Base):
    """That somebody has said how they felt, and not what."""

    __tablename__ = "session_felt"
    __table_args__ = (UniqueConstraint("part_id", "participant_id"),)

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("session_participant.id"))


class Plan(Base):
    """A trainer's plan for the debrief of a part, as JSON."""

    __tablename__ = "session_plan"

    id: Mapped[Id]
    part_id: Mapped[int] = mapped_column(ForeignKey("session_part.id"), unique=True)
    plan: Mapped[str] = mapped_column(Text)
    changed: Mapped[Moment]
