"""What a scenario must satisfy before it is published: every finding at once, each at its own place."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from webapp.engine.clocks import Limit
from webapp.engine.problems import Problem, has_errors, in_order
from webapp.engine.scenario import check_fields, check_guide, check_links, check_play, check_words
from webapp.engine.scenario.build import build
from webapp.engine.scenario.check_play import Seen
from webapp.engine.scenario.finding import finding
from webapp.engine.scenario.model import Draft, Scenario
from webapp.engine.scenario.schema import read, read_variant

Look = Callable[[Draft, Scenario], Iterable[Seen]]
"""What looks at the plays of a scenario: `check_play.look`, or whoever remembers what that has shown."""


def check(
    draft: Draft,
    limits: Collection[Limit],
    holidays: Collection[dt.date],
    known_uids: Collection[str],
    look: Look = check_play.look,
) -> tuple[Problem, ...]:
    """Return every finding about a draft; only one without errors may be registered.

    Shape: what a play would show is looked at only when everything the scenario names exists.
    """
    found = [
        *check_links.problems(draft, limits, known_uids),
        *check_fields.problems(draft, known_uids),
        *check_words.problems(draft),
        *check_guide.problems(draft, known_uids),
    ]
    if not has_errors(found):
        found.extend(check_play.problems(draft, look(draft, build(draft, limits, holidays))))
    return in_order(found)


def check_text(
    text: str,
    path: str,
    *,
    limits: Collection[Limit],
    holidays: Collection[dt.date],
    known_uids: Collection[str],
    parent: tuple[str, str] | None = None,
    look: Look = check_play.look,
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft of a text and every finding about it, from its shape to what chance would score.

    Shape: `parent` is the text and path of the scenario that this one is a variant of.
    """
    draft, problems = read(text, path) if parent is None else read_variant(text, path, parent)
    if draft is None:
        return None, problems
    return draft, in_order([*problems, *check(draft, limits, holidays, known_uids, look)])


def ids_twice(drafts: Iterable[Draft]) -> tuple[Problem, ...]:
    """Return a finding for each scenario whose id another file has already."""
    first: dict[str, str] = {}
    found: list[Problem] = []
    for draft in drafts:
        other = first.setdefault(draft.id, draft.path)
        if other != draft.path:
            found.append(finding(draft, "id-doubled/files", ("id",), id=draft.id, other=other))
    return tuple(found)
