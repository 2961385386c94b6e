"""Drafts as they are listed and opened, and the cases in force beside them."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.errors import NotFound
from webapp.scenarios.models import ScenarioVersion
from webapp.workbench.models import ScenarioDraft

MOST_DONE = 20
"""Published drafts that the list still shows."""


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """A draft. Shape: `text` is empty in a list; people are pseudonyms, None for a deed not done yet."""

    id: int
    scenario_id: str
    based_on: str | None
    author: str
    authors: str
    made: dt.datetime
    changed: dt.datetime
    revision: int
    reviewed_by: str | None
    reviewed: dt.datetime | None
    published_by: str | None
    published: str | None
    text: str = ""

    @property
    def writers(self) -> tuple[str, ...]:
        """Everybody who saved it."""
        return tuple(self.authors.split())

    @property
    def state(self) -> str:
        """Where it stands: `writing`, `read` by a second person, or `published`."""
        return "published" if self.published else "read" if self.reviewed_by else "writing"


@dataclasses.dataclass(frozen=True, slots=True)
class InForce:
    """The version of a case that new attempts play."""

    digest: str
    text: str
    path: str


_NAMES = [field.name for field in dataclasses.fields(Draft)]
_LISTED = sa.select(*(getattr(ScenarioDraft, name) for name in _NAMES if name != "text"))
_WHOLE = sa.select(*(getattr(ScenarioDraft, name) for name in _NAMES))


def open_drafts(connection: sa.Connection) -> tuple[Draft, ...]:
    """Return the drafts that are worked on, the latest change first."""
    wanted = _LISTED.where(ScenarioDraft.published.is_(None))
    rows = connection.execute(wanted.order_by(ScenarioDraft.changed.desc(), ScenarioDraft.id.desc()))
    return tuple(Draft(*row) for row in rows)


def done_drafts(connection: sa.Connection) -> tuple[Draft, ...]:
    """Return the drafts that came into force, the latest first, at most MOST_DONE."""
    wanted = _LISTED.where(ScenarioDraft.published.is_not(None))
    rows = connection.execute(wanted.order_by(ScenarioDraft.id.desc()).limit(MOST_DONE))
    return tuple(Draft(*row) for row in rows)


def draft(connection: sa.Connection, number: int) -> Draft:
    """Return a draft with its text.

    Errors: NotFound.
    """
    row = connection.execute(_WHOLE.where(ScenarioDraft.id == number)).first()
    if row is None:
        raise NotFound("draft.not-found", draft=number)
    return Draft(*row)


def in_force(connection: sa.Connection, scenario_id: str) -> InForce | None:
    """Return the text of a case that is in force; None for a case that is new."""
    row = connection.execute(
        sa.select(ScenarioVersion.digest, ScenarioVersion.text, ScenarioVersion.path).where(
            ScenarioVersion.scenario_id == scenario_id, ScenarioVersion.is_current
        )
    ).first()
    return None if row is None else InForce(*row)


def source(connection: sa.Connection, digest: str) -> str | None:
    """Return the text that was published as this version: of a variant what was written, not the whole."""
    wanted = sa.select(ScenarioDraft.text).where(ScenarioDraft.published == digest)
    return connection.execute(wanted.order_by(ScenarioDraft.id.desc()).limit(1)).scalar()
