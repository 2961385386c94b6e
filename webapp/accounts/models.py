"""Tables of people who sign what they do."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, Moment


class Account(Base):
    """Somebody with a name and a password; the password's hash may change, the name does not."""

    __tablename__ = "account"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    made: Mapped[Moment]


class AccountRole(Base):
    """One role of one account; rows come and go."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(30))
