"""What waits for the editors. Nothing in it says who left it."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Id, Language, Moment


class Comment(Base):
    """What somebody found wrong or unclear in one paragraph: no name, no account, no address, no device.

    `lang` is the language of the text it is about, `edition` and `number` are those the reader saw.
    """

    __tablename__ = "comment"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(String(8))
    section_id: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(16))
    edition: Mapped[int]
    lang: Mapped[Language]
    text: Mapped[str] = mapped_column(Text)
    made: Mapped[Moment]
    state: Mapped[str] = mapped_column(String(10))
    settled: Mapped[Moment | None]
    settled_by: Mapped[str | None] = mapped_column(String(12))
    """The pseudonym of the editor; a comment that is open has none."""
    note: Mapped[str] = mapped_column(Text)
    """What the editor wrote for colleagues."""
    scenario_id: Mapped[str | None] = mapped_column(String(80))
    """With the three below it: the decision of a case, and the answer to it, whose row somebody contests."""
    digest: Mapped[str | None] = mapped_column(String(64))
    scene_id: Mapped[str | None] = mapped_column(String(80))
    answer: Mapped[str | None] = mapped_column(Text)
