"""Tables of the editor's desk: what is written, said about it, approved, planned and brought in.

People stand here as pseudonyms. Texts are files of the manual, character for character, by their paths.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Moment, UtcDateTime


class Amendment(Base):
    """One section, or one data file, on its way into the next edition.

    `piece` is the path both languages of a section share, or a data file's path; `open_piece` repeats it
    while the amendment is worked on, so that a piece has one at a time. `base` is the edition it was begun
    from and `files` its text now. `revision` counts the savings. `writers` are all who saved it, apart by
    spaces. `weights` say of each changed block, by uid, whether the change is `cosmetic` or one of `meaning`.
    `urgent` is the reason for the urgent path, empty otherwise; `looked` is the second look that it owes.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("open_piece"),
        CheckConstraint(
            "state IN ('writing', 'submitted', 'returned', 'approved', 'published', 'dropped')", name="state"
        ),
    )

    id: Mapped[Id]
    piece: Mapped[str] = mapped_column(String(200))
    open_piece: Mapped[str | None] = mapped_column(String(200))
    section_id: Mapped[str] = mapped_column(String(120))
    base: Mapped[int]
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    revision: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    author: Mapped[str] = mapped_column(String(12))
    writers: Mapped[str] = mapped_column(Text)
    weights: Mapped[dict[str, str]] = mapped_column(JSON)
    note_ar: Mapped[str] = mapped_column(Text)
    note_en: Mapped[str] = mapped_column(Text)
    urgent: Mapped[str] = mapped_column(Text)
    looked_by: Mapped[str | None] = mapped_column(String(12))
    looked: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    due: Mapped[dt.date | None]
    made: Mapped[Moment]
    changed: Mapped[Moment]
    published_as: Mapped[int | None]
    """The number of the edition that it went into."""


class AmendmentRevision(Base):
    """What an amendment was at one saving; rows are added, so that no text is lost."""

    __tablename__ = "amendment_revision"
    __table_args__ = (UniqueConstraint("amendment_id", "revision"),)

    id: Mapped[Id]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    revision: Mapped[int]
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(12))
    at: Mapped[Moment]


class AmendmentPresence(Base):
    """Who has an amendment open, and at which block."""

    __tablename__ = "amendment_presence"
    __table_args__ = (UniqueConstraint("amendment_id", "by"),)

    id: Mapped[Id]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    by: Mapped[str] = mapped_column(String(12))
    uid: Mapped[str] = mapped_column(String(8))
    seen: Mapped[Moment]


class AmendmentRemark(Base):
    """What a reviewer says about a block, in one language or (`lang` empty) in both; settled by a writer."""

    __tablename__ = "amendment_remark"
    __table_args__ = (Index("ix_amendment_remark_amendment_id", "amendment_id"),)

    id: Mapped[Id]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    revision: Mapped[int]
    uid: Mapped[str] = mapped_column(String(8))
    lang: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(12))
    at: Mapped[Moment]
    settled_by: Mapped[str | None] = mapped_column(String(12))
    settled: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class AmendmentApproval(Base):
    """One reviewer's word for one revision: for the matter (`text`) or for one language."""

    __tablename__ = "amendment_approval"
    __table_args__ = (
        UniqueConstraint("amendment_id", "revision", "kind"),
        CheckConstraint("kind IN ('text', 'ar', 'en')", name="kind"),
    )

    id: Mapped[Id]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    revision: Mapped[int]
    kind: Mapped[str] = mapped_column(String(4))
    by: Mapped[str] = mapped_column(String(12))
    at: Mapped[Moment]


class Approver(Base):
    """Who approves a chapter; a chapter without a row is approved by any reviewer."""

    __tablename__ = "approver"
    __table_args__ = (
        UniqueConstraint("chapter", "kind", "pseudonym"),
        CheckConstraint("kind IN ('text', 'ar', 'en')", name="kind"),
    )

    id: Mapped[Id]
    chapter: Mapped[int]
    kind: Mapped[str] = mapped_column(String(4))
    pseudonym: Mapped[str] = mapped_column(String(12))


class Publication(Base):
    """A publication that is planned or was made.

    `amendments` are (id, revision) pairs; `reason` says why it is published although something is stale;
    `failure` is the code of what kept it back.
    """

    __tablename__ = "publication"
    __table_args__ = (CheckConstraint("state IN ('planned', 'done', 'failed', 'cancelled')", name="state"),)

    id: Mapped[Id]
    at: Mapped[Moment]
    effective: Mapped[dt.date]
    note_ar: Mapped[str] = mapped_column(Text)
    note_en: Mapped[str] = mapped_column(Text)
    amendments: Mapped[Any] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(12))
    made: Mapped[Moment]
    state: Mapped[str] = mapped_column(String(10))
    failure: Mapped[str] = mapped_column(String(80))
    edition: Mapped[int | None]


class WordImport(Base):
    """A Word file that was brought in, as it came, and what was found in it.

    `found` is the proposal that is reviewed; `step` of `steps` tells how far the reading is.
    """

    __tablename__ = "word_import"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'reading', 'ready', 'refused', 'taken')", name="state"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[Digest]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(10))
    step: Mapped[int]
    steps: Mapped[int]
    refusal: Mapped[str] = mapped_column(String(80))
    found: Mapped[Any] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(12))
    made: Mapped[Moment]
    changed: Mapped[Moment]


class WorkItem(Base):
    """Who sees to one thing on the worklist, and how far it is; what has no row is open and nobody's.

    `kind` and `subject` name it, as in `comment` and its number, or `stale` and a uid.
    """

    __tablename__ = "work_item"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        CheckConstraint("state IN ('open', 'doing', 'done', 'set-aside')", name="state"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(160))
    owner: Mapped[str | None] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    due: Mapped[dt.date | None]
    changed: Mapped[Moment]


class SectionCare(Base):
    """When a section is to be read again at the latest, and who sees to it."""

    __tablename__ = "section_care"
    __table_args__ = (UniqueConstraint("section_id"),)

    id: Mapped[Id]
    section_id: Mapped[str] = mapped_column(String(120))
    review_by: Mapped[dt.date | None]
    owner: Mapped[str | None] = mapped_column(String(12))


class SourceChange(Base):
    """A source, such as a law, has changed, as somebody noticed; what rests on it is to be read again."""

    __tablename__ = "source_change"

    id: Mapped[Id]
    source_id: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(12))
    at: Mapped[Moment]
    settled_by: Mapped[str | None] = mapped_column(String(12))
    settled: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
