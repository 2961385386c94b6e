"""Tables of people: who they are, what they may do, how they come in."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Language, Moment, UtcDateTime


class Organisation(Base):
    """A body that people work for; its names may change, and it may go when nobody belongs to it."""

    __tablename__ = "organisation"

    id: Mapped[Id]
    name_ar: Mapped[str] = mapped_column(String(120), unique=True)
    name_en: Mapped[str] = mapped_column(String(120), unique=True)
    sector: Mapped[str] = mapped_column(String(30))
    governorate: Mapped[str | None] = mapped_column(String(30))
    made: Mapped[Moment]


class Account(Base):
    """Somebody who can sign in. `pseudonym` stands for them wherever a name must not be kept.

    `owner` is the key of their own rows; without a password they have only been invited.
    """

    __tablename__ = "account"

    id: Mapped[Id]
    pseudonym: Mapped[str] = mapped_column(String(12), unique=True)
    owner: Mapped[Digest] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(240), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(String(254), unique=True)
    lang: Mapped[Language]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    governorate: Mapped[str | None] = mapped_column(String(30))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_set: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    secret: Mapped[str | None] = mapped_column(Text)
    """The second factor's secret, sealed with the site's key."""
    secret_confirmed: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    secret_step: Mapped[int]
    consent_version: Mapped[int]
    consented: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int]
    """Failed sign-ins since the last one that succeeded."""
    made: Mapped[Moment]
    last_active: Mapped[Moment]
    suspended: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool]


class AccountRole(Base):
    """One role of one account, everywhere or within one organisation or governorate; rows come and go."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(30))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    governorate: Mapped[str | None] = mapped_column(String(30))


class SignIn(Base):
    """A browser somebody is signed in with, known by its cookie's digest; gone when it ends.

    `is_half` until the second factor has been shown.
    """

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_account_id", "account_id"),)

    id: Mapped[Id]
    digest: Mapped[Digest] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made: Mapped[Moment]
    seen: Mapped[Moment]
    device: Mapped[str] = mapped_column(String(60))
    is_half: Mapped[bool]


class Link(Base):
    """An invitation or a reset, to be used once before it expires; only its digest is kept."""

    __tablename__ = "account_link"
    __table_args__ = (Index("ix_account_link_account_id", "account_id"),)

    id: Mapped[Id]
    digest: Mapped[Digest] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(12))
    made: Mapped[Moment]
    expires: Mapped[Moment]


class RecoveryCode(Base):
    """One recovery code of the second factor; gone when used."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account_id", "digest"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    digest: Mapped[Digest]
    key_mark: Mapped[str] = mapped_column(String(8))
    """Of the key that made the digest: it holds as long as that key is kept."""


class PolicyValue(Base):
    """One thing administrators set while the site runs; what is not here has its default."""

    __tablename__ = "policy"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
    changed: Mapped[Moment]
