"""What is wrong with a text, held against the manual in force; a variant against the case it is one of."""

import dataclasses
import hashlib
import re
from functools import lru_cache

import sqlalchemy as sa

from webapp.engine.problems import Problem, has_errors
from webapp.engine.scenario import variant
from webapp.engine.scenario.build import build
from webapp.engine.scenario.model import Draft, Scenario
from webapp.engine.scenario.writing import written
from webapp.engine.yaml import read as read_yaml
from webapp.errors import Refused
from webapp.manual import queries as manual
from webapp.scenarios.service import findings
from webapp.workbench import queries

_KEPT = 32
_ID = re.compile(r"^id: *[\"']?([a-z0-9-]{1,80})[\"']? *(?:#.*)?$", re.MULTILINE)
_VARIANT = re.compile("^variant:", re.MULTILINE)


@dataclasses.dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to.

    Shape: `draft` is None when the text cannot be read as a scenario at all. `parent` is the text and path of
    the case that it is a variant of; findings name that path where they stand in the words it keeps.
    """

    draft: Draft | None
    problems: tuple[Problem, ...]
    edition: int
    parent: tuple[str, str] | None = None

    @property
    def errors(self) -> int:
        """How many findings keep it out of force."""
        return sum(one.severity == "error" for one in self.problems)

    @property
    def is_clean(self) -> bool:
        """Say whether it may come into force."""
        return self.draft is not None and not self.errors


_found: dict[tuple[str, int, str], Checked] = {}


def id_in(text: str) -> str:
    """Return the id that a text gives its case, empty where none can be made out."""
    found = _ID.search(text)
    return found[1] if found else ""


def path_of(scenario_id: str) -> str:
    """Return the name under which findings speak of a case's text."""
    return f"scenarios/{scenario_id or 'new'}.yaml"


def check(connection: sa.Connection, text: str) -> Checked:
    """Return every finding about a text; the same text under the same edition is checked once a process.

    Errors: Refused while no edition of the manual is in force.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    path = path_of(id_in(text))
    parent = _parent(connection, text, path)
    key = (_digest(text), edition.number, _digest(parent[0]) if parent else "")
    if key not in _found:
        if len(_found) >= _KEPT:
            _found.clear()
        draft, problems = findings(connection, text=text, path=path, edition=edition.number, parent=parent)
        _found[key] = Checked(draft, problems, edition.number, parent)
    return _found[key]


def whole(connection: sa.Connection, text: str) -> str:
    """Return the text that would be registered: of a variant the whole case that it comes to."""
    path = path_of(id_in(text))
    parent = _parent(connection, text, path)
    if parent is None:
        return text
    root, problems = variant.expand(text, path, parent)
    return text if root is None or has_errors(problems) else written(root)


def comparable(connection: sa.Connection, text: str, kept: str) -> tuple[str, str]:
    """Return a version in force and a draft of it as two texts that can be held against each other.

    Shape: `kept` is the version's text. Both as they are, or both written out where the draft is a variant.
    """
    root = read_yaml(text, "")[0] if _VARIANT.search(text) else None
    there = read_yaml(kept, "")[0] if variant.parent_of(root) else None
    return (kept, text) if there is None else (written(there), whole(connection, text))


def built(connection: sa.Connection, checked: Checked) -> Scenario:
    """Return a clean draft as it would be played.

    Errors: Refused for a draft that is not clean.
    """
    if checked.draft is None or checked.errors:
        raise Refused("draft.not-clean")
    return _built(
        checked.draft,
        manual.limits(connection, edition=checked.edition),
        manual.holidays(connection, edition=checked.edition),
    )


# Drafts are compared by identity, and `_found` keeps them.
_built = lru_cache(maxsize=_KEPT)(build)


def _parent(connection: sa.Connection, text: str, path: str) -> tuple[str, str] | None:
    name = variant.parent_of(read_yaml(text, path)[0]) if _VARIANT.search(text) else None
    if name is None:
        return None
    there = queries.in_force(connection, name)
    return (there.text, there.path) if there else (text, path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
