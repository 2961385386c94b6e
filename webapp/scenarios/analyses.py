"""What is worked out about a scenario, kept in the database: no other process works it out again."""

import contextlib
import hashlib
import json
import pathlib
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from flask import has_app_context

from webapp.database import is_writing
from webapp.engine import clocks, yaml
from webapp.engine import scenario as engine
from webapp.engine.scenario import check_play
from webapp.engine.scenario.check_play import Seen
from webapp.engine.scenario.model import Draft, Scenario
from webapp.engine.scenario.rules import RULES
from webapp.scenarios.models import ScenarioAnalysis
from webapp.web import site

MOST_KEPT = 2000
"""Rows; of every draft that was ever looked at there is one or two."""

PLAYS = "plays"
_CODE = [
    path
    for module in (engine.__file__, __file__)
    for path in sorted(pathlib.Path(str(module)).parent.glob("*.py"))
] + [pathlib.Path(str(module.__file__)) for module in (clocks, yaml)]


def _rules() -> str:
    told = hashlib.sha256()
    for path in _CODE:
        told.update(b"%s\0%s\0" % (path.name.encode(), path.read_bytes()))
    return f"{RULES}-{told.hexdigest()[:12]}"


NOW = _rules()
"""What stands for the way things are worked out: the number of the rules, and a digest of the code.

It follows from whatever has a part in it, so that nobody has to remember to raise a number; and it is taken
when the code is loaded, since the files of a process that runs on may be another version's.
"""


def of_manual(scenario: Scenario) -> str:
    """Return a digest of what a scenario takes from the manual: its clocks' limits, and the holidays."""
    limits = [(one.id, one.limit.amount, one.limit.unit) for one in scenario.clocks]
    told = json.dumps([limits, sorted(day.isoformat() for day in scenario.holidays)])
    return hashlib.sha256(told.encode()).hexdigest()


def remembered(connection: sa.Connection, kind: str, scenario: Scenario, work_out: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """Return what was worked out about a scenario, as JSON has it; worked out now where nobody has yet.

    Shape: kept in this transaction where it writes; else, inside an application, in one of its own.
    """
    key = {"digest": scenario.digest, "kind": kind, "rules": NOW, "manual": of_manual(scenario)}
    this = sa.and_(*(getattr(ScenarioAnalysis, name) == value for name, value in key.items()))
    known = connection.execute(sa.select(ScenarioAnalysis.value).where(this)).scalar()
    if known is None:
        known = json.dumps(work_out(), ensure_ascii=False)
        _keep(connection, key | {"value": known})
    return json.loads(known)


def looking(connection: sa.Connection) -> Callable[[Draft, Scenario], Iterable[Seen]]:
    """Return what looks at the plays of a draft, and remembers what they have shown."""

    def look(draft: Draft, scenario: Scenario) -> Iterable[Seen]:
        found = remembered(
            connection, PLAYS, scenario, lambda: [list(one) for one in check_play.look(draft, scenario)]
        )
        return [Seen(sentence, tuple(path), values) for sentence, path, values in found]

    return look


def _keep(connection: sa.Connection, row: dict[str, str]) -> None:
    """Keep a row; whoever kept the same one meanwhile kept the same value."""
    if is_writing(connection):
        _insert(connection, row)
    elif has_app_context():
        with contextlib.suppress(sa.exc.OperationalError), site.database().writing_if_free() as another:
            _insert(another, row)


def _insert(connection: sa.Connection, row: dict[str, str]) -> None:
    with contextlib.suppress(sa.exc.IntegrityError), connection.begin_nested():
        added = sa.insert(ScenarioAnalysis).values(row).returning(ScenarioAnalysis.id)
        newest = connection.execute(added).scalar_one()
        connection.execute(sa.delete(ScenarioAnalysis).where(ScenarioAnalysis.id <= newest - MOST_KEPT))
