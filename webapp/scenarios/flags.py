"""Cases that teach what an edition has changed: which they are, what became of them, what trainees see."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from webapp.errors import BadInput, NotFound, Refused
from webapp.scenarios.models import ScenarioFlag, ScenarioVersion
from webapp.web import free_text, site

OPEN, KEPT, EDITED, WITHDRAWN = "open", "kept", "edited", "withdrawn"
LEAST, MOST = 10, 1000
"""Letters of a reason."""


@dataclasses.dataclass(frozen=True, slots=True)
class Flag:
    """A case that teaches what an edition changed.

    Shape: people are pseudonyms; `digest` is its version then. `uids` are the changed paragraphs
    it cites; none of them where only a limit contradicts its key.
    """

    id: int
    scenario_id: str
    digest: str
    edition: int
    uids: tuple[str, ...]
    state: str
    is_shown: bool
    reason: str
    by: str | None
    at: dt.datetime | None
    made: dt.datetime

    @property
    def is_open(self) -> bool:
        """Say whether nobody has seen to it."""
        return self.state == OPEN


_NAMES = [field.name for field in dataclasses.fields(Flag)]
_ALL = sa.select(*(getattr(ScenarioFlag, name) for name in _NAMES))
_OPEN_FIRST = (sa.case((ScenarioFlag.state == OPEN, 0), else_=1), ScenarioFlag.id.desc())


def listed(connection: sa.Connection, *, most: int = 200) -> tuple[Flag, ...]:
    """Return the flags, those that wait first, then the newest."""
    return tuple(_flag(row) for row in connection.execute(_ALL.order_by(*_OPEN_FIRST).limit(most)))


def waiting(connection: sa.Connection) -> tuple[Flag, ...]:
    """Return the flags that nobody has seen to, the newest first."""
    rows = connection.execute(_ALL.where(ScenarioFlag.state == OPEN).order_by(*_OPEN_FIRST))
    return tuple(_flag(row) for row in rows)


def one(connection: sa.Connection, flag: int) -> Flag:
    """Return a flag.

    Errors: NotFound.
    """
    row = connection.execute(_ALL.where(ScenarioFlag.id == flag)).first()
    if row is None:
        raise NotFound("flag.not-found", flag=flag)
    return _flag(row)


def is_withdrawn(connection: sa.Connection, scenario_id: str) -> bool:
    """Say whether a case is offered no more."""
    return _has(connection, scenario_id, ScenarioFlag.state == WITHDRAWN)


def is_under_review(connection: sa.Connection, scenario_id: str) -> bool:
    """Say whether trainees are told that a case is being looked at."""
    return _has(connection, scenario_id, (ScenarioFlag.state == OPEN) & ScenarioFlag.is_shown)


def under_review(connection: sa.Connection) -> frozenset[str]:
    """Return the cases of which trainees are told that they are being looked at."""
    shown = (ScenarioFlag.state == OPEN) & ScenarioFlag.is_shown
    return frozenset(connection.execute(sa.select(ScenarioFlag.scenario_id).where(shown)).scalars())


def put(
    connection: sa.Connection, found: Mapping[str, tuple[str, ...]], *, edition: int, now: dt.datetime
) -> int:
    """Flag the current version of cases, each with the changed paragraphs it cites; return how many were new.

    Shape: a case that this edition flagged already stays as it is.
    """
    there = set(
        connection.execute(
            sa.select(ScenarioFlag.scenario_id).where(ScenarioFlag.edition == edition)
        ).scalars()
    )
    current = sa.select(ScenarioVersion.scenario_id, ScenarioVersion.digest).where(
        ScenarioVersion.is_current, ScenarioVersion.scenario_id.in_(sorted(found.keys() - there))
    )
    rows = [
        {
            "scenario_id": row.scenario_id, "digest": row.digest, "edition": edition,
            "uids": " ".join(found[row.scenario_id]), "state": OPEN, "is_shown": False, "reason": "",
            "made": now,
        }
        for row in connection.execute(current.order_by(ScenarioVersion.scenario_id))
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(ScenarioFlag), rows)
    return len(rows)


def settle(
    connection: sa.Connection, flag: int, *, outcome: str, reason: str, by: str, now: dt.datetime
) -> Flag:
    """Keep a case as it is, or withdraw it, with the reason; return the flag as it was.

    Shape: `outcome` is KEPT or WITHDRAWN.
    Errors: NotFound; BadInput flag.outcome, flag.reason, text.private; Refused flag.settled.
    """
    found = one(connection, flag)
    reason = " ".join(reason.split())
    if outcome not in {KEPT, WITHDRAWN}:
        raise BadInput("flag.outcome")
    if not LEAST <= len(reason) <= MOST:
        raise BadInput("flag.reason", field="reason")
    free_text.refuse_private(reason, field="reason")
    _change(connection, found, OPEN, {"state": outcome, "reason": reason, "by": by, "at": now})
    return found


def reopen(connection: sa.Connection, flag: int) -> Flag:
    """Undo what was settled; the reason stays to be read. A withdrawn case is offered again.

    Errors: NotFound; Refused flag.open for one that waits, and for one that an edited case settled.
    """
    found = one(connection, flag)
    if found.state not in {KEPT, WITHDRAWN}:
        raise Refused("flag.open", flag=flag)
    _change(connection, found, found.state, {"state": OPEN, "by": None, "at": None})
    return found


def show(connection: sa.Connection, flag: int, *, is_shown: bool) -> Flag:
    """Tell trainees that a case is under review, or tell them no more.

    Errors: NotFound; Refused flag.settled.
    """
    found = one(connection, flag)
    _change(connection, found, OPEN, {"is_shown": is_shown})
    return found


def edited(connection: sa.Connection, scenario_id: str, *, now: dt.datetime) -> None:
    """Settle the flags of a case that has a new version; a withdrawn one is offered again with it."""
    this = (ScenarioFlag.scenario_id == scenario_id) & ScenarioFlag.state.in_((OPEN, WITHDRAWN))
    connection.execute(sa.update(ScenarioFlag).where(this).values(state=EDITED, at=now))


def _change(connection: sa.Connection, found: Flag, state: str, values: Mapping[str, object]) -> None:
    this = (ScenarioFlag.id == found.id) & (ScenarioFlag.state == state)
    if not connection.execute(sa.update(ScenarioFlag).where(this).values(**values)).rowcount:
        raise Refused("flag.settled", flag=found.id)
    site.raise_version(connection)


def _has(connection: sa.Connection, scenario_id: str, what: sa.ColumnElement[bool]) -> bool:
    this = (ScenarioFlag.scenario_id == scenario_id) & what
    return connection.execute(sa.select(ScenarioFlag.id).where(this).limit(1)).first() is not None


def _flag(row: Any) -> Flag:  # noqa: ANN401 -- a row of _ALL
    values = {**row._mapping, "uids": tuple(row.uids.split())}  # noqa: SLF001 -- its documented name
    return Flag(**values)
