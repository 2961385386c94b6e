"""Tables of taking one's attempts along, and of what runs by itself."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Digest, Id, Moment


class RecoveryPhrase(Base):
    """The phrase by which somebody without an account takes up their attempts elsewhere; only its digest.

    A device has one at most; it goes when it is used, replaced or its attempts go.
    """

    __tablename__ = "recovery_phrase"

    id: Mapped[Id]
    digest: Mapped[Digest] = mapped_column(unique=True)
    key_mark: Mapped[str] = mapped_column(String(8))
    """Of the key that made the digest: it holds as long as that key is kept."""
    owner: Mapped[Digest] = mapped_column(unique=True)
    made: Mapped[Moment]


class Job(Base):
    """Something that runs once in a while on one of all the workers; the row says when it last began."""

    __tablename__ = "job"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    begun: Mapped[Moment]
