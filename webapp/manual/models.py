"""Editions and drafts of the manual, with everything a page needs worked out when an edition is published."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Language, Moment


class Edition(Base):
    """One published state of the whole manual; rows are added, never changed."""

    __tablename__ = "edition"

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True)
    effective: Mapped[dt.date]
    note_ar: Mapped[str] = mapped_column(Text)
    note_en: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120))
    reviewer: Mapped[str] = mapped_column(String(120))
    publisher: Mapped[str] = mapped_column(String(120))
    digest: Mapped[Digest]
    published: Mapped[Moment]


class EditionFile(Base):
    """One source file of an edition, character for character; rows are added, never changed."""

    __tablename__ = "edition_file"
    __table_args__ = (UniqueConstraint("edition_id", "path"),)

    id: Mapped[Id]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    path: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)


class Draft(Base):
    """A whole manual on its way to becoming an edition; its text never changes, its state does."""

    __tablename__ = "draft"

    id: Mapped[Id]
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    digest: Mapped[Digest]
    author: Mapped[str] = mapped_column(String(120))
    made: Mapped[Moment]
    based_on: Mapped[int]
    """The number of the edition in force when the draft was made."""
    reviewed_by: Mapped[str | None] = mapped_column(String(120))
    reviewed_at: Mapped[Moment | None]
    published_as: Mapped[int | None]
    """The number of the edition that the draft became."""


class Section(Base):
    """One section of an edition in one language, ready to be shown; rows are added, never changed."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("edition_id", "lang", "section_id"),)

    id: Mapped[Id]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    lang: Mapped[Language]
    section_id: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(Text)
    twin_title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    chapter_id: Mapped[str] = mapped_column(String(60))
    chapter_number: Mapped[int]
    chapter_title: Mapped[str] = mapped_column(Text)
    summary_html: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    headings: Mapped[Any] = mapped_column(JSON)
    previous: Mapped[Any] = mapped_column(JSON)
    next: Mapped[Any] = mapped_column(JSON)
    siblings: Mapped[Any] = mapped_column(JSON)
    sources: Mapped[Any] = mapped_column(JSON)
    digest: Mapped[Digest]


class Block(Base):
    """One block of a section in one language; rows are added, never changed."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("edition_id", "lang", "uid"),)

    id: Mapped[Id]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    lang: Mapped[Language]
    section_id: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    uid: Mapped[str] = mapped_column(String(8))
    number: Mapped[str] = mapped_column(String(16))
    force: Mapped[str] = mapped_column(String(10))
    basis: Mapped[str] = mapped_column(String(10))
    basis_words: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    """The words alone, to be quoted on any page."""
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    digest: Mapped[Digest]


class EditionData(Base):
    """One named piece of data of an edition (limits, holidays, glossary …); rows are added, never changed."""

    __tablename__ = "edition_data"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    id: Mapped[Id]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    name: Mapped[str] = mapped_column(String(30))
    value: Mapped[Any] = mapped_column(JSON)


class SectionMoved(Base):
    """A section that has another id since an edition; whoever asks for the old one is led to the new one."""

    __tablename__ = "section_moved"
    __table_args__ = (UniqueConstraint("old"),)

    id: Mapped[Id]
    old: Mapped[str] = mapped_column(String(120))
    new: Mapped[str] = mapped_column(String(120))
    edition: Mapped[int]
